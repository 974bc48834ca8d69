//! How a profile is laid out: which section shows what. Read from `assets/profile.ron`.

use super::lexicon::Lexicon;
use super::model::Kind;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The order of a profile, and the words for the codes of its tables.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Layout {
    /// Vocabulary, then code.
    pub words: BTreeMap<String, BTreeMap<String, Text>>,
    pub sections: Vec<SectionPlan>,
    /// The types of equipment.
    pub lexicon: Lexicon,
}

impl Layout {
    /// The words of a code; the code itself where the vocabulary lacks it, so that nothing vanishes.
    pub fn word(&self, vocabulary: &str, code: &str) -> Text {
        let found = self.words.get(vocabulary).and_then(|words| words.get(code));
        found.cloned().unwrap_or_else(|| Text::same(code))
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SectionPlan {
    pub code: String,
    pub title: Text,
    pub feeds: Vec<u8>,
    pub supports: Vec<u8>,
    pub elements: Vec<ElementPlan>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ElementPlan {
    pub id: String,
    pub kind: Kind,
    pub title: Text,
    pub note: Text,
    /// What is said instead where there is nothing.
    pub why_empty: Text,
    /// Left out where there is nothing; the others stay, empty.
    pub is_optional: bool,
    pub shows: Shows,
}

/// Where the content comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Shows {
    /// Nothing that is data: the note is all.
    Nothing,
    Measures(Measures),
    Report(ReportPlan),
    /// Two tables with their titles, side by side.
    Sides(Box<[(Text, ReportPlan); 2]>),
    Treaties(TreatiesPlan),
    Events(EventsPlan),
    /// Contradictions of these kinds.
    Contradictions(Vec<String>),
    /// Reporting duties, as a table of the report has them.
    Strips(StripPlan),
    Special(Special),
}

/// Series and figures of reports over years.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Measures {
    pub rows: Vec<Measure>,
    /// The last so many years of each row; 0 = all.
    pub years: u16,
    /// One row for each state of the comparison, too.
    pub is_compared: bool,
    /// With a column for the sum of the years shown.
    pub has_sum: bool,
    /// As bars of the newest year.
    pub are_bars: bool,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Measure {
    /// Empty: the name of the series.
    pub name: Text,
    /// Ids of bundled series.
    pub series: Vec<String>,
    /// Figures of the reports, `table/series`; `*` stands for one part.
    pub facts: Vec<String>,
    /// What a percentage of a report is a part of, where the report says no more than %. So it shares a unit with the series.
    pub unit: Text,
    /// How the English name of the figure begins, where the series does not tell it.
    pub named: String,
}

/// A table of a report with headings that people read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ReportPlan {
    pub table: String,
    /// Columns, each with the cells that a row may have there.
    pub only: Vec<(String, Vec<String>)>,
    /// The column that heads the row.
    pub head: String,
    /// Rows whose figure looks ahead: its year is the year foreseen.
    pub outlooks: Vec<String>,
    pub columns: Vec<ColumnPlan>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ColumnPlan {
    pub title: Text,
    /// A column of the table, or the stem of two: `item_class` for `item_class_en` and `item_class_de`.
    pub of: String,
    /// The end of a figure's name, `.` for none: then the cell is that figure.
    pub fact: String,
    /// The vocabulary of its codes.
    pub words: String,
    /// A date, shown as each language writes it.
    pub is_date: bool,
    /// ISO codes, shown as names of states.
    pub are_states: bool,
    /// Marks the states of a bloc in this column.
    pub bloc: String,
    /// A designation, shown as the class that the lexicon gives it.
    pub is_type: bool,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TreatiesPlan {
    /// Topics, or ids of treaties.
    pub of: Vec<String>,
    /// Ids that stand elsewhere.
    pub without: Vec<String>,
    /// Only those whose lists name the state: a zone treaty concerns no state outside the zone.
    pub is_listed_only: bool,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct EventsPlan {
    /// Codes of the report's sections; `II.4` has `II.4b`, too.
    pub sections: Vec<String>,
    /// Only those whose English text has one of these words; empty = all.
    pub about: Vec<String>,
    /// One replaces the other: the last is the one that holds.
    pub is_succession: bool,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct StripPlan {
    pub table: String,
    /// Instruments in order, with their names.
    pub instruments: Vec<(String, Text)>,
    /// Rows whose report says next to nothing.
    pub thin: Vec<String>,
}

/// Content that is made in a way of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Special {
    Country,
    Memberships,
    Neighbours,
    Embargoes,
    Presence,
    Conflicts,
    Ratings,
    Density,
    Stock,
    Police,
    Types,
    Contradictions,
    Gaps,
    Sources,
}
