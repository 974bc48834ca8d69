//! "Reporting since", and years without a report behind it.

use super::super::view::{Row, View, holds};
use super::super::{Found, How, Side, Uses, Why};
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
        let side = |row: &Row<'_>| view.row(*row, topic.clone(), "", Text::default(), "");
        let from = side(since);
        let key = from.key.clone();
        let a = Side { key, ..holds(How::ReportsSince, since.get("year_from"), &from) };
        let b = holds(How::MissingYears, spans.join(", "), &side(first));
        found.push(view.found(Rule::GapYears, topic.clone(), a, b, Uses::B, Why::YearByYear));
    }
    found
}

fn span(from: &str, to: &str) -> String {
    if from == to || to.is_empty() { from.to_owned() } else { format!("{from}-{to}") }
}
