//! What was applied for: every field, the goods, the parties, and what the request switches on.

use crate::i18n::{self, Key, Word as _};
use crate::report::case::Case;
use crate::report::parts::{cell, lines, plain_or_none, row, said};
use crate::report::{Cited, Sheet};
use crate::words;
use kriterion_heart::atlas::EmbargoReading;
use kriterion_heart::dossier::{Field, GoodsLine, LicenceKind, LineField, Party, PartyField};
use kriterion_heart::edit::LineFlag;
use kriterion_heart::end_use;
use kriterion_heart::pinned;
use kriterion_heart::score;
use kriterion_paper::{Align, Inline, Role, Row, Span, plain};

/// The cards of the request page.
const SECTIONS: [Key; 10] = [
    Key::CardCase,
    Key::CardEndUse,
    Key::CardContract,
    Key::CardRoute,
    Key::CardBrokering,
    Key::CardIntangible,
    Key::CardAssistance,
    Key::CardProduction,
    Key::CardIncorporation,
    Key::CardNotes,
];

fn section(field: Field) -> Key {
    match field {
        Field::CaseNumber
        | Field::Received
        | Field::Urgency
        | Field::PreviousCases
        | Field::Marking
        | Field::LegalBasis => Key::CardCase,
        Field::ContractDate
        | Field::ContractNumber
        | Field::ContractValue
        | Field::Currency
        | Field::ValueUsd
        | Field::PaymentYears
        | Field::PaymentPlan
        | Field::Offset
        | Field::CreditGuarantee
        | Field::DeliveryTime => Key::CardContract,
        Field::EndUserName
        | Field::EndUserUnit
        | Field::EndUserMinistry
        | Field::EndUserAddress
        | Field::EndUserSignatory
        | Field::EndUse
        | Field::PlaceOfUse
        | Field::Integration
        | Field::CertificateNumber => Key::CardEndUse,
        Field::ExitPoint | Field::Means | Field::Storage => Key::CardRoute,
        Field::BrokerOrigin | Field::BrokerPresentPlace | Field::BrokerRole => Key::CardBrokering,
        Field::IntangibleData | Field::IntangibleChannel | Field::IntangibleAccess => {
            Key::CardIntangible
        }
        Field::AssistanceWhat | Field::AssistanceWho => Key::CardAssistance,
        Field::ProductionProduct | Field::ProductionOutput | Field::ProductionRights => {
            Key::CardProduction
        }
        Field::IncorporationSystem | Field::IncorporationCountry | Field::IncorporationShare => {
            Key::CardIncorporation
        }
        Field::Notes => Key::CardNotes,
    }
}

/// Sentences are marked where nobody has translated them; names, numbers and dates are the same in every language.
pub fn is_prose(field: Field) -> bool {
    !matches!(
        field,
        Field::CaseNumber
            | Field::Received
            | Field::Marking
            | Field::ContractDate
            | Field::ContractNumber
            | Field::ContractValue
            | Field::Currency
            | Field::ValueUsd
            | Field::PaymentYears
            | Field::EndUserName
            | Field::EndUserUnit
            | Field::EndUserMinistry
            | Field::EndUserAddress
            | Field::CertificateNumber
            | Field::IncorporationShare
    )
}

/// The value of a field, as it was typed.
pub fn value(sheet: &Sheet, case: &Case<'_>, field: Field) -> Inline {
    let text = case.field(field);
    if is_prose(field) { sheet.typed(text, case.dossier.lang) } else { plain_or_none(text) }
}

pub fn request(sheet: &mut Sheet, case: &Case<'_>) {
    sheet.heading(1, "request", sheet.say(Key::CaseRequest));
    switches(sheet, case);
    for card in SECTIONS {
        let mut rows = own_rows(sheet, case, card);
        let fields = case.dossier.request.fields.keys();
        let fields: Vec<Field> = fields.filter(|it| section(**it) == card).copied().collect();
        for field in fields {
            rows.push((field.word(sheet.lang).to_owned(), value(sheet, case, field)));
        }
        rows.retain(|(_, value)| !value.is_empty());
        if !rows.is_empty() {
            sheet.heading(2, &format!("request-{card:?}"), sheet.say(card));
            sheet.fields(rows);
        }
        if card == Key::CardCase {
            goods(sheet, case);
            parties(sheet, case);
        }
    }
    missing(sheet, case);
}

