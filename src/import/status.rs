//! What states joined, host and suffer: treaties, forces, conflicts.

use super::page::{self, Page};
use super::report::{Reason, Rejected};
use super::sheet::View;
use super::{Job, is_file_name};
use kriterion_heart::text::Text;
use std::collections::BTreeMap;

/// `treaties.csv` to `treaties.ron`.
pub fn treaties(job: &mut Job<'_>) {
    let mut rows = BTreeMap::new();
    let mut order = Vec::new();
    for sheet in job.sheets(
        "treaties.csv",
        &["treaty_id", "short_name_en", "full_name_en", "topic", "criteria"],
    ) {
        for row in sheet.views() {
            let id = row.get("treaty_id").to_owned();
            let written = treaty(job, &row);
            if let Some(text) = job.take(written) {
                if rows.insert(id.clone(), text).is_none() {
                    order.push(id.clone());
                }
                job.treaties.insert(id);
            }
        }
    }
    let mut text = String::from("[\n");
    for id in order {
        text.push_str(rows.get(&id).map_or("", String::as_str));
    }
    text.push_str("]\n");
    job.files.insert("treaties.ron".to_owned(), text);
}

fn treaty(job: &mut Job<'_>, row: &View<'_>) -> Result<String, Rejected> {
    let id = row.get("treaty_id");
    if !is_file_name(id) {
        return Err(row.reject(Reason::BadId, id));
    }
    let made = job.names.treaties.get(id);
    let (short_fr, full_de, full_fr) = made.map_or_else(Default::default, |made| {
        (made.short_fr.clone(), made.full_de.clone(), made.full_fr.clone())
    });
    let short = Text {
        en: row.get("short_name_en").to_owned(),
        de: row.get("short_name_de").to_owned(),
        fr: short_fr,
    };
    let full = Text { en: row.get("full_name_en").to_owned(), de: full_de, fr: full_fr };
    let mut page = Page::inside(1);
    page.open("(");
    page.words("id", id);
    page.text("short", &job.translator.all(&format!("treaties/{id}/short"), short));
    page.text("full", &job.translator.all(&format!("treaties/{id}/full"), full));
    page.maybe("opened", row.year("year_opened")?);
    page.maybe("in_force", row.year("year_in_force")?);
    page.words("topic", row.get("topic"));
    page.field("criteria", &page::list(super::criteria(row, "criteria")?));
    page.close("),");
    Ok(page.finish())
}

/// The row of one state in one treaty.
struct Status {
    status: &'static str,
    year: Option<u16>,
    as_of: String,
    note: String,
}

/// Source, then treaty, then state.
type Statuses = BTreeMap<String, BTreeMap<String, BTreeMap<String, Status>>>;

/// `treaty_status.csv` to one file per source.
pub fn treaty_status(job: &mut Job<'_>) {
    let mut all = Statuses::new();
    let mut taken: BTreeMap<(String, String), (String, usize)> = BTreeMap::new();
    for (table, sheet) in job
        .sheets("treaty_status.csv", &["iso3", "treaty_id", "status", "source_id"])
        .iter()
        .enumerate()
    {
        for row in sheet.views() {
            let (Some(iso3), Some(treaty), Some(source)) = (
                job.known(&row, "iso3", Reason::UnknownCountry),
                job.known(&row, "treaty_id", Reason::UnknownTreaty),
                job.known(&row, "source_id", Reason::UnknownSource),
            ) else {
                continue;
            };
            let read = status(&row);
            let Some(status) = job.take(read) else { continue };
            // One row per state and treaty, whatever the source.
            if let Some((old, from)) =
                taken.insert((iso3.clone(), treaty.clone()), (source.clone(), table))
            {
                if from == table {
                    job.reject(row.reject(Reason::Twice, &treaty));
                    taken.insert((iso3, treaty), (old, from));
                    continue;
                }
                if let Some(states) =
                    all.get_mut(&old).and_then(|treaties| treaties.get_mut(&treaty))
                {
                    states.remove(&iso3);
                }
            }
            all.entry(source).or_default().entry(treaty).or_default().insert(iso3, status);
        }
    }
    for (source, treaties) in all {
        let text = write_statuses(job, &treaties);
        job.files.insert(format!("data/{source}/treaty_status.ron"), text);
    }
}

