//! The case on two pages: what is asked, what is recommended and decided, the eight levels, and why.

use crate::i18n::{Key, Word as _};
use crate::report::assessment::{
    finding, grounds, levels_table, measure_name, overrides, warnings,
};
use crate::report::case::Case;
use crate::report::parts::lines;
use crate::report::{Kind, Sheet};
use crate::words;
use kriterion_heart::dossier::{Field, PartyRole};
use kriterion_heart::ledger;
use kriterion_heart::level::Level;
use kriterion_heart::score::Proposal;
use kriterion_heart::signoff::{Act, Standing};
use kriterion_heart::text::Lang;
use kriterion_paper::{Document, Inline, Role, Span, plain};

/// Letters of a reason; longer ones are cut where a word ends, and say so.
const MOST_LETTERS: usize = 360;
/// Open questions that are named.
const MOST_NAMED: usize = 16;

pub fn document(case: &Case<'_>, lang: Lang) -> Document {
    let mut sheet = Sheet::new(lang, Kind::ShortNote, case.about(lang, Kind::ShortNote));
    let page = &mut sheet;
    warnings(page, case);
    request(page, case);
    page.heading(1, "summary", page.say(Key::CaseSummary));
    decided(page, case);
    levels_table(page, case);
    page.role(Role::Aside, plain(page.say(Key::NoTotal)));
    page.heading(1, "essentials", page.say(Key::NoteEssentials));
    essentials(page, case);
    page.heading(1, "open-points", page.say(Key::CardOpenPoints));
    open(page, case);
    sheet.finish()
}

/// One paragraph of fields instead of a form.
fn request(sheet: &mut Sheet, case: &Case<'_>) {
    let lang = sheet.lang;
    let not_said = sheet.say(Key::CaseNotSaid);
    let or = |text: &str| if text.is_empty() { not_said.to_owned() } else { text.to_owned() };
    let kind = case.dossier.request.kind.map_or("", |kind| kind.word(lang));
    let applicant = words::labelled(
        lang,
        PartyRole::Applicant.word(lang),
        &or(case.party_name(PartyRole::Applicant)),
    );
    let value = format!("{} {}", case.field(Field::ContractValue), case.field(Field::Currency));
    let value = if case.field(Field::ContractValue).is_empty() { String::new() } else { value };
    let request: Vec<String> = vec![case.goods(lang), or(kind), value];
    let request: Vec<String> = request.into_iter().filter(|it| !it.is_empty()).collect();
    let end_use = clipped(sheet, case.field(Field::EndUse));
    let rows = vec![
        (sheet.say(Key::CaseRequest).to_owned(), plain(words::listed(lang, &request))),
        (sheet.say(Key::CardParties).to_owned(), plain(applicant)),
        (
            Field::EndUserName.word(lang).to_owned(),
            plain(format!("{}, {}", or(case.field(Field::EndUserName)), case.destination(lang))),
        ),
        (Field::EndUse.word(lang).to_owned(), sheet.typed(&end_use, case.dossier.lang)),
        (
            sheet.say(Key::CaseCertificate).to_owned(),
            plain(case.dossier.request.certificate.word(lang)),
        ),
        (sheet.say(Key::OfficerLabel).to_owned(), plain(or(case.dossier.officer.trim()))),
        (sheet.say(Key::CaseAssessedOn).to_owned(), plain(sheet.day(case.dossier.assessed_on))),
    ];
    sheet.fields(rows);
}

fn decided(sheet: &mut Sheet, case: &Case<'_>) {
    let lang = sheet.lang;
    let recommended = case.assessment.recommendation.outcome.word(lang);
    let mut line =
        vec![Span::strong(sheet.fill(Key::CaseRecommended, &[("outcome", recommended)]))];
    let decided = match case.dossier.decision.outcome {
        None => sheet.say(Key::CaseUndecided).to_owned(),
        Some(outcome) => sheet.fill(Key::CaseDecided, &[("outcome", outcome.word(lang))]),
    };
    line.push(Span::strong(format!(" {decided}")));
    sheet.role(Role::Lead, line);
    overrides(sheet, case);
    let reasons = clipped(sheet, &case.dossier.decision.reasons);
    let reasons = sheet.typed(&reasons, case.dossier.lang);
    sheet.paragraph(reasons);
    let grounds = grounds(case, lang, false);
    sheet.said_bullets(grounds);
}

