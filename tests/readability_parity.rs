//! OSMAN beside the programs it is named after. Not run by default, since it needs Python with textstat:
//!
//! ```text
//! MIZAN_PARITY_PYTHON=python3 cargo test --release --test readability_parity -- --ignored --nocapture
//! ```
//!
//! Beside textstat stands what the Java program does, said once more in Python with regular expressions. With
//! `MIZAN_PARITY_OSMAN=classes` the program itself is run too: the folder (or class path) of the compiled classes
//! `org.project.osman.process.{OsmanReadability, Syllables, ArabicWordSegmenters}` and of commons-lang. With
//! `MIZAN_PARITY_TEXT=file.txt` the lines and the paragraphs of a text of one's own are compared as well.

use mizan::measure::Random;
use mizan::measure::readability::{Counts, JavaOsman, TextstatOsman};
use std::env;
use std::ffi::OsStr;
use std::io::Write;
use std::process::{Command, Stdio};

/// A JSON string a line on standard input; on standard output a line of numbers for each.
const REFERENCE: &str = r#"
import json, re, string, sys, unicodedata
import textstat

CONTROLS = "".join(map(chr, range(33)))
MARKS = "\u064B-\u0653\u0657\u0658"

def units(text):
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

def words(text):
    text = re.sub("[0-9]", "", text)
    text = re.sub("\ufffd(?=\r\n\\Z|[\n\r\u0085\u2028\u2029]?\\Z)", "", text)
    text = re.sub("[" + re.escape(string.punctuation) + "]", "", text)
    return re.split("[ \t\n\x0b\f\r]+", text.strip(CONTROLS))

def syllables(text):
    short = len(re.findall("[\u064E\u064F\u0650](?![\u0627\u0648\u064A])", text))
    long = len(re.findall("[\u064E\u064F\u0650](?=[\u0627\u0648\u064A])", text))
    stress = len(re.findall("[\u064B\u064C\u064D\u0651]", text))
    if short == 0:
        short = units(re.sub("[\u0627\u0649?.!, ]", "", text)) - 2
    return short + 2 * (long + stress)

def java(text):
    bare = re.sub("[%s]" % MARKS, "", text)
    pieces = re.split(r"\n|(?<![0-9])\.(?![0-9])", text)
    while pieces and not pieces[-1]:
        pieces.pop()
    g = sum(len(re.findall("[\u064B-\u0651]", piece)) >= 4 for piece in text.split(" "))
    h = sum(syllables(piece) >= 4 and bool(re.search("[\u0621\u0626\u0624\u0630\u0638]", piece))
            for piece in text.strip(CONTROLS).split(" "))
    characters = units(re.sub("[0-9 ]", "", bare).strip(CONTROLS))
    return [len(words(text)), max(1, len(pieces)), sum(units(word) >= 5 for word in words(bare)),
            syllables(text), g, h, characters]

if sys.argv[1:] == ["properties"]:
    print(unicodedata.unidata_version)
    for code in range(0x110000):
        if not 0xD800 <= code < 0xE000:
            c = chr(code)
            if unicodedata.category(c) != "Cn":
                print(code, int(bool(re.match(r"\w", c))), int(bool(re.match(r"\s", c))))
else:
    for line in sys.stdin:
        text = json.loads(line)
        print(*java(text), repr(textstat.textstat.osman(text)))
"#;

/// Hexadecimal UTF-8 a line on standard input; the scores of the Java program on standard output.
const DRIVER: &str = r#"
import java.io.*;
import java.nio.charset.StandardCharsets;
import org.project.osman.process.OsmanReadability;

public class Driver {
    public static void main(String[] arguments) throws Exception {
        OsmanReadability osman = new OsmanReadability();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        StringBuilder out = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            byte[] bytes = new byte[line.length() / 2];
            for (int i = 0; i < bytes.length; i++)
                bytes[i] = (byte) Integer.parseInt(line.substring(2 * i, 2 * i + 2), 16);
            String text = new String(bytes, StandardCharsets.UTF_8);
            out.append(osman.calculateOsman(text)).append(' ').append(osman.calculateArabicARI(text)).append(' ')
               .append(osman.calculateArabicLIX(text)).append(' ').append(osman.calculateArabicFog(text)).append(' ')
               .append(osman.calculateArabicFlesch(text)).append(' ').append(osman.calculateArabicKincaid(text))
               .append('\n');
        }
        System.out.print(out);
    }
}
"#;