/// What stands on a card beside its text fields.
fn own_rows(sheet: &Sheet, case: &Case<'_>, card: Key) -> Vec<(String, Inline)> {
    let (lang, request) = (sheet.lang, &case.dossier.request);
    let state = |iso3| case.state_name(lang, iso3);
    let named = |key: Key, value: String| (sheet.say(key).to_owned(), plain_or_none(&value));
    match card {
        Key::CardCase => vec![
            named(
                Key::LicenceKindLabel,
                request.kind.map(|it| it.word(lang).to_owned()).unwrap_or_default(),
            ),
            named(
                Key::RegimeLabel,
                request.regime.map(|it| it.word(lang).to_owned()).unwrap_or_default(),
            ),
            named(Key::ExporterLabel, request.exporter.map(state).unwrap_or_default()),
            named(Key::DestinationLabel, request.destination.map(state).unwrap_or_default()),
        ],
        Key::CardEndUse => {
            let until = request.certificate_until.map(|day| sheet.day(day)).unwrap_or_default();
            let kind = request.end_user.map(|it| it.word(lang).to_owned()).unwrap_or_default();
            vec![
                named(Key::EndUserKindLabel, kind),
                named(Key::CaseCertificate, request.certificate.word(lang).to_owned()),
                named(Key::CaseCertificateUntil, until),
                (
                    sheet.say(Key::CaseScopeDecision).to_owned(),
                    sheet.typed(&request.scope_decision, case.dossier.lang),
                ),
            ]
        }
        Key::CardRoute => {
            let transit: Vec<String> = request.transit.iter().map(|iso3| state(*iso3)).collect();
            vec![named(Key::TransitLabel, transit.join(", "))]
        }
        _ => Vec::new(),
    }
}

fn goods(sheet: &mut Sheet, case: &Case<'_>) {
    sheet.heading(2, "request-goods", sheet.say(Key::CardGoods));
    if case.dossier.request.lines.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::CaseNoLines)));
        return;
    }
    let all = case.dossier.request.lines.iter().enumerate();
    let rows: Vec<Row> = all.map(|(at, line)| goods_row(sheet, case, at, line)).collect();
    let heads = [
        (sheet.say(Key::CaseColN), Align::End, 0.06),
        (sheet.say(Key::CaseColWhat), Align::Start, 0.46),
        (sheet.say(Key::CaseColEntry), Align::Start, 0.2),
        (sheet.say(Key::CaseColQuantity), Align::End, 0.13),
        (sheet.say(Key::CaseColValue), Align::End, 0.15),
    ];
    sheet.grid(sheet.say(Key::CaseGoodsTable).to_owned(), &heads, rows);
}

