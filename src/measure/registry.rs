//! The table of measures: every row, and how rows are asked for by id. Commands, JSON, help, documents and tests
//! read it; none has a list of its own.

use super::table::{Asked, Family, Measure};
use super::{association, dispersion, diversity, frequency, growth, keyness, readability};
use crate::near::distance;
use crate::{Error, ErrorKind};

/// Every measure, by groups, in the order of reports.
///
#[doc = include_str!("measures.md")]
pub static MEASURES: &[&[Measure]] = &[
    frequency::ROWS,
    diversity::ratio::ROWS,
    diversity::repetition::ROWS,
    diversity::window::ROWS,
    diversity::mtld::ROWS,
    diversity::sample::ROWS,
    diversity::entropy::ROWS,
    diversity::shape::ROWS,
    growth::ROWS,
    dispersion::ROWS,
    association::SHARED,
    association::ROWS,
    keyness::ROWS,
    readability::ROWS,
];

/// The measures of the first screen of a text.
const HEADLINES: [&str; 7] = ["ttr", "mattr_50", "hdd_42", "mtld", "yule_k", "honore_r", "entropy"];

/// The readability formulas of the first screen: those that need no trained table and do not grow with the text.
const READABILITY: [&str; 4] = ["aari_rate", "heeti_2", "dawood", "lix"];

impl Measure {
    /// Every measure.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        MEASURES.iter().copied().flatten()
    }

    /// The measures of a family.
    pub fn of(family: Family) -> impl Iterator<Item = &'static Self> {
        Self::all().filter(move |measure| measure.families.contains(&family))
    }

    /// The measure with the parameter that this id names, of any family.
    pub fn find(id: &str) -> Option<Asked> {
        Self::all().find_map(|measure| measure.named(id))
    }

    /// This measure with its parameter, if `id` is an id of it.
    fn named(&'static self, id: &str) -> Option<Asked> {
        match self.parameter {
            None => (id == self.stem).then_some(Asked { measure: self, parameter: 0 }),
            Some(_) => {
                let digits = id.strip_prefix(self.stem)?.strip_prefix('_')?;
                let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
                let parameter = digits.parse().ok().filter(|_| plain)?;
                Some(Asked { measure: self, parameter })
            }
        }
    }

    /// This measure at each of its default parameters.
    fn at_defaults(&'static self) -> impl Iterator<Item = Asked> {
        let values = self.parameter.map_or([0].as_slice(), |parameter| parameter.defaults);
        values.iter().map(move |&parameter| Asked { measure: self, parameter })
    }

    /// What is reported when all of a family is asked for.
    pub fn every(family: Family) -> Vec<Asked> {
        Self::of(family).flat_map(Self::at_defaults).collect()
    }

    /// The measures of the first screen of a text.
    pub fn headlines() -> impl Iterator<Item = Asked> {
        HEADLINES.iter().filter_map(|id| Self::find(id))
    }

    /// The readability formulas of the first screen of a text.
    pub fn readability_headlines() -> impl Iterator<Item = Asked> {
        READABILITY.iter().filter_map(|id| Self::find(id))
    }

    /// The measures of `family` that `ids` names, in its order: ids with commas between them, or `all`; `None` for
    /// the ones that are reported by default.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for an id that is unknown, with the ids that are near it.
    pub fn select(family: Family, ids: Option<&str>) -> Result<Vec<Asked>, Error> {
        let Some(ids) = ids.or(family.defaults()) else { return Ok(Self::every(family)) };
        let mut asked: Vec<Asked> = Vec::new();
        for id in ids.split(',').map(str::trim).filter(|id| !id.is_empty()) {
            if id == "all" {
                asked.extend(Self::every(family));
                continue;
            }
            let found = Self::of(family).find_map(|measure| measure.named(id));
            asked.push(found.ok_or_else(|| unknown(family, id))?);
        }
        let mut once: Vec<Asked> = Vec::new();
        for one in asked {
            if !once.contains(&one) {
                once.push(one);
            }
        }
        if once.is_empty() {
            return Err(Error::new(ErrorKind::Usage, "--measures names no measure")
                .with_help(format!("\"mizan {} --list\" shows all", family.command())));
        }
        Ok(once)
    }

    /// The ids of all measures that are nearest to one that is unknown, best first.
    pub fn near(id: &str, family: Option<Family>) -> Vec<String> {
        let pool: Vec<Asked> = match family {
            Some(family) => Self::every(family),
            None => Self::all().flat_map(Self::at_defaults).collect(),
        };
        let length = id.chars().count();
        let mut ranked: Vec<(usize, String)> = pool
            .iter()
            .map(|asked| {
                let full = asked.id();
                // A missing parameter, or the wrong one, is no distance.
                let starts = full == id
                    || asked.measure.stem == id.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
                let within = length >= 3 && full.contains(id);
                (
                    if starts {
                        0
                    } else if within {
                        1
                    } else {
                        distance(id, &full)
                    },
                    full,
                )
            })
            .filter(|(far, _)| *far <= 1 + length / 4)
            .collect();
        ranked.sort();
        ranked.dedup();
        if ranked.first().is_some_and(|best| best.0 == 0) {
            ranked.retain(|near| near.0 == 0);
        }
        ranked.truncate(4);
        ranked.into_iter().map(|(_, id)| id).collect()
    }
}

