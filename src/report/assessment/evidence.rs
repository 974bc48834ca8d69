//! All evidence of a case with where it is used, what was removed and why, and the attached files with their hashes.

use crate::i18n::{Key, Word as _};
use crate::report::Sheet;
use crate::report::case::Case;
use crate::report::parts::{self, cell, lines, row, said, source_note};
use crate::words;
use kriterion_heart::dossier::{Attachment, Evidence, EvidenceId};
use kriterion_paper::{Align, Inline, Row, plain};
use std::sync::Arc;

pub fn evidence(sheet: &mut Sheet, case: &Case<'_>) {
    sheet.heading(1, "evidence", sheet.say(Key::CaseEvidence));
    if case.dossier.evidence.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::CaseNoEvidenceAtAll)));
    }
    let all: Vec<(EvidenceId, Arc<Evidence>)> =
        case.dossier.evidence.iter().map(|(id, item)| (*id, Arc::clone(item))).collect();
    let mut rows = Vec::new();
    for (id, item) in &all {
        rows.push(evidence_row(sheet, case, *id, item));
    }
    let heads = [
        (sheet.say(Key::CaseColN), Align::End, 0.07),
        (sheet.say(Key::CaseColEvidence), Align::Start, 0.51),
        (sheet.say(Key::CaseColGrade), Align::Start, 0.18),
        (sheet.say(Key::CaseColUsed), Align::Start, 0.24),
    ];
    sheet.grid(sheet.say(Key::CaseEvidenceTable).to_owned(), &heads, rows);
    removed(sheet, case);
    attachments(sheet, case);
}

fn evidence_row(sheet: &mut Sheet, case: &Case<'_>, id: EvidenceId, item: &Evidence) -> Row {
    let lang = sheet.lang;
    let mut title = sheet.text(&item.title, case.dossier.lang);
    title.extend(source_note(sheet, case, item));
    let says = parts::evidence_says(sheet, case, item);
    let file = item.attachment.as_ref().map_or("", |file| file.name.as_str());
    let file = match file {
        "" => Inline::new(),
        name => plain(words::labelled(lang, sheet.say(Key::CaseFile), name)),
    };
    let age = parts::age(sheet, item.dated, case.dossier.assessed_on);
    let kind = plain(item.kind.word(lang));
    let used: Vec<Inline> = item
        .serves
        .iter()
        .map(|(question, stance)| {
            plain(words::labelled(lang, &question.to_string(), sheet.say(parts::stance(*stance))))
        })
        .collect();
    let used = if used.is_empty() { vec![plain(sheet.say(Key::CaseNotUsed))] } else { used };
    row([
        said(id.0.to_string()),
        cell(lines(vec![title, says, file])),
        cell(lines(vec![plain(item.grade.word(lang)), kind, plain(age)])),
        cell(lines(used)),
    ])
}

fn removed(sheet: &mut Sheet, case: &Case<'_>) {
    if case.dossier.removed_evidence.is_empty() {
        return;
    }
    sheet.heading(2, "removed-evidence", sheet.say(Key::RemovedHead));
    let traces = case.dossier.removed_evidence.clone();
    let mut rows = Vec::new();
    for trace in &traces {
        let mut title = sheet.text(&trace.evidence.title, case.dossier.lang);
        title.extend(source_note(sheet, case, &trace.evidence));
        let says = parts::evidence_says(sheet, case, &trace.evidence);
        let from = match trace.from {
            Some(question) => question.to_string(),
            None => sheet.say(Key::CaseWholeDossier).to_owned(),
        };
        let reason = sheet.typed(&trace.reason, case.dossier.lang);
        let reason = if reason.is_empty() { plain(sheet.say(Key::CaseNoReason)) } else { reason };
        rows.push(row([
            said(trace.id.0.to_string()),
            cell(lines(vec![title, says])),
            said(from),
            cell(reason),
        ]));
    }
    let heads = [
        (sheet.say(Key::CaseColN), Align::End, 0.07),
        (sheet.say(Key::CaseColEvidence), Align::Start, 0.45),
        (sheet.say(Key::CaseColFrom), Align::Start, 0.16),
        (sheet.say(Key::CaseColReason), Align::Start, 0.32),
    ];
    sheet.grid(sheet.say(Key::CaseRemovedTable).to_owned(), &heads, rows);
}

/// The attached files, each once, with what the case says of them.
fn attachments(sheet: &mut Sheet, case: &Case<'_>) {
    sheet.heading(2, "attachments", sheet.say(Key::CaseAttachments));
    let mut files: Vec<(&Attachment, Vec<String>)> = Vec::new();
    for (id, item) in case.dossier.evidence.iter() {
        let Some(file) = &item.attachment else { continue };
        match files.iter_mut().find(|(known, _)| known.sha256 == file.sha256) {
            Some((_, ids)) => ids.push(id.0.to_string()),
            None => files.push((file, vec![id.0.to_string()])),
        }
    }
    if files.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::CaseNoAttachments)));
        return;
    }
    let bytes = |bytes: u64| crate::i18n::number(sheet.lang, bytes as f64, 0);
    let rows: Vec<Row> = files
        .iter()
        .map(|(file, ids)| {
            row([
                said(file.name.as_str()),
                said(ids.join(", ")),
                said(bytes(file.bytes)),
                said(file.sha256.as_str()),
            ])
        })
        .collect();
    let heads = [
        (sheet.say(Key::CaseFile), Align::Start, 0.3),
        (sheet.say(Key::CaseColEvidence), Align::Start, 0.12),
        (sheet.say(Key::CaseColBytes), Align::End, 0.14),
        (sheet.say(Key::CaseColSha), Align::Start, 0.44),
    ];
    sheet.grid(sheet.say(Key::CaseAttachmentsTable).to_owned(), &heads, rows);
}
