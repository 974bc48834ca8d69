//! A case in which every text says a word of its own, so that it can be found again in a report, or not.

use super::BUNDLE;
use super::cases::{day, sample};
use kriterion::report::{Around, Case};
use kriterion::store::{LogEntry, Proof, SignedNow};
use kriterion_heart::atlas::{Iso3, SourceCopy};
use kriterion_heart::compare::differences;
use kriterion_heart::date::Date;
use kriterion_heart::dossier::*;
use kriterion_heart::level::{Finding, Level, Likelihood, Outcome, Severity};
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::signoff::{Act, PublicKey, Role, SignOff, Standing};
use kriterion_heart::text::{Lang, Text};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const FIELDS: &str = "CaseNumber Received Urgency PreviousCases Marking LegalBasis ContractDate ContractNumber \
    ContractValue Currency ValueUsd PaymentYears PaymentPlan Offset CreditGuarantee DeliveryTime EndUserName \
    EndUserUnit EndUserMinistry EndUserAddress EndUserSignatory EndUse PlaceOfUse Integration CertificateNumber \
    ExitPoint Means Storage BrokerOrigin BrokerPresentPlace BrokerRole IntangibleData IntangibleChannel \
    IntangibleAccess AssistanceWhat AssistanceWho ProductionProduct ProductionOutput ProductionRights \
    IncorporationSystem IncorporationCountry IncorporationShare Notes";
const LINE_FIELDS: &str = "Description Entry NationalEntry Quantity Unit UnitPrice Value Currency CalibreMm RangeKm \
    PayloadKg Serials ThirdCountryContent ClassifiedBy";
const PARTY_FIELDS: &str = "Name Address Registration Contact ResponsiblePerson ComplianceProgramme Business \
    RelationToEndUser Fee";

/// What takes a text out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Kept,
    Person,
    Party,
    Price,
    Reference,
    FileName,
    Classified,
    /// The name of its file.
    ClassifiedFile,
    Denial,
    /// In a denial, and a party all the same.
    DenialParty,
    /// What was changed since it was signed.
    Changed,
}

/// A case with what its texts are; `words` holds the word of each, its place, and what takes it out.
pub struct Full {
    pub dossier: Dossier,
    pub signed: Vec<SignedNow>,
    pub log: Vec<LogEntry>,
    pub missing: Vec<String>,
    pub words: Vec<(String, String, Class)>,
}

impl Full {
    pub fn case(&self) -> Case<'_> {
        let around = Around {
            signed: &self.signed,
            log: &self.log,
            proof: Some(Proof::NOTHING),
            missing: &self.missing,
        };
        Case::of(&BUNDLE, &self.dossier, &around, day())
    }
}

pub fn full() -> Full {
    let mut value = serde_json::to_value(filled()).unwrap();
    let mut words = Vec::new();
    put_words(&mut value, "", &mut words);
    let mut dossier: Dossier = serde_json::from_value(value).unwrap();
    repeat_secrets(&mut dossier, &words);
    let mut word = |place: &str, class| {
        let word = format!("Zusatz{}q", letters(words.len()));
        words.push((word.clone(), place.to_owned(), class));
        word
    };
    let reviewer = format!("Rita {}", word("signed/who", Class::Person));
    let reason = word("signed/reason", Class::Kept);
    let saved_by = format!("Saul {}", word("log/who", Class::Person));
    let missing = vec![format!("{}.pdf", word("missing", Class::FileName))];
    let mut before = dossier.clone();
    before.officer = format!("Olga {}", word("signed/changed", Class::Changed));
    let step = SignOff {
        role: Role::Reviewer,
        act: Act::SendsBack,
        who: reviewer,
        at: 1_790_000_000,
        key: PublicKey([7; 32]),
        dossier: "d".repeat(64),
        log: "e".repeat(64),
        editions: dossier.editions.clone(),
        reasons: BTreeMap::from([(2, reason)]),
        signature: String::new(),
    };
    let changes = Some(Arc::from(differences(&before, &dossier)));
    let signed = vec![SignedNow { step, standing: Standing::Void, changes }];
    let log = vec![LogEntry {
        at: 1_790_000_000,
        who: saved_by,
        what: vec!["Officer".to_owned()],
        dossier: String::new(),
        before: String::new(),
    }];
    Full { dossier, signed, log, missing, words }
}

/// `bbc`: no digits, so that no word is a number, and no two letters that are written for one.
fn letters(n: usize) -> String {
    let all = b"bcdfghjklmnpqrtvwxz";
    let letter = |n: usize| char::from(all[n % all.len()]);
    [letter(n / all.len() / all.len()), letter(n / all.len()), letter(n)].iter().collect()
}

fn id(text: &str) -> QuestionId {
    QuestionId::parse(text).unwrap()
}

