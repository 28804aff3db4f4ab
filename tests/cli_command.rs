//! What the command is besides its results: completions, manual pages, settings from files and the environment, help
//! and messages in two languages, and how it ends when it is interrupted.

use assert_cmd::Command;
use std::fs;
use tempfile::TempDir;

/// A folder of its own to run in, without the settings of whoever runs the tests.
struct Place(TempDir);

struct Run {
    out: String,
    err: String,
    code: i32,
}

impl Place {
    fn new(files: &[(&str, &str)]) -> Self {
        let place = Self(TempDir::new().unwrap());
        for (name, text) in files {
            place.write(name, text.as_bytes());
        }
        place
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::cargo_bin("mizan").unwrap();
        command.args(args).current_dir(self.0.path()).env_clear();
        command.env("HOME", self.0.path()).env("XDG_CONFIG_HOME", self.0.path().join("xdg"));
        command
    }

    fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, &[])
    }

    fn run_with(&self, args: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut command = self.command(args);
        let output = command.envs(variables.iter().copied()).write_stdin(TEXT).output().unwrap();
        Run {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().unwrap(),
        }
    }

    /// The value of a key and its origin, as `--show-config` says them.
    fn shown(&self, args: &[&str], variables: &[(&str, &str)], key: &str) -> (String, String) {
        let run = self.run_with(&[args, &["--show-config"]].concat(), variables);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let mut lines = run.out.lines().filter_map(|line| line.split_once(" # "));
        let found = lines.find(|(line, _)| line.starts_with(&format!("{key} = ")));
        let (line, origin) = found.unwrap_or_else(|| panic!("{key}: {}", run.out));
        (line.split_once(" = ").unwrap().1.trim().to_owned(), origin.to_owned())
    }
}

const TEXT: &str = "ذهب الولد إلى المدرسة. رأى الولد كتاب الولد!\nهذا الكتاب جديد.\n";

const COMMANDS: &[&str] = &[
    "stats",
    "words",
    "ngrams",
    "sentences",
    "tokens",
    "analyze",
    "syllables",
    "evaluate",
    "diversity",
    "growth",
    "dispersion",
    "readability",
    "compare",
    "collocations",
    "keyness",
    "concordance",
    "bench",
    "measures",
    "explain",
    "completions",
    "man",
];

