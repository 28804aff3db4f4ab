//! Worked examples: for each kind of counts a small sample, what the symbols of a formula are in it, and the score.

use super::dispersion::{Gaps, Parts, Spread};
use super::diversity::{Text, count_terms};
use super::frequency::Occurrence;
use super::growth::Growth;
use super::readability::{Counts, Head, Osman, OsmanTerms, Rule};
use super::{Asked, Compute, Frequencies, Score};

/// A symbol of a formula: its letter, what it stands for, and its value in the example.
#[derive(Clone, Debug, PartialEq)]
pub struct Symbol {
    /// The letter.
    pub symbol: &'static str,
    /// What it stands for.
    pub meaning: &'static str,
    /// Its value.
    pub value: Score,
}

/// A worked example of a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// What it is computed of, one line.
    pub sample: String,
    /// A table of counts: a heading for each column, then rows.
    pub table: Vec<Vec<String>>,
    /// The symbols that the formula names.
    pub symbols: Vec<Symbol>,
    /// The score.
    pub score: Score,
}

/// The fifty letters of a toy corpus of five parts (after Gries 2008), as tokens.
const LETTERS: &str = "bamnibeupkbasatbewqnbcagabestabaghabeaatbahaabeaxa";

impl Asked {
    /// The worked example.
    pub fn example(&self) -> Example {
        match self.measure.compute {
            Compute::Counts(_) | Compute::CountsAt(_) | Compute::Text(_) | Compute::TextAt(_) => {
                with_letters(|text| text_example(self, text))
            }
            Compute::Growth(_) => with_letters(|text| growth_example(self, text)),
            Compute::Spread(_) => spread_example(self),
            Compute::Gaps(_) => gaps_example(self),
            Compute::Frequency(_) => frequency_example(self),
            Compute::Table(kind) => super::table_example::of(self, kind),
            Compute::Readability(_) => readability_example(self),
        }
    }

    /// The formula with the values of the example in place of its symbols; `None` where it says more than symbols,
    /// numbers and logarithms.
    pub fn substituted(&self, example: &Example) -> Option<String> {
        let formula = self.measure.formula;
        let (mut out, mut changed, mut rest) = (String::new(), false, formula);
        let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let is_known = |word: &str| {
            ["ln", "log2", "log10", "e"].contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit())
        };
        if formula.contains(['Σ', ';', '=', ',']) {
            return None;
        }
        while let Some(first) = rest.chars().next() {
            let word = &rest[..rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len())];
            if word.is_empty() {
                out.push(first);
                rest = &rest[first.len_utf8()..];
                continue;
            }
            match example.symbols.iter().find(|symbol| symbol.symbol == word) {
                Some(symbol) => {
                    changed = true;
                    out.push_str(&number(symbol.value));
                }
                None if is_known(word) => out.push_str(word),
                None => return None,
            }
            rest = &rest[word.len()..];
        }
        changed.then_some(out)
    }
}

