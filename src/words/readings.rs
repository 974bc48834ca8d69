//! What the country view has read, and what it could not read.

use super::{grouped, labelled};
use crate::i18n::{Key, Word, fill, number_short};
use kriterion_heart::atlas::{Atlas, Qualifier};
use kriterion_heart::dossier::Evidence;
use kriterion_heart::fixed::Fixed;
use kriterion_heart::rating::{Reading, ReadingValue};
use kriterion_heart::rulebook::YesNo;
use kriterion_heart::text::{Lang, Text};

/// `Freedom in the World: 23 (2025)`.
pub fn reading(lang: Lang, reading: &Reading) -> String {
    let year = reading.year.map(|year| format!(" ({year})")).unwrap_or_default();
    labelled(lang, reading.name.get(lang), &format!("{}{year}", value(lang, reading)))
}

/// A reading's value.
pub fn value(lang: Lang, reading: &Reading) -> String {
    match &reading.value {
        ReadingValue::Number(number) => number_short(lang, number.to_f64()),
        ReadingValue::Count { joined, gaps, of } => {
            let (joined, gaps, of) = (joined.to_string(), gaps.to_string(), of.to_string());
            fill(lang, Key::CountOf, &[("joined", &joined), ("of", &of), ("gaps", &gaps)])
        }
        ReadingValue::YesNo(yes) => if *yes { YesNo::Yes } else { YesNo::No }.word(lang).to_owned(),
        ReadingValue::Category(_, text) => text.get(lang).to_owned(),
        ReadingValue::Range(low, high) if low == high => band(*low),
        ReadingValue::Range(low, high) => format!("{} – {}", band(*low), band(*high)),
        ReadingValue::Rank { rank, of } => {
            fill(lang, Key::RankOf, &[("rank", &rank.to_string()), ("of", &of.to_string())])
        }
        ReadingValue::Gap(gap) => gap.word(lang).to_owned(),
    }
}

/// A value with what keeps it from being firm: `(12)`, `at least 5`, `40 (disputed)`.
pub fn qualified(lang: Lang, qualifier: Qualifier, value: &str) -> String {
    let slots = [("value", value)];
    match qualifier {
        Qualifier::Firm => value.to_owned(),
        Qualifier::Estimate => format!("({value})"),
        Qualifier::AtLeast => fill(lang, Key::ValueAtLeast, &slots),
        Qualifier::Disputed => fill(lang, Key::ValueDisputed, &slots),
        Qualifier::Planned => fill(lang, Key::ValuePlanned, &slots),
    }
}

/// The same in every language.
pub fn value_text(reading: &Reading) -> Text {
    let [en, de, fr] = Lang::ALL.map(|lang| value(lang, reading));
    Text { en, de, fr }
}

/// Bands are letters: 1 = A to 6 = F.
fn band(number: Fixed) -> String {
    let at = number.to_f64().round().clamp(1.0, 26.0) as u8 - 1;
    char::from(b'A' + at).to_string()
}

/// `to be read in a document: country visits · treaty bodies`, one line for each kind of gap.
pub fn gap_lines(lang: Lang, readings: &[Reading]) -> Vec<String> {
    let gaps = readings.iter().filter_map(|reading| match reading.value {
        ReadingValue::Gap(gap) => Some((gap, reading.name.get(lang))),
        _ => None,
    });
    let line =
        |(gap, names): &(_, Vec<&str>)| labelled(lang, Word::word(*gap, lang), &names.join(" · "));
    grouped(gaps).iter().map(line).collect()
}

/// What an item of evidence says. An observation of a plain series has its number in the figure alone: it is said first.
pub fn says(lang: Lang, atlas: &Atlas, item: &Evidence) -> String {
    let extract = item.extract.get(lang);
    let plain = item.figure.as_ref().filter(|_| item.key.starts_with("observation/"));
    let number = plain.and_then(|figure| {
        let value = figure.value?;
        let series = atlas.indicator(&figure.indicator);
        let coded = series.is_some_and(|series| series.category(value).is_some());
        (!coded).then(|| format!("{} {}", number_short(lang, value), figure.unit.get(lang)))
    });
    let parts = [number.as_deref().map_or("", str::trim), extract];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
