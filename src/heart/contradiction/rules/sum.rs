//! Parts against the total that is printed beside them: of tables with parents, of five years, of shares.

use super::super::view::{Row, View, computed};
use super::super::{Found, How, Uses, Why};
use super::Rule;
use crate::atlas::ValueStatus;
use crate::text::Text;

pub fn find(view: &View<'_>) -> Vec<Found> {
    let mut found = of_parents(view);
    found.extend(of_years(view));
    found.extend(of_shares(view));
    found
}

/// Rows that name a parent in the same table.
fn of_parents(view: &View<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for table in &view.country.tables {
        let column = ["count", "value"].into_iter().find(|name| table.column(name).is_some());
        let (Some(column), Some(_)) = (column, table.column("parent")) else { continue };
        let rows: Vec<Row<'_>> =
            table.rows.iter().enumerate().map(|(at, cells)| Row { table, at, cells }).collect();
        for parent in &rows {
            let Some(total) = parent.number(column) else { continue };
            let id = parent.get("row_id");
            let parts = |wanted: &str| -> Vec<(Row<'_>, f64)> {
                let below = rows.iter().filter(|row| row.get("parent") == id && !id.is_empty());
                let counted = below.filter(|row| row.get("status") == wanted && !is_total(row));
                counted.filter_map(|row| Some((*row, row.number(column)?))).collect()
            };
            for (status, is_all) in [("", true), ("all", true), ("active", false)] {
                let parts = parts(status);
                let sum: f64 = parts.iter().map(|(_, value)| value).sum();
                // A list of types may be incomplete; it can never be more than what it is a part of.
                let stored: f64 = rows
                    .iter()
                    .filter(|row| row.get("parent") == id && row.get("level") == "stored_share")
                    .filter_map(|row| row.number(column))
                    .sum();
                let limit = if status == "active" { total - stored } else { total };
                let off =
                    sum > limit + 0.5 || (is_all && status.is_empty() && (sum - limit).abs() > 0.5);
                if parts.len() > 1 && off {
                    found.push(parent_found(view, *parent, sum, total));
                }
            }
        }
    }
    found
}

/// `(total active)`: a sum within the list, no part of it.
fn is_total(row: &Row<'_>) -> bool {
    row.get("type_designation").starts_with('(')
}

fn parent_found(view: &View<'_>, parent: Row<'_>, sum: f64, total: f64) -> Found {
    let name = name_of(&parent);
    let unit = Text::default();
    let a =
        view.row(parent, name.clone(), &total.to_string(), unit.clone(), parent.get("as_of_year"));
    let b = computed(How::Sum, sum, &unit, &a);
    view.found(Rule::Sum, name, a, b, Uses::A, Why::NeedsCheck)
}

fn name_of(row: &Row<'_>) -> Text {
    let en = ["category_en", "item_en", "series_en"].iter().map(|column| row.get(column));
    let de = ["category_de", "item_de", "series_de"].iter().map(|column| row.get(column));
    let first = |mut cells: Box<dyn Iterator<Item = &str> + '_>| {
        cells.find(|cell| !cell.is_empty()).unwrap_or_default().to_owned()
    };
    Text { en: first(Box::new(en)), de: first(Box::new(de)), fr: String::new() }
}

/// `tiv_all_sum` over 2020-2024 against `tiv_all` of these years.
fn of_years(view: &View<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for total in view.facts() {
        let Some(series) = total.fact.indicator.strip_suffix("_sum") else { continue };
        let Some((from, to)) = total.fact.period.split_once('-') else { continue };
        let (Ok(from), Ok(to)) = (from.parse::<u16>(), to.parse::<u16>()) else { continue };
        if from > to {
            continue;
        }
        let parts: Vec<_> = view
            .country
            .facts
            .iter()
            .filter(|fact| fact.indicator == series && fact.about == total.fact.about)
            .filter(|fact| fact.year.is_some_and(|year| (from..=to).contains(&year)))
            .collect();
        let sum: f64 = parts.iter().filter_map(|fact| fact.value).sum();
        // A year that is not known may hold the rest; one without a delivery holds none.
        let is_known = |year: u16| {
            parts.iter().any(|fact| {
                let none = fact.status == ValueStatus::NotApplicable;
                fact.year == Some(year) && (fact.value.is_some() || none)
            })
        };
        let all_known = (from..=to).all(is_known);
        // Each of the years is rounded.
        let rounding = 0.5 * f64::from(to - from + 1);
        let off = sum - total.value;
        if off > rounding || (all_known && off < -rounding) {
            let a = view.fact(total);
            let b = computed(How::Sum, sum, &total.fact.unit, &a);
            let topic = total.fact.name.clone();
            found.push(view.found(Rule::Sum, topic, a, b, Uses::B, Why::FitsTheTotal));
        }
    }
    found
}

/// Shares of one whole that are more than all of it.
fn of_shares(view: &View<'_>) -> Vec<Found> {
    const COLUMNS: [&str; 3] = ["year", "share_pct", "listed_share_sum_pct"];
    let rows: Vec<Row<'_>> = view.rows(&COLUMNS).collect();
    let mut found = Vec::new();
    for head in rows.iter().filter(|row| row.get("share_pct").is_empty()) {
        let Some(printed) = head.number("listed_share_sum_pct") else { continue };
        let of_year = rows
            .iter()
            .filter(|row| row.table.id == head.table.id && row.get("year") == head.get("year"));
        let sum: f64 = of_year.filter_map(|row| row.number("share_pct")).sum();
        if sum > 100.05 || (sum - printed).abs() > 0.11 {
            let unit = Text::same("%");
            let name = head.table.title.clone();
            let a = view.row(
                *head,
                name.clone(),
                head.get("listed_share_sum_pct"),
                unit.clone(),
                head.get("year"),
            );
            let b = computed(How::Sum, sum, &unit, &a);
            found.push(view.found(Rule::Sum, name, a, b, Uses::B, Why::FitsTheTotal));
        }
    }
    found
}
