//! What a report is made of. How it looks is the business of each form.

use serde::{Deserialize, Serialize};

/// A finished report: everything it says, in order.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Document {
    pub about: About,
    pub labels: Labels,
    pub blocks: Vec<Block>,
    /// Footnotes in the order in which the text calls them; a `Span::Note` holds the index.
    pub notes: Vec<Note>,
    /// The list at the end.
    pub sources: Vec<Source>,
}

/// What stands in the properties of the file, and at the head and foot of each page.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct About {
    /// Which report it is: `assessment`, `country_report`.
    pub kind: String,
    pub title: String,
    pub subtitle: String,
    pub author: String,
    pub subject: String,
    pub keywords: Vec<String>,
    pub language: Language,
    /// The day of the report, as 2026-11-28. Never the clock's: the same report has the same bytes.
    pub day: String,
    /// The same as the language of the report writes it; empty where it is printed as it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub day_said: String,
    /// Says at the head of each page what the report is and about what.
    pub running_head: String,
    /// Classification or other marking, on each page; empty where there is none.
    pub marking: String,
    /// The program and its editions.
    pub made_with: String,
    /// Names the case and its state, so that the paper leads back to the file.
    pub reference: String,
    /// What was left out, in words; empty where nothing was.
    pub redaction: String,
}

/// A language that a report can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    #[default]
    En,
    De,
    Fr,
}

impl Language {
    /// As BCP 47 has it.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
        }
    }
}

