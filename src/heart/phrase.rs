//! The few words that a copied fact carries with it, from `assets/i18n/facts.ron`.
//!
//! Everything else that people read is made at the edge; these must stay in the dossier when the program is long gone.

use crate::text::{self, Text};
use std::collections::BTreeMap;
use std::sync::OnceLock;

fn list() -> &'static BTreeMap<String, Text> {
    static LIST: OnceLock<BTreeMap<String, Text>> = OnceLock::new();
    LIST.get_or_init(|| {
        ron::from_str(include_str!("../../assets/i18n/facts.ron")).unwrap_or_default()
    })
}

/// The text of a key without its `fact_`; the key itself where the list lacks it, so that nothing vanishes.
pub fn phrase(key: &str) -> Text {
    list().get(&format!("fact_{key}")).cloned().unwrap_or_else(|| Text::same(key))
}

/// A phrase with its `{slots}` filled.
pub fn filled(key: &str, slots: &[(&str, &str)]) -> Text {
    map(&phrase(key), |words| text::filled(words, slots))
}

pub fn map(text: &Text, change: impl Fn(&str) -> String) -> Text {
    Text { en: change(&text.en), de: change(&text.de), fr: change(&text.fr) }
}

/// The parts that are not empty, with `between` between them.
pub fn joined(parts: &[Text], between: &str) -> Text {
    use crate::text::Lang;
    let join = |lang: Lang| {
        let words: Vec<&str> = parts
            .iter()
            .map(|part| part.get(lang).trim())
            .filter(|words| !words.is_empty())
            .collect();
        words.join(between)
    };
    Text { en: join(Lang::En), de: join(Lang::De), fr: join(Lang::Fr) }
}

/// The key of a scope's words.
pub fn scope_key(scope: crate::atlas::Scope) -> &'static str {
    use crate::atlas::Scope;
    match scope {
        Scope::FullMilitaryList => "full_military_list",
        Scope::FullPlusRepression => "full_plus_repression",
        Scope::RepressionGoodsOnly => "repression_goods_only",
        Scope::ArmsToTargets => "arms_to_targets",
        Scope::Undefined => "undefined",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{ConflictKind, Joined, Scope, Target};
    use crate::level::Level;

    #[test]
    fn every_code_has_its_words() {
        let mut keys: Vec<String> = Vec::new();
        keys.extend(
            [
                Joined::Party,
                Joined::PartyWithReservation,
                Joined::Signatory,
                Joined::NotParty,
                Joined::Unknown,
            ]
            .map(|j| j.code().to_owned()),
        );
        keys.extend(
            [Target::State, Target::NonState, Target::Persons, Target::Forces, Target::Political]
                .map(|t| t.code().to_lowercase()),
        );
        keys.extend(
            [
                ConflictKind::Intrastate,
                ConflictKind::Interstate,
                ConflictKind::NonState,
                ConflictKind::OneSided,
            ]
            .map(|k| k.code().to_owned()),
        );
        keys.extend(
            [
                Scope::FullMilitaryList,
                Scope::FullPlusRepression,
                Scope::RepressionGoodsOnly,
                Scope::ArmsToTargets,
                Scope::Undefined,
            ]
            .map(scope_key)
            .map(str::to_owned),
        );
        keys.extend(Level::ALL.map(|level| format!("level_{}", level.code())));
        for key in keys {
            assert_ne!(phrase(&key), Text::same(key.as_str()), "{key}");
        }
    }
}
