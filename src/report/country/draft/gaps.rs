//! What is not known, said as that. "No data" is never told as "no".

use super::{Teller, Told};
use crate::i18n::Key;
use crate::report::country::parts::PARTS;
use kriterion_heart::profile::{Body, Element, Kind};

impl Teller<'_> {
    /// One sentence for each section, in its last comment; lists of events and charts of the same figures left out.
    pub fn gaps(&mut self) {
        for section in &self.profile.sections {
            let comments = PARTS.iter().filter(|part| part.section == section.code && !part.is_box);
            let own = comments.clone().find(|part| part.code == section.code);
            let Some(part) = own.or_else(|| comments.last()) else { continue };
            let is_gap = |element: &&Element| {
                element.is_empty()
                    && matches!(element.kind, Kind::Table | Kind::Box | Kind::Matrix | Kind::Strip)
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
                    element.body.is_bare() && !matches!(element.body, Body::Embargoes(_))
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
