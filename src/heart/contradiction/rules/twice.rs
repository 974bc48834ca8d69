//! One item twice in one list: the same designation with the same number, or a remark that the source prints it again.

use super::super::reading::designations;
use super::super::view::{Row, View, computed};
use super::super::{Found, How, Side, Uses, Why};
use super::Rule;
use crate::text::Text;

pub fn find(view: &View<'_>) -> Vec<Found> {
    const COLUMNS: [&str; 2] = ["type_designation", "count"];
    let rows: Vec<Row<'_>> = view.rows(&COLUMNS).collect();
    let names: Vec<Vec<String>> =
        rows.iter().map(|row| designations(row.get("type_designation"))).collect();
    let mut found = Vec::new();
    for (at, (first, mine)) in rows.iter().zip(&names).enumerate() {
        for (second, theirs) in rows.iter().zip(&names).skip(at + 1) {
            let same = first.table.id == second.table.id
                && !mine.is_empty()
                && mine == theirs
                && first.number("count").is_some()
                && first.number("count") == second.number("count")
                && first.get("as_of_year") == second.get("as_of_year");
            if same {
                let topic = Text::same(first.get("type_designation"));
                found.push(view.found(
                    Rule::Twice,
                    topic,
                    side(view, first),
                    side(view, second),
                    Uses::A,
                    Why::CountedOnce,
                ));
            }
        }
    }
    found.extend(rows.iter().filter_map(|row| repeated(view, *row, &rows)));
    found
}

/// What the source prints again, and what the list would add up to with it.
fn repeated(view: &View<'_>, row: Row<'_>, rows: &[Row<'_>]) -> Option<Found> {
    let remark = row.get("comment_en");
    if !view.list.repeated.iter().any(|words| remark.contains(words.as_str())) {
        return None;
    }
    let count = row.number("count")?;
    let beside = rows.iter().filter(|other| {
        let key = |row: &Row<'_>| [row.get("parent").to_owned(), row.get("status").to_owned()];
        other.table.id == row.table.id && key(other) == key(&row)
    });
    // `(total active)` is a sum within the list, no part of it.
    let (totals, parts): (Vec<&Row<'_>>, Vec<&Row<'_>>) =
        beside.partition(|other| other.get("type_designation").starts_with('('));
    let sum: f64 = parts.iter().filter_map(|part| part.number("count")).sum();
    let fits = totals.iter().any(|total| total.number("count") == Some(sum));
    let a = side(view, &row);
    let b = computed(How::IfTwice, sum + count, &Text::default(), &a);
    let why = if fits { Why::FitsTheTotal } else { Why::CountedOnce };
    let topic = Text::same(row.get("type_designation"));
    Some(view.found(Rule::Twice, topic, a, b, Uses::A, why))
}

fn side(view: &View<'_>, row: &Row<'_>) -> Side {
    let name = Text {
        en: format!("{}: {}", row.get("category_en"), row.get("type_designation")),
        de: format!("{}: {}", row.get("category_de"), row.get("type_designation")),
        fr: String::new(),
    };
    view.row(*row, name, row.get("count"), Text::default(), row.get("as_of_year"))
}
