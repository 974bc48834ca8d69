//! What other States are told of a refusal under Article 4: sixteen fields, the missing ones said to be missing.

use crate::i18n::{Key, Word as _};
use crate::report::case::Case;
use crate::report::parts::{cell, lines, plain_or_none, row, said};
use crate::report::refused::{Ground, grounds};
use crate::report::{Kind, Notification, Problem, Sheet};
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{
    Field, GoodsLine, LicenceKind, LineField, Party, PartyField, PartyRole,
};
use kriterion_heart::signoff::{Act, Role as SignRole, Standing};
use kriterion_heart::text::Lang;
use kriterion_paper::{Align, Document, Inline, Role, Row, Tone, plain};

pub fn document(
    case: &Case<'_>,
    lang: Lang,
    notification: Option<&Notification>,
) -> Result<Document, Problem> {
    let found = grounds(case)?;
    let nothing = Notification::default();
    let own = notification.unwrap_or(&nothing);
    let kind = Kind::DenialNotification;
    let mut sheet = Sheet::new(lang, kind, case.about(lang, kind));
    crate::report::assessment::warnings(&mut sheet, case);
    sheet.role(Role::Lead, plain(sheet.say(Key::DenialLead)));
    let rows = fields(&sheet, case, own, &found);
    let rows: Vec<Row> = rows
        .into_iter()
        .enumerate()
        .map(|(at, (label, content))| field(&sheet, at + 1, label, content))
        .collect();
    let heads = [
        (sheet.say(Key::CaseColN), Align::End, 0.07),
        (sheet.say(Key::DenialColField), Align::Start, 0.33),
        (sheet.say(Key::DenialColContent), Align::Start, 0.6),
    ];
    sheet.grid(sheet.say(Key::DenialTable).to_owned(), &heads, rows);
    sheet.role(Role::Aside, plain(sheet.say(Key::DenialValidity)));
    Ok(sheet.finish())
}

fn field(sheet: &Sheet, n: usize, label: Key, content: Inline) -> Row {
    let mut shown = cell(content);
    if shown.text.is_empty() {
        shown.text = plain(sheet.say(Key::DenialMissing));
        shown.tone = Tone::Unknown;
    }
    row([said(n.to_string()), said(sheet.say(label)), shown])
}

