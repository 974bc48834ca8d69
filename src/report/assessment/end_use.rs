//! The end-use screen for surveillance items: its answers, and what follows from them. It gives no level.

use crate::i18n::{Key, Word as _};
use crate::report::Sheet;
use crate::report::case::Case;
use crate::report::parts::{cell, lines, plain_or_none, row};
use crate::words;
use kriterion_heart::end_use::{self, Found};
use kriterion_heart::rulebook::{EndUseGroup, EndUseScreen};
use kriterion_paper::{Align, Inline, Role, Row, Span, Tone, plain};

pub fn end_use(sheet: &mut Sheet, case: &Case<'_>) {
    let (screen, dossier) = (&case.bundle.rules.end_use, &case.dossier);
    let is_asked = end_use::concerns(screen, dossier);
    if !is_asked && dossier.end_use.is_empty() {
        return;
    }
    let lang = sheet.lang;
    sheet.heading(1, "end-use", sheet.say(Key::PlaceEndUse));
    if !is_asked {
        sheet.paragraph(plain(sheet.say(Key::CliEndUseNotAsked)));
    }
    let (n, of) = end_use::progress(screen, dossier);
    let (n, of) = (n.to_string(), of.to_string());
    sheet.paragraph(plain(sheet.fill(Key::EndUseOpen, &[("n", &n), ("of", &of)])));
    for group in &screen.groups {
        answers(sheet, case, group);
    }
    sheet.heading(2, "end-use-result", sheet.say(Key::EndUseResult));
    let article5 = end_use::found(&screen.article5, &dossier.end_use);
    result(sheet, screen, Key::EndUseArticle5, &article5);
    let tiers = end_use::found(&screen.tiers, &dossier.end_use);
    result(sheet, screen, Key::EndUseTier, &tiers);
    let chosen = dossier.end_use.tier.as_deref();
    let named = chosen.map(|id| screen.tier(id).map_or(id, |tier| tier.title.get(lang)));
    let chosen = plain(named.unwrap_or(sheet.say(Key::EndUseTierNone)));
    let why = sheet.typed(&dossier.end_use.tier_reason, dossier.lang);
    let rows = vec![
        (sheet.say(Key::EndUseTierChoice).to_owned(), chosen),
        (sheet.say(Key::EndUseTierReason).to_owned(), why),
    ];
    sheet.fields(rows);
    sheet.role(Role::Aside, plain(sheet.say(Key::EndUseResultNote)));
}

fn answers(sheet: &mut Sheet, case: &Case<'_>, group: &EndUseGroup) {
    let (lang, dossier) = (sheet.lang, &case.dossier);
    sheet.heading(2, &format!("end-use-{}", group.id), group.title.get(lang));
    let lead = end_use::lead(&group.lead, group.home.as_ref(), dossier.request.destination);
    sheet.role(Role::Aside, plain_or_none(lead.get(lang)));
    let open = sheet.say(Key::CliEndUseOpen);
    let rows: Vec<Row> = group
        .questions
        .iter()
        .map(|question| {
            let slots =
                [("text", question.ask.get(lang)), ("mark", words::mark(lang, question.mark))];
            let ask = plain(sheet.fill(Key::CaseMarked, &slots));
            let reply = dossier.end_use.reply(&question.id);
            let reason = sheet.typed(dossier.end_use.reason(&question.id), dossier.lang);
            let word = plain(reply.map_or(open, |reply| reply.word(lang)));
            let mut said = cell(lines(vec![word, reason]));
            said.tone = if reply.is_none() { Tone::Unknown } else { Tone::Plain };
            row([cell(ask), said])
        })
        .collect();
    let heads = [
        (sheet.say(Key::CaseColQuestion), Align::Start, 0.6),
        (sheet.say(Key::CaseColAnswer), Align::Start, 0.4),
    ];
    sheet.grid(group.title.get(lang).to_owned(), &heads, rows);
}

fn result(sheet: &mut Sheet, screen: &EndUseScreen, of: Key, found: &Found<'_>) {
    let lang = sheet.lang;
    let of = sheet.say(of);
    if let Some(way) = found.decided() {
        let title = words::labelled(lang, of, way.title.get(lang));
        let slots = [("text", way.text.get(lang)), ("mark", words::mark(lang, way.mark))];
        let text = sheet.fill(Key::CaseMarked, &slots);
        let told: Inline = vec![Span::strong(title), Span::Break, Span::plain(text)];
        sheet.paragraph(told);
        return;
    }
    let titles: Vec<&str> = found.possible.iter().map(|way| way.title.get(lang)).collect();
    let title = |id: &&str| screen.question(id).map_or("", |question| question.title.get(lang));
    let open: Vec<&str> = found.open.iter().map(title).collect();
    let possible =
        words::labelled(lang, sheet.say(Key::EndUsePossible), &words::listed(lang, &titles));
    let mut told = vec![vec![Span::strong(of)], plain(possible)];
    if !open.is_empty() {
        let open = words::listed(lang, &open);
        told.push(plain(words::labelled(lang, sheet.say(Key::EndUseDecidedBy), &open)));
    }
    sheet.paragraph(lines(told));
}
