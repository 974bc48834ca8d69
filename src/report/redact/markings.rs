//! Whether a text says of itself that it is classified. A dossier has no field for it, so the marking words are sought.

use super::find::Sought;
use kriterion_heart::dossier::{Evidence, IncidentSource, SourceField};
use serde::Deserialize;
use std::sync::OnceLock;

#[derive(Default, Deserialize)]
struct Markings {
    plain: Vec<String>,
    capitals: Vec<String>,
}

struct Known {
    plain: Sought,
    capitals: Vec<String>,
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let words: Markings =
            ron::from_str(include_str!("../../../assets/markings.ron")).unwrap_or_default();
        Known {
            plain: Sought::of(words.plain.iter().map(String::as_str)),
            capitals: words.capitals,
        }
    })
}

/// `SECRET` and `VS-NfD`, never "secret police".
pub fn is_marked(text: &str) -> bool {
    let known = known();
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    !known.plain.places(text).is_empty()
        || words.any(|word| known.capitals.iter().any(|marking| marking == word))
}

/// Evidence that bears a marking in its title, text, source or file name.
pub fn is_classified(item: &Evidence) -> bool {
    let Evidence { title, extract, source, attachment, .. } = item;
    let texts = [title, extract, &source.title, &source.vintage, &source.licence];
    texts.iter().any(|text| [&text.en, &text.de, &text.fr].iter().any(|it| is_marked(it)))
        || [&source.publisher, &source.place, &source.url].iter().any(|text| is_marked(text))
        || attachment.as_ref().is_some_and(|file| is_marked(&file.name.replace('_', " ")))
}

pub fn is_classified_source(source: &IncidentSource) -> bool {
    SourceField::ALL.iter().any(|field| is_marked(source.field(*field)))
}

#[cfg(test)]
mod tests {
    use super::is_marked;

    #[test]
    fn markings_are_known_and_words_of_every_day_are_none() {
        for text in [
            "Bericht (VS-NfD)",
            "vs - nur für den dienstgebrauch",
            "VS-NUR FUER DEN DIENSTGEBRAUCH",
            "RESTREINT UE/EU RESTRICTED",
            "Note, SECRET",
            "Très Secret",
            "official-sensitive",
        ] {
            assert!(is_marked(text), "{text}");
        }
        for text in
            ["the secret police", "geheime Haft", "restricted access", "Official journal", ""]
        {
            assert!(!is_marked(text), "{text}");
        }
    }
}