fn fields(
    sheet: &Sheet,
    case: &Case<'_>,
    own: &Notification,
    found: &[Ground<'_>],
) -> [(Key, Inline); 16] {
    let (lang, request) = (sheet.lang, &case.dossier.request);
    let named = |role| case.party(role).map(|party| party_line(case, lang, party));
    let destination = request.destination.map(|iso3| case.state_name(lang, iso3));
    let destination = destination.unwrap_or_default();
    let end_user = [case.field(Field::EndUserName), destination.as_str()];
    let kind = request.kind.map_or("", |kind| kind.word(lang));
    let typed = |text: &str| sheet.typed(text, case.dossier.lang);
    [
        (Key::DenialF1, number(sheet, case, own)),
        (Key::DenialF2, denied_on(sheet, case)),
        (Key::DenialF3, notifier(case, lang, own)),
        (Key::DenialF4, plain_or_none(&destination)),
        (Key::DenialF5, of_lines(sheet, case, &|line| typed(line.field(LineField::Description)))),
        (Key::DenialF6, of_lines(sheet, case, &|line| plain_or_none(&entry(line)))),
        (Key::DenialF7, of_lines(sheet, case, &|line| plain_or_none(&amount(line)))),
        (Key::DenialF8, plain_or_none(&named(PartyRole::Manufacturer).unwrap_or_default())),
        (Key::DenialF9, plain_or_none(&named(PartyRole::Consignee).unwrap_or_default())),
        (Key::DenialF10, plain_or_none(&joined(&end_user))),
        (Key::DenialF11, typed(case.field(Field::EndUse))),
        (Key::DenialF12, reasons(sheet, found)),
        (Key::DenialF13, brokering(sheet, case)),
        (Key::DenialF14, plain_or_none(kind)),
        (Key::DenialF15, plain_or_none(own.remarks.trim())),
        (Key::DenialF16, plain_or_none(own.circulation.trim())),
    ]
}

fn joined(parts: &[&str]) -> String {
    let parts = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

fn party_line(case: &Case<'_>, lang: Lang, party: &Party) -> String {
    let country = party.country.map(|iso3| case.state_name(lang, iso3)).unwrap_or_default();
    joined(&[party.field(PartyField::Name), &country])
}

/// Country code, year, running number; what of it is not known is told.
fn number(sheet: &Sheet, case: &Case<'_>, own: &Notification) -> Inline {
    if !own.number.trim().is_empty() {
        return plain(own.number.trim());
    }
    let Some(state) = case.dossier.request.exporter else { return Inline::new() };
    let (state, year) = (state.to_string(), case.day.year.to_string());
    let slots = [("state", state.as_str()), ("year", &year)];
    plain(sheet.fill(Key::DenialNumberMissing, &slots))
}

/// The day on which the decider signed the case as it is.
fn denied_on(sheet: &Sheet, case: &Case<'_>) -> Inline {
    let signed = case.signed.iter().rfind(|signed| {
        let step = &signed.step;
        step.role == SignRole::Decider
            && step.act == Act::Signs
            && signed.standing == Standing::Holds
    });
    plain(match signed {
        Some(signed) => sheet.day(Date::from_unix(signed.step.at)),
        None => sheet.say(Key::DenialNotSigned).to_owned(),
    })
}

fn notifier(case: &Case<'_>, lang: Lang, own: &Notification) -> Inline {
    let state = case.dossier.request.exporter.map(|iso3| case.state_name(lang, iso3));
    let authority = match own.authority.trim() {
        "" => crate::words::labelled(
            lang,
            crate::i18n::say(lang, Key::DenialAuthority),
            crate::i18n::say(lang, Key::DenialMissing),
        ),
        authority => authority.to_owned(),
    };
    lines(vec![plain_or_none(state.as_deref().unwrap_or_default()), plain(authority)])
}

/// One line of the cell for each goods line that says something.
fn of_lines(sheet: &Sheet, case: &Case<'_>, of: &dyn Fn(&GoodsLine) -> Inline) -> Inline {
    let all = case.dossier.request.lines.iter().enumerate();
    let told = all.filter_map(|(at, line)| {
        let content = of(line);
        let n = (at + 1).to_string();
        let mut told = plain(sheet.fill(Key::DenialLine, &[("n", &n), ("text", "")]));
        (!content.is_empty()).then(|| {
            told.extend(content);
            told
        })
    });
    lines(told.collect())
}

fn entry(line: &GoodsLine) -> String {
    let ml = line.ml.map(|ml| format!("ML{ml}")).unwrap_or_default();
    match line.field(LineField::Entry).trim() {
        "" => ml,
        entry => entry.to_owned(),
    }
}

fn amount(line: &GoodsLine) -> String {
    let pair = |a, b| format!("{} {}", line.field(a).trim(), line.field(b).trim());
    let quantity = pair(LineField::Quantity, LineField::Unit);
    let value = match line.field(LineField::Value).trim() {
        "" => String::new(),
        _ => pair(LineField::Value, LineField::Currency),
    };
    let parts = [quantity.trim(), value.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Criterion and sub-points in words; never the notes of the case.
fn reasons(sheet: &Sheet, found: &[Ground<'_>]) -> Inline {
    let lang = sheet.lang;
    let told = found.iter().map(|ground| {
        let n = ground.criterion.number;
        let subs = ground.subs.iter().map(|sub| format!("{} {}", sub.id, sub.text.get(lang)));
        let mut parts = vec![ground.criterion.short.get(lang).to_owned()];
        parts.extend(subs);
        let list = crate::words::listed(lang, &parts);
        plain(crate::words::labelled(lang, &crate::words::criterion(lang, n), &list))
    });
    lines(told.collect())
}

fn brokering(sheet: &Sheet, case: &Case<'_>) -> Inline {
    let broker = case.party(PartyRole::Broker).map(|party| party_line(case, sheet.lang, party));
    let is_brokering = case.dossier.request.kind == Some(LicenceKind::Brokering);
    if !is_brokering && broker.is_none() {
        return plain(sheet.say(Key::DenialNone));
    }
    let origin = sheet.typed(case.field(Field::BrokerOrigin), case.dossier.lang);
    lines(vec![plain_or_none(&broker.unwrap_or_default()), origin])
}
