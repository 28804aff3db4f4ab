//! Radicals into a pattern, and the result as Arabic writes it: the ت of form VIII, hamza on its seat.

const FATHA: char = '\u{64e}';
const DAMMA: char = '\u{64f}';
const KASRA: char = '\u{650}';
const SHADDA: char = '\u{651}';

pub fn is_mark(c: char) -> bool {
    ('\u{64b}'..='\u{652}').contains(&c)
}

/// A letter of a stem: what it is, its marks, and which radical (1–4) it stands for, 0 if none.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    pub letter: char,
    pub marks: String,
    pub slot: u8,
}

/// A pattern over ف ع ل with the radicals in their places.
pub fn fill(pattern: &str, radicals: &[char]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut lams = 0;
    for c in pattern.chars() {
        if is_mark(c) {
            units.last_mut().expect("a letter before the mark").marks.push(c);
            continue;
        }
        let slot = match c {
            'ف' => 1,
            'ع' => 2,
            'ل' => {
                lams += 1;
                if radicals.len() == 4 && lams > 1 { 4 } else { 3 }
            }
            _ => 0,
        };
        let letter = if slot == 0 { c } else { radicals[slot - 1] };
        units.push(Unit { letter, marks: String::new(), slot: slot as u8 });
    }
    units
}

/// The ways in which the ت of form VIII and the first radical are written together.
pub fn eighth(units: Vec<Unit>) -> Vec<Vec<Unit>> {
    let Some(first) = units.iter().position(|unit| unit.slot == 1) else { return vec![units] };
    let merged = |letter: char, slot: u8| {
        let mut units = units.clone();
        let infix = units.remove(first + 1);
        units[first] = Unit { letter, marks: format!("{SHADDA}{}", infix.marks), slot };
        units
    };
    let infix = |letter: char| {
        let mut units = units.clone();
        units[first + 1].letter = letter;
        units
    };
    match units[first].letter {
        'و' | 'ي' => vec![merged('ت', 0)],
        'ء' => vec![units.clone(), merged('ت', 0)],
        'ت' => vec![merged('ت', 1)],
        'د' => vec![merged('د', 1)],
        'ط' => vec![merged('ط', 1)],
        'ذ' => vec![merged('د', 0), merged('ذ', 1)],
        'ز' => vec![infix('د')],
        'ص' | 'ض' => vec![infix('ط')],
        'ظ' => vec![merged('ظ', 1), infix('ط')],
        'ث' => vec![infix('ت'), merged('ث', 1)],
        _ => vec![units],
    }
}

/// V and VI with the ت lost in the first radical: يذّكّر, ادّارك. `None` where the radical does not take it.
pub fn absorbed(units: &[Unit]) -> Option<Vec<Unit>> {
    let first = units.iter().position(|unit| unit.slot == 1)?;
    if first != 1 || units[0].letter != 'ت' || !"ثدذزسشصضطظ".contains(units[1].letter) {
        return None;
    }
    let mut rest = units[1..].to_vec();
    rest[0].marks.insert(0, SHADDA);
    Some(rest)
}

/// What vowel a letter has: its own, or that of the long vowel after it.
fn vowel(units: &[Unit], at: usize) -> Option<char> {
    let own = units[at].marks.chars().find(|mark| [FATHA, DAMMA, KASRA].contains(mark));
    let long = || match units.get(at + 1) {
        Some(next) if next.marks.is_empty() && next.slot == 0 || next_is_long(units, at + 1) => match next_letter(units, at) {
            'ا' | 'ى' => Some(FATHA),
            'و' => Some(DAMMA),
            'ي' => Some(KASRA),
            _ => None,
        },
        _ => None,
    };
    own.or_else(long)
}

fn next_letter(units: &[Unit], at: usize) -> char {
    units.get(at + 1).map_or(' ', |unit| unit.letter)
}

/// Whether the letter at `at` is a long vowel: ا, or و ي without a mark.
fn next_is_long(units: &[Unit], at: usize) -> bool {
    units.get(at).is_some_and(|unit| "اىوي".contains(unit.letter) && unit.marks.is_empty())
}

/// Writes hamza (ء) on the seat that its vowels give it, and joins it with a following ا.
pub fn seat(mut units: Vec<Unit>) -> Vec<Unit> {
    // Two hamzas at the beginning: the second is a long vowel.
    if units.len() > 1 && is_hamza(units[0].letter) && units[1].letter == 'ء' && vowel(&units, 1).is_none() {
        match vowel(&units, 0) {
            Some(KASRA) => {
                units[1].letter = 'ي';
                units[1].slot = 0;
            }
            Some(DAMMA) => {
                units[1].letter = 'و';
                units[1].slot = 0;
            }
            _ => {
                units[0] = Unit { letter: 'آ', marks: String::new(), slot: 0 };
                units.remove(1);
            }
        }
    }
    let mut at = 0;
    while at < units.len() {
        if units[at].letter != 'ء' {
            at += 1;
            continue;
        }
        let own = vowel(&units, at);
        let before = at.checked_sub(1);
        let previous = before.and_then(|at| vowel(&units, at));
        let after_long = before.is_some_and(|at| next_is_long(&units, at));
        let letter_before = before.map(|at| units[at].letter);
        let last = at + 1 == units.len();
        let letter = if at == 0 || at == 1 && units[0].slot == 0 && units[0].letter == 'ا' && false {
            if own == Some(KASRA) { 'إ' } else { 'أ' }
        } else if last {
            match (after_long, previous) {
                (true, _) | (_, None) => 'ء',
                (_, Some(FATHA)) => 'أ',
                (_, Some(DAMMA)) => 'ؤ',
                _ => 'ئ',
            }
        } else if own == Some(KASRA) || !after_long && previous == Some(KASRA) || letter_before == Some('ي') && after_long {
            'ئ'
        } else if own == Some(DAMMA) || !after_long && previous == Some(DAMMA) {
            if after_long && letter_before == Some('و') { 'ء' } else { 'ؤ' }
        } else if after_long && own.is_some() {
            'ء'
        } else {
            'أ'
        };
        units[at].letter = letter;
        if letter == 'أ' && units.get(at + 1).is_some_and(|next| next.letter == 'ا' && next.marks.is_empty()) {
            units[at] = Unit { letter: 'آ', marks: String::new(), slot: 0 };
            units.remove(at + 1);
        }
        at += 1;
    }
    units
}

fn is_hamza(letter: char) -> bool {
    "ءأإؤئ".contains(letter)
}

/// The letters with their marks.
pub fn text(units: &[Unit]) -> String {
    units.iter().flat_map(|unit| std::iter::once(unit.letter).chain(unit.marks.chars())).collect()
}

/// The same over `1234` for the radicals, where a radical is written as itself.
pub fn pattern(units: &[Unit], radicals: &[char]) -> String {
    let slot = |unit: &Unit| {
        let own = unit.slot > 0 && radicals.get(usize::from(unit.slot) - 1) == Some(&unit.letter);
        if own { char::from(b'0' + unit.slot) } else { unit.letter }
    };
    units.iter().flat_map(|unit| std::iter::once(slot(unit)).chain(unit.marks.chars())).collect()
}

/// A spelling without its marks.
pub fn plain(text: &str) -> String {
    text.chars().filter(|&c| !is_mark(c)).collect()
}
