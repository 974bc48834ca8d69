//! What was delivered against what is there: fewer in the stock, or there before it came.

use super::super::reading::designations;
use super::super::view::{Row, View};
use super::super::{Found, Uses, Why};
use super::Rule;
use crate::phrase::phrase;
use crate::text::Text;

/// Status of pieces that are not in the hands of the state.
const AWAY: [&str; 2] = ["sold", "ordered_not_delivered"];

pub fn find(view: &View<'_>) -> Vec<Found> {
    const DEALS: [&str; 3] = ["item", "delivered_n", "recipient_iso3"];
    const STOCK: [&str; 3] = ["type_designation", "count", "status"];
    let stock: Vec<(Row<'_>, Vec<String>)> = view
        .rows(&STOCK)
        .filter(|row| !AWAY.contains(&row.get("status")))
        // A row of several types counts them together.
        .filter(|row| !row.get("type_designation").contains(';'))
        .map(|row| (row, designations(row.get("type_designation"))))
        .collect();
    let own = |row: &Row<'_>| row.get("recipient_iso3") == view.iso3().as_str();
    view.rows(&DEALS).filter(own).filter_map(|deal| one(view, deal, &stock)).collect()
}

fn one(view: &View<'_>, deal: Row<'_>, stock: &[(Row<'_>, Vec<String>)]) -> Option<Found> {
    let delivered = deal.number("delivered_n")?;
    let names = designations(deal.get("item"));
    let same: Vec<&Row<'_>> = stock
        .iter()
        .filter(|(_, own)| own.iter().any(|name| names.contains(name)))
        .map(|(row, _)| row)
        .collect();
    let first = same.first()?;
    let now: f64 = same
        .iter()
        .filter(|row| row.get("status") != "unclear")
        .filter_map(|row| row.number("count"))
        .sum();
    let came = deal.get("delivery_from").parse::<u16>().ok();
    let seen = first
        .get("as_of_year")
        .parse::<u16>()
        .ok()
        .filter(|_| first.get("as_of_basis") == "stated");
    let before = came.zip(seen).is_some_and(|(came, seen)| seen < came);
    if now >= delivered && !before {
        return None;
    }
    let topic = Text::same(deal.get("item"));
    let named = |row: &Row<'_>, en: &str, de: &str, name: &str| Text {
        en: format!("{}: {}", row.get(en), row.get(name)),
        de: format!("{}: {}", row.get(de), row.get(name)),
        fr: String::new(),
    };
    let (from, to) = (deal.get("delivery_from"), deal.get("delivery_to"));
    let span = if from == to { from.to_owned() } else { format!("{from}-{to}") };
    let a_name = named(&deal, "item_class_en", "item_class_de", "item");
    let a = view.row(
        deal,
        a_name,
        deal.get("delivered_n"),
        phrase("pieces_delivered"),
        span.trim_matches('-'),
    );
    let b_name = named(first, "category_en", "category_de", "type_designation");
    let b = view.row(
        **first,
        b_name,
        first.get("count"),
        phrase("pieces_in_stock"),
        first.get("as_of_year"),
    );
    let why = if before { Why::SeparateSteps } else { Why::DifferentMeasure };
    Some(view.found(Rule::Deliveries, topic, a, b, Uses::Both, why))
}
