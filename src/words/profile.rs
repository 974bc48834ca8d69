//! Figures and dates of a profile, as people read them.

use super::qualified;
use crate::i18n::{Key, Word, date, fill, number, say};
use kriterion_heart::atlas::{SourceCopy, ValueStatus};
use kriterion_heart::profile::{Cell, EmbargoRow, EventRow};
use kriterion_heart::text::Lang;

/// A cell with its qualifier: `(12)` stays `(12)`. What is missing says why, or is a dash.
pub fn figure(lang: Lang, cell: &Cell) -> String {
    if !cell.words.is_empty() {
        return cell.words.get(lang).to_owned();
    }
    let Some(value) = cell.value else {
        return match cell.status {
            ValueStatus::Present => cell.printed.clone(),
            ValueStatus::NotCollected => say(lang, Key::ProfileNoEntry).to_owned(),
            status => status.word(lang).to_owned(),
        };
    };
    let value = number(lang, value, usize::from(cell.decimals));
    qualified(lang, cell.qualifier, &value)
}

/// `since 2014`, `2010–2012`, `undated`.
pub fn event_when(lang: Lang, event: &EventRow) -> String {
    let span = match (event.date, event.until) {
        (Some(from), Some(to)) if from != to => {
            format!("{}\u{2013}{}", date(lang, from), date(lang, to))
        }
        (Some(day), _) | (None, Some(day)) => date(lang, day),
        (None, None) => return event.precision.get(lang).to_owned(),
    };
    // A span says by itself that it is from one date to another.
    match (event.date, event.until) {
        (Some(from), Some(to)) if from != to => span,
        _ => format!("{} {span}", event.precision.get(lang)).trim().to_owned(),
    }
}

/// What must be known to read an event: how sure it is, whether its time has passed, what contradicts it.
pub fn event_tags(lang: Lang, event: &EventRow) -> Vec<&str> {
    let marks = [
        (event.is_undated, Key::ProfileUndated),
        (event.is_overdue, Key::ProfileOverdue),
        (event.is_over, Key::ProfileOver),
        (event.is_current, Key::ProfileCurrent),
        (event.is_unknown, Key::ProfileUnknownState),
    ];
    let marks = marks.into_iter().filter(|(is, _)| *is).map(|(_, key)| say(lang, key));
    let all = std::iter::once(event.certainty.get(lang)).chain(marks);
    let mut tags: Vec<&str> = Vec::new();
    for tag in all.chain(event.contradictions.iter().map(String::as_str)) {
        // The source's own word may say it already.
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// Why an embargo row must be looked up before it is used; `None` while it is fresh.
pub fn embargo_warning(lang: Lang, row: &EmbargoRow) -> Option<String> {
    row.is_stale.then(|| match (row.until, row.as_of) {
        (Some(until), _) => fill(lang, Key::ProfileStaleEnded, &[("until", &date(lang, until))]),
        (None, Some(as_of)) => fill(lang, Key::ProfileStale, &[("as_of", &date(lang, as_of))]),
        (None, None) => say(lang, Key::ProfileStaleUndated).to_owned(),
    })
}

/// Title, publisher and edition of a source.
pub fn source_line(lang: Lang, source: &SourceCopy) -> String {
    let mut parts = vec![source.title.get(lang)];
    // A title that names its publisher needs it no second time.
    if !source.title.get(lang).contains(source.publisher.as_str()) {
        parts.push(&source.publisher);
    }
    parts.push(source.vintage.get(lang));
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use kriterion_heart::atlas::Qualifier;
    use kriterion_heart::text::Text;

    fn cell(qualifier: Qualifier) -> Cell {
        Cell { value: Some(12.0), qualifier, ..Cell::default() }
    }

    #[test]
    fn a_figure_keeps_its_qualifier() {
        let said = |qualifier, lang| figure(lang, &cell(qualifier));
        assert_eq!(said(Qualifier::Firm, Lang::En), "12");
        for lang in Lang::ALL {
            assert_eq!(said(Qualifier::Estimate, lang), "(12)");
        }
        assert_eq!(said(Qualifier::AtLeast, Lang::De), "mindestens 12");
        assert_eq!(said(Qualifier::Planned, Lang::Fr), "12 (prévu)");
    }

    #[test]
    fn what_is_missing_is_no_zero_and_says_why() {
        let missing = |status| figure(Lang::En, &Cell { status, ..Cell::default() });
        assert_eq!(missing(ValueStatus::NotPublished), "not published");
        assert_eq!(missing(ValueStatus::NotCollected), "–");
        let none = Cell::words(Text::same("no delivery recorded"));
        assert_eq!(figure(Lang::En, &none), "no delivery recorded");
    }
}
