//! A sentence tells as settled what a table of deals marks as a claim.

use super::super::view::{Row, View, holds};
use super::super::{Found, How, Side, Uses, Why};
use super::Rule;
use crate::text::Text;

pub fn find(view: &View<'_>) -> Vec<Found> {
    const COLUMNS: [&str; 3] = ["item", "certainty", "status_en"];
    let mut found: Vec<Found> = Vec::new();
    let mut told: Vec<Vec<&str>> = Vec::new();
    let weak = |row: &Row<'_>| view.list.weak.iter().any(|word| word == row.get("certainty"));
    for row in view.rows(&COLUMNS).filter(weak) {
        let names: Vec<&str> = row
            .get("item")
            .split([' ', ',', ';'])
            .filter(|word| word.starts_with(char::is_uppercase))
            .collect();
        let says = view.events().find(|event| {
            let words: Vec<&str> = event.text.en.split([' ', ',', ';', '(', ')']).collect();
            event.certainty == "reported" && names.iter().all(|name| words.contains(name))
        });
        if let Some(event) = says.filter(|_| !names.is_empty() && !told.contains(&names)) {
            let name = Text {
                en: row.get("item").to_owned(),
                de: row.get("item").to_owned(),
                fr: String::new(),
            };
            let from = view.row(row, name.clone(), "", Text::default(), "");
            let a = Side { key: from.key.clone(), ..holds(How::Alleged, row.get("item"), &from) };
            found.push(view.found(
                Rule::Certainty,
                name,
                a,
                view.event(event),
                Uses::A,
                Why::WeakerCertainty,
            ));
            told.push(names);
        }
    }
    found
}
