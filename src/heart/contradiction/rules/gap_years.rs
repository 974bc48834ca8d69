//! "Reporting since", and years without a report behind it.

use super::super::view::{Row, View, holds};
use super::super::{Found, How, Uses, Why};
use super::Rule;
use crate::text::Text;

pub fn find(view: &View<'_>) -> Vec<Found> {
    const COLUMNS: [&str; 4] = ["instrument", "year_from", "year_to", "report_status"];
    let rows: Vec<Row<'_>> = view.rows(&COLUMNS).collect();
    let mut found = Vec::new();
    for since in rows.iter().filter(|row| row.get("report_status") == "reporting_since") {
        let gaps: Vec<&Row<'_>> = rows
            .iter()
            .filter(|row| row.get("instrument") == since.get("instrument"))
            .filter(|row| ["no_report", "not_mentioned"].contains(&row.get("report_status")))
            .collect();
        let Some(first) = gaps.first() else { continue };
        let mut spans: Vec<String> =
            gaps.iter().map(|row| span(row.get("year_from"), row.get("year_to"))).collect();
        spans.sort();
        let topic = Text::same(since.get("instrument"));
        let a = view.row(*since, topic.clone(), since.get("year_from"), Text::default(), "");
        let b = holds(
            How::MissingYears,
            spans.join(", "),
            &view.row(**first, topic.clone(), "", Text::default(), ""),
        );
        found.push(view.found(Rule::GapYears, topic, a, b, Uses::B, Why::TableOverText));
    }
    found
}

fn span(from: &str, to: &str) -> String {
    if from == to || to.is_empty() { from.to_owned() } else { format!("{from}-{to}") }
}