#[test]
fn completions_name_every_command_and_option() {
    let place = Place::new(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = place.run(&["completions", shell]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{shell}");
        for word in COMMANDS.iter().chain(&["sentence-mode", "show-config"]) {
            assert!(run.out.contains(word), "{shell}: no {word}");
        }
    }
    assert_eq!(place.run(&["completions", "csh"]).code, 2);
}

#[test]
fn a_manual_page_for_every_command() {
    let place = Place::new(&[]);
    let main = place.run(&["man"]);
    assert_eq!((main.code, main.err.as_str()), (0, ""));
    assert!(main.out.contains(".TH mizan 1") && main.out.contains(".SH EXAMPLES\n.nf\nmizan stats book.txt"));
    for name in COMMANDS {
        assert!(main.out.contains(&format!("mizan\\-{name}(1)")), "{name}");
        let page = place.run(&["man", name]);
        assert_eq!(page.code, 0, "{}", page.err);
        assert!(page.out.contains(&format!(".TH mizan-{name} 1")) && page.out.contains("EXIT STATUS"));
    }
    let page = place.run(&["man", "words"]).out;
    assert!(page.contains("\\fB\\-\\-min\\-count\\fR \\fI<N>\\fR [default: 1]"), "{page}");
    let wrong = place.run(&["man", "wrds"]);
    assert_eq!(wrong.code, 2);
    assert_eq!(wrong.err, "mizan: no command is called \"wrds\"\n  help: did you mean words?\n");
}

#[test]
fn an_option_wins_over_variables_over_the_folder_over_the_user() {
    let place = Place::new(&[]);
    let of = |args: &[&str], variables: &[(&str, &str)]| place.shown(args, variables, "threads");
    let said = |value: &str, origin: &str| (value.to_owned(), origin.to_owned());
    assert_eq!(of(&["words"], &[]), said("0", "default"));
    place.write("xdg/mizan/config.toml", b"threads = 1\n");
    let (value, origin) = of(&["words"], &[]);
    assert_eq!(value, "1");
    assert!(origin.ends_with("mizan/config.toml: line 1, column 11"), "{origin}");
    place.write("mizan.toml", b"# mine\nthreads = 2\n");
    assert_eq!(of(&["words"], &[]), said("2", "mizan.toml: line 2, column 11"));
    place.write("mizan.toml", b"threads = 2\n[words]\nthreads = 4\n[stats]\nthreads = 5\n");
    assert_eq!(of(&["words"], &[]), said("4", "mizan.toml: line 3, column 11"));
    assert_eq!(of(&["tokens"], &[]), said("2", "mizan.toml: line 1, column 11"));
    let variable = [("MIZAN_THREADS", "3")];
    assert_eq!(of(&["words"], &variable), said("3", "MIZAN_THREADS"));
    assert_eq!(of(&["words", "--threads", "6"], &variable), said("6", "the command line"));
    assert_eq!(of(&["words", "--no-config"], &variable), said("0", "default"));
    assert_eq!(of(&["--no-config", "words"], &variable), said("0", "default"));
}

#[test]
fn without_a_folder_for_settings_they_are_in_the_home_folder() {
    let place = Place::new(&[(".config/mizan/config.toml", "top = 3\n")]);
    let output = place.command(&["stats", "--show-config"]).env_remove("XDG_CONFIG_HOME").output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("top = 3 "));
}

#[test]
fn settings_make_the_result() {
    let place = Place::new(&[("mizan.toml", "format = \"tsv\"\nlayer = \"root\"\n[words]\nmin_count = 2\n")]);
    let by_file = place.run(&["words"]);
    let by_flags = place.run(&["words", "--no-config", "--format=tsv", "--layer=root", "--min-count=2"]);
    assert_eq!((by_file.code, by_file.err.as_str()), (0, ""));
    assert!(by_file.out.starts_with("rank\tterm") && by_file.out.lines().count() > 1);
    assert_eq!(by_file.out, by_flags.out);
}

#[test]
fn lists_and_switches() {
    let place = Place::new(&[(
        "mizan.toml",
        "quiet = true\nkinds = ['word', \"number\"]\nnode = [\"كتاب\", \"ولد\"]\nbom = false\n",
    )]);
    assert_eq!(place.shown(&["collocations"], &[], "quiet").0, "true");
    assert_eq!(place.shown(&["collocations"], &[], "kinds").0, "\"word,number\"");
    assert_eq!(place.shown(&["collocations"], &[], "node").0, "[\"كتاب\", \"ولد\"]");
    let switch = |value: &str| place.shown(&["words"], &[("MIZAN_BOM", value)], "bom").0;
    assert_eq!((switch("1").as_str(), switch("off").as_str()), ("true", "false"));
}

