//! Where a state stands: treaties, embargoes, published levels, neighbours, allied forces, reports filed, transfers.

use super::{Teller, Told, cell_of};
use crate::i18n::{Key, Word, date, fill};
use crate::report::country::front::title;
use crate::words;
use kriterion_heart::atlas::Joined;
use kriterion_heart::level::Level;
use kriterion_heart::phrase::phrase;
use kriterion_heart::profile::{Body, EmbargoRow, Filing, RatingRow, TreatyRow};

/// So many names stand in one sentence; the table has the others.
const NAMED: usize = 8;

/// A list of treaties: the part it stands in, its table, what the list is called.
const TREATIES: [(&str, &str, Key); 6] = [
    ("II.1", "T11", Key::DraftTreatiesArms),
    ("II.2", "T12", Key::DraftTreatiesRights),
    ("II.4d", "II.4-zones", Key::DraftTreatiesZones),
    ("II.6a", "T13", Key::DraftTreatiesTerror),
    ("II.6b", "T14", Key::DraftTreatiesCrime),
    ("II.6c", "T15", Key::DraftTreatiesLaw),
];

impl Teller<'_> {
    pub fn status(&mut self) {
        self.published();
        self.embargoes();
        for (part, id, name) in TREATIES {
            self.treaties(part, id, name);
        }
        self.around();
        self.presence();
        self.filings();
        let before = self.out.len();
        self.listed_rows(
            "II.7",
            "II.7-leaks",
            Key::DraftLeaks,
            &["Recipient", "Year", "Certainty"],
        );
        self.out.iter_mut().skip(before).for_each(|sentence| sentence.is_summary = true);
        self.listed_rows("A", "A1", Key::DraftSystems, &["State"]);
    }

    /// Levels that others published. No list of criteria is told that nobody rated.
    fn published(&mut self) {
        let Some(element) = self.element("II.0-ratings").cloned() else { return };
        let Body::Ratings(rows) = &element.body else { return };
        for (level, part, key) in [
            (Level::Critical, "II.0", Key::DraftRatedCritical),
            (Level::PossiblyCritical, "II.0", Key::DraftRatedPossibly),
            (Level::NotCritical, "II.0", Key::DraftRatedNot),
        ] {
            let of_level = |row: &&RatingRow| row.level == Some(level);
            let names: Vec<String> =
                rows.iter().filter(of_level).map(|row| title(self.lang, row.criterion)).collect();
            if names.is_empty() {
                continue;
            }
            let mut told = Told::new(part, "II.0-ratings", &format!("rated/{}", level.code()), key)
                .slot("list", self.list(&names));
            for row in rows.iter().filter(of_level) {
                told.sentence.worked_out.push(row.criterion.into());
                let year = row.year.map(|year| year.to_string()).unwrap_or_default();
                if let Some(source) = &row.source {
                    told = told.cite(source, "", &year);
                }
            }
            self.tell(told);
        }
    }

    fn embargoes(&mut self) {
        let Some(element) = self.element("II.1-embargoes").cloned() else { return };
        let Body::Embargoes(rows) = &element.body else { return };
        if rows.is_empty() {
            let note = element.note.get(self.lang);
            let mut told = Told::new("II.1", "II.1-embargoes", "embargo/none", Key::DraftAsIs)
                .slot("text", note)
                .summary(true);
            for source in &element.sources {
                told = told.cite(source, "", "");
            }
            self.tell(told);
        }
        for row in rows {
            let checked = row.as_of.filter(|day| day.is_full());
            let mut told = Told::new(
                "II.1",
                "II.1-embargoes",
                &format!("embargo/{}", row.id),
                Key::DraftEmbargo,
            )
            .slot("issuer", row.issuer.word(self.lang))
            .slot("name", row.name.get(self.lang))
            .slot("particulars", self.particulars(row))
            .summary(true)
            .cite_on(&row.source, row.name.get(self.lang), "", checked);
            told.sentence.figures.push(row.key.clone());
            self.tell(told);
            if let Some(warning) = words::embargo_warning(self.lang, row) {
                let told = Told::new(
                    "II.1",
                    "II.1-embargoes",
                    &format!("embargo/{}/old", row.id),
                    Key::DraftAsIs,
                )
                .slot("text", warning)
                .summary(true);
                self.tell(told);
            }
        }
    }

    /// Against whom, what, since when and when it was checked.
    fn particulars(&self, row: &EmbargoRow) -> String {
        let lang = self.lang;
        let scope = match row.scope_text.is_empty() {
            true => row.scope.word(lang),
            false => row.scope_text.get(lang),
        };
        let mut parts = vec![
            fill(lang, Key::DraftTarget, &[("target", row.target.word(lang))]),
            fill(lang, Key::DraftScope, &[("scope", scope)]),
        ];
        for (key, slot, day) in [
            (Key::ProfileSince, "date", row.since),
            (Key::ProfileUntil, "date", row.until),
            (Key::DraftChecked, "date", row.as_of),
        ] {
            parts.extend(day.map(|day| fill(lang, key, &[(slot, &date(lang, day))])));
        }
        if !row.differs.is_empty() {
            parts.push(self.say(Key::ProfileDiffers).to_owned());
        }
        self.list(&parts)
    }

    /// Joined, signed, not joined, not known: four groups, and the last one is not the third.
    fn treaties(&mut self, part: &'static str, id: &'static str, name: Key) {
        let Some(element) = self.element(id).cloned() else { return };
        let Body::Treaties(rows) = &element.body else { return };
        let joined = |status| matches!(status, Joined::Party | Joined::PartyWithReservation);
        let all = rows.len();
        let party: Vec<&TreatyRow> = rows.iter().filter(|row| joined(row.status)).collect();
        // Where nothing is known of any, "none" would be more than that.
        let is_known = rows.iter().any(|row| row.status != Joined::Unknown);
        if is_known {
            let key = match (party.len(), all) {
                (0, _) => Key::DraftJoinedNone,
                (1, 1) => Key::DraftJoinedOne,
                _ => Key::DraftJoined,
            };
            let told = Told::new(part, id, &format!("{id}/joined"), key)
                .slot("treaties", self.say(name))
                .summary(["II.4-zones", "T13", "T14"].contains(&id))
                .count(self.lang, "of", all)
                .count(self.lang, "n", party.len());
            let own = if party.is_empty() { rows.iter().collect() } else { party };
            self.tell_treaties(told, &own);
        }
        for (status, key, is_summary) in [
            (Joined::Signatory, Key::DraftSigned, false),
            (Joined::NotParty, Key::DraftNotJoined, id == "T11"),
            // Where the summary tells what was joined, it tells what is not known.
            (Joined::Unknown, Key::DraftStatusUnknown, ["T13", "T14"].contains(&id)),
        ] {
            let own: Vec<&TreatyRow> = rows.iter().filter(|row| row.status == status).collect();
            if own.is_empty() {
                continue;
            }
            let code = format!("{id}/{}", status.code());
            let told = Told::new(part, id, &code, key).summary(is_summary);
            self.tell_treaties(told, &own);
        }
    }

    fn tell_treaties(&mut self, mut told: Told, rows: &[&TreatyRow]) {
        let with_reservation = self.say(Key::DraftReservation);
        let names: Vec<String> = rows
            .iter()
            .map(|row| match row.has_reservation {
                true => format!("{} ({with_reservation})", row.short.get(self.lang)),
                false => row.short.get(self.lang).to_owned(),
            })
            .collect();
        for row in rows {
            told.sentence.figures.push(format!("treaty/{}", row.treaty));
            if let Some(source) = &row.source {
                told = told.cite_on(source, "", "", row.as_of.filter(|day| day.is_full()));
            }
        }
        let told = told.slot("list", self.list(&names));
        self.tell(told);
    }

    /// Neighbours and memberships.
    fn around(&mut self) {
        if let Some(element) = self.element("II.4-neighbours").cloned()
            && let Body::Grid(grid) = &element.body
        {
            let names: Vec<String> = grid
                .rows
                .iter()
                .filter(|row| row.note.is_empty())
                .map(|row| row.head.get(self.lang).to_owned())
                .collect();
            if !names.is_empty() {
                let told =
                    Told::new("II.4a", "II.4-neighbours", "neighbours", Key::DraftNeighbours)
                        .slot("list", self.list(&names))
                        .summary(true);
                self.tell(told);
            }
        }
        if let Some(element) = self.element("II.4-blocs").cloned()
            && let Body::Grid(grid) = &element.body
        {
            let member = phrase("member");
            let names: Vec<String> = grid
                .rows
                .iter()
                .filter(|row| row.cells.first().is_some_and(|cell| cell.words == member))
                .map(|row| row.head.get(self.lang).to_owned())
                .collect();
            let key = if names.is_empty() { Key::DraftNoMember } else { Key::DraftMember };
            let told = Told::new("II.4b", "II.4-blocs", "blocs", key)
                .summary(true)
                .slot("list", self.list(&names))
                .count(self.lang, "n", grid.rows.len());
            self.tell(told);
        }
    }

    /// Allied and United Nations forces in the state and around it.
    fn presence(&mut self) {
        let Some(element) = self.element("II.5-presence").cloned() else { return };
        let Body::Grid(grid) = &element.body else { return };
        let counting: Vec<_> = grid
            .rows
            .iter()
            .filter(|row| {
                cell_of(grid, row, &phrase("column_allied").en)
                    .is_none_or(|cell| cell.words == phrase("yes"))
            })
            .collect();
        if counting.is_empty() {
            return;
        }
        let mut told =
            Told::new("II.5", "II.5-presence", "presence", Key::DraftPresence).summary(true);
        let mut items = Vec::new();
        for row in &counting {
            let mut parts = Vec::new();
            for column in ["where", "time", "strength"] {
                let title = phrase(&format!("column_{column}")).en;
                if let Some(cell) = cell_of(grid, row, &title).filter(|cell| !cell.is_empty()) {
                    let said = self.number(cell, "");
                    parts.push(match column {
                        "strength" => fill(self.lang, Key::DraftOfStrength, &[("n", &said)]),
                        _ => said,
                    });
                    told = told.rests_on(&element, row, &title, cell);
                }
            }
            // How sure a strength is stands in the remark.
            parts.extend(Some(row.note.get(self.lang).to_owned()).filter(|note| !note.is_empty()));
            items.push(format!("{} ({})", row.head.get(self.lang), parts.join(", ")));
            told = told.cite(&row.source, element.title.get(self.lang), "");
        }
        let told =
            told.slot("list", self.some_of(&items, NAMED)).count(self.lang, "n", counting.len());
        self.tell(told);
    }

    /// For each duty the last report, and the years without one.
    fn filings(&mut self) {
        let Some(element) = self.element("II.6-reports").cloned() else { return };
        let Body::Strips(strips) = &element.body else { return };
        for (at, strip) in strips.iter().enumerate() {
            let of = |wanted: &[Filing]| -> Vec<u16> {
                let years = strip.years.iter().filter(|year| wanted.contains(&year.state));
                years.map(|year| year.year).collect()
            };
            let filed = of(&[Filing::Filed, Filing::NotPublic, Filing::Thin]);
            let missing = of(&[Filing::NotFiled]);
            let mut parts = Vec::new();
            if let Some(last) = filed.last() {
                parts.push(fill(self.lang, Key::DraftLastFiled, &[("year", &last.to_string())]));
            }
            if !missing.is_empty() {
                let years: Vec<String> = missing.iter().map(u16::to_string).collect();
                let years = years.join(", ");
                parts.push(fill(self.lang, Key::DraftNotFiled, &[("years", &years)]));
            }
            if let Some(state) = strip.undated {
                let slots = [("state", state.word(self.lang))];
                parts.push(fill(self.lang, Key::ProfileUndatedReport, &slots));
            }
            if parts.is_empty() {
                continue;
            }
            let name = strip.name.get(self.lang);
            let said = words::labelled(self.lang, name, &self.list(&parts));
            let told = Told::new("II.6d", "II.6-reports", &format!("filed/{at}"), Key::DraftItem)
                .slot("text", said)
                .cite(&strip.source, name, "");
            self.tell(told);
        }
    }
}
