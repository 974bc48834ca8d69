//! Why the level of a method moved from one year to the next.

use super::{labelled, value};
use crate::i18n::{Key, Word as _, fill, say};
use kriterion_heart::history::{Cause, Cell, Move, Moved, Turned};
use kriterion_heart::level::Level;
use kriterion_heart::rating::{Gap, Reading, ReadingValue};
use kriterion_heart::text::Lang;

/// `critical, a year before possibly critical: …`, with what that means; `None` where the level stayed.
pub fn level_moved(lang: Lang, cell: &Cell) -> Option<String> {
    let moved = cell.moved.as_ref()?;
    let slots = [
        ("now", cell.level.word(lang)),
        ("before", moved.from.word(lang)),
        ("why", say(lang, meaning(moved, cell.level))),
    ];
    Some(fill(lang, Key::HistoryMoved, &slots))
}

/// What a move says on the state, and what it does not.
fn meaning(moved: &Move, now: Level) -> Key {
    let fell = now.rank() < moved.from.rank() && now != Level::NoData;
    match (moved.causes().as_slice(), moved.from) {
        ([Cause::Aged], _) if fell => Key::HistoryFellAged,
        ([Cause::Aged], _) => Key::HistoryAged,
        ([Cause::Missing], _) => Key::HistoryMissing,
        ([Cause::New], Level::NoData) => Key::HistoryKnown,
        ([Cause::New], _) => Key::HistoryNew,
        _ => Key::HistoryMixed,
    }
}

/// The rules that turned, each with the readings that turned it.
pub fn why_moved(lang: Lang, moved: &Move) -> Vec<(String, Vec<String>)> {
    let readings = |moved: &[Moved]| moved.iter().map(|it| reading_moved(lang, it)).collect();
    let mut parts: Vec<(String, Vec<String>)> =
        moved.rules.iter().map(|it| (turned(lang, it), readings(&it.readings))).collect();
    if !moved.inputs.is_empty() {
        parts.push((say(lang, Key::HistoryCoverage).to_owned(), readings(&moved.inputs)));
    }
    parts
}

/// `does not hold any more: …`.
fn turned(lang: Lang, turned: &Turned) -> String {
    let slots = [
        ("before", turned.from.word(lang)),
        ("now", turned.to.word(lang)),
        ("rule", turned.rule.get(lang)),
    ];
    fill(lang, Key::HistoryTurned, &slots)
}

/// `Political Terror Scale: 3 (2013) → 4 (2014), new value`.
fn reading_moved(lang: Lang, moved: &Moved) -> String {
    let years = moved.window.map(|years| years.to_string()).unwrap_or_default();
    let cause = match (moved.cause, &moved.after.value) {
        (Cause::Aged, ReadingValue::Gap(Gap::TooOld)) => say(lang, Key::HistoryTooOld).to_owned(),
        (Cause::Aged, _) => fill(lang, Key::HistoryWindow, &[("n", &years)]),
        (cause, _) => cause.word(lang).to_owned(),
    };
    let slots = [
        ("before", said(lang, &moved.before)),
        ("after", said(lang, &moved.after)),
        ("cause", cause),
    ];
    let slots = slots.each_ref().map(|(name, text)| (*name, text.as_str()));
    labelled(lang, moved.after.name.get(lang), &fill(lang, Key::HistoryReading, &slots))
}

/// A value with its year.
fn said(lang: Lang, reading: &Reading) -> String {
    match reading.year {
        Some(year) => format!("{} ({year})", value(lang, reading)),
        None => value(lang, reading),
    }
}
