//! The letter that tells the applicant of a refusal. It gives the grounds by criterion and none of the case's notes,
//! which may rest on confidential sources or on what other States have refused.

use crate::i18n::{Key, Word as _};
use crate::report::case::Case;
use crate::report::parts::{lines, plain_or_none};
use crate::report::refused::{Ground, grounds};
use crate::report::{Kind, Letter, Problem, Sheet};
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{Field, PartyField, PartyRole};
use kriterion_heart::rulebook::Effect;
use kriterion_heart::text::Lang;
use kriterion_paper::{About, Document, Inline, Role, Span, plain};

pub fn document(case: &Case<'_>, lang: Lang, letter: Option<&Letter>) -> Result<Document, Problem> {
    let found = grounds(case)?;
    let nothing = Letter::default();
    let letter = letter.unwrap_or(&nothing);
    let about = About { title: subject(case, lang), ..case.about(lang, Kind::RefusalLetter) };
    let mut sheet = Sheet::new(lang, Kind::RefusalLetter, about);
    let page = &mut sheet;
    crate::report::assessment::warnings(page, case);
    head(page, case, letter);
    decision(page, case);
    page.heading(1, "grounds", page.say(Key::LetterGrounds));
    for ground in &found {
        of_criterion(page, case, letter, ground);
    }
    page.heading(1, "remedies", page.say(Key::LetterRemedy));
    match letter.remedy.trim() {
        "" => page.role(Role::Hint, plain(page.say(Key::LetterRemedyMissing))),
        remedy => page.paragraph(plain(remedy)),
    }
    page.paragraph(plain(page.say(Key::LetterClosing)));
    page.paragraph(plain(page.say(Key::LetterOnBehalf)));
    let line = page.say(Key::LetterSignatureLine).lines().map(plain_or_none);
    let signed = lines(line.chain([plain_or_none(&letter.signatory)]).collect());
    page.role(Role::Address, signed);
    Ok(sheet.finish())
}

fn subject(case: &Case<'_>, lang: Lang) -> String {
    let (goods, state) = (case.goods(lang), case.destination(lang));
    let slots = [("case", case.number(lang)), ("goods", &goods), ("state", &state)];
    crate::i18n::fill(lang, Key::LetterSubject, &slots)
}

/// From whom, to whom, reference, place and day.
fn head(sheet: &mut Sheet, case: &Case<'_>, letter: &Letter) {
    let lang = sheet.lang;
    let block = |text: &str, missing: Key| -> Inline {
        match text.trim() {
            "" => plain(crate::i18n::say(lang, missing)),
            text => lines(text.lines().map(plain_or_none).collect()),
        }
    };
    sheet.role(Role::Address, block(&letter.authority, Key::LetterAuthorityMissing));
    let applicant = case.party(PartyRole::Applicant);
    let of = |field| applicant.map_or("", |party| party.field(field).trim());
    let name = plain_or_none(of(PartyField::Name));
    let address = block(of(PartyField::Address), Key::LetterAddressMissing);
    sheet.role(Role::Address, lines(vec![name, address]));
    let place = match letter.place.trim() {
        "" => sheet.say(Key::LetterPlaceMissing),
        place => place,
    };
    let day = sheet.day(case.day);
    let place = sheet.fill(Key::LetterPlaceDay, &[("place", place), ("day", &day)]);
    sheet.role(Role::Right, plain(place));
    let reference = sheet.fill(Key::LetterOurReference, &[("case", case.number(lang))]);
    sheet.paragraph(plain(reference));
    sheet.paragraph(vec![Span::strong(subject(case, lang))]);
    sheet.paragraph(plain(sheet.say(Key::LetterSalutation)));
}

fn decision(sheet: &mut Sheet, case: &Case<'_>) {
    let lang = sheet.lang;
    let received = match Date::parse(case.field(Field::Received)) {
        Some(day) => sheet.day(day),
        None => sheet.say(Key::LetterReceivedMissing).to_owned(),
    };
    let kind = case.dossier.request.kind;
    let kind = kind.map_or(sheet.say(Key::LetterKindMissing), |kind| kind.word(lang));
    let slots = [("received", received.as_str()), ("kind", kind)];
    let decided = sheet.fill(Key::LetterDecision, &slots);
    sheet.role(Role::Lead, vec![Span::strong(decided)]);
    let basis = match case.field(Field::LegalBasis) {
        "" => sheet.say(Key::LetterBasisMissing),
        basis => basis,
    };
    let slots = [("basis", basis), ("edition", case.dossier.editions.text.word(lang))];
    sheet.paragraph(plain(sheet.fill(Key::LetterBasis, &slots)));
}

fn of_criterion(sheet: &mut Sheet, case: &Case<'_>, letter: &Letter, ground: &Ground<'_>) {
    let (lang, criterion) = (sheet.lang, ground.criterion);
    let n = criterion.number.to_string();
    let key = match criterion.effect {
        Effect::Refuse => Key::LetterGroundMet,
        Effect::Weigh => Key::LetterGroundWeighed,
    };
    let slots = [("n", n.as_str()), ("short", criterion.short.get(lang))];
    let met = sheet.fill(key, &slots);
    sheet.heading(2, &format!("ground-{n}"), met);
    let edition = case.dossier.editions.text;
    let rules: Vec<&str> = criterion
        .test
        .iter()
        .filter(|statement| statement.since <= edition)
        .map(|statement| statement.text.get(lang))
        .collect();
    sheet.paragraph(plain(sheet.fill(Key::LetterRule, &[("text", &rules.join(" "))])));
    let subs: Vec<&str> = ground.subs.iter().map(|sub| sub.text.get(lang)).collect();
    if !subs.is_empty() {
        let list = crate::words::listed(lang, &subs);
        sheet.paragraph(plain(sheet.fill(Key::LetterSubs, &[("list", &list)])));
    }
    match letter.reasons.get(&criterion.number).map(|text| text.trim()).unwrap_or_default() {
        "" => sheet.role(Role::Hint, plain(sheet.say(Key::LetterOwnGroundsMissing))),
        reasons => {
            let line = sheet.labelled(Key::LetterOwnGrounds, plain(reasons));
            sheet.paragraph(line);
        }
    }
}