fn status(row: &View<'_>) -> Result<Status, Rejected> {
    let status = match row.get("status") {
        "party" => "Party",
        "party_with_reservation" => "PartyWithReservation",
        "signatory" => "Signatory",
        "not_party" => "NotParty",
        "unknown" => "Unknown",
        other => return Err(row.reject(Reason::UnknownWord, other)),
    };
    let as_of = row.date("as_of")?.map_or_else(String::new, |date| date.to_string());
    Ok(Status { status, year: row.year("year")?, as_of, note: row.get("note").to_owned() })
}

fn write_statuses(
    job: &mut Job<'_>,
    treaties: &BTreeMap<String, BTreeMap<String, Status>>,
) -> String {
    let mut keys: BTreeMap<&str, String> = BTreeMap::new();
    for status in
        treaties.values().flat_map(BTreeMap::values).filter(|status| !status.note.is_empty())
    {
        if !keys.contains_key(status.note.as_str()) {
            let key = super::key_for(&status.note, |key| keys.values().any(|other| other == key));
            keys.insert(&status.note, key);
        }
    }
    let mut page = Page::new("");
    page.open("(");
    if !keys.is_empty() {
        page.open("notes: {");
        let by_key: BTreeMap<&String, &&str> = keys.iter().map(|(note, key)| (key, note)).collect();
        for (key, note) in by_key {
            let text = job.translator.pair("treaty_notes", note, &job.names.treaty_notes);
            page.line(&format!("{}: {},", page::quote(key), page::text(&text)));
        }
        page.close("},");
    }
    page.open("treaties: {");
    for (treaty, states) in treaties.iter().filter(|(_, states)| !states.is_empty()) {
        page.open(&format!("{}: (", page::quote(treaty)));
        let common = most_common(states.values().map(|status| status.as_of.as_str()));
        page.words_if_any("as_of", common);
        page.open("states: {");
        for (iso3, status) in states {
            page.line(&format!("{}: {},", page::quote(iso3), one_status(status, common, &keys)));
        }
        page.close("},");
        page.close("),");
    }
    page.close("},");
    page.close(")");
    page.finish()
}

fn one_status(status: &Status, common: &str, keys: &BTreeMap<&str, String>) -> String {
    let mut fields = vec![format!("status: {}", status.status)];
    fields.extend(status.year.map(|year| format!("year: {year}")));
    if status.as_of != common {
        fields.push(format!("as_of: {}", page::quote(&status.as_of)));
    }
    fields.extend(keys.get(status.note.as_str()).map(|key| format!("note: {}", page::quote(key))));
    format!("({})", fields.join(", "))
}

/// The word that is there most often; of several the first in order.
fn most_common<'w>(words: impl Iterator<Item = &'w str>) -> &'w str {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or("", |(word, _)| word)
}

/// Which keys there were, and in which table.
#[derive(Default)]
struct Seen(BTreeMap<String, usize>);

impl Seen {
    /// True for a key that this table has had; one of an earlier table is replaced.
    fn is_twice(&mut self, key: String, table: usize) -> bool {
        self.0.insert(key, table) == Some(table)
    }
}

/// `presence.csv` to one file per source.
pub fn presence(job: &mut Job<'_>) {
    let mut all: BTreeMap<String, BTreeMap<[String; 3], String>> = BTreeMap::new();
    let mut seen = Seen::default();
    let sheets = job.sheets("presence.csv", &["iso3", "force", "kind", "counts", "source_id"]);
    for (table, sheet) in sheets.iter().enumerate() {
        for row in sheet.views() {
            let (Some(iso3), Some(source)) = (
                job.known(&row, "iso3", Reason::UnknownCountry),
                job.known(&row, "source_id", Reason::UnknownSource),
            ) else {
                continue;
            };
            let written = force(job, &row);
            if let Some(line) = job.take(written) {
                let key = [iso3, row.get("force").to_owned(), row.get("kind").to_owned()];
                if seen.is_twice(key.concat(), table) {
                    job.reject(row.reject(Reason::Twice, row.get("force")));
                    continue;
                }
                all.entry(source).or_default().insert(key, line);
            }
        }
    }
    for (source, rows) in all {
        let mut page = Page::new("");
        page.open("[");
        for line in rows.values() {
            page.line(line);
        }
        page.close("]");
        job.files.insert(format!("data/{source}/presence.ron"), page.finish());
    }
}

