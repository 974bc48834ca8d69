//! What is not known, said as that. "No data" is never told as "no".

use super::{Teller, Told};
use crate::i18n::Key;
use crate::report::country::parts::PARTS;
use kriterion_heart::profile::{Body, Element, Kind};

/// Made of the other tables: no data of their own are missing.
const MADE: [&str; 4] = ["I.6-stock", "I.6-types", "T6", "II.0-ratings"];
/// What the exporting state sells to others; of itself it is no question.
const FROM_GERMANY: [&str; 4] = ["T1", "T1-goods", "T2", "T4"];
const EXPORTER: &str = "DEU";
/// Told where the deaths are.
const TOLD: &str = "II.3-conflict";

impl Teller<'_> {
    /// One sentence for each section, in its last comment; lists of events and charts of the same figures left out.
    pub fn gaps(&mut self) {
        let is_exporter = self.profile.iso3.as_str() == EXPORTER;
        if is_exporter {
            self.tell(Told::new("I.1", "gaps", "exporter", Key::DraftExporter));
        }
        for section in &self.profile.sections {
            let mut comments =
                PARTS.iter().filter(|part| part.section == section.code && !part.is_box);
            let own = comments.clone().find(|part| part.code == section.code);
            let Some(part) = own.or_else(|| comments.next_back()) else { continue };
            let is_gap = |element: &&Element| {
                let id = element.id.as_str();
                let is_other = MADE.contains(&id) || (is_exporter && FROM_GERMANY.contains(&id));
                let has_figures =
                    matches!(element.kind, Kind::Table | Kind::Box | Kind::Matrix | Kind::Strip);
                element.is_empty() && has_figures && !is_other
            };
            let mut titles: Vec<String> = Vec::new();
            for element in section.elements.iter().filter(is_gap) {
                let title = element.title.get(self.lang).to_owned();
                if !titles.contains(&title) {
                    titles.push(title);
                }
            }
            let bare: Vec<Element> = section
                .elements
                .iter()
                .filter(|element| {
                    element.body.is_bare()
                        && !matches!(element.body, Body::Embargoes(_))
                        && element.id != TOLD
                })
                .cloned()
                .collect();
            if !titles.is_empty() {
                let list = self.list(&titles);
                self.tell(
                    Told::new(part.code, "gaps", "gaps", Key::DraftNoData).slot("list", list),
                );
            }
            for element in bare.iter().filter(|element| !element.note.is_empty()) {
                // Looked for and found none.
                let id = format!("none/{}", element.id);
                let note = element.note.get(self.lang).to_owned();
                let mut told =
                    Told::new(part.code, &element.id, &id, Key::DraftAsIs).slot("text", note);
                for source in &element.sources {
                    told = told.cite(source, "", "");
                }
                self.tell(told);
            }
        }
    }
}