/// The few words and signs that a form adds by itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Labels {
    pub contents: String,
    pub notes: String,
    pub sources: String,
    /// With `{n}` and `{of}`.
    pub page: String,
    /// Behind the caption of a table that goes on: "continued".
    pub continued: String,
    /// In a chart, where a value is missing.
    pub no_data: String,
    /// Tells a paragraph that the program has drafted.
    pub generated: String,
    pub decimal_mark: String,
    /// Between thousands.
    pub group_mark: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Block {
    Heading(Heading),
    Paragraph(Paragraph),
    List(List),
    Table(Table),
    Figure(Figure),
    Box(Boxed),
    /// The table of contents, made of the headings.
    Contents,
    NewPage,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 4.
    pub level: u8,
    /// Unique in the report; what a link within it names.
    pub id: String,
    pub text: Inline,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Paragraph {
    pub role: Role,
    pub text: Inline,
    /// Drafted by the program from figures and not by a person.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_generated: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    #[default]
    Body,
    /// The first words of a report or section, a little larger.
    Lead,
    /// Below a table, chart or box: unit, how to read it, source.
    Aside,
    /// Says what is to be written here; nothing of it is the author's.
    Hint,
    Quote,
    /// Lines of a letter's address; each ends at a `Break`.
    Address,
    /// Set to the right: place and day of a letter.
    Right,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct List {
    pub is_numbered: bool,
    pub items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Item {
    pub text: Inline,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<List>,
}

/// A run of text with its styles and footnotes.
pub type Inline = Vec<Span>;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Span {
    Words(Words),
    /// Calls the footnote of this index.
    Note {
        at: usize,
    },
    /// Ends the line, not the paragraph.
    Break,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Words {
    pub text: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_strong: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_emphasised: bool,
    /// Where it is not the language of the report: words that nobody translated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// The id of a heading, table, figure or box.
    Within(String),
    Url(String),
}

impl Span {
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Words(Words { text: text.into(), ..Words::default() })
    }

    pub fn strong(text: impl Into<String>) -> Self {
        Self::Words(Words { text: text.into(), is_strong: true, ..Words::default() })
    }

    pub fn emphasised(text: impl Into<String>) -> Self {
        Self::Words(Words { text: text.into(), is_emphasised: true, ..Words::default() })
    }
}

/// Plain words as an inline text.
pub fn plain(text: impl Into<String>) -> Inline {
    vec![Span::plain(text)]
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Table {
    /// Unique in the report; empty where nothing names it.
    pub id: String,
    /// With its number, as the composer counts; empty for a table that needs none, such as the fields of a request.
    pub caption: Inline,
    /// A table of label and value has columns without titles, and then no head.
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// The first cell of each row says what the row is about.
    pub has_row_heads: bool,
    /// Unit, how to read it, source: lines below the table.
    pub below: Vec<Inline>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Column {
    pub title: Inline,
    pub align: Align,
    /// How much of the width it takes beside the others; 0 = as its contents need.
    pub share: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    #[default]
    Start,
    Middle,
    /// Figures, with their units below each other.
    End,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Row {
    pub kind: RowKind,
    /// One for each column; a group has one that spans them all.
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    #[default]
    Plain,
    /// A heading within the table.
    Group,
    Total,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Cell {
    pub text: Inline,
    #[serde(default, skip_serializing_if = "Tone::is_plain")]
    pub tone: Tone,
}

/// How grave something is, beside words that say it. Never by colour alone: forms draw it as a pattern or sign, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    #[default]
    Plain,
    /// Not critical.
    Calm,
    /// Possibly critical.
    Caution,
    /// Critical.
    Grave,
    /// No data: never like calm.
    Unknown,
}

impl Tone {
    pub fn is_plain(&self) -> bool {
        *self == Self::Plain
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    pub id: String,
    pub caption: Inline,
    /// What the chart shows, for those who do not see it: with its values.
    pub alt: String,
    pub chart: Chart,
    pub below: Vec<Inline>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Chart {
    /// Values over years; a gap is a gap.
    Lines(Lines),
    /// One bar for each name.
    Bars(Bars),
    /// Parts of a whole, as one bar that is cut.
    Shares(Bars),
    /// The levels of the eight criteria, several marks in a row.
    Levels(Levels),
    /// What happened when.
    TimeLine(TimeLine),
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Lines {
    /// Each year once, ascending.
    pub years: Vec<u16>,
    pub unit: String,
    /// Told apart by dash and sign as well as by shade.
    pub traces: Vec<Trace>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Trace {
    pub name: String,
    /// One for each year.
    pub values: Vec<Option<f64>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Bars {
    pub unit: String,
    pub bars: Vec<Bar>,
    /// Years and the like stand side by side, long names below each other.
    pub is_upright: bool,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Bar {
    pub name: String,
    /// `None` = no data, which is drawn as such and never as zero.
    pub value: Option<f64>,
    /// The value as the report writes it, with its qualifier.
    pub said: String,
    #[serde(default, skip_serializing_if = "Tone::is_plain")]
    pub tone: Tone,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Levels {
    /// What the marks of a row are: proposal, judgement, residual.
    pub columns: Vec<String>,
    pub rows: Vec<LevelRow>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct LevelRow {
    pub name: String,
    /// Word and tone, one for each column; `None` where nobody has said anything.
    pub marks: Vec<Option<(String, Tone)>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TimeLine {
    pub lanes: Vec<Lane>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Lane {
    pub name: String,
    pub moments: Vec<Moment>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Moment {
    /// As 2022-01-05, 2022-01 or 2022; empty where it is not known.
    pub from: String,
    /// Empty for a single day.
    pub until: String,
    pub label: String,
    #[serde(default, skip_serializing_if = "Tone::is_plain")]
    pub tone: Tone,
}

/// A box beside the text, with a title of its own.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Boxed {
    pub id: String,
    pub title: Inline,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Note {
    pub text: Inline,
    /// The source that it cites, by its place in `Document::sources`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<usize>,
}

/// One entry of the source list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Source {
    /// Unique and stable, usable as a citation key: `sipri_milex`.
    pub id: String,
    pub title: String,
    pub publisher: String,
    /// The edition, or the years that it covers.
    pub edition: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    pub url: String,
    /// As 2026-11-28; empty where it is not known.
    pub accessed: String,
    pub licence: String,
    /// The entry as the report prints it.
    pub said: String,
}
