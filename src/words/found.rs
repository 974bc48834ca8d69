//! Why a search found something.

use super::grouped;
use crate::i18n::{Key, Word, fill};
use kriterion_heart::atlas::{Issuer, Joined, Target, ValueStatus};
use kriterion_heart::search::{Found, Hit, HitKind, Why};
use kriterion_heart::text::Lang;

/// The words of what a hit says where that is a code: a status, or issuer and target of an embargo.
pub fn hit_value(lang: Lang, hit: &Hit) -> Option<String> {
    let code = hit.value.as_deref()?;
    let said = match hit.kind {
        HitKind::TreatyStatus => {
            let all = [
                Joined::Party,
                Joined::PartyWithReservation,
                Joined::Signatory,
                Joined::NotParty,
                Joined::Unknown,
            ];
            all.into_iter().find(|one| one.code() == code).map(|one| one.word(lang).to_owned())
        }
        HitKind::Embargo => embargo(lang, code),
        _ => {
            let all =
                [ValueStatus::NotPublished, ValueStatus::NotCollected, ValueStatus::NotApplicable];
            all.into_iter().find(|one| one.code() == code).map(|one| one.word(lang).to_owned())
        }
    };
    Some(said.unwrap_or_else(|| code.to_owned()))
}

fn embargo(lang: Lang, code: &str) -> Option<String> {
    let (issuer, target) = code.split_once(' ')?;
    let issuers = [Issuer::Un, Issuer::Eu, Issuer::Osce, Issuer::ArabLeague];
    let targets =
        [Target::State, Target::NonState, Target::Persons, Target::Forces, Target::Political];
    let issuer = issuers.into_iter().find(|one| one.code() == issuer)?.word(lang);
    let target = targets.into_iter().find(|one| one.code() == target)?.word(lang);
    Some(format!("{issuer}, {target}"))
}

/// All of it in one line; empty where there is nothing to say.
pub fn why<'a>(lang: Lang, why: impl IntoIterator<Item = &'a Why>) -> String {
    let groups = grouped(why.into_iter().map(|why| (why.found, why)));
    let told: Vec<String> =
        groups.iter().flat_map(|(found, terms)| phrases(lang, *found, terms)).collect();
    told.join(" · ")
}

fn phrases(lang: Lang, found: Found, terms: &[&Why]) -> Vec<String> {
    let each = |key: Key| -> Vec<String> {
        let mut told: Vec<String> = terms
            .iter()
            .map(|why| fill(lang, key, &[("term", &why.term), ("word", &why.word)]))
            .collect();
        told.dedup();
        told
    };
    let together = |key: Key| {
        let mut words: Vec<&str> = terms.iter().map(|why| why.word.as_str()).collect();
        words.dedup();
        vec![fill(lang, key, &[("words", &words.join(", "))])]
    };
    match found {
        Found::Name => together(Key::WhyName),
        Found::Code => together(Key::WhyCode),
        Found::Text => together(Key::WhyText),
        Found::Year => together(Key::WhyYear),
        Found::Spelling => each(Key::WhySpelling),
        Found::Place => each(Key::WhyPlace),
        Found::Typo => each(Key::WhyTypo),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kriterion_heart::search::search;

    #[test]
    fn what_a_hit_says_is_no_code() {
        let atlas = &crate::bundle::load().atlas;
        let first = |query: &str, lang: Lang| {
            let hits = search(atlas, lang, query, None, 1);
            hits.first().and_then(|hit| hit_value(lang, hit)).unwrap_or_default()
        };
        assert_eq!(first("ATT Russland", Lang::De), "keine Vertragspartei");
        assert_eq!(first("TCA Chine", Lang::Fr), "partie");
        // As one word, as two, and with a slip.
        for query in ["Waffenembargo Myanmar", "Embargo Myanmar", "Wafenembargo Myanmar"] {
            assert_eq!(first(query, Lang::De), "EU, der Staat", "{query}");
        }
    }

    #[test]
    fn common_words_for_a_series_find_it() {
        let atlas = &crate::bundle::load().atlas;
        let first = |query: &str, lang: Lang| {
            search(atlas, lang, query, None, 1)
                .first()
                .map(|hit| hit.key.clone())
                .unwrap_or_default()
        };
        let is = |query, lang, series: &str| {
            let key = first(query, lang);
            assert!(key.contains(series), "{query}: {key}");
        };
        is("Korruptionsindex Usbekistan", Lang::De, "/cpi_score/");
        is("Menschenrechte Turkmenistan", Lang::De, "TKM/");
        is("droits de l'homme Turkménistan", Lang::Fr, "TKM/");
        // Words that many names have lead to the hit itself, not to the first of these names.
        let hits = search(atlas, Lang::Fr, "droits de l'homme Turkménistan", None, 1);
        let told = hits.first().map(|hit| why(Lang::Fr, &hit.why)).unwrap_or_default();
        assert!(!told.contains("Chine") && told.contains("Freedom in the World"), "{told}");
    }
}
