//! One item twice in one list: the same designation with the same number.

use super::super::reading::designations;
use super::super::view::{Row, View};
use super::super::{Found, Uses, Why};
use super::Rule;
use crate::text::Text;

pub fn find(view: &View<'_>) -> Vec<Found> {
    const COLUMNS: [&str; 2] = ["type_designation", "count"];
    let rows: Vec<Row<'_>> = view.rows(&COLUMNS).collect();
    let mut found = Vec::new();
    for (at, first) in rows.iter().enumerate() {
        let names = designations(first.get("type_designation"));
        for second in rows.iter().skip(at + 1) {
            let same = first.table.id == second.table.id
                && !names.is_empty()
                && names == designations(second.get("type_designation"))
                && first.number("count").is_some()
                && first.number("count") == second.number("count")
                && first.get("as_of_year") == second.get("as_of_year");
            if same {
                let topic = Text::same(first.get("type_designation"));
                let side = |row: &Row<'_>| {
                    let name = Text {
                        en: format!("{}: {}", row.get("category_en"), row.get("type_designation")),
                        de: format!("{}: {}", row.get("category_de"), row.get("type_designation")),
                        fr: String::new(),
                    };
                    view.row(*row, name, row.get("count"), Text::default(), row.get("as_of_year"))
                };
                found.push(view.found(
                    Rule::Twice,
                    topic,
                    side(first),
                    side(second),
                    Uses::A,
                    Why::CountedOnce,
                ));
            }
        }
    }
    found
}
