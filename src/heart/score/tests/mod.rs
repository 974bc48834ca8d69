//! The method against the specification's test vectors, on the real criteria files.

mod flips;
mod invariants;
mod levels;
mod measures;
mod recommendations;

use super::*;
use crate::atlas::{Iso3, SourceCopy};
use crate::date::Date;
use crate::dossier::*;
use crate::level::{Finding, LegalFinding, Level, Mark, Weighing};
use crate::rating::{Basis, CountryRating, CriterionRating, MethodText, RuleOutcome, Truth};
use crate::rulebook::{QuestionId, Relevance, Rulebook, TextEdition};
use crate::text::{Lang, Text};
use std::collections::BTreeMap;
use std::sync::OnceLock;

const TODAY: Date = Date { year: 2026, month: 11, day: 25 };

fn rules() -> &'static Rulebook {
    static RULES: OnceLock<Rulebook> = OnceLock::new();
    RULES.get_or_init(|| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../criteria");
        let files: Vec<(String, String)> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap())
            .filter(|entry| entry.path().extension().is_some_and(|ext| ext == "ron"))
            .map(|entry| {
                let text = std::fs::read_to_string(entry.path()).unwrap();
                (entry.file_name().to_string_lossy().into_owned(), text)
            })
            .collect();
        let rules = crate::intake::rulebook(&files, &mut Vec::new());
        assert_eq!(rules.criteria.len(), 8);
        rules
    })
}

fn id(text: &str) -> QuestionId {
    QuestionId::parse(text).unwrap()
}

fn view(level: impl Fn(u8) -> Level) -> CountryRating {
    let rated = |criterion| CriterionRating {
        criterion,
        level: level(criterion),
        basis: Basis::Rule,
        others: Vec::new(),
        present: 1,
        listed: 1,
        fresh: None,
        rules: vec![RuleOutcome {
            id: "rule".into(),
            note: Text::default(),
            rule: Text::same("rule"),
            mark: Mark::P,
            level: Some(level(criterion)),
            truth: Truth::True,
            decided: true,
            readings: Vec::new(),
            parts: Vec::new(),
        }],
    };
    CountryRating {
        iso3: iso("KAZ"),
        method: "bicc".into(),
        method_hash: String::new(),
        method_text: MethodText::default(),
        data_hash: String::new(),
        as_of: 2026,
        criteria: (1..=8).map(rated).collect(),
    }
}

fn iso(code: &str) -> Iso3 {
    Iso3::parse(code).unwrap()
}

/// Rifles for an army: complete, every question answered "no concern", nothing judged.
fn clean() -> Dossier {
    let mut dossier = Dossier::new("test".into(), TODAY, Lang::En, Editions::default());
    let request = &mut dossier.request;
    for field in [Field::CaseNumber, Field::Received, Field::EndUserName, Field::EndUse] {
        request.fields.insert(field, "given".into());
    }
    request.kind = Some(LicenceKind::PermanentExport);
    request.destination = Some(iso("KAZ"));
    request.exporter = Some(iso("DEU"));
    request.end_user = Some(EndUserKind::Army);
    request.certificate = Certificate::Checked;
    for role in [PartyRole::Applicant, PartyRole::Consignee] {
        let fields = BTreeMap::from([(PartyField::Name, "Somebody".to_owned())]);
        request.parties.push(Party { role, fields, ..Party::default() });
    }
    let line = &mut request.lines[0];
    line.ml = Some(1);
    line.tags.insert("salw".into());
    line.fields.insert(LineField::Description, "Rifles".into());
    line.fields.insert(LineField::Quantity, "100".into());
    for question in rules().criteria.iter().flat_map(|criterion| &criterion.questions) {
        answer(&mut dossier, question.id, Finding::NoConcern);
    }
    dossier.country_view = Some(view(|_| Level::NotCritical));
    dossier
}

/// The same, judged: everything not critical, not met, acceptable.
fn judged() -> Dossier {
    let mut dossier = clean();
    for (number, record) in &mut dossier.criteria {
        record.judgement = Some(Level::NotCritical);
        record.strongest_for = "Looked for, none found.".into();
        record.strongest_against = "Clean record.".into();
        if *number <= 4 {
            record.finding = LegalFinding::NotMet;
        } else {
            record.weighing = Weighing::Acceptable;
        }
    }
    dossier
}

fn answer(dossier: &mut Dossier, id: QuestionId, finding: Finding) {
    dossier.answers.insert(id, Answer { finding: Some(finding), reason: String::new() });
}

fn record(dossier: &mut Dossier, number: u8) -> &mut CriterionRecord {
    dossier.criteria.get_mut(&number).unwrap()
}

fn attach(dossier: &mut Dossier, question: &str, grade: Grade, stance: Stance, dated: &str) {
    let evidence = Evidence {
        kind: EvidenceKind::Document,
        key: String::new(),
        title: Text::same("Paper"),
        extract: Text::default(),
        figure: None,
        source: SourceCopy::default(),
        dated: Date::parse(dated),
        accessed: None,
        attachment: None,
        grade,
        serves: BTreeMap::from([(id(question), stance)]),
    };
    dossier.evidence.insert(EvidenceId(dossier.next_evidence), evidence);
    dossier.next_evidence += 1;
}

fn use_measure(dossier: &mut Dossier, criterion: u8, measure: &str) {
    let fields = MeasureField::ALL.map(|field| (field, "filled".to_owned()));
    let used = MeasureUse { measure: measure.into(), fields: fields.into() };
    record(dossier, criterion).measures.push(used);
}

/// One criterion's proposal.
fn propose(dossier: &Dossier, criterion: u8) -> Proposal {
    proposal::propose(rules(), dossier, criterion)
}
