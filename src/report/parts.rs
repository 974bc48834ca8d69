//! Pieces that the reports on a case are put together from: fields, lists, cells, the line of one piece of evidence.

use crate::i18n::{self, Key, Word as _};
use crate::report::case::Case;
use crate::report::{Cited, Sheet};
use crate::words;
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{Evidence, EvidenceId, EvidenceKind, Stance};
use kriterion_heart::level::Level;
use kriterion_heart::text::{Lang, Text};
use kriterion_paper::{
    Align, Block, Cell, Column, Inline, Item, List, Row, RowKind, Span, Table, Tone, plain,
};

/// Title, alignment and share of the width of a column.
pub type Head = (&'static str, Align, f32);

impl Sheet {
    /// Label and value, row by row, without a head; rows whose value is empty are left out.
    pub fn fields(&mut self, rows: Vec<(String, Inline)>) {
        let rows: Vec<Row> = rows
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| row([cell(plain(label)), cell(value)]))
            .collect();
        if rows.is_empty() {
            return;
        }
        let column = |share| Column { share, ..Column::default() };
        let columns = vec![column(0.3), column(0.7)];
        self.push(Block::Table(Table { columns, rows, has_row_heads: true, ..Table::default() }));
    }

    pub fn bullets(&mut self, items: Vec<Inline>) {
        let item = |text| Item { text, below: None };
        self.list(items.into_iter().map(item).collect());
    }

    pub fn list(&mut self, items: Vec<Item>) {
        if !items.is_empty() {
            self.push(Block::List(List { is_numbered: false, items }));
        }
    }

    pub fn said_bullets(&mut self, items: impl IntoIterator<Item = String>) {
        self.bullets(items.into_iter().map(plain).collect());
    }

    /// A numbered table; without rows there is none.
    pub fn grid(&mut self, caption: String, heads: &[Head], rows: Vec<Row>) {
        if rows.is_empty() {
            return;
        }
        let column = |(title, align, share): &Head| Column {
            title: plain(*title),
            align: *align,
            share: *share,
        };
        let columns = heads.iter().map(column).collect();
        let caption = plain(caption);
        self.table(Table { caption, columns, rows, has_row_heads: true, ..Table::default() });
    }

    /// What an officer typed or copied: marked where it is in no language but his.
    pub fn text(&self, text: &Text, written_in: Lang) -> Inline {
        match text.en == text.de && text.de == text.fr {
            true => self.typed(&text.en, written_in),
            false => plain_or_none(text.get(self.lang)),
        }
    }

    /// Words behind a label in bold.
    pub fn labelled(&self, label: Key, value: Inline) -> Inline {
        let mut line = vec![Span::strong(self.say(label))];
        line.extend(value);
        line
    }

    pub fn day(&self, day: Date) -> String {
        i18n::date(self.lang, day)
    }
}

/// An empty text is no span.
pub fn plain_or_none(text: &str) -> Inline {
    if text.trim().is_empty() { Vec::new() } else { plain(text) }
}

pub fn row(cells: impl IntoIterator<Item = Cell>) -> Row {
    Row { kind: RowKind::Plain, cells: cells.into_iter().collect() }
}

pub fn cell(text: Inline) -> Cell {
    Cell { text, tone: Tone::Plain }
}

pub fn said(text: impl Into<String>) -> Cell {
    cell(plain(text))
}

/// A level with its word; the words for none where nobody has said one.
pub fn leveled(lang: Lang, level: Option<Level>, none: &str) -> Cell {
    match level {
        Some(level) => Cell { text: plain(level.word(lang)), tone: tone(level) },
        None => said(none),
    }
}

pub fn tone(level: Level) -> Tone {
    match level {
        Level::NotCritical => Tone::Calm,
        Level::PossiblyCritical => Tone::Caution,
        Level::Critical => Tone::Grave,
        Level::NoData => Tone::Unknown,
    }
}