/// Every list has something in it, every text is there.
fn filled() -> Dossier {
    let mut case = sample(Lang::En).dossier;
    case.invented = false;
    let some = |names: &str| -> Value {
        let all = names.split_whitespace().map(|name| (name.to_owned(), Value::from("x")));
        Value::Object(all.collect())
    };
    case.request.fields = serde_json::from_value(some(FIELDS)).unwrap();
    case.request.scope_decision = "x".to_owned();
    for line in &mut case.request.lines {
        line.fields = serde_json::from_value(some(LINE_FIELDS)).unwrap();
    }
    for party in &mut case.request.parties {
        party.fields = serde_json::from_value(some(PARTY_FIELDS)).unwrap();
    }
    for (number, question) in [(40, "C3-Q01"), (41, "C2-Q03"), (42, "C7-Q03")] {
        let answer = case.answers.entry(id(question)).or_default();
        answer.finding = Some(Finding::Concern);
        answer.reason = "x".to_owned();
        case.evidence.insert(EvidenceId(number), typed(question));
    }
    let trace = |from| RemovedEvidence {
        id: EvidenceId(50),
        evidence: typed("C4-Q01"),
        from,
        reason: "x".to_owned(),
    };
    case.removed_evidence = vec![trace(None), trace(Some(id("C4-Q01")))];
    case.kept = vec![Kept {
        key: "observation/KAZ/fh_total/2025".to_owned(),
        title: Text::same("x"),
        old: Text::same("x"),
        new: Text::same("x"),
        edition: "2026-11".to_owned(),
        reason: "x".to_owned(),
    }];
    let ask = BUNDLE.rules.end_use.questions().next().unwrap().id.clone();
    let answer = EndUseAnswer { reply: Some(EndUseReply::Yes), reason: "x".to_owned() };
    case.end_use.answers.insert(ask, answer);
    case.end_use.tier = BUNDLE.rules.end_use.tiers.first().map(|tier| tier.id.clone());
    case.end_use.tier_reason = "x".to_owned();
    case.incidents.insert(IncidentId::parse("KAZ-E122").unwrap(), incident());
    case.removed_incidents = vec![RemovedIncident {
        id: IncidentId::parse("KAZ-E123").unwrap(),
        incident: incident(),
        reason: "x".to_owned(),
    }];
    for (number, record) in &mut case.criteria {
        *record = record_of(*number);
    }
    let denial: DenialFields =
        serde_json::from_value(some("Reference Date Item EndUser Reason Answer")).unwrap();
    case.denials = vec![Denial {
        state: Iso3::parse("FRA"),
        fields: denial,
        identical: Identical::Unclear,
        consulted: false,
    }];
    case.decision.outcome = Some(Outcome::ApproveWithProvisos);
    case.decision.reasons = "x".to_owned();
    case.decision.override_reason = "x".to_owned();
    case
}

type DenialFields = BTreeMap<DenialField, String>;

fn typed(question: &str) -> Evidence {
    Evidence {
        kind: EvidenceKind::Document,
        key: format!("document/{question}"),
        title: Text::same("x"),
        extract: Text::same("x"),
        figure: None,
        source: SourceCopy {
            id: String::new(),
            title: Text::same("x"),
            publisher: "x".to_owned(),
            vintage: Text::same("x"),
            licence: Text::same("x"),
            url: "x".to_owned(),
            place: "x".to_owned(),
        },
        dated: Some(Date::of_year(2025)),
        accessed: Some(day()),
        attachment: Some(Attachment {
            sha256: format!("{:0>64}", question.to_lowercase().replace(['c', 'q', '-'], "")),
            name: "x".to_owned(),
            bytes: 12,
        }),
        grade: Grade::C,
        serves: BTreeMap::from([(id(question), Stance::Raises)]),
    }
}

fn incident() -> Incident {
    let texts = |names: &[IncidentField]| names.iter().map(|it| (*it, "x".to_owned())).collect();
    let source = IncidentSource {
        fields: SourceField::ALL.iter().map(|it| (*it, "x".to_owned())).collect(),
        dated: Some(Date::of_year(2023)),
        ..IncidentSource::default()
    };
    Incident {
        review: Some(Review { by: "x".to_owned(), on: day() }),
        date: Date::parse("2022-01-05"),
        timing: Timing::On,
        fields: texts(&IncidentField::ALL),
        sources: vec![source.clone(), source],
        finding: Some(IncidentFinding::Likely),
        norms: BTreeSet::from([Norm::Life]),
        ..Incident::default()
    }
}

fn record_of(number: u8) -> CriterionRecord {
    let text = || "x".to_owned();
    let measure = MeasureUse {
        measure: "M02".to_owned(),
        fields: MeasureField::ALL.iter().map(|field| (*field, text())).collect(),
    };
    let scenario = Scenario {
        fields: ScenarioField::ALL.iter().map(|field| (*field, text())).collect(),
        likelihood: Some(Likelihood::Credible),
        severity: Some(Severity::Grave),
    };
    CriterionRecord {
        judgement: Some(if number == 2 { Level::Critical } else { Level::PossiblyCritical }),
        reasons: text(),
        departure: text(),
        strongest_for: text(),
        strongest_against: text(),
        finding_reason: text(),
        measures: vec![measure],
        no_measure_reason: text(),
        scenarios: vec![scenario],
        ministry: Ministry { asked: Asked::Concern, on: text(), text: text() },
        ..CriterionRecord::default()
    }
}

