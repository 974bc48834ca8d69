//! Names and codes to states: exact after folding, and a near miss is only a hint.

use super::catalogue::Catalogue;
use crate::import::report::Reason;
use kriterion_heart::atlas::{Atlas, Iso3};
use kriterion_heart::intake::fault::nearest;
use kriterion_heart::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Every spelling that the program knows.
#[derive(Debug)]
pub struct States {
    names: BTreeMap<String, Iso3>,
    codes: BTreeMap<String, Iso3>,
    no_states: BTreeSet<String>,
    /// For hints: the names as people write them.
    written: Vec<String>,
}

/// A name that is no state of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// `NotAState` where the program knows what it is, else `UnknownCountry`.
    pub reason: Reason,
    pub nearest: Option<String>,
}

impl States {
    pub fn new(atlas: &Atlas, catalogue: &Catalogue) -> Self {
        let mut states = Self {
            names: BTreeMap::new(),
            codes: BTreeMap::new(),
            no_states: catalogue.no_states.iter().map(|name| key(name)).collect(),
            written: Vec::new(),
        };
        for country in &atlas.countries {
            states.codes.insert(country.iso3.to_string(), country.iso3);
            states.codes.insert(country.iso2.clone(), country.iso3);
            let more = catalogue.names.get(country.iso3.as_str()).into_iter().flatten();
            let own = [&country.name.en, &country.name.de, &country.name.fr];
            for name in own.into_iter().chain(more).filter(|name| !name.is_empty()) {
                states.names.insert(key(name), country.iso3);
                states.written.push(name.clone());
            }
        }
        for (code, iso3) in &catalogue.codes {
            if let Some(iso3) = states.codes.get(iso3).copied() {
                states.codes.insert(code.clone(), iso3);
            }
        }
        states
    }

    /// A state by its name, or by its code of three letters where the name is written as one.
    pub fn by_name(&self, name: &str) -> Result<Iso3, Unplaced> {
        let name = name.trim();
        let folded = key(name);
        if let Some(iso3) = self.names.get(&folded) {
            return Ok(*iso3);
        }
        if let Some(iso3) = self.codes.get(name).filter(|_| name.len() == 3) {
            return Ok(*iso3);
        }
        // SIPRI marks groups and organisations that are no states by asterisks.
        if self.no_states.contains(&folded) || name.ends_with('*') {
            return Err(Unplaced { reason: Reason::NotAState, nearest: None });
        }
        let nearest = nearest(name, self.written.iter().map(String::as_str));
        Err(Unplaced { reason: Reason::UnknownCountry, nearest })
    }

    /// A state by its code of two or three letters, as ISO or the publisher has it.
    pub fn by_code(&self, code: &str) -> Option<Iso3> {
        self.codes.get(code.trim()).copied()
    }

    /// A state of a file that gives code and name: both must lead to the same one.
    pub fn by_both(&self, code: &str, name: &str) -> Result<Iso3, Unplaced> {
        match (self.by_code(code), self.by_name(name)) {
            (Some(a), Ok(b)) if a != b => {
                Err(Unplaced { reason: Reason::CodeAndNameDiffer, nearest: None })
            }
            (Some(iso3), Ok(_)) => Ok(iso3),
            // A code of ours with a name that is none: the name must be a spelling that is new to us, no other place.
            (Some(iso3), Err(unplaced)) if unplaced.reason == Reason::UnknownCountry => Ok(iso3),
            (None, Ok(iso3)) if code.trim().is_empty() => Ok(iso3),
            (None, Ok(_)) => Err(Unplaced { reason: Reason::CodeAndNameDiffer, nearest: None }),
            (_, Err(unplaced)) => Err(unplaced),
        }
    }
}

/// Letters and digits without case and accents, one space between words.
fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let folded = fold(name).replace('&', " and ");
    for c in folded.chars().filter(|c| !matches!(c, '\'' | '’' | '`' | '´' | '.')) {
        if c.is_alphanumeric() {
            key.push(c);
        } else if !key.ends_with(' ') && !key.is_empty() {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end().len());
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn states() -> States {
        States::new(&crate::bundle::load().atlas, Catalogue::embedded())
    }

    #[test]
    fn spellings_of_all_publishers_lead_to_the_state() {
        let states = states();
        for (name, iso3) in [
            ("Korea, Rep.", "KOR"),
            ("Korea, South", "KOR"),
            ("Südkorea", "KOR"),
            ("Congo, DR", "COD"),
            ("Congo, Dem. Rep.", "COD"),
            ("DR Congo (Zaire)", "COD"),
            ("Congo, Rep.", "COG"),
            ("Cote d'Ivoire", "CIV"),
            ("Côte d’Ivoire", "CIV"),
            ("CÔTE D'IVOIRE", "CIV"),
            ("Türkiye", "TUR"),
            ("Turkey", "TUR"),
            ("Türkei", "TUR"),
            ("Turquie", "TUR"),
            ("Czechia", "CZE"),
            ("Czech Republic", "CZE"),
            ("UAE", "ARE"),
            ("Viet Nam", "VNM"),
            ("Russian Federation", "RUS"),
            ("Russia (Soviet Union)", "RUS"),
            ("Yemen, Rep.", "YEM"),
            ("Yemen (North Yemen)", "YEM"),
            ("Micronesia, Fed. Sts.", "FSM"),
            ("Kosovo", "XKX"),
            ("West Bank and Gaza", "PSE"),
            ("KAZ", "KAZ"),
            ("Myanmar (Burma)", "MMR"),
            ("St. Kitts and Nevis", "KNA"),
            ("Bahamas, The", "BHS"),
            ("  kazakhstan ", "KAZ"),
            ("U.S.A.", "USA"),
        ] {
            assert_eq!(states.by_name(name).unwrap().as_str(), iso3, "{name}");
        }
    }

    #[test]
    fn what_is_no_state_of_ours_is_told_apart_from_what_is_unknown() {
        let states = states();
        for name in [
            "Hong Kong SAR, China",
            "USSR",
            "Yugoslavia",
            "European Union",
            "Yemen, North",
            "NATO**",
            "Houthi rebels (Yemen)*",
        ] {
            assert_eq!(states.by_name(name).unwrap_err().reason, Reason::NotAState, "{name}");
        }
        let near = states.by_name("Kazakstan").unwrap_err();
        assert_eq!(
            (near.reason, near.nearest.as_deref()),
            (Reason::UnknownCountry, Some("Kazakhstan"))
        );
        // Two states whose names are near to each other must not be taken for each other.
        assert!(states.by_name("Nigera").is_err());
        assert!(states.by_name("Guinea Ecuatorial").is_err());
        // A missing value is not Namibia.
        assert!(states.by_name("NA").is_err());
        assert_eq!(states.by_code("NA").unwrap().as_str(), "NAM");
    }

    #[test]
    fn code_and_name_must_agree() {
        let states = states();
        assert_eq!(states.by_both("KAZ", "Kazakhstan").unwrap().as_str(), "KAZ");
        assert_eq!(states.by_both("KSV", "Kosovo").unwrap().as_str(), "XKX");
        assert_eq!(states.by_both("NER", "Nigeria").unwrap_err().reason, Reason::CodeAndNameDiffer);
        assert_eq!(states.by_both("WLD", "World").unwrap_err().reason, Reason::NotAState);
    }
}