/// Several texts, each on a line of its own.
pub fn lines(parts: Vec<Inline>) -> Inline {
    let mut all = Inline::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !all.is_empty() {
            all.push(Span::Break);
        }
        all.extend(part);
    }
    all
}

pub fn stance(stance: Stance) -> Key {
    match stance {
        Stance::Raises => Key::CaseStanceRaises,
        Stance::Lowers => Key::CaseStanceLowers,
        Stance::Neutral => Key::CaseStanceNeutral,
    }
}

/// How old a fact is on the day of the assessment. Without a date it is neither young nor old.
pub fn age(sheet: &Sheet, dated: Option<Date>, day: Date) -> String {
    let Some(dated) = dated else { return sheet.say(Key::CaseUndated).to_owned() };
    let date = sheet.fill(Key::CaseDated, &[("date", &sheet.day(dated))]);
    if dated.earliest() > day.latest() {
        return format!("{date}, {}", sheet.say(Key::CaseAgeLater));
    }
    let age = match dated.months_until(day) / 12 {
        0 => sheet.say(Key::CaseAgeYoung).to_owned(),
        1 => sheet.say(Key::CaseAgeYear).to_owned(),
        years => sheet.fill(Key::CaseAgeYears, &[("n", &years.to_string())]),
    };
    format!("{date}, {age}")
}

/// The year or years that a footnote names.
fn data_year(item: &Evidence) -> String {
    let year = item.figure.as_ref().and_then(|figure| figure.year);
    year.or(item.dated.map(|date| date.year)).map(|year| year.to_string()).unwrap_or_default()
}

/// Evidence in one line: number, title, what it says, stance, grade, age, and its source as a footnote.
pub fn evidence(
    sheet: &mut Sheet,
    case: &Case<'_>,
    id: EvidenceId,
    item: &Evidence,
    stands: Option<Stance>,
) -> Inline {
    let dossier = &case.dossier;
    let number = sheet.fill(Key::CaseEvidenceNo, &[("n", &id.0.to_string())]);
    let mut line = vec![Span::strong(number), Span::plain(" · ")];
    line.extend(sheet.text(&item.title, dossier.lang));
    let says = evidence_says(sheet, case, item);
    if !says.is_empty() {
        line.push(Span::plain(" – "));
        line.extend(says);
    }
    let grade = sheet.fill(Key::CaseGrade, &[("grade", item.grade.word(sheet.lang))]);
    let stands = stands.map(|it| sheet.say(stance(it)).to_owned());
    let rest: Vec<String> =
        stands.into_iter().chain([grade, age(sheet, item.dated, dossier.assessed_on)]).collect();
    line.push(Span::plain(format!(" ({})", words::listed(sheet.lang, &rest))));
    line.extend(source_note(sheet, case, item));
    line
}

/// What it says, in the language of the report where somebody has said it in that.
pub fn evidence_says(sheet: &Sheet, case: &Case<'_>, item: &Evidence) -> Inline {
    let is_own = matches!(
        item.kind,
        EvidenceKind::Note | EvidenceKind::Document | EvidenceKind::WebPage | EvidenceKind::Event
    );
    let says = words::says(sheet.lang, &case.bundle.atlas, item);
    if is_own && item.extract.en == item.extract.de && item.extract.de == item.extract.fr {
        return sheet.typed(&says, case.dossier.lang);
    }
    plain_or_none(&says)
}

/// The footnote of a piece of evidence; none where no source is named.
pub fn source_note(sheet: &mut Sheet, case: &Case<'_>, item: &Evidence) -> Option<Span> {
    if item.source.title.is_empty() && item.source.publisher.is_empty() {
        return None;
    }
    let id = item.figure.as_ref().map_or("", |figure| figure.indicator.as_str());
    let series = case.bundle.atlas.indicator(id).map_or(id, |series| series.name.get(sheet.lang));
    let years = data_year(item);
    let accessed = item.accessed;
    Some(sheet.cite(Cited { source: &item.source, series, years: &years, accessed }))
}