fn force(job: &mut Job<'_>, row: &View<'_>) -> Result<String, Rejected> {
    let mut fields = vec![
        format!("iso3: {}", page::quote(row.get("iso3"))),
        format!("force: {}", page::quote(row.get("force"))),
        format!("kind: {}", page::quote(row.get("kind"))),
    ];
    fields.extend(row.year("since")?.map(|year| format!("since: {year}")));
    fields.extend(row.year("until")?.map(|year| format!("until: {year}")));
    if !row.get("size").is_empty() {
        fields.push(format!("size: {}", page::quote(row.get("size"))));
    }
    fields.push(format!("counts: {}", row.is_one("counts")));
    fields.extend(
        row.date("as_of")?.map(|date| format!("as_of: {}", page::quote(&date.to_string()))),
    );
    let note = job.translator.pair("presence_notes", row.get("note"), &job.names.presence_notes);
    if !note.is_empty() {
        fields.push(format!("note: {}", page::text(&note)));
    }
    Ok(format!("({}),", fields.join(", ")))
}

/// Source, then state, then year and kind: the line.
type Violence = BTreeMap<String, BTreeMap<String, BTreeMap<(u16, usize), String>>>;

/// `conflicts.csv` to one file per source.
pub fn conflicts(job: &mut Job<'_>) {
    let mut all = Violence::new();
    let mut seen = Seen::default();
    let sheets =
        job.sheets("conflicts.csv", &["iso3", "year", "conflict_type", "deaths_best", "source_id"]);
    for (table, sheet) in sheets.iter().enumerate() {
        for row in sheet.views() {
            let (Some(iso3), Some(source)) = (
                job.known(&row, "iso3", Reason::UnknownCountry),
                job.known(&row, "source_id", Reason::UnknownSource),
            ) else {
                continue;
            };
            let read = conflict(&row);
            if let Some((key, line)) = job.take(read) {
                if seen.is_twice(format!("{iso3}{key:?}"), table) {
                    job.reject(row.reject(Reason::Twice, row.get("conflict_type")));
                    continue;
                }
                all.entry(source).or_default().entry(iso3).or_default().insert(key, line);
            }
        }
    }
    for (source, states) in all {
        let mut page =
            Page::new("year, kind, deaths: best, low and high estimate, pairs of opponents");
        page.open("{");
        for (iso3, rows) in states {
            page.open(&format!("{}: [", page::quote(&iso3)));
            for line in rows.values() {
                page.line(line);
            }
            page.close("],");
        }
        page.close("}");
        job.files.insert(format!("data/{source}/conflicts.ron"), page.finish());
    }
}

/// In the order of `ConflictKind`.
const KINDS: [(&str, &str); 4] = [
    ("state_based_intrastate", "Intrastate"),
    ("state_based_interstate", "Interstate"),
    ("non_state", "NonState"),
    ("one_sided", "OneSided"),
];

fn conflict(row: &View<'_>) -> Result<((u16, usize), String), Rejected> {
    let word = row.get("conflict_type");
    let Some((at, (_, kind))) = KINDS.iter().enumerate().find(|(_, (name, _))| *name == word)
    else {
        return Err(row.reject(Reason::UnknownWord, word));
    };
    let year = row.year("year")?.ok_or_else(|| row.reject(Reason::NotAYear, ""))?;
    let deaths: Result<Vec<u32>, Rejected> = ["deaths_best", "deaths_low", "deaths_high"]
        .into_iter()
        .map(|column| row.whole(column))
        .collect();
    let deaths: Vec<String> = deaths?.iter().map(u32::to_string).collect();
    let dyads: u16 = row.whole("dyads")?;
    Ok(((year, at), format!("({year}, {kind}, {}, {dyads}),", deaths.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::most_common;

    #[test]
    fn the_word_there_most_often_stands_once_for_all() {
        assert_eq!(most_common(["a", "b", "b"].into_iter()), "b");
        assert_eq!(most_common(["b", "a"].into_iter()), "a");
        assert_eq!(most_common([].into_iter()), "");
    }
}
