//! The words that the cells of a table may hold, and what is near to one that they may not.

use super::refused::Instead;
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::intake::fault::nearest;
use kriterion_heart::rulebook::QuestionId;
use std::collections::BTreeSet;

/// Longer lists say nothing to anybody.
const MOST_WORDS: usize = 24;

/// The facts that a table is held against.
pub struct Known<'a> {
    bundle: &'a Bundle,
    certainties: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    pub fn of(bundle: &'a Bundle) -> Self {
        let words = bundle.layout.words.get("certainty").into_iter().flat_map(|words| words.keys());
        let events = bundle.atlas.countries.iter().flat_map(|country| &country.events);
        let used = events.map(|event| &event.certainty).filter(|word| !word.is_empty());
        Self { bundle, certainties: words.chain(used).map(String::as_str).collect() }
    }

    pub fn country(&self, text: &str) -> Option<Iso3> {
        Iso3::parse(text).filter(|iso3| self.bundle.atlas.country(*iso3).is_some())
    }

    /// A code that differs by one letter. All of them would be no help.
    pub fn near_country(&self, text: &str) -> Instead {
        let codes: Vec<_> = self.bundle.atlas.countries.iter().map(|it| it.iso3).collect();
        near(text, codes.iter().map(Iso3::as_str))
    }

    pub fn tag(&self, text: &str) -> Option<String> {
        self.bundle.rules.tag(text).map(|tag| tag.id.clone())
    }

    pub fn tags(&self) -> Vec<&str> {
        self.bundle.rules.items.tags.iter().map(|tag| tag.id.as_str()).collect()
    }

    pub fn question(&self, text: &str) -> Option<QuestionId> {
        QuestionId::parse(text).filter(|id| self.bundle.rules.question(*id).is_some())
    }

    pub fn questions(&self) -> Vec<String> {
        let criteria = self.bundle.rules.criteria.iter();
        criteria.flat_map(|it| &it.questions).map(|question| question.id.to_string()).collect()
    }

    pub fn certainty(&self, text: &str) -> Option<String> {
        (text.is_empty() || self.certainties.contains(text)).then(|| text.to_owned())
    }

    pub fn certainties(&self) -> Vec<&str> {
        self.certainties.iter().copied().collect()
    }
}

/// The nearest word, if one is near.
pub fn near<'c>(text: &str, words: impl IntoIterator<Item = &'c str>) -> Instead {
    nearest(text, words).map_or(Instead::Nothing, Instead::Nearest)
}

/// The nearest word, or what there is to choose from.
pub fn one_of<S: AsRef<str>>(text: &str, words: &[S]) -> Instead {
    let words = || words.iter().map(AsRef::as_ref);
    match near(text, words()) {
        Instead::Nothing => Instead::OneOf {
            words: words().take(MOST_WORDS).map(str::to_owned).collect(),
            are_all: words().count() <= MOST_WORDS,
        },
        found => found,
    }
}
