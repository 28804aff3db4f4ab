//! Roots × templates → stems: what a root licenses, written as Arabic writes it, each stem with its class, lemma
//! and pattern.

use crate::spelling::{Unit, absorbed, eighth, fill, is_mark, pattern, plain, seat, text};
use crate::tables::{RootRow, Template};
use mizan::morphology::lexicon::StemClass;

/// A stem that a root licenses.
#[derive(Clone, Debug)]
pub struct Licensed {
    pub spelling: String,
    pub class: StemClass,
    /// Without marks.
    pub lemma: String,
    pub pattern: String,
    pub wazn: String,
    /// Beside the other stems of the lemma, in nats.
    pub cost: f64,
    /// Whether the verb is meant, or a participle or noun.
    pub verb: bool,
}

/// Which rows of the templates a root takes.
pub fn is_of(class: &str, radicals: &[char]) -> bool {
    let weak = |c: char| c == 'و' || c == 'ي';
    let [first, second, third] = [radicals[0], radicals[1], radicals[2]];
    if radicals.len() == 4 {
        return class == "quad";
    }
    let defective = weak(third);
    let geminate = second == third && !defective;
    let hollow = weak(second) && !defective;
    match class {
        "quad" => false,
        "geminate" => geminate,
        "hollow" => hollow,
        "hollow_w" => hollow && second == 'و',
        "hollow_y" => hollow && second == 'ي',
        "defective" => defective,
        "defective_w" => defective && third == 'و',
        "defective_y" => defective && third == 'ي',
        "doubly" => defective && weak(first),
        "assimilated" => !defective && !geminate && !hollow && weak(first),
        "sound" => !defective && !geminate && !hollow,
        other => panic!("a class of roots called {other}"),
    }
}

/// The stems of the verbs of a root, with their participles and verbal nouns.
pub fn verbs(row: &RootRow, templates: &[Template]) -> Vec<Licensed> {
    let radicals: Vec<char> = row.root.chars().collect();
    let mut found = Vec::new();
    for verb in &row.verbs {
        let mut own = Vec::new();
        for template in templates.iter().filter(|template| template.form == *verb) {
            let fits = is_of(&template.roots, &radicals)
                || *verb == "4" && template.roots == "assimilated" && radicals[0] == 'ي' && is_of("sound", &radicals);
            // A first و keeps its place only where the class of the verb lets it.
            let only = if template.roots == "assimilated" && verb.starts_with('1') { radicals[0] == 'و' } else { true };
            if fits && only {
                own.extend(written(template, &radicals));
            }
        }
        // The third person of the perfect names the verb.
        let named = own.iter().find(|(template, ..)| template.role == "perfect");
        let Some(lemma) = named.map(|(_, units, _)| plain(&text(units))) else { continue };
        for (template, units, extra) in own {
            let verb = !["active", "passive", "masdar"].contains(&template.role.as_str());
            let spelling = text(&units);
            let lemma = if verb { lemma.clone() } else { noun_lemma(&spelling, template.class) };
            let stem = Licensed {
                pattern: pattern(&units, &radicals),
                spelling,
                class: template.class,
                lemma,
                wazn: template.wazn.clone(),
                cost: template.cost + extra,
                verb,
            };
            found.extend(joined(&stem, &units, &radicals));
            found.push(stem);
        }
    }
    found
}

/// Stems that a rule of spelling or inflection gives beside this one: كنا, سكتّ, with one letter for the last radical
/// and the ending; مقتنيات from مقتنى.
fn joined(stem: &Licensed, units: &[Unit], radicals: &[char]) -> Vec<Licensed> {
    let without_last = || (text(&units[..units.len() - 1]), pattern(&units[..units.len() - 1], radicals));
    let other = |(spelling, pattern): (String, String), class, cost: f64| Licensed {
        spelling,
        pattern,
        class,
        cost: stem.cost + cost,
        ..stem.clone()
    };
    let last = units.last().map_or(' ', |unit| unit.letter);
    let double = units.last().is_some_and(|unit| unit.marks.contains('\u{651}'));
    match (stem.class, last) {
        (StemClass::Perfect | StemClass::PerfectConsonant, 'ن') if !double => {
            vec![other(without_last(), StemClass::PerfectNoon, 0.0)]
        }
        (StemClass::Perfect | StemClass::PerfectConsonant, 'ت') if !double => {
            vec![other(without_last(), StemClass::PerfectTeh, 0.0)]
        }
        (StemClass::AlefFinal, 'ى') => {
            let (spelling, pattern) = without_last();
            vec![
                other((format!("{spelling}ي"), format!("{pattern}ي")), StemClass::HamzaWaw, 0.5),
                other((spelling, pattern), StemClass::Shortened, 3.0),
            ]
        }
        _ => Vec::new(),
    }
}

