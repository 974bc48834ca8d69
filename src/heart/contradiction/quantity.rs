//! One quantity under the names that series, tables and sentences give it.

use crate::atlas::Fact;
use crate::measure::Measure;
use crate::text::fold;
use serde::Deserialize;
use std::sync::OnceLock;

#[derive(Debug, Default, Deserialize)]
pub struct Vocabulary {
    pub quantities: Vec<Quantity>,
    pub wholes: Vec<Whole>,
    pub together: Vec<(String, String)>,
    pub repeated: Vec<String>,
    pub single: Vec<String>,
    pub fighters: Fighters,
    pub tolls: Vec<Vec<String>>,
    classes: Vec<(String, String)>,
    pub weak: Vec<String>,
    pub coming: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Quantity {
    pub id: String,
    /// The bundled series; empty = none.
    pub series: String,
    /// The series whose yearly growth this is.
    pub growth_of: String,
    /// The last part of a fact's id.
    ids: Vec<String>,
    /// A name contains it; `is`: the whole name.
    names: Vec<String>,
    is: Vec<String>,
    /// Only facts of this kind: `index`, `rank`, `persons`.
    measure: String,
    /// Quantities of one family differ in what they are shares of.
    pub family: String,
    /// Words by which a sentence speaks of it.
    pub text: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Whole {
    pub part: String,
    pub whole: String,
    pub times: f64,
}

#[derive(Debug, Default, Deserialize)]
pub struct Fighters {
    pub names: Vec<String>,
    pub keys: Vec<String>,
}

impl Vocabulary {
    pub fn get() -> &'static Self {
        static LIST: OnceLock<Vocabulary> = OnceLock::new();
        LIST.get_or_init(|| {
            ron::from_str(include_str!("../../../assets/quantities.ron")).unwrap_or_default()
        })
    }

    pub fn quantity(&self, id: &str) -> Option<&Quantity> {
        self.quantities.iter().find(|quantity| quantity.id == id)
    }

    /// The class that a table's words mean.
    pub fn class(&self, words: &str) -> Option<&str> {
        let words = fold(words);
        let row = self.classes.iter().find(|(part, _)| words.contains(part.as_str()));
        row.map(|(_, class)| class.as_str())
    }
}

impl Quantity {
    /// `measure` and `name`, folded, are those of the fact: they are made once for all quantities.
    pub fn is_of(&self, fact: &Fact, measure: Option<&Measure>, name: &str) -> bool {
        let kind = matches!(
            (self.measure.as_str(), measure),
            ("", _)
                | ("index", Some(Measure::Index { .. }))
                | ("rank", Some(Measure::Rank))
                | ("persons", Some(Measure::Persons { .. }))
        );
        let id = fact.indicator.rsplit('/').next().unwrap_or_default();
        kind && (self.ids.iter().any(|one| one == id)
            || self.is.iter().any(|one| one == name)
            || self.names.iter().any(|part| name.contains(part.as_str())))
    }

    pub fn is_spoken_of(&self, sentence: &str) -> bool {
        let sentence = fold(sentence);
        self.text.iter().any(|words| sentence.contains(words.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;

    #[test]
    fn the_list_is_sound() {
        let list: Result<Vocabulary, _> =
            ron::from_str(include_str!("../../../assets/quantities.ron"));
        let list = list.unwrap();
        for whole in &list.wholes {
            assert!(list.quantity(&whole.part).is_some(), "{}", whole.part);
            assert!(list.quantity(&whole.whole).is_some(), "{}", whole.whole);
        }
        for (a, b) in &list.together {
            assert!(list.quantity(a).is_some() && list.quantity(b).is_some(), "{a} {b}");
        }
        let ids: Vec<&str> = list.quantities.iter().map(|one| one.id.as_str()).collect();
        assert!(ids.iter().all(|id| ids.iter().filter(|other| *other == id).count() == 1));
    }
}
