//! Embargoes: the rows of `embargoes.csv` and the hand-made readings, brought together regime by regime.
//!
//! Every reading is kept as it is; where two readings of one regime do not agree, that is said.

use super::page::{self, Page};
use super::report::{Reason, Rejected};
use super::sheet::View;
use super::{Job, READINGS};
use kriterion_heart::atlas::{Iso3, Issuer, Scope, Target};
use kriterion_heart::date::Date;
use kriterion_heart::intake::data::Loose;
use kriterion_heart::intake::reader::{Read, Reader, Spot};
use kriterion_heart::intake::tree::{self, Node};
use kriterion_heart::level::Mark;
use kriterion_heart::text::Text;
use std::collections::BTreeMap;

/// The source of the hand-made readings; the guide describes it.
const OWN: &str = "kriterion_embargoes";

/// One reading, from either side.
struct Reading {
    source: String,
    reference: String,
    as_of: Option<Date>,
    since: Option<Date>,
    until: Option<Date>,
    target: Target,
    scope: Scope,
    scope_text: Text,
    act: String,
    oldest_act: Option<u16>,
    note: Text,
    mark: Option<Mark>,
}

/// A regime with its readings, the table's first.
struct Regime {
    iso3: String,
    issuer: Issuer,
    name: Text,
    readings: Vec<Reading>,
}

/// `embargoes.csv` and `embargo_readings.ron` to `embargoes.ron`.
pub fn embargoes(job: &mut Job<'_>) {
    let mut regimes: BTreeMap<String, Regime> = BTreeMap::new();
    for sheet in job.sheets("embargoes.csv", &["iso3", "issuer", "scope", "target", "source_id"]) {
        for row in sheet.views() {
            let (Some(iso3), Some(_)) = (
                job.known(&row, "iso3", Reason::UnknownCountry),
                job.known(&row, "source_id", Reason::UnknownSource),
            ) else {
                continue;
            };
            let read = of_table(job, &row);
            if let Some((issuer, reading)) = job.take(read) {
                let name = job.countries.get(&iso3).cloned().unwrap_or_default();
                let name = Text { en: name, ..Text::default() };
                let regime = Regime { iso3: iso3.clone(), issuer, name, readings: vec![reading] };
                regimes.insert(format!("{iso3}-{}", issuer.code()), regime);
            }
        }
    }
    let hand = Hand::read(job);
    for row in hand.rows {
        let regime = regimes.entry(row.id).or_insert_with(|| Regime {
            iso3: row.iso3,
            issuer: row.issuer,
            name: Text::default(),
            readings: Vec::new(),
        });
        regime.name = row.name;
        regime.readings.push(row.reading);
    }
    let text = write(&regimes, &hand.hints, &hand.ended);
    job.files.insert("embargoes.ron".to_owned(), text);
}

fn of_table(job: &mut Job<'_>, row: &View<'_>) -> Result<(Issuer, Reading), Rejected> {
    let word = |column: &str| row.reject(Reason::UnknownWord, row.get(column));
    let issuer = ISSUERS
        .into_iter()
        .find(|issuer| issuer.code() == row.get("issuer"))
        .ok_or_else(|| word("issuer"))?;
    let target = TARGETS
        .into_iter()
        .find(|target| target.code() == row.get("target"))
        .ok_or_else(|| word("target"))?;
    let scope = row.get("scope");
    let reading = Reading {
        source: row.get("source_id").to_owned(),
        reference: row.get("regime").to_owned(),
        as_of: row.date("as_of")?,
        since: row.date("since")?,
        until: None,
        target,
        scope: scope_of(scope),
        scope_text: job.translator.pair("embargo_scopes", scope, &job.names.embargo_scopes),
        act: row.get("legal_act").to_owned(),
        oldest_act: row.year("oldest_act_year")?,
        note: Text::default(),
        mark: None,
    };
    Ok((issuer, reading))
}

const ISSUERS: [Issuer; 4] = [Issuer::Un, Issuer::Eu, Issuer::Osce, Issuer::ArabLeague];
const TARGETS: [Target; 5] =
    [Target::State, Target::NonState, Target::Persons, Target::Forces, Target::Political];

/// The table says whom an embargo covers, and only at its margins which goods: arms to the target, unless it says otherwise.
fn scope_of(words: &str) -> Scope {
    if words.contains("goods for internal repression") {
        Scope::RepressionGoodsOnly
    } else if words.contains("scope left to each") {
        Scope::Undefined
    } else {
        Scope::ArmsToTargets
    }
}

/// `ArmsToTargets` is what a reading says that does not tell goods apart: it agrees with every list of arms.
fn scopes_agree(a: Scope, b: Scope) -> bool {
    let is_arms = |scope| matches!(scope, Scope::FullMilitaryList | Scope::FullPlusRepression);
    a == b || (a == Scope::ArmsToTargets && is_arms(b)) || (b == Scope::ArmsToTargets && is_arms(a))
}

