//! Which report was filed in which year.

use super::Maker;
use super::layout::StripPlan;
use super::model::{Body, Filing, Strip, StripYear};
use crate::atlas::{FactTable, SourceCopy};
use crate::key::{FactKey, row_id};
use crate::row;
use crate::text::Text;

/// What one row of the table says.
struct Said {
    from: Option<u16>,
    to: Option<u16>,
    state: Filing,
    /// Every second year only, counted from the last.
    is_biennial: bool,
    note: Text,
    key: String,
}

impl Said {
    fn in_year(&self, year: u16) -> Option<Filing> {
        let to = self.to?;
        let from = self.from.unwrap_or(to);
        if !(from..=to).contains(&year) {
            return None;
        }
        let is_due = !self.is_biennial || (to - year).is_multiple_of(2);
        Some(if is_due { self.state } else { Filing::NotDue })
    }
}

impl Maker<'_> {
    pub(super) fn strips(&self, plan: &StripPlan) -> Body {
        let Some(table) = self.table(&plan.table) else { return Body::Nothing };
        let strips = plan.instruments.iter().map(|(code, name)| {
            let rows = table.rows.iter().enumerate();
            let rows = rows.filter(|(_, row)| table.cell(row, "instrument") == code);
            let mut source = SourceCopy::default();
            let said: Vec<Said> = rows
                .map(|(at, cells)| {
                    source = self.cited(&row::citation(table, cells));
                    self.said(plan, table, at, cells)
                })
                .collect();
            (name.clone(), said, source)
        });
        let strips: Vec<(Text, Vec<Said>, SourceCopy)> = strips.collect();
        let years = || {
            strips
                .iter()
                .flat_map(|(_, said, _)| said)
                .flat_map(|said| [said.from.filter(|_| said.to.is_some()), said.to])
                .flatten()
        };
        let (Some(first), Some(last)) = (years().min(), years().max()) else {
            return Body::Nothing;
        };
        let made =
            strips.into_iter().map(|(name, said, source)| strip(name, &said, source, first, last));
        Body::Strips(made.collect())
    }

    fn said(&self, plan: &StripPlan, table: &FactTable, at: usize, cells: &[String]) -> Said {
        let year = |column: &str| table.cell(cells, column).parse().ok();
        let id = row_id(table, at, cells);
        let code = table.cell(cells, "report_status");
        let state = match (code, table.cell(cells, "publicly_visible")) {
            ("reported", "no") => Filing::NotPublic,
            ("reported", _) if plan.thin.contains(&id) => Filing::Thin,
            ("reported" | "every_two_years", _) => Filing::Filed,
            ("no_report", _) => Filing::NotFiled,
            ("irregular", _) => Filing::Irregular,
            _ => Filing::Unknown,
        };
        let note = table.cell(cells, "note_en");
        Said {
            from: year("year_from"),
            to: year("year_to"),
            state,
            is_biennial: code == "every_two_years",
            note: self.word("remarks", note),
            key: FactKey::Table { iso3: self.country.iso3, table: table.id.clone(), row: id }
                .to_string(),
        }
    }
}

fn strip(name: Text, said: &[Said], source: SourceCopy, first: u16, last: u16) -> Strip {
    let of = |year: u16| {
        let found = said.iter().find_map(|said| Some((said, said.in_year(year)?)));
        match found {
            Some((said, state)) => {
                StripYear { year, state, note: said.note.clone(), key: Some(said.key.clone()) }
            }
            None => StripYear { year, state: Filing::Unknown, note: Text::default(), key: None },
        }
    };
    let undated = said.iter().find(|said| said.to.is_none() && said.state != Filing::Unknown);
    let notes = said.iter().map(|said| said.note.clone()).filter(|note| !note.is_empty());
    Strip {
        name,
        years: (first..=last).map(of).collect(),
        undated: undated.map(|said| said.state),
        notes: notes.collect(),
        source,
    }
}