/// A value inside a formula: whole numbers plain, others with six digits.
pub(super) fn number(score: Score) -> String {
    match score {
        Score::Count(count) => count.to_string(),
        Score::Value(value) if value == libm::trunc(value) => format!("{value:.0}"),
        Score::Value(value) => {
            let text = format!("{value:.6}");
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        Score::Undefined(reason) => reason.code().to_owned(),
    }
}

pub(super) fn symbol(symbol: &'static str, meaning: &'static str, value: u64) -> Symbol {
    Symbol { symbol, meaning, value: Score::Count(value) }
}

fn with_letters<T>(work: impl FnOnce(Text<'_>) -> T) -> T {
    let terms: Vec<u32> = LETTERS.bytes().map(|letter| u32::from(letter - b'a')).collect();
    let counts = Frequencies::of(&count_terms(&terms, 26));
    work(Text { content: Some((25, 50)), ..Text::new(&counts, &terms, 26) })
}

fn text_symbols(counts: &Frequencies) -> Vec<Symbol> {
    vec![
        symbol("N", "tokens", counts.tokens),
        symbol("V", "types: distinct terms", counts.types),
        symbol("V1", "types that occur once", counts.hapax),
        symbol("V2", "types that occur twice", counts.occurring(2)),
        symbol("M2", "the sum of the squares of the counts", counts.sum_of_squares as u64),
    ]
}

/// The spectrum as a table.
fn spectrum(counts: &Frequencies) -> Vec<Vec<String>> {
    let heading = vec!["times".to_owned(), "types".to_owned()];
    let rows = counts.spectrum.iter().map(|&(i, types)| vec![i.to_string(), types.to_string()]);
    [heading].into_iter().chain(rows).collect()
}

fn text_example(asked: &Asked, text: Text<'_>) -> Example {
    let mut symbols = text_symbols(text.counts);
    if let Some(parameter) = asked.measure.parameter {
        symbols.push(symbol(parameter.symbol, "the number in the id", asked.parameter));
    }
    symbols.push(Symbol {
        symbol: "H",
        meaning: "entropy, bits",
        value: super::diversity::entropy::entropy(text.counts),
    });
    if let Some((content, _)) = text.content {
        symbols.push(symbol("content", "content tokens", content));
    }
    Example {
        sample: format!("the {} letters {LETTERS}, each a token", LETTERS.len()),
        table: spectrum(text.counts),
        score: asked.of_text(&text),
        symbols,
    }
}

fn growth_example(asked: &Asked, text: Text<'_>) -> Example {
    let pairs: Vec<u64> = text.terms.windows(2).map(|pair| u64::from(pair[0] * 26 + pair[1])).collect();
    let mut counts = vec![0; 26 * 26];
    pairs.iter().for_each(|&pair| counts[pair as usize] += 1);
    let firsts = Frequencies::of(&count_terms(&text.terms[..text.terms.len() - 1], text.types));
    let bigrams = Frequencies::of(&counts);
    let sentences: [&[u32]; 1] = [text.terms];
    let model = super::growth::Model::train(sentences.into_iter(), 2, super::growth::Smoothing::Laplace);
    let mut growth = Growth::new(text);
    growth.bigrams = Some((&bigrams, &firsts));
    growth.cross_entropy = match model {
        Ok(model) => model.cross_entropy(sentences.into_iter()),
        Err(reason) => reason.into(),
    };
    let mut symbols = text_symbols(text.counts);
    symbols.push(Symbol { symbol: "cross_entropy", meaning: "bits a bigram", value: growth.cross_entropy });
    Example {
        sample: format!("the {} letters {LETTERS}, each a token, one sentence", LETTERS.len()),
        table: spectrum(text.counts),
        score: asked.of_growth(&growth),
        symbols,
    }
}

fn spread_example(asked: &Asked) -> Example {
    let (sizes, counts) = ([100u64, 50, 150, 200], [3u64, 0, 2, 5]);
    let held: Vec<(u32, u64)> =
        counts.iter().enumerate().filter(|part| *part.1 > 0).map(|(at, &count)| (at as u32, count)).collect();
    let parts = Parts::new(sizes.to_vec());
    let spread = Spread { parts: &parts, held: &held };
    let (f, total) = (counts.iter().sum::<u64>(), sizes.iter().sum::<u64>());
    let heading = ["part", "v", "W", "t", "w", "R"].map(str::to_owned).to_vec();
    let ratio = |part: u64, whole: u64| number(Score::Value(part as f64 / whole as f64));
    let rows = counts.iter().zip(sizes).enumerate().map(|(at, (&v, w))| {
        vec![(at + 1).to_string(), v.to_string(), w.to_string(), ratio(v, f), ratio(w, total), ratio(v, w)]
    });
    let of = |id: &str| super::Measure::find(id).map(|measure| measure.of_spread(&spread));
    let named = [
        ("range", "parts with v > 0"),
        ("sd_population", "standard deviation of v"),
        ("vc", "sd_population/(f/k)"),
        ("dp", "½·Σ|t − w|"),
        ("kld", "Σ t log2(t/w)"),
        ("chi2_parts", "Σ(v − f/k)²/(f/k)"),
        ("juilland_d_counts", "1 − vc/√(k − 1)"),
    ];
    let mut symbols = vec![symbol("f", "occurrences", f), symbol("k", "parts", 4)];
    for (id, meaning) in named.into_iter().filter(|(id, _)| *id != asked.measure.stem) {
        symbols.extend(of(id).map(|value| Symbol { symbol: id, meaning, value }));
    }
    Example {
        sample: "a term that occurs 3, 0, 2 and 5 times in parts of 100, 50, 150 and 200 tokens".to_owned(),
        table: [heading].into_iter().chain(rows).collect(),
        symbols,
        score: asked.of_spread(&spread),
    }
}

fn gaps_example(asked: &Asked) -> Example {
    let places: Vec<u32> =
        LETTERS.bytes().enumerate().filter(|(_, letter)| *letter == b'a').map(|(at, _)| at as u32).collect();
    let gaps = Gaps { places: &places, tokens: 50 };
    let heading = ["place", "distance from the last"].map(str::to_owned).to_vec();
    let rows = places.iter().enumerate().map(|(at, &place)| {
        let before =
            if at == 0 { i64::from(places[places.len() - 1]) - 50 } else { i64::from(places[at - 1]) };
        vec![(place + 1).to_string(), (i64::from(place) - before).to_string()]
    });
    let mut symbols = vec![symbol("N", "tokens", 50), symbol("f", "occurrences", places.len() as u64)];
    for (id, meaning) in [("ald", "average logarithmic distance"), ("awt", "average waiting time")] {
        if id != asked.measure.stem {
            let value = super::Measure::find(id).map(|measure| measure.of_gaps(&gaps));
            symbols.extend(value.map(|value| Symbol { symbol: id, meaning, value }));
        }
    }
    Example {
        sample: format!("the letter a in the 50 letters {LETTERS}, a ring"),
        table: [heading].into_iter().chain(rows).collect(),
        symbols,
        score: asked.of_gaps(&gaps),
    }
}

fn frequency_example(asked: &Asked) -> Example {
    let term = Occurrence { count: 30, tokens: 2000, types: 500, held: 2, documents: 8 };
    Example {
        sample: "a term that occurs 30 times in 2000 tokens, in 2 of 8 documents".to_owned(),
        table: Vec::new(),
        symbols: vec![
            symbol("f", "occurrences", 30),
            symbol("N", "tokens", 2000),
            symbol("V", "types: distinct terms", 500),
            symbol("df", "documents that hold the term", 2),
            symbol("D", "documents", 8),
        ],
        score: asked.of_occurrence(&term),
    }
}

fn readability_example(asked: &Asked) -> Example {
    // Ten times as much for a formula that needs a longer text.
    let long = asked.formula().is_some_and(|formula| formula.least_sentences > 3);
    let times = if long { 10 } else { 1 };
    let (words, sentences) = (12 * times, 3 * times);
    let (letters, types, long_words) = (45 * times, 5 * times, 3 * times);
    let (syllables, polysyllables) = (26 * times, 6 * times);
    let osman = asked.measure.stem.starts_with("osman");
    let (complex, faseeh) = (3, 0);
    let terms = OsmanTerms {
        words,
        sentences,
        long_words,
        syllables: Counts::units(syllables) as i64,
        complex: Counts::units(complex),
        faseeh: Counts::units(faseeh),
        marked: words,
    };
    let counts = Counts {
        words,
        sentences,
        letters,
        types: Some(types),
        longer_than_6: long_words,
        syllables: Some(Counts::units(syllables)),
        polysyllables: Some(Counts::units(polysyllables)),
        head: Some(Head { words: Head::WORDS, sentences: 25, hard: Counts::units(50) }),
        osman: Osman {
            paper: Some(terms),
            java: Some(terms),
            textstat: Some(terms),
            wordless: Some(terms),
            robust: Some(terms),
        },
        rule: Rule::Given,
        ..Counts::default()
    };
    let mut symbols = vec![symbol("W", "words", words), symbol("S", "sentences", sentences)];
    let mut sample = format!("a text of {words} words in {sentences} sentences");
    if asked.measure.stem == "linsear_100" {
        sample = "a text whose first 100 words stand in 25 sentences".to_owned();
        symbols = vec![
            symbol("E", "words of one or two syllables", 50),
            symbol("P3", "words of three or more syllables", 50),
            symbol("S", "sentences", 25),
        ];
    } else if osman {
        symbols.extend([
            symbol("C5", "long words", long_words),
            symbol("D", "syllables, long and stressed ones twice", syllables),
            symbol("G", "words of more than 4 of those", complex),
            symbol("H", "those with a letter of careful Arabic", faseeh),
        ]);
    } else {
        symbols.extend([
            symbol("C", "letters", letters),
            symbol("T", "distinct words", types),
            symbol("L6", "words of more than 6 letters", long_words),
            symbol("D", "syllables", syllables),
            symbol("P3", "words of three or more syllables", polysyllables),
        ]);
    }
    Example { sample, table: Vec::new(), symbols, score: asked.of_readability(&counts) }
}

#[cfg(test)]
mod tests {
    use super::super::Measure;

    /// A measure that cannot show itself at work has no example.
    #[test]
    fn every_example_has_a_value() {
        for measure in Measure::all() {
            let parameter = measure.parameter.map_or(0, |parameter| parameter.defaults[0]);
            let asked = super::Asked { measure, parameter };
            let example = asked.example();
            let score = example.score;
            assert!(score.value().is_some(), "{}: {score:?}", asked.id());
            assert!(example.table.windows(2).all(|pair| pair[0].len() == pair[1].len()));
        }
    }

    #[test]
    fn the_formula_is_worked() {
        let worked = |id: &str| {
            let asked = Measure::find(id).unwrap();
            asked.substituted(&asked.example())
        };
        assert_eq!(worked("ttr").unwrap(), "17/50");
        assert_eq!(worked("yule_k").unwrap(), "10⁴·(384 − 50)/50²");
        assert_eq!(worked("lix").unwrap(), "12/3 + 100 3/12");
        assert_eq!(worked("da"), None);
    }
}
