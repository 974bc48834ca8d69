//! The incident ledger of a case as a report of its own.

use crate::i18n::{self, Key};
use crate::report::assessment::{entries, pattern, removed, timeline, warnings};
use crate::report::case::Case;
use crate::report::{Kind, Sheet};
use kriterion_heart::text::Lang;
use kriterion_paper::{Document, Role, plain};

pub fn document(case: &Case<'_>, lang: Lang) -> Document {
    let mut sheet = Sheet::new(lang, Kind::Ledger, case.about(lang, Kind::Ledger));
    let page = &mut sheet;
    warnings(page, case);
    page.role(Role::Lead, plain(page.say(Key::LedgerLead)));
    let day = i18n::date(lang, case.dossier.assessed_on);
    let rows = vec![
        (page.say(Key::DestinationLabel).to_owned(), plain(case.destination(lang))),
        (page.say(Key::CaseAssessedOn).to_owned(), plain(day)),
    ];
    page.fields(rows);
    page.heading(1, "ledger-pattern", page.say(Key::LedgerPatternHead));
    if case.dossier.incidents.is_empty() {
        page.paragraph(plain(page.say(Key::CaseNoIncidents)));
    } else {
        pattern(page, case);
        timeline(page, case);
        page.heading(1, "ledger-entries", page.say(Key::LedgerEntriesHead));
        entries(page, case);
    }
    removed(page, case);
    sheet.finish()
}