#[test]
fn what_cannot_stand_beside_the_command_line_is_passed_over() {
    let place =
        Place::new(&[("mizan.toml", "strict = true\nmeasures = \"ttr\"\n[ngrams]\nunit = \"grapheme\"\n")]);
    assert_eq!(place.shown(&["words", "--measures=idf"], &[], "strict").0, "true");
    assert_eq!(place.shown(&["words", "--measures=idf", "--lenient"], &[], "strict").0, "false");
    // A unit of characters says nothing where words are counted.
    assert_eq!(place.shown(&["ngrams"], &[], "unit").1, "default");
    assert_eq!(place.shown(&["ngrams", "--chars"], &[], "unit").0, "\"grapheme\"");
    // A key of other commands.
    assert_eq!(place.run(&["tokens"]).code, 0);
    // What a command must have may be set too.
    let counts =
        Place::new(&[("mizan.toml", "reference_counts = \"c.tsv\"\n"), ("c.tsv", "كتاب\t2\nولد\t1\n")]);
    let run = counts.run(&["keyness", "--format=tsv"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn mistakes_in_settings_are_named_with_their_place() {
    for (text, wanted) in [
        (
            "threds = 1",
            "mizan.toml: line 1, column 1: no option is called \"threds\"\n  help: did you mean threads?",
        ),
        (
            "a = 1\n[words]\nb = 2",
            "mizan.toml: line 3, column 1: no option of words is called \"b\"\n  help: keys",
        ),
        (
            "[wrds]\ntop = 2",
            "mizan.toml: line 2, column 1: no command is called \"wrds\"\n  help: did you mean [words]?",
        ),
        ("no_config = true", "mizan.toml: line 1, column 1: no option is called \"no_config\"\n  help: "),
        ("threads = 'four'", "mizan.toml: line 1, column 11: threads cannot be \"four\"\n  help: "),
        (
            "\nformat = \"xml\"",
            "mizan.toml: line 2, column 10: format cannot be \"xml\"\n  help: say table, json",
        ),
        ("threads = true", "mizan.toml: line 1, column 11: threads takes a value, not true or false\n"),
        ("quiet = 1", "mizan.toml: line 1, column 9: quiet is on or off\n  help: say true or false\n"),
        ("threads = 1979-05-27", "mizan.toml: line 1, column 11: threads cannot be a datetime\n"),
        ("threads = ", "mizan.toml: line 1, column 11: not TOML: "),
        ("\u{feff}threads = 1", "mizan.toml: line 1, column 1: begins with a byte order mark\n"),
    ] {
        let run = Place::new(&[("mizan.toml", text)]).run(&["words"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{text}");
        assert!(run.err.starts_with(&format!("mizan: {wanted}")), "{text}: {}", run.err);
    }
}

#[test]
fn a_file_that_is_no_settings() {
    let place = Place::new(&[]);
    place.write("mizan.toml", b"threads = 1\nlayer = '\xd8'\n");
    let run = place.run(&["words"]);
    assert_eq!(run.err, "mizan: mizan.toml: line 2, column 10: not UTF-8\n  help: save it as UTF-8\n");
    place.write("mizan.toml", &vec![b'#'; (1 << 20) + 1]);
    let run = place.run(&["words"]);
    assert!(run.err.starts_with("mizan: mizan.toml: a configuration of more than 1 MiB\n"), "{}", run.err);
    assert_eq!(run.code, 2);
    assert_eq!(place.run(&["words", "--no-config"]).code, 0);
    assert_eq!(place.run(&["words", "--help"]).code, 0);
    fs::remove_file(place.0.path().join("mizan.toml")).unwrap();
    fs::create_dir(place.0.path().join("mizan.toml")).unwrap();
    assert!(place.run(&["words"]).err.contains("the configuration is no file"));
}

#[test]
fn variables_that_are_nearly_an_option() {
    let place = Place::new(&[]);
    let run = place.run_with(&["words"], &[("MIZAN_THREDS", "2")]);
    assert_eq!(
        run.err,
        "mizan: MIZAN_THREDS: no option is called threds\n  help: did you mean MIZAN_THREADS?\n"
    );
    let run = place.run_with(&["words"], &[("MIZAN_SORT", "size")]);
    assert_eq!(run.code, 2);
    assert!(run.err.starts_with("mizan: MIZAN_SORT: sort cannot be \"size\"\n"), "{}", run.err);
    // Another program's, or none.
    let run = place.run_with(&["words"], &[("MIZAN_WORKSHOP_ROOM", "2"), ("MIZAN_THREADS", "")]);
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn what_is_shown_is_a_file_of_settings() {
    let place = Place::new(&[("mizan.toml", "layer = \"root\"\nfold = \"hamza,alef\"\n")]);
    let shown = place.run(&["words", "--min-count=2", "--show-config"]).out;
    let again = Place::new(&[]);
    again.write("mizan.toml", format!("[words]\n{shown}").as_bytes());
    assert_eq!(again.run(&["words"]).out, place.run(&["words", "--min-count=2"]).out);
}

#[test]
fn mistakes_on_the_command_line() {
    let place = Place::new(&[("corpus/a.txt", TEXT)]);
    for (args, wanted) in [
        (&["wrds"][..], "no command is called \"wrds\"\n  help: did you mean words?\n"),
        (&["words", "--min-cont", "3"], "unknown option --min-cont\n  help: did you mean --min-count?\n"),
        (
            &["words", "--format", "xml"],
            "--format cannot be \"xml\"\n  help: say table, json, jsonl, csv, tsv, md\n",
        ),
        (&["words", "--sort", "cont"], "--sort cannot be \"cont\"\n  help: did you mean count?\n"),
        (&["words", "--threads"], "--threads needs a value\n"),
        (&["concordance"], "PATTERN is missing\n  help: mizan concordance --help shows how\n"),
        (
            &["explain", "ttr", "more"],
            "one argument too many: \"more\"\n  help: mizan explain --help shows how\n",
        ),
        (&["words", "--strict", "--lenient"], "--strict cannot stand beside --lenient\n"),
        (&["words", "--seed=1", "--seed=2"], "--seed is given twice\n  help: give it once\n"),
        (&["words", "corpus/b.txt"], "corpus/b.txt: no such file\n  help: did you mean corpus/a.txt?\n"),
    ] {
        let run = place.run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.starts_with(&format!("mizan: {wanted}")), "{args:?}: {}", run.err);
    }
}

#[test]
fn help_and_messages_in_arabic_and_results_as_ever() {
    let place = Place::new(&[("a.txt", TEXT)]);
    let help = place.run(&["--lang", "ar", "words", "--help"]);
    assert_eq!(help.code, 0, "{}", help.err);
    for said in ["قائمة تكرار الكلمات", "الاستعمال:", "ترتيب القائمة", "--min-count"]
    {
        assert!(help.out.contains(said), "{said}: {}", help.out);
    }
    let by_locale = place.run_with(&["words", "--help"], &[("LC_ALL", "ar_EG.UTF-8")]);
    assert_eq!(by_locale.out, help.out);
    let wrong = place.run(&["words", "b.txt", "--lang=ar"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.starts_with("mizan: b.txt: لا يوجد ملف بهذا الاسم"), "{}", wrong.err);
    assert!(wrong.err.contains("هل تقصد a.txt؟"), "{}", wrong.err);
    for format in ["table", "json", "tsv"] {
        let english = place.run(&["words", "--format", format, "a.txt"]);
        let arabic = place.run(&["words", "--format", format, "a.txt", "--lang", "ar"]);
        assert_eq!((english.out, arabic.code), (arabic.out, 0), "{format}");
    }
}

/// A list that is written while its input still comes: the half of it goes when the command is told to.
#[cfg(unix)]
#[test]
fn a_signal_leaves_no_half_written_file() {
    use std::io::Write;
    use std::process::{Command as Process, Stdio};
    for (signal, code) in [("TERM", 143), ("INT", 130)] {
        let folder = TempDir::new().unwrap();
        let files = || fs::read_dir(folder.path()).unwrap().count();
        let mut child = Process::new(env!("CARGO_BIN_EXE_mizan"))
            .args(["tokens", "--format=tsv", "-o", "out.tsv", "-"])
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.as_mut().unwrap().write_all(TEXT.as_bytes()).unwrap();
        while files() == 0 {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        // The file is there a moment before it is watched.
        std::thread::sleep(std::time::Duration::from_millis(200));
        let killed = Process::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        assert_eq!(child.wait().unwrap().code(), Some(code), "{signal}");
        assert_eq!(files(), 0, "{signal}");
    }
}