/// What the readings of a regime disagree on.
fn differs(regime: &Regime) -> Vec<&'static str> {
    let mut on = Vec::new();
    let pairs = || regime.readings.iter().zip(regime.readings.iter().skip(1));
    let year = |reading: &Reading| reading.since.map(|date| date.year);
    if pairs().any(|(a, b)| year(a) != year(b)) {
        on.push("since");
    }
    if pairs().any(|(a, b)| a.target != b.target) {
        on.push("target");
    }
    if pairs().any(|(a, b)| !scopes_agree(a.scope, b.scope)) {
        on.push("scope");
    }
    // The table lists regimes of the UN, the EU and the OSCE against states: elsewhere its silence says nothing.
    let in_reach = !regime.iso3.is_empty() && regime.issuer != Issuer::ArabLeague;
    if in_reach && regime.readings.len() == 1 {
        on.push("presence");
    }
    on
}

/// Everything in `embargo_readings.ron`.
#[derive(Default)]
struct Hand<'t> {
    rows: Vec<HandRow>,
    /// Carried over as they stand.
    hints: Vec<Node<'t>>,
    ended: Vec<Node<'t>>,
}

struct HandRow {
    id: String,
    iso3: String,
    issuer: Issuer,
    name: Text,
    reading: Reading,
}

impl<'t> Hand<'t> {
    fn read(job: &mut Job<'t>) -> Self {
        let Some(text) = job.inputs.now.get(READINGS) else { return Self::default() };
        let faults = &mut job.report.faults;
        let Some(node) = tree::parse(READINGS, text, faults) else { return Self::default() };
        let mut reader = Reader::new(READINGS, faults);
        let Some(mut fields) = reader.fields(&node) else { return Self::default() };
        let raw = |node: &Node<'t>, reader: &mut Reader<'_>| Some(reader.list(node)?.to_vec());
        let hand = Self {
            rows: fields.need("rows").unwrap_or_default(),
            hints: fields.maybe_with("hints", raw).unwrap_or_default(),
            ended: fields.maybe_with("ended", raw).unwrap_or_default(),
        };
        fields.close();
        hand
    }
}

impl Read for HandRow {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = reader.fields(node)?;
        let id: Option<Spot<String>> = fields.need("id");
        let iso3 = fields.maybe::<Iso3>("iso3");
        let [en, de, fr] = ["en", "de", "fr"].map(|lang| fields.or_empty::<String>(lang));
        let issuer = fields.need("issuer");
        let (since, as_of, until) =
            (fields.maybe("since"), fields.maybe("as_of"), fields.maybe("valid_until"));
        let (target, scope) = (fields.need("target"), fields.need("scope"));
        let act = fields.or_empty("act");
        let (mark, note) = (fields.maybe("mark"), fields.maybe::<Loose>("note"));
        fields.close();
        let reading = Reading {
            source: OWN.to_owned(),
            reference: id.as_ref().map(|id| id.value.clone()).unwrap_or_default(),
            as_of,
            since,
            until,
            target: target?,
            scope: scope?,
            scope_text: Text::default(),
            act,
            oldest_act: None,
            note: note.map(|note| note.0).unwrap_or_default(),
            mark,
        };
        let iso3 = iso3.map(|iso3| iso3.to_string()).unwrap_or_default();
        Some(Self { id: id?.value, iso3, issuer: issuer?, name: Text { en, de, fr }, reading })
    }
}

fn write(regimes: &BTreeMap<String, Regime>, hints: &[Node<'_>], ended: &[Node<'_>]) -> String {
    let mut page = Page::new("");
    page.open("(");
    page.open("regimes: [");
    for (id, regime) in regimes {
        page.open("(");
        page.words("id", id);
        page.words_if_any("iso3", &regime.iso3);
        page.field("issuer", regime.issuer.code());
        page.text("name", &regime.name);
        page.field("differs", &page::quoted_list(differs(regime)));
        page.open("readings: [");
        for reading in &regime.readings {
            write_reading(&mut page, reading);
        }
        page.close("],");
        page.close("),");
    }
    page.close("],");
    for (name, entries) in [("hints", hints), ("ended", ended)] {
        page.open(&format!("{name}: ["));
        for entry in entries {
            page.node("", entry);
        }
        page.close("],");
    }
    page.close(")");
    page.finish()
}

fn write_reading(page: &mut Page, reading: &Reading) {
    let day = |date: Option<Date>| date.map(|date| page::quote(&date.to_string()));
    page.open("(");
    page.words("source", &reading.source);
    page.words_if_any("reference", &reading.reference);
    page.maybe("as_of", day(reading.as_of));
    page.maybe("since", day(reading.since));
    page.maybe("until", day(reading.until));
    page.field("target", reading.target.code());
    page.field("scope", reading.scope.code());
    page.text("scope_text", &reading.scope_text);
    page.words_if_any("act", &reading.act);
    page.maybe("oldest_act", reading.oldest_act);
    page.text("note", &reading.note);
    page.maybe("mark", reading.mark.map(Mark::code));
    page.close("),");
}