fn goods_row(sheet: &Sheet, case: &Case<'_>, at: usize, line: &GoodsLine) -> Row {
    let lang = sheet.lang;
    let join = |fields: [LineField; 2]| {
        let parts = fields.map(|field| line.field(field).trim());
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let what = match line.field(LineField::Description).trim() {
        "" => plain(sheet.say(Key::CaseNotSaid)),
        what => sheet.typed(what, case.dossier.lang),
    };
    let ml = line.ml.map(|ml| plain(format!("ML{ml}"))).unwrap_or_default();
    let entry = plain_or_none(line.field(LineField::Entry));
    let entry = lines(vec![plain(line.list.word(lang)), if entry.is_empty() { ml } else { entry }]);
    row([
        said((at + 1).to_string()),
        cell(lines(vec![what, plain_or_none(&rest_of_line(sheet, case, line))])),
        cell(entry),
        said(join([LineField::Quantity, LineField::Unit])),
        said(join([LineField::Value, LineField::Currency])),
    ])
}

/// All that a line says beside its columns.
fn rest_of_line(sheet: &Sheet, case: &Case<'_>, line: &GoodsLine) -> String {
    use LineField::{Currency, Description, Entry, Quantity, Unit, Value};
    let lang = sheet.lang;
    let in_columns = [Description, Entry, Quantity, Unit, Value, Currency];
    let others = line.fields.iter();
    let others =
        others.filter(|(field, text)| !in_columns.contains(field) && !text.trim().is_empty());
    let mut rest: Vec<String> =
        others.map(|(field, text)| words::labelled(lang, field.word(lang), text.trim())).collect();
    let tags: Vec<String> =
        line.tags.iter().map(|tag| words::tag_name(lang, case.bundle, tag)).collect();
    if !tags.is_empty() {
        rest.push(words::labelled(lang, sheet.say(Key::TagsLabel), &tags.join(", ")));
    }
    let flags = [
        (LineFlag::Salw, line.salw),
        (LineFlag::LicensedProduction, line.licensed_production),
        (LineFlag::Incorporation, line.incorporation),
        (LineFlag::Intangible, line.intangible),
    ];
    rest.extend(flags.iter().filter(|(_, set)| *set).map(|(flag, _)| flag.word(lang).to_owned()));
    let origin = line.origin.map(|iso3| case.state_name(lang, iso3));
    rest.extend(origin.map(|name| words::labelled(lang, sheet.say(Key::OriginLabel), &name)));
    words::listed(lang, &rest)
}

fn parties(sheet: &mut Sheet, case: &Case<'_>) {
    sheet.heading(2, "request-parties", sheet.say(Key::CardParties));
    if case.dossier.request.parties.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::CaseNoParties)));
        return;
    }
    let rows = case.dossier.request.parties.iter();
    let rows: Vec<Row> = rows.map(|party| party_row(sheet, case, party)).collect();
    let heads = [
        (sheet.say(Key::CaseColRole), Align::Start, 0.16),
        (sheet.say(Key::CaseColName), Align::Start, 0.26),
        (sheet.say(Key::CaseColCountry), Align::Start, 0.14),
        (sheet.say(Key::CaseColDetails), Align::Start, 0.44),
    ];
    sheet.grid(sheet.say(Key::CasePartiesTable).to_owned(), &heads, rows);
}

fn party_row(sheet: &Sheet, case: &Case<'_>, party: &Party) -> Row {
    let lang = sheet.lang;
    let name = match party.field(PartyField::Name).trim() {
        "" => sheet.say(Key::CaseNotSaid),
        name => name,
    };
    let country = party.country.map(|iso3| case.state_name(lang, iso3)).unwrap_or_default();
    let rest = party.fields.iter();
    let rest = rest.filter(|(field, text)| **field != PartyField::Name && !text.trim().is_empty());
    let rest: Vec<String> =
        rest.map(|(field, text)| words::labelled(lang, field.word(lang), text.trim())).collect();
    let rest = sheet.typed(&rest.join("\n"), case.dossier.lang);
    row([said(party.role.word(lang)), said(name), said(country), cell(rest)])
}

/// Embargoes, small arms, surveillance, licensed production, transit: what the request brings with it.
fn switches(sheet: &mut Sheet, case: &Case<'_>) {
    let request = &case.dossier.request;
    let mut items: Vec<Inline> = Vec::new();
    if let Some(iso3) = request.destination {
        let rows: Vec<_> = case.bundle.atlas.embargoes_of(iso3).collect();
        if rows.is_empty() {
            items.push(plain(sheet.say(Key::NoEmbargoRow)));
        }
        for embargo in rows {
            let slots = [
                ("issuer", embargo.issuer.word(sheet.lang)),
                ("name", embargo.name.get(sheet.lang)),
            ];
            let mut told = vec![vec![Span::strong(sheet.fill(Key::CaseSwitchEmbargo, &slots))]];
            for reading in &embargo.readings {
                told.push(embargo_reading(sheet, case, reading));
            }
            items.push(lines(told));
        }
    }
    let any = |is: fn(&GoodsLine) -> bool| request.lines.iter().any(is);
    let mut tell = |is: bool, key: Key| items.extend(is.then(|| plain(sheet.say(key))));
    tell(any(|line| line.salw), Key::BannerSalw);
    let screen = end_use::concerns(&case.bundle.rules.end_use, &case.dossier);
    let dual = any(|line| line.list == kriterion_heart::dossier::ControlList::DualUse);
    tell(screen || dual, Key::BannerCyber);
    tell(screen, Key::CaseSwitchScreen);
    let licensed = request.kind == Some(LicenceKind::LicensedProduction);
    tell(licensed || any(|line| line.licensed_production), Key::BannerProduction);
    if !request.transit.is_empty() {
        let names = request.transit.iter().map(|iso3| case.state_name(sheet.lang, *iso3));
        let names = names.collect::<Vec<_>>().join(", ");
        items.push(plain(sheet.fill(Key::BannerTransit, &[("countries", &names)])));
    }
    if !items.is_empty() {
        sheet.heading(2, "switches", sheet.say(Key::CaseSwitches));
        sheet.bullets(items);
    }
}

