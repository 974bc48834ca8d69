//! Cases to report on: the sample, an empty one, and one in which every field is filled.

use super::BUNDLE;
use kriterion::store::Opened;
use kriterion_heart::date::Date;
use kriterion_heart::dossier::Dossier;
use kriterion_heart::level::{LegalFinding, Outcome};
use kriterion_heart::text::Lang;

pub fn day() -> Date {
    Date::parse("2026-11-28").unwrap()
}

pub fn sample(lang: Lang) -> Opened {
    Opened::fresh(kriterion::sample::dossier(&BUNDLE, lang, day()))
}

pub fn empty(lang: Lang) -> Opened {
    let editions = kriterion::sample::dossier(&BUNDLE, lang, day()).editions;
    Opened::fresh(Dossier::new("empty".to_owned(), day(), lang, editions))
}

/// A case that is refused, as letter and notification need it.
pub fn refused(mut opened: Opened) -> Opened {
    opened.dossier.decision.outcome = Some(Outcome::Refuse);
    opened.dossier.criteria.entry(2).or_default().finding = LegalFinding::Met;
    opened
}
