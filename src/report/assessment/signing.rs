//! Who signed what and when, whether it holds, and what was saved last.

use crate::i18n::{self, Key, Word as _};
use crate::report::Sheet;
use crate::report::case::Case;
use crate::report::parts::{cell, lines, plain_or_none, row, said};
use crate::store::{LogEntry, SignedNow};
use crate::words;
use kriterion_heart::signoff::Standing;
use kriterion_paper::{Align, Inline, Role, Row, Span, plain};

/// Saves that the extract shows.
const LAST_SAVES: usize = 20;
/// So many digits of a hash tell one save from another.
const SHORT_HASH: usize = 12;

pub fn signing(sheet: &mut Sheet, case: &Case<'_>) {
    sheet.heading(1, "sign-off", sheet.say(Key::PlaceReview));
    let stage = case.stage().word(sheet.lang);
    let stage = sheet.fill(Key::VerifyStage, &[("stage", stage)]);
    sheet.role(Role::Lead, vec![Span::strong(stage)]);
    if case.signed.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::CaseNoSignatures)));
        return;
    }
    let rows: Vec<Row> = case.signed.iter().map(|it| signed_row(sheet, case, it)).collect();
    let heads = [
        (sheet.say(Key::CaseColWho), Align::Start, 0.18),
        (sheet.say(Key::CaseColStep), Align::Start, 0.18),
        (sheet.say(Key::CaseColWhen), Align::Start, 0.15),
        (sheet.say(Key::CaseColKey), Align::Start, 0.17),
        (sheet.say(Key::CaseColHoldsNow), Align::Start, 0.32),
    ];
    sheet.grid(sheet.say(Key::CaseSignedTable).to_owned(), &heads, rows);
}

fn signed_row(sheet: &Sheet, case: &Case<'_>, signed: &SignedNow) -> Row {
    let (lang, step) = (sheet.lang, &signed.step);
    let mut told = vec![plain(signed.standing.word(lang))];
    for (about, reason) in &step.reasons {
        let on = match about {
            0 => sheet.say(Key::BackWhole).to_owned(),
            number => sheet.fill(Key::BackOn, &[("n", &number.to_string())]),
        };
        let mut line = plain(words::labelled(lang, &on, ""));
        line.extend(sheet.typed(reason, case.dossier.lang));
        told.push(line);
    }
    if signed.standing == Standing::Void {
        told.extend(void_by(sheet, case, signed));
    }
    row([
        said(step.who.as_str()),
        said(words::did(lang, step.step())),
        said(i18n::time(lang, step.at)),
        said(step.key.fingerprint()),
        cell(lines(told)),
    ])
}

/// What was changed since. Where texts were taken out, only what kind of thing it is.
fn void_by(sheet: &Sheet, case: &Case<'_>, signed: &SignedNow) -> Vec<Inline> {
    let lang = sheet.lang;
    let Some(changes) = &signed.changes else {
        return vec![plain(sheet.say(Key::VoidWithoutText))];
    };
    let mut told = vec![sheet.say(Key::VoidBy).to_owned()];
    for change in changes.iter() {
        let line = match case.withheld.texts {
            true => words::edit(lang, change.what),
            false => words::difference(lang, case.bundle, change),
        };
        if !told.contains(&line) {
            told.push(line);
        }
    }
    told.iter().map(|line| plain_or_none(line)).collect()
}

/// The last saves, with what the log can prove.
pub fn history(sheet: &mut Sheet, case: &Case<'_>) {
    let lang = sheet.lang;
    sheet.heading(1, "history", sheet.say(Key::PlaceHistory));
    let created = sheet.day(case.dossier.created);
    let slots = [("date", created.as_str()), ("id", &case.dossier.id)];
    sheet.paragraph(plain(sheet.fill(Key::HistoryCreated, &slots)));
    if case.log.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::HistoryEmpty)));
        return;
    }
    let more = case.log.len().saturating_sub(LAST_SAVES);
    if more > 0 {
        let slots = [("n", LAST_SAVES.to_string()), ("of", case.log.len().to_string())];
        let slots = slots.each_ref().map(|(name, text)| (*name, text.as_str()));
        sheet.role(Role::Aside, plain(sheet.fill(Key::CaseHistoryLast, &slots)));
    }
    let rows: Vec<Row> =
        case.log.iter().rev().take(LAST_SAVES).map(|it| save_row(lang, it)).collect();
    let heads = [
        (sheet.say(Key::CaseColWhen), Align::Start, 0.19),
        (sheet.say(Key::CaseColWho), Align::Start, 0.19),
        (sheet.say(Key::CaseColDone), Align::Start, 0.37),
        (sheet.say(Key::CaseColHash), Align::Start, 0.25),
    ];
    sheet.grid(sheet.say(Key::CaseHistoryTable).to_owned(), &heads, rows);
    sheet.role(Role::Aside, plain(sheet.say(Key::CaseHistoryNote)));
}

fn save_row(lang: kriterion_heart::text::Lang, entry: &LogEntry) -> Row {
    let hash = entry.hash();
    let hash = hash.get(..SHORT_HASH).unwrap_or_default().to_owned();
    row([
        said(i18n::time(lang, entry.at)),
        said(entry.who.as_str()),
        said(words::edits(lang, &entry.what)),
        said(hash),
    ])
}