/// Stretches that texts are made of: words with and without marks, and what splitters and regular expressions trip on.
const PARTS: [&str; 72] = [
    "كتاب",
    "المدرسة",
    "ذَهَبَ",
    "تُحِبُّ",
    "المؤمنون",
    "يَسْتَظِلُّونَ",
    "قالوا",
    "رئيس",
    "شيء",
    "ظلّ",
    "عَلَى",
    "الى",
    "مُؤَدِّبٌ",
    "كِتَابًا",
    "ذلك",
    "هذا",
    "و",
    "ا",
    "ى",
    "ء",
    "وا",
    "ون",
    "فاستخرجناهموها",
    "َ",
    "ِ",
    "ُ",
    "ّ",
    "ً",
    "ْ",
    "\u{653}",
    "\u{657}",
    "\u{658}",
    "\u{670}",
    "ـ",
    " ",
    " ",
    " ",
    " ",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\r",
    ".",
    ".",
    "...",
    "!",
    "؟",
    "?",
    "،",
    ",",
    "؛",
    "«",
    "»",
    "-",
    "'",
    "it's",
    "don't",
    "we'll",
    "'s",
    "3.5",
    "7",
    "٣",
    "_",
    "*",
    "😀",
    "𞸀",
    "\u{a0}",
    "\u{200f}",
    "Word",
];

/// Rarer ones.
const ODD: [&str; 22] = [
    "\u{fffd}",
    "\u{fffd}\n",
    "\u{fffd}\r\n",
    "\u{0}",
    "\u{1}",
    "\u{b}",
    "\u{c}",
    "\u{1c}",
    "\u{1f}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{3000}",
    "\u{feff}",
    "½",
    "²",
    "é",
    "e\u{301}",
    "中",
    "ﷲ",
    "`$^+=<>|~#@\\/",
];

fn made(random: &mut Random) -> String {
    let parts = random.below(40);
    // Some texts hold no marks at all, some no white space.
    let (bare, solid) = (random.below(3) == 0, random.below(9) == 0);
    let mut text = String::new();
    while (text.matches(|_| true).count() as u64) < 4 * parts {
        let part = if random.below(8) == 0 {
            ODD[random.below(ODD.len() as u64) as usize]
        } else {
            PARTS[random.below(PARTS.len() as u64) as usize]
        };
        let marked = part.chars().any(|c| ('\u{64b}'..='\u{658}').contains(&c));
        let space = part.chars().all(char::is_whitespace);
        if !(bare && marked || solid && space) {
            text.push_str(part);
        }
    }
    text
}

fn texts() -> Vec<String> {
    let mut random = Random::new(6, 3);
    let mut texts: Vec<String> = PARTS.iter().chain(&ODD).map(|part| (*part).to_owned()).collect();
    texts.push(String::new());
    for first in PARTS.iter().chain(&ODD) {
        texts.extend(ODD.iter().map(|second| format!("{first}{second}")));
        texts.extend([" ", ".", "\n"].map(|second| format!("{second}{first}{second}")));
    }
    texts.extend((0..8000).map(|_| made(&mut random)));
    match env::var_os("MIZAN_PARITY_TEXT") {
        None => eprintln!("no real text: set MIZAN_PARITY_TEXT to compare one"),
        Some(path) => {
            let text = std::fs::read_to_string(path).expect("the text is readable UTF-8");
            let lines: Vec<&str> = text.lines().take(4000).collect();
            texts.extend(lines.iter().map(|line| (*line).to_owned()));
            texts.extend(lines.chunks(50).map(|lines| lines.join("\n")));
        }
    }
    texts
}