/// A template filled with radicals, in each way it may be written, with what the way costs.
fn written<'t>(template: &'t Template, radicals: &[char]) -> Vec<(&'t Template, Vec<Unit>, f64)> {
    let units = fill(&template.pattern, radicals);
    let mut all = if template.form == "8" { eighth(units) } else { vec![units] };
    if template.form == "5" || template.form == "6" {
        all.extend(absorbed(&all[0]));
    }
    let usual = if radicals[0] == 'ء' && template.form == "8" && radicals == ['ء', 'خ', 'ذ'] { 1 } else { 0 };
    let way = |(at, units): (usize, Vec<Unit>)| {
        let mut units = seat(units);
        // The vowel of the prefix gives the seat: يأكل, but يؤمن, يؤكل.
        if units[0].slot == 1 && radicals[0] == 'ء' && template.role.starts_with("imperfect") {
            let round = !template.form.starts_with('1') || template.form == "10" || template.role == "imperfect_passive";
            units[0].letter = if round { 'ؤ' } else { 'أ' };
        }
        (template, units, if at == usual { 0.0 } else { 3.0 })
    };
    all.into_iter().enumerate().map(way).collect()
}

/// The lemma of a noun from its stem: with the ة or ي that its class has lost.
fn noun_lemma(spelling: &str, class: StemClass) -> String {
    let mut lemma = plain(spelling);
    match class {
        StemClass::Feminine => lemma.push('ة'),
        StemClass::Shortened => lemma.push('ي'),
        StemClass::AlefInner => {
            lemma.pop();
            lemma.push('ى');
        }
        _ => {}
    }
    lemma
}

/// Shapes of patterns that adjectives have: they take ة and the sound plurals.
const ADJECTIVES: [&str; 12] = [
    "فعيل", "فاعل", "فعول", "فعال", "مفعول", "مفعل", "فعل", "فيعل", "فعلان", "متفعل", "مستفعل", "مفتعل",
];

/// The stems of a noun: the singular first, then its broken plurals.
pub fn noun(forms: &[String], root: Option<&[char]>) -> Vec<Licensed> {
    let lemma = lemma_of(&forms[0]);
    let mut found = Vec::new();
    for (at, form) in forms.iter().enumerate() {
        for (spelling, class, cost) in stems_of(form, at > 0, root) {
            let (pattern, wazn) = root.map_or((spelling.clone(), "-".to_owned()), |root| abstracted(&spelling, root, class));
            let class = if class == StemClass::Noun && ADJECTIVES.contains(&wazn.as_str()) { StemClass::Adjective } else { class };
            found.push(Licensed {
                spelling,
                class,
                lemma: lemma.clone(),
                pattern,
                wazn,
                cost: cost + if at > 0 { 0.3 } else { 0.0 },
                verb: false,
            });
        }
    }
    found
}

/// The lemma as it is cited: قاضي for قاضٍ.
fn lemma_of(form: &str) -> String {
    let mut lemma = plain(form);
    if form.ends_with('\u{64d}') {
        lemma.push('ي');
    }
    lemma
}

/// The stems of one spelling of a noun, by its end.
fn stems_of(form: &str, plural: bool, root: Option<&[char]>) -> Vec<(String, StemClass, f64)> {
    let bare = form.trim_end_matches(|c| is_mark(c) && c != '\u{651}');
    let letters = plain(bare);
    let cut = |count: usize| {
        let mut text = bare.to_owned();
        for _ in 0..count {
            text.pop();
            while text.ends_with(is_mark) && !text.ends_with('\u{651}') {
                text.pop();
            }
        }
        text
    };
    let whole = if plural { StemClass::Plural } else { StemClass::Noun };
    if form.ends_with('\u{64d}') {
        let long = format!("{bare}ي");
        return vec![(long, StemClass::Adjective, 0.0), (bare.to_owned(), StemClass::Shortened, 0.5)];
    }
    if letters.ends_with("اء") && letters.chars().count() > 2 {
        let mut stems = vec![
            (bare.to_owned(), whole, 0.0),
            (format!("{}ؤ", cut(1)), StemClass::HamzaInner, 0.5),
            (format!("{}ئ", cut(1)), StemClass::HamzaInner, 0.5),
            (format!("{}ئ", cut(1)), StemClass::HamzaWaw, 1.0),
        ];
        if root.is_none_or(|root| root.last() != Some(&'ء')) {
            stems.push((format!("{}و", cut(1)), StemClass::HamzaWaw, 1.0));
        }
        return stems;
    }
    match letters.chars().last() {
        Some('ة') => vec![(cut(1), StemClass::Feminine, 0.0)],
        Some('ى') => vec![
            (bare.to_owned(), StemClass::AlefFinal, 0.0),
            (format!("{}ا", cut(1)), StemClass::AlefInner, 0.3),
            (format!("{}ي", cut(1)), StemClass::HamzaWaw, 0.5),
            (format!("{}و", cut(1)), StemClass::HamzaWaw, 1.5),
        ],
        Some('ا') => vec![
            (bare.to_owned(), StemClass::AlefFinal, 0.0),
            (bare.to_owned(), StemClass::AlefInner, 0.3),
            (format!("{}و", cut(1)), StemClass::HamzaWaw, 1.0),
        ],
        Some('ي') if plural => vec![(bare.to_owned(), whole, 0.0), (cut(1), StemClass::Shortened, 0.5)],
        Some('ي') => vec![(bare.to_owned(), StemClass::Adjective, 0.0)],
        Some('ء' | 'أ' | 'ؤ' | 'ئ') => {
            let mut stems = vec![(bare.to_owned(), whole, 0.0)];
            for seat in ['ء', 'ؤ', 'ئ', 'أ'] {
                if !letters.ends_with(seat) {
                    stems.push((format!("{}{seat}", cut(1)), StemClass::HamzaInner, 1.0));
                    stems.push((format!("{}{seat}", cut(1)), StemClass::HamzaWaw, 1.5));
                }
            }
            stems
        }
        _ => vec![(bare.to_owned(), whole, 0.0)],
    }
}

