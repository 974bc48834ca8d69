//! Reports on one state: the tables of a folder named like the state to `countries/<ISO3>/<table>.ron`, cell by cell.

use super::guide::Entries;
use super::page::{self, Page};
use super::report::{Reason, Rejected};
use super::sheet::{Sheet, Table};
use super::{Job, is_file_name};
use kriterion_heart::text::{Text, fold};
use std::collections::{BTreeMap, BTreeSet};

/// The tables of the world, which are read elsewhere.
const WORLD: [&str; 9] = [
    "countries.csv",
    "sources.csv",
    "indicators_meta.csv",
    "indicators.csv",
    "treaties.csv",
    "treaty_status.csv",
    "presence.csv",
    "conflicts.csv",
    "embargoes.csv",
];

pub fn reports(job: &mut Job<'_>) {
    let inputs = job.inputs;
    for table in &inputs.tables {
        let Some((folder, name)) = table.name.split_once('/') else {
            if !WORLD.contains(&table.name.as_str()) {
                job.reject(Rejected::new(&table.file, 0, Reason::UnknownTable, &table.name));
            }
            continue;
        };
        let Some(iso3) = state(job, folder) else {
            let names: BTreeSet<String> =
                job.countries.values().map(|name| folder_name(name)).collect();
            job.reject(Rejected::new(&table.file, 0, Reason::UnknownCountry, folder).near(&names));
            continue;
        };
        let id = name.strip_suffix(".csv").unwrap_or(name);
        if !is_file_name(id) {
            job.reject(Rejected::new(&table.file, 0, Reason::BadId, id));
            continue;
        }
        let about = manifest(job, folder).remove(name).unwrap_or_default();
        let text = report(job, id, table, &about);
        job.files.insert(format!("countries/{iso3}/{id}.ron"), text);
    }
}

/// The state that a folder is named after: `kazakhstan`, `south_africa`, `KAZ`.
fn state(job: &Job<'_>, folder: &str) -> Option<String> {
    let is_it = |(iso3, name): &(&String, &String)| **iso3 == folder || folder_name(name) == folder;
    job.countries.iter().find(is_it).map(|(iso3, _)| iso3.clone())
}

fn folder_name(country: &str) -> String {
    fold(country).replace(' ', "_")
}

/// What a manifest says about one table.
#[derive(Default, Clone)]
struct About {
    title: String,
    note: String,
    criteria: Vec<u8>,
}

fn manifest(job: &mut Job<'_>, folder: &str) -> BTreeMap<String, About> {
    let tables: Vec<&Table> = job.given(&format!("{folder}/manifest.csv")).collect();
    let mut about = BTreeMap::new();
    // What cannot be read is told when the manifest itself is carried over.
    let mut ignored = Vec::new();
    for sheet in
        tables.into_iter().map(|table| Sheet::read(table, &["file", "title_en"], &mut ignored))
    {
        for row in sheet.views() {
            let criteria = super::criteria(&row, "criteria").unwrap_or_default();
            let entry = About {
                title: row.get("title_en").to_owned(),
                note: row.get("note").to_owned(),
                criteria,
            };
            about.insert(row.get("file").to_owned(), entry);
        }
    }
    about
}

fn report(job: &mut Job<'_>, id: &str, table: &Table, about: &About) -> String {
    let sheet = Sheet::read(table, &[], &mut job.report.rejected);
    let fields = job.guide.tables.get(id).cloned().unwrap_or_default();
    let mut page = Page::new("");
    page.open("(");
    for (name, en) in [("title", &about.title), ("note", &about.note)] {
        match fields.iter().find(|(field, _)| field == name) {
            Some((_, text)) => page.node(&format!("{name}: "), text),
            None => {
                let en = if name == "title" && en.is_empty() { id.to_owned() } else { en.clone() };
                let text = Text { en, ..Text::default() };
                page.text(name, &job.translator.all(&format!("tables/{id}/{name}"), text));
            }
        }
    }
    page.field("criteria", &page::list(about.criteria.iter()));
    for (name, value) in fields.iter().filter(|(name, _)| name != "title" && name != "note") {
        page.node(&format!("{name}: "), value);
    }
    words(job, &sheet, &fields, &mut page);
    page.field("columns", &page::quoted_list(sheet.columns.iter().map(String::as_str)));
    page.open("rows: [");
    for row in &sheet.rows {
        page.line(&format!("{},", page::quoted_list(row.cells.iter().map(String::as_str))));
    }
    page.close("],");
    page.close(")");
    page.finish()
}

/// What the words mean that the table uses in columns of their kind.
fn words(job: &Job<'_>, sheet: &Sheet, fields: &Entries<'_>, page: &mut Page) {
    let cells: BTreeSet<&str> =
        sheet.rows.iter().flat_map(|row| &row.cells).map(String::as_str).collect();
    let Some((_, rules)) = fields.iter().find(|(name, _)| name == "read") else { return };
    for (name, words) in &job.guide.words {
        let needed = match name.as_str() {
            "qualifiers" => page::names_column(rules, "qualifier"),
            "units" => page::names_column(rules, "unit"),
            "absent" => page::names_column(rules, "absent"),
            _ => page::names_column(rules, "value"),
        };
        let used: Vec<_> = words.iter().filter(|(word, _)| cells.contains(word.as_str())).collect();
        if !needed || used.is_empty() || fields.iter().any(|(field, _)| field == name) {
            continue;
        }
        page.open(&format!("{name}: {{"));
        for (word, value) in used {
            page.node(&format!("{}: ", page::quote(word)), value);
        }
        page.close("},");
    }
}