/// The lines that a program prints when it is given lines.
fn answers(program: &mut Command, input: String) -> Vec<String> {
    let mut child = program.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is piped");
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("the program ends");
    assert!(output.status.success(), "the program failed: {}", output.status);
    writer.join().expect("the writer ends").expect("the program reads its input");
    String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

fn python() -> Option<std::ffi::OsString> {
    let python = env::var_os("MIZAN_PARITY_PYTHON");
    if python.is_none() {
        eprintln!("skipped: set MIZAN_PARITY_PYTHON to a Python with textstat 0.7.13");
    }
    python
}

fn numbers(line: &str) -> Vec<f64> {
    line.split(' ').map(|number| number.parse().expect("a number")).collect()
}

fn ours(text: &str) -> [i64; 7] {
    let java = JavaOsman::of(text);
    let terms = java.terms();
    let unit = Counts::UNIT as i64;
    [
        terms.words as i64,
        terms.sentences as i64,
        terms.long_words as i64,
        terms.syllables / unit,
        terms.complex as i64 / unit,
        terms.faseeh as i64 / unit,
        java.characters() as i64,
    ]
}

#[test]
#[ignore = "needs Python with textstat 0.7.13 in MIZAN_PARITY_PYTHON"]
fn textstat_and_a_restatement_of_java_give_the_same_numbers() {
    let Some(python) = python() else { return };
    let texts = texts();
    let input: String =
        texts.iter().map(|text| serde_json::to_string(text).expect("a string") + "\n").collect();
    let answers = answers(Command::new(python).args(["-c", REFERENCE]), input);
    assert_eq!(answers.len(), texts.len());
    let mut wrong = Vec::new();
    for (text, answer) in texts.iter().zip(&answers) {
        let theirs = numbers(answer);
        let found = ours(text).map(|number| number as f64);
        if found != theirs[..7] {
            wrong.push(format!("java {text:?}: ours {found:?}, theirs {:?}", &theirs[..7]));
        }
        let score = TextstatOsman::of(text).score();
        if (score - theirs[7]).abs() > 1e-6 {
            wrong.push(format!("textstat {text:?}: ours {score}, theirs {}", theirs[7]));
        }
    }
    println!("{} texts, {} differences", texts.len(), wrong.len());
    wrong.truncate(20);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[ignore = "needs the compiled Java program in MIZAN_PARITY_OSMAN"]
fn the_java_program_gives_the_same_numbers() {
    let Some(path) = env::var_os("MIZAN_PARITY_OSMAN") else {
        eprintln!("skipped: set MIZAN_PARITY_OSMAN to the class path of OsmanReadability");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let driver = folder.path().join("Driver.java");
    std::fs::write(&driver, DRIVER).expect("the driver is written");
    let texts = texts();
    let hexadecimal =
        |text: &String| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>() + "\n";
    let input: String = texts.iter().map(hexadecimal).collect();
    let mut java = Command::new("java");
    java.args([OsStr::new("-cp"), &path, driver.as_os_str()]);
    let answers = answers(&mut java, input);
    assert_eq!(answers.len(), texts.len());
    let mut wrong = Vec::new();
    for (text, answer) in texts.iter().zip(&answers) {
        let scores = JavaOsman::of(text).scores();
        let found = [scores.osman, scores.ari, scores.lix, scores.fog, scores.flesch, scores.flesch_kincaid];
        let theirs = numbers(answer);
        if found.iter().zip(&theirs).any(|(found, theirs)| (found - theirs).abs() > 1e-6) {
            wrong.push(format!("{text:?}: ours {found:?}, theirs {theirs:?}"));
        }
    }
    println!("{} texts, {} differences", texts.len(), wrong.len());
    wrong.truncate(20);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Python's Unicode is older than ours: every character that it has is a letter, number or space to both, or to none.
#[test]
#[ignore = "needs Python with textstat 0.7.13 in MIZAN_PARITY_PYTHON"]
fn characters_are_words_and_spaces_to_both() {
    let Some(python) = python() else { return };
    let rows = answers(Command::new(python).args(["-c", REFERENCE, "properties"]), String::new());
    let mut wrong = Vec::new();
    for row in &rows[1..] {
        let cells: Vec<u32> = row.split(' ').map(|cell| cell.parse().expect("a number")).collect();
        let c = char::from_u32(cells[0]).expect("no surrogate");
        let word = TextstatOsman::of(&c.to_string()).terms().words == 1;
        let space = TextstatOsman::of(&format!("a{c}b")).terms().words == 2;
        if (word, space) != (cells[1] == 1, cells[2] == 1) {
            wrong.push(format!("U+{:04X}", cells[0]));
        }
    }
    println!("Unicode {}: {} characters, {} differences", rows[0], rows.len() - 1, wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join(" "));
}