/// Raised criteria in a line or two each, provisos by name, incidents, denials, signatures.
fn essentials(sheet: &mut Sheet, case: &Case<'_>) {
    let lang = sheet.lang;
    let mut items: Vec<Inline> = Vec::new();
    for proposal in case.assessment.criteria.iter().filter(|it| is_raised(it)) {
        items.push(reason(sheet, case, proposal));
    }
    if items.is_empty() {
        items.push(plain(sheet.say(Key::NoteNothingRaised)));
    }
    let all = (1..=8).flat_map(|number| &case.dossier.record(number).measures);
    let mut names: Vec<String> = Vec::new();
    for measure in all {
        let name = measure_name(sheet, case, measure);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if !names.is_empty() {
        let list = words::listed(lang, &names);
        items.push(plain(words::labelled(lang, sheet.say(Key::CaseProvisos), &list)));
    }
    if !case.dossier.incidents.is_empty() {
        let found = ledger::pattern(&case.dossier, case.bundle.ledger.years);
        let counts = words::pattern_statement(lang, &found);
        let said: Vec<&str> = counts.iter().map(|count| count.text.as_str()).collect();
        let said = said.join(", ");
        items.push(plain(sheet.fill(Key::NoteIncidents, &[("statement", &said)])));
    }
    items.extend(denials(sheet, case));
    sheet.bullets(items);
}

fn is_raised(proposal: &Proposal) -> bool {
    let level = proposal.judgement.unwrap_or(proposal.level);
    matches!(level, Level::PossiblyCritical | Level::Critical)
}

/// The officer's reasons, or the heaviest one of the proposal where there are none.
fn reason(sheet: &Sheet, case: &Case<'_>, proposal: &Proposal) -> Inline {
    let (lang, number) = (sheet.lang, proposal.criterion);
    let level = match proposal.judgement {
        Some(level) => format!("{}, {}", level.word(lang), finding(case, lang, number)),
        None => {
            let proposed = words::proposed(lang, proposal);
            sheet.fill(Key::NoteNoJudgement, &[("level", &proposed)])
        }
    };
    let short = case.bundle.rules.criterion(number).map_or("", |it| it.short.get(lang));
    let n = number.to_string();
    let slots = [("n", n.as_str()), ("short", short), ("level", &level)];
    let mut line = vec![Span::strong(sheet.fill(Key::NoteReason, &slots))];
    let record = case.dossier.record(number);
    let own = clipped(sheet, &record.reasons);
    if own.is_empty() {
        let first = proposal.reasons.first();
        let said = first.map(|it| words::reason(lang, &case.bundle.rules, it)).unwrap_or_default();
        line.push(Span::plain(clipped(sheet, &said)));
    } else {
        line.extend(sheet.typed(&own, case.dossier.lang));
    }
    let (strong, weak) = (record.strongest_for.trim(), record.strongest_against.trim());
    if strong.is_empty() && weak.is_empty() {
        return line;
    }
    let none = sheet.say(Key::CaseNotSaid);
    let or = |text: &str| if text.is_empty() { none.to_owned() } else { clipped(sheet, text) };
    let sides = [("for", or(strong)), ("against", or(weak))];
    let sides = sides.each_ref().map(|(name, text)| (*name, text.trim_end_matches('.')));
    lines(vec![line, sheet.typed(&sheet.fill(Key::NoteStrongest, &sides), case.dossier.lang)])
}

fn denials(sheet: &Sheet, case: &Case<'_>) -> Option<Inline> {
    let all = &case.dossier.denials;
    if all.is_empty() {
        return None;
    }
    if case.withheld.denials {
        let numbers = 1..=all.len();
        let withheld = |n: usize| sheet.fill(Key::CaseDenialWithheld, &[("n", &n.to_string())]);
        return Some(plain(numbers.map(withheld).collect::<Vec<_>>().join(" ")));
    }
    let open = all.iter().filter(|denial| !denial.consulted).count().to_string();
    let n = all.len().to_string();
    Some(plain(sheet.fill(Key::NoteDenials, &[("n", &n), ("open", &open)])))
}

fn open(sheet: &mut Sheet, case: &Case<'_>) {
    let lang = sheet.lang;
    let open = case.assessment.criteria.iter().flat_map(|proposal| &proposal.open);
    let open: Vec<String> = open.map(ToString::to_string).collect();
    let mut items = vec![match open.len() {
        0 => plain(sheet.say(Key::NoteOpenNone)),
        n => {
            let more = if n > MOST_NAMED { ", …" } else { "" };
            let named: Vec<&str> = open.iter().take(MOST_NAMED).map(String::as_str).collect();
            let list = format!("{}{more}", named.join(", "));
            let n = n.to_string();
            plain(sheet.fill(Key::NoteOpenCount, &[("n", &n), ("list", &list)]))
        }
    }];
    let gates = case.assessment.recommendation.gates.iter().filter(|gate| !gate.passed);
    items.extend(words::gate_lines(lang, gates).into_iter().map(plain));
    let holds = case
        .signed
        .iter()
        .filter(|it| it.standing == Standing::Holds && it.step.act == Act::Signs)
        .map(|it| format!("{} ({})", it.step.who, it.step.role.word(lang)));
    let names: Vec<String> = holds.collect();
    items.push(match names.is_empty() {
        true => plain(sheet.say(Key::CaseNoSignatures)),
        false => plain(sheet.fill(Key::NoteSigned, &[("names", &words::listed(lang, &names))])),
    });
    items.retain(|item| !item.is_empty());
    sheet.bullets(items);
}

/// A text that is too long for a note ends after a word, and says where the rest stands.
fn clipped(sheet: &Sheet, text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= MOST_LETTERS {
        return text;
    }
    let cut: String = text.chars().take(MOST_LETTERS).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    sheet.fill(Key::NoteCut, &[("text", whole)])
}