/// A stem over `1234` for the radicals that stand in it, and its wazn. Weak radicals may be written as another weak
/// letter or be lost; then the wazn has the letter of the template in their place.
pub fn abstracted(spelling: &str, radicals: &[char], class: StemClass) -> (String, String) {
    let letters: Vec<char> = plain(spelling).chars().collect();
    let mut best: Option<(i32, Vec<usize>)> = None;
    let mut places = Vec::new();
    align(&letters, radicals, 0, 0, &mut places, 0, &mut best);
    let Some((_, places)) = best else { return (spelling.to_owned(), "-".to_owned()) };
    let slot = |at: usize| places.iter().position(|&place| place == at);
    let mut pattern = String::new();
    let mut wazn = String::new();
    let mut at = 0;
    for c in spelling.chars() {
        if is_mark(c) {
            pattern.push(c);
            continue;
        }
        match slot(at) {
            Some(radical) => {
                let own = c == radicals[radical];
                pattern.push(if own { char::from(b'1' + radical as u8) } else { c });
                wazn.push(['ف', 'ع', 'ل', 'ل'][radical]);
            }
            None => {
                pattern.push(c);
                wazn.push(if "أإآؤئ".contains(c) && at > 0 { 'ء' } else { c });
            }
        }
        at += 1;
    }
    // One letter stands for the two of a geminate root.
    if radicals.len() == 3 && radicals[1] == radicals[2] && places[1] == places[2] {
        wazn = wazn.replacen('ع', "عل", 1);
    }
    if class == StemClass::Feminine {
        wazn.push('ة');
    }
    (pattern, wazn)
}

const LOST: usize = usize::MAX;

/// Every way to find the radicals in the letters, in order; the cheapest is kept.
fn align(
    letters: &[char],
    radicals: &[char],
    radical: usize,
    from: usize,
    places: &mut Vec<usize>,
    cost: i32,
    best: &mut Option<(i32, Vec<usize>)>,
) {
    if radical == radicals.len() {
        // What is left over must be letters that patterns add; the fewer before the first radical the better.
        let spare = |at: &usize| !places.contains(at);
        let odd = (0..letters.len()).filter(spare).filter(|&at| !"ءأإآاتسمنويىؤئ".contains(letters[at])).count();
        let total = cost + 20 * odd as i32;
        if odd == 0 && best.as_ref().is_none_or(|(least, _)| total < *least) {
            *best = Some((total, places.clone()));
        }
        return;
    }
    let wanted = radicals[radical];
    for at in from..letters.len() {
        let letter = letters[at];
        let price = match (wanted, letter) {
            (wanted, letter) if wanted == letter => 0,
            ('ء', 'أ' | 'إ' | 'ؤ' | 'ئ' | 'آ') => 0,
            ('و' | 'ي', 'ا' | 'ى' | 'و' | 'ي' | 'ئ' | 'ء' | 'ت') => 3,
            _ => continue,
        };
        places.push(at);
        // Letters skipped between radicals are mostly long vowels.
        let skipped = (from..at).filter(|&at| radical > 0 && !"اويت".contains(letters[at])).count() as i32;
        align(letters, radicals, radical + 1, at + 1, places, cost + price + 2 * skipped + i32::from(radical == 0) * at as i32, best);
        places.pop();
    }
    if radical == 2 && radicals.len() == 3 && radicals[1] == radicals[2] {
        places.push(places[1]);
        align(letters, radicals, 3, from, places, cost + 1, best);
        places.pop();
    }
    if "ويء".contains(wanted) {
        places.push(LOST);
        align(letters, radicals, radical + 1, from, places, cost + 8, best);
        places.pop();
    }
}
