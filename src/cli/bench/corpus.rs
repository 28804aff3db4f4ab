//! A corpus that anyone can make again: forms built from the lexicon, drawn by Zipf's law, in sentences shaped like
//! those of real texts. It says nothing; its figures are those of real text (the tests hold the two together).

use mizan::morphology::{Analyzer, Kind};

/// What the corpus is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Style {
    /// Unmarked sentences with punctuation and numbers
    News,
    /// The same with nearly all vowels written
    Vocalised,
    /// Short messages: tags, names, addresses, emoji, Latin words among the Arabic ones
    Mixed,
}

/// Numbers drawn from a seed: SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`, which is far below 2³².
    fn below(&mut self, limit: usize) -> usize {
        ((self.next() >> 32) as usize * limit) >> 32
    }

    fn one_in(&mut self, number: usize) -> bool {
        self.below(number) == 0
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

/// Forms by rank, and how often each is drawn.
struct Forms {
    forms: Vec<String>,
    /// Sums of the weights up to each form.
    sums: Vec<f64>,
}

/// Distinct forms: so many that the types of a million words are as many as in news.
const FORMS: usize = 600_000;
/// Mandelbrot's constants of news: weight = 1 / (rank + shift)^exponent.
const SHIFT: f64 = 6.0;
const EXPONENT: f64 = 1.2;

const BEFORE: &[&str] = &["", "", "", "ال", "ال", "ال", "و", "وال", "ب", "بال", "لل", "ل", "ف", "ك"];
const AFTER: &[&str] = &["", "", "", "", "ة", "ات", "ين", "ه", "ها", "هم", "ي", "نا", "ا", "ون", "ية"];

impl Forms {
    fn new(random: &mut Random) -> Self {
        let lexicon = Analyzer::standard().lexicon();
        let of_kind = |wanted: &[Kind]| -> Vec<&str> {
            let lemmas = lexicon.lemmas().filter(|(lemma, kind)| wanted.contains(kind) && !lemma.is_empty());
            lemmas.map(|(lemma, _)| lemma).collect()
        };
        let function = of_kind(&[Kind::Function]);
        let content = of_kind(&[Kind::Content, Kind::Proper, Kind::Foreign]);
        let mut seen = std::collections::HashSet::new();
        let mut forms = Vec::with_capacity(FORMS);
        // The most frequent words are short ones without roots.
        for word in function.iter().filter(|word| word.chars().count() <= 5) {
            if seen.insert((*word).to_owned()) {
                forms.push((*word).to_owned());
            }
        }
        while forms.len() < FORMS {
            let form = [random.of(BEFORE), content[random.below(content.len())], random.of(AFTER)].concat();
            if seen.insert(form.clone()) {
                forms.push(form);
            }
        }
        let mut sum = 0.0;
        let sums = (0..FORMS).map(|rank| {
            sum += (rank as f64 + SHIFT).powf(-EXPONENT);
            sum
        });
        Self { sums: sums.collect(), forms }
    }

    fn draw(&self, random: &mut Random) -> &str {
        let whole = self.sums[self.sums.len() - 1];
        let at = (random.next() >> 11) as f64 / (1u64 << 53) as f64 * whole;
        &self.forms[self.sums.partition_point(|&sum| sum < at).min(self.forms.len() - 1)]
    }
}

/// A corpus of about `bytes` in this style: the same for the same seed.
pub(crate) fn generate(style: Style, bytes: usize, seed: u64) -> String {
    let mut random = Random(seed);
    let forms = Forms::new(&mut random);
    let mut text = String::with_capacity(bytes + 4096);
    let mut sentences = 0;
    while text.len() < bytes {
        match style {
            Style::News => sentence(&mut text, &forms, &mut random, push_plain),
            Style::Vocalised => sentence(&mut text, &forms, &mut random, push_marked),
            Style::Mixed => message(&mut text, &forms, &mut random),
        }
        sentences += 1;
        // A paragraph has two sentences or three, a message is one.
        text.push(if style == Style::Mixed || sentences % 5 == 2 || sentences % 5 == 0 { '\n' } else { ' ' });
    }
    text
}

fn push_plain(text: &mut String, form: &str, _: &mut Random) {
    text.push_str(form);
}

/// A form with marks on nearly all of its letters: drawn, not read.
fn push_marked(text: &mut String, form: &str, random: &mut Random) {
    const MARKS: &[&str] =
        &["\u{64E}", "\u{64E}", "\u{64E}", "\u{650}", "\u{650}", "\u{64F}", "\u{652}", "\u{652}"];
    for letter in form.chars() {
        text.push(letter);
        if random.one_in(12) {
            text.push('\u{651}');
        }
        if !matches!(letter, 'ا' | 'ى') && !random.one_in(6) {
            text.push_str(random.of(MARKS));
        }
    }
}

fn number(text: &mut String, random: &mut Random) {
    let value = random.below(4000);
    match random.below(4) {
        0 => text.push_str(&format!("{}.{}", value / 100, value % 10)),
        1 => text.extend(
            value
                .to_string()
                .bytes()
                .map(|digit| char::from_u32(0x660 + u32::from(digit - b'0')).unwrap_or('٠')),
        ),
        _ => text.push_str(&value.to_string()),
    }
}

/// A sentence of about 24 words (news: 27.7).
fn sentence(text: &mut String, forms: &Forms, random: &mut Random, push: fn(&mut String, &str, &mut Random)) {
    let words = 4 + random.below(16) + random.below(24);
    for word in 0..words {
        if word > 0 {
            text.push_str(if random.one_in(22) { "، " } else { " " });
        }
        if random.one_in(45) {
            number(text, random);
        } else if random.one_in(90) {
            text.push('«');
            push(text, forms.draw(random), random);
            text.push('»');
        } else {
            push(text, forms.draw(random), random);
        }
    }
    text.push_str(if random.one_in(12) { "؟" } else { "." });
}

/// A message of about 14 words.
fn message(text: &mut String, forms: &Forms, random: &mut Random) {
    const LATIN: &[&str] = &["OK", "lol", "RT", "iPhone", "Twitter", "the", "Real", "TV"];
    const EMOJI: &[&str] = &["😂", "❤️", "😭", "💔", "👍🏽", "🇸🇦", "🌹"];
    for word in 0..4 + random.below(20) {
        if word > 0 {
            text.push(' ');
        }
        match random.below(40) {
            0 | 1 => {
                text.push('#');
                text.push_str(forms.draw(random));
                text.push('_');
                text.push_str(forms.draw(random));
            }
            2 | 3 => text.push_str(&format!("@user_{}", random.below(10_000))),
            4 => text.push_str(&format!("http://t.co/{:08x}", random.next() as u32)),
            5 => text.push_str(random.of(LATIN)),
            6 => text.push_str(&random.of(EMOJI).repeat(1 + random.below(3))),
            7 => number(text, random),
            8 => text.push_str(&format!("{}…", forms.draw(random))),
            _ => text.push_str(forms.draw(random)),
        }
    }
    if random.one_in(4) {
        text.push_str(random.of(&["!!", "؟", "..", "!"]));
    }
}
