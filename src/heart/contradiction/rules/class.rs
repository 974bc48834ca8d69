//! One type in two classes: totals by class hang on it.

use super::super::reading::families;
use super::super::view::{Row, View};
use super::super::{Found, Uses, Why};
use super::Rule;
use crate::text::Text;

/// A row with the words and the designation that class it.
struct Classed<'a> {
    row: Row<'a>,
    words: Text,
    designation: &'a str,
    class: Option<&'a str>,
    families: Vec<String>,
}

pub fn find(view: &View<'_>) -> Vec<Found> {
    let rows = classed(view);
    let mut found = Vec::new();
    let mut told: Vec<String> = Vec::new();
    for (at, first) in rows.iter().enumerate() {
        // A type against the row that it is counted in.
        let parent = rows.iter().find(|other| {
            other.row.table.id == first.row.table.id
                && !first.row.get("parent").is_empty()
                && other.row.get("row_id") == first.row.get("parent")
        });
        if let Some(parent) = parent.filter(|parent| differ(first, parent)) {
            found.push(pair(view, first, parent));
        }
        for family in &first.families {
            let other = rows
                .iter()
                .skip(at + 1)
                .find(|other| other.families.contains(family) && differ(first, other));
            let key = first.row.get("row_id").to_owned();
            if let Some(other) = other.filter(|_| !told.contains(family) && !told.contains(&key)) {
                told.extend([family.clone(), key]);
                found.push(pair(view, first, other));
            }
        }
    }
    found
}

fn classed<'a>(view: &View<'a>) -> Vec<Classed<'a>> {
    const DEALS: [&str; 3] = ["item", "item_class_en", "item_class_de"];
    const STOCK: [&str; 3] = ["type_designation", "category_en", "category_de"];
    let mut all = Vec::new();
    for ([designation, en, de], columns) in [(DEALS, &DEALS), (STOCK, &STOCK)] {
        for table in &view.country.tables {
            if columns.iter().any(|column| table.column(column).is_none()) {
                continue;
            }
            for (at, cells) in table.rows.iter().enumerate() {
                let row = Row { table, at, cells };
                let words = Text {
                    en: row.get(en).to_owned(),
                    de: row.get(de).to_owned(),
                    fr: String::new(),
                };
                let designation = row.get(designation);
                let class = view.list.class(&words.en);
                all.push(Classed {
                    row,
                    words,
                    designation,
                    class,
                    families: families(designation),
                });
            }
        }
    }
    all
}

fn differ(a: &Classed<'_>, b: &Classed<'_>) -> bool {
    matches!((a.class, b.class), (Some(x), Some(y)) if x != y)
}

fn pair(view: &View<'_>, a: &Classed<'_>, b: &Classed<'_>) -> Found {
    let side = |one: &Classed<'_>| {
        let number = ["count", "delivered_n", "ordered_n"]
            .iter()
            .map(|c| one.row.get(c))
            .find(|c| !c.is_empty());
        let with = |words: &str| match one.designation {
            "" => words.to_owned(),
            designation => format!("{words}: {designation}"),
        };
        let name = Text { en: with(&one.words.en), de: with(&one.words.de), fr: String::new() };
        view.row(
            one.row,
            name,
            number.unwrap_or_default(),
            Text::default(),
            one.row.get("as_of_year"),
        )
    };
    let topic = Text::same(a.designation);
    view.found(Rule::Class, topic, side(a), side(b), Uses::Neither, Why::NeedsCheck)
}