fn embargo_reading(sheet: &mut Sheet, case: &Case<'_>, reading: &EmbargoReading) -> Inline {
    let lang = sheet.lang;
    let source = case.bundle.atlas.source_by_id(&reading.source);
    let name = source.map_or(reading.source.as_str(), |source| source.title.get(lang)).to_owned();
    let unknown = sheet.say(Key::CaseUnknownDate);
    let day = |day: Option<kriterion_heart::date::Date>| {
        day.map_or_else(|| unknown.to_owned(), |day| i18n::date(lang, day))
    };
    let slots = [
        ("name", name.as_str()),
        ("target", reading.target.word(lang)),
        ("scope", reading.scope.word(lang)),
        ("since", &day(reading.since)),
        ("as_of", &day(reading.as_of)),
    ];
    let mut line = plain(sheet.fill(Key::CaseSwitchReading, &slots));
    if let Some(source) = source {
        let copy = source.copy(reading.reference.as_str());
        line.push(sheet.cite(Cited::whole(&copy)));
    }
    line
}

fn missing(sheet: &mut Sheet, case: &Case<'_>) {
    let gaps = score::missing(&case.dossier);
    sheet.heading(2, "missing", sheet.say(Key::CaseMissing));
    if gaps.is_empty() {
        sheet.paragraph(plain(sheet.say(Key::CaseNothingMissing)));
    }
    let lang = sheet.lang;
    sheet.said_bullets(gaps.into_iter().map(|gap| words::missing(lang, gap)));
}

/// The editions that the case pins, with their hashes, and what names the case itself.
pub fn editions(sheet: &mut Sheet, case: &Case<'_>) {
    let (lang, dossier) = (sheet.lang, &case.dossier);
    sheet.heading(1, "editions", sheet.say(Key::CaseEditions));
    let pins = &dossier.editions;
    let method = pinned::method_of(dossier, case.bundle);
    let title = method.as_ref().map_or(pins.method.as_str(), |method| method.title.get(lang));
    let view = match &dossier.country_view {
        None => sheet.say(Key::CaseViewNone).to_owned(),
        Some(view) => {
            let (state, year) = (case.state_name(lang, view.iso3), view.as_of.to_string());
            let slots = [("method", title), ("state", state.as_str()), ("year", year.as_str())];
            sheet.fill(Key::CaseViewOf, &slots)
        }
    };
    let saved = match case.is_saved() {
        Some(true) => Key::CaseSavedAs,
        Some(false) => Key::CaseNotSavedAs,
        None => Key::CaseNeverSaved,
    };
    let named = |key: Key, value: &str| (sheet.say(key).to_owned(), plain_or_none(value));
    let method_hash = dossier.country_view.as_ref().map_or(&pins.method_hash, |it| &it.method_hash);
    let hash = format!("{} {}", case.hash, sheet.say(saved));
    let rows = vec![
        named(Key::EditionLabel, pins.text.word(lang)),
        named(Key::CaseCriteriaHash, &pins.criteria_hash),
        named(Key::CaseDataEdition, &pins.data),
        named(Key::CaseDataHash, &pins.data_hash),
        named(Key::CaseMethod, title),
        named(Key::CaseMethodHash, method_hash),
        named(Key::CaseView, &view),
        named(Key::CaseId, &dossier.id),
        named(Key::CaseHash, hash.trim()),
    ];
    sheet.fields(rows);
    let disputed = pinned::disputed(dossier, case.bundle);
    if !disputed.is_empty() {
        let numbers = disputed.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
        let text = sheet.fill(Key::CaseDisputed, &[("numbers", &numbers)]);
        sheet.role(Role::Lead, vec![Span::strong(text)]);
    }
}