/// Codes, ids, dates and names of variants: a word in their place would be no case any more.
fn is_code(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    let lasts = [
        "id",
        "key",
        "iso3",
        "method",
        "method_hash",
        "method_text",
        "data_hash",
        "sha256",
        "indicator",
        "status",
        "qualifier",
        "grade",
        "kind",
        "lang",
        "created",
        "assessed_on",
        "dated",
        "accessed",
        "destination",
        "exporter",
        "regime",
        "end_user",
        "certificate",
        "certificate_until",
        "list",
        "country",
        "finding",
        "judgement",
        "weighing",
        "outcome",
        "identical",
        "state",
        "measure",
        "likelihood",
        "severity",
        "asked",
        "reply",
        "tier",
        "edition",
        "timing",
        "date",
        "until",
        "actor",
        "response",
        "pattern",
        "reliability",
        "credibility",
        "truth",
        "mark",
        "level",
        "basis",
        "age",
        "role",
        "Gap",
        "from",
        "origin",
    ];
    let parts = [
        "/editions/",
        "/parts/",
        "/serves/",
        "/norms/",
        "/tags/",
        "/transit/",
        "/harm/",
        "/questions/",
        "/origin/",
    ];
    lasts.contains(&last)
        || parts.iter().any(|part| path.contains(part))
        || path.ends_with("/review/on")
        || (path.contains("/incidents/") && path.contains("/evidence/"))
}

/// Each text gets a word of its own; the three languages of one text share it.
fn put_words(value: &mut Value, path: &str, words: &mut Vec<(String, String, Class)>) {
    match value {
        Value::Object(all)
            if all.len() == 3 && all.contains_key("en") && all.contains_key("fr") =>
        {
            if all.values().all(|text| text == "") || is_code(path) {
                return;
            }
            let word = word_for(path, words);
            all.values_mut().for_each(|text| *text = Value::from(word.as_str()));
        }
        Value::Object(all) => {
            for (name, it) in all {
                put_words(it, &format!("{path}/{name}"), words);
            }
        }
        Value::Array(all) => {
            for (at, it) in all.iter_mut().enumerate() {
                put_words(it, &format!("{path}/{at}"), words);
            }
        }
        Value::String(text) if !text.is_empty() && !is_code(path) => *text = word_for(path, words),
        _ => (),
    }
}

fn word_for(path: &str, words: &mut Vec<(String, String, Class)>) -> String {
    let class = class(path);
    let n = words.len();
    let word = match class {
        Class::Price => format!("{}", 73_100_017 + 1009 * n),
        _ => format!("Zw{}ort", letters(n)),
    };
    words.push((word.clone(), path.to_owned(), class));
    match class {
        // The classified piece says what it is in its title alone.
        Class::Classified if path.ends_with("/title") => format!("{word} (VS-NfD)"),
        Class::Person => format!("Anna {word}"),
        _ => word,
    }
}

/// Written anew here, not taken from the program.
fn class(path: &str) -> Class {
    let last = path.rsplit('/').next().unwrap_or_default();
    let of_request = path.starts_with("/request/");
    if path == "/evidence/41/attachment/name" {
        return Class::ClassifiedFile;
    }
    if path.starts_with("/evidence/41/") {
        return Class::Classified;
    }
    match last {
        "officer" | "by" => Class::Person,
        "EndUserSignatory" | "AssistanceWho" | "IntangibleAccess" | "ResponsiblePerson"
        | "Contact" | "ClassifiedBy" => Class::Person,
        "EndUserName" | "EndUserUnit" | "EndUserMinistry" | "EndUserAddress" | "Address"
        | "Registration" => Class::Party,
        "Name" if of_request => Class::Party,
        "ContractValue" | "ValueUsd" | "PaymentPlan" | "Offset" | "CreditGuarantee"
        | "IncorporationShare" | "UnitPrice" | "Value" | "Fee" => Class::Price,
        "CaseNumber" | "PreviousCases" | "ContractNumber" | "CertificateNumber" | "Serials" => {
            Class::Reference
        }
        "name" if path.contains("/attachment/") => Class::FileName,
        "EndUser" if path.starts_with("/denials/") => Class::DenialParty,
        _ if path.starts_with("/denials/") => Class::Denial,
        _ => Class::Kept,
    }
}

/// Free texts repeat what other fields say.
fn repeat_secrets(dossier: &mut Dossier, words: &[(String, String, Class)]) {
    let first = |class: Class| {
        words.iter().find(|(.., it)| *it == class).map(|(word, ..)| word.as_str()).unwrap()
    };
    let reason = &mut dossier.answers.get_mut(&id("C3-Q01")).unwrap().reason;
    for class in [
        Class::Person,
        Class::Party,
        Class::Price,
        Class::Reference,
        Class::FileName,
        Class::Denial,
    ] {
        *reason = format!("{reason}; see {} twice", first(class).to_uppercase());
    }
    let marked = words.iter().find(|(_, path, _)| path.ends_with("/decision/reasons")).unwrap();
    dossier.decision.reasons = format!("{}\nRESTRICTED: Zwverschlossen as told", marked.0);
}