/// The error of an id that no measure of the family has.
fn unknown(family: Family, id: &str) -> Error {
    let command = family.command();
    let all = format!("\"mizan {command} --list\" shows all");
    let help = match Measure::find(id) {
        Some(other) => {
            let of = other.measure.families[0];
            format!("it is a measure of {}; {all}", of.name())
        }
        None => match Measure::near(id, Some(family)).as_slice() {
            [] => all,
            near => format!("did you mean {}? {all}", near.join(", ")),
        },
    };
    Error::new(ErrorKind::Usage, format!("unknown measure {id:?} for {command}")).with_help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_distinct_and_plain() {
        let all: Vec<&Measure> = Measure::all().collect();
        for (at, measure) in all.iter().enumerate() {
            assert!(measure.stem.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'));
            assert!(all[..at].iter().all(|other| other.stem != measure.stem), "{} twice", measure.stem);
            for asked in measure.at_defaults() {
                assert!(Measure::find(&asked.id()) == Some(asked), "{}", asked.id());
            }
            let texts = [
                measure.name,
                measure.formula,
                measure.says,
                measure.domain,
                measure.cost,
                measure.reference,
            ];
            assert!(texts.iter().all(|text| !text.trim().is_empty()), "{}", measure.stem);
            assert!(!measure.families.is_empty());
        }
    }

    #[test]
    fn defaults_are_measures() {
        for family in Family::ALL {
            if let Some(ids) = family.defaults()
                && Measure::of(family).next().is_some()
            {
                assert_eq!(Measure::select(family, None).unwrap().len(), ids.split(',').count());
            }
        }
        assert_eq!(Measure::headlines().count(), HEADLINES.len());
        assert_eq!(Measure::readability_headlines().count(), READABILITY.len());
    }

    #[test]
    fn near_ids_are_named() {
        let said = |ids: &str| {
            let error = Measure::select(Family::Diversity, Some(ids)).unwrap_err();
            (error.to_string(), error.help().unwrap().to_owned())
        };
        let (what, help) = said("mattr");
        assert_eq!(what, "unknown measure \"mattr\" for diversity");
        assert_eq!(help, "did you mean mattr_100, mattr_50? \"mizan diversity --list\" shows all");
        assert!(said("yulek").1.starts_with("did you mean yule_k"));
        assert!(said("arf").1.starts_with("it is a measure of dispersion"));
        assert_eq!(said("zzzzzzzzzzzzzz").1, "\"mizan diversity --list\" shows all");
        assert!(said("mattr_050").1.contains("mattr_50"));
        assert!(said(",").0.contains("names no measure"));
        let ids: Vec<String> = Measure::select(Family::Diversity, Some("mattr_500, ttr,ttr"))
            .unwrap()
            .iter()
            .map(Asked::id)
            .collect();
        assert_eq!(ids, ["mattr_500", "ttr"]);
    }
}
