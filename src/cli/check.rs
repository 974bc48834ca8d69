//! `kriterion check`: every fault and open point of dossiers, criteria files, data packs and reports.

use super::End;
use super::out::{Failure, Out};
use super::proof;
use crate::i18n::{Key, fill, say};
use crate::session::{Notice, is_report};
use crate::store::{self, OpenProblem, Opened, PackSign};
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{Evidence, Incident, IncidentId};
use kriterion_heart::intake::fault::{Fault, Severity};
use kriterion_heart::intake::method::{self, Known};
use kriterion_heart::intake::{self, check_criteria_text, tree};
use kriterion_heart::pack;
use kriterion_heart::relook::Relook;
use kriterion_heart::score::{self, Ground, Recommendation};
use kriterion_heart::text::Lang;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A text file larger than this is no criteria file and no data pack.
const MOST_TEXT: u64 = 16 * 1024 * 1024;
const SUGGESTIONS: &str = "prefill.ron";
const LEDGER: &str = "ledger.ron";

/// One thing to mend or to do.
#[derive(Debug, Clone)]
pub struct Finding {
    pub severity: Kind,
    /// The file, of a text with line and column.
    pub place: String,
    /// Where in a dossier or a report.
    pub inside: Option<String>,
    pub message: String,
    pub hint: String,
    /// What a case rests on that says something else by now: key, old, new.
    pub fact: Option<[String; 3]>,
    /// More fields of JSON.
    pub more: Map<String, Value>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Error,
    Warning,
    /// Nothing is wrong; work is left.
    Open,
    /// The data say something else by now.
    Note,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Open => "open",
            Self::Note => "note",
        }
    }
}

/// `state` and `day` are for reports of others: on which state, and what is past.
pub fn run(
    out: &Out,
    bundle: &Bundle,
    files: &[PathBuf],
    state: Option<&str>,
    day: Date,
) -> Result<End, Failure> {
    let state = state.map(|word| super::state(out, bundle, word)).transpose()?;
    let mut findings = Vec::new();
    let mut unreadable = false;
    for path in files {
        let read = match proof::form(path) {
            Some(form) => Some(proof::file(out, bundle, (path, form), state, day)),
            None => is_report(path).then(|| proof::report(out, bundle, path)),
        };
        if let Some(read) = read {
            match read {
                Ok(found) => findings.extend(found),
                Err(failure) => {
                    unreadable = true;
                    out.note(&failure.message);
                    findings.push(Finding {
                        severity: Kind::Error,
                        place: path.display().to_string(),
                        inside: None,
                        message: failure.message,
                        hint: String::new(),
                        fact: None,
                        more: Map::new(),
                    });
                }
            }
            continue;
        }
        match file(out.lang, bundle, path) {
            Ok(found) => findings.extend(found),
            Err(problem) => {
                unreadable = true;
                out.note(&out.cannot_open(path, problem.clone()).message);
                findings.push(Finding {
                    severity: Kind::Error,
                    place: path.display().to_string(),
                    inside: None,
                    message: words::open_problem(out.lang, &problem),
                    hint: String::new(),
                    fact: None,
                    more: Map::new(),
                });
            }
        }
    }
    // A hint that many findings share is printed once; JSON has it with each.
    let mut hinted = BTreeSet::new();
    let mut text: Vec<String> = findings
        .iter()
        .map(|finding| match hinted.insert(finding.hint.as_str()) {
            true => line(out.lang, finding),
            false => line(out.lang, &Finding { hint: String::new(), ..finding.clone() }),
        })
        .collect();
    text.push(match findings.len() {
        0 => say(out.lang, Key::CliNoFindings).to_owned(),
        many => fill(out.lang, Key::CliFindingCount, &[("count", &many.to_string())]),
    });
    out.text_or_json(
        &text.join("\n"),
        || json!({ "findings": findings.iter().map(json_of).collect::<Vec<Value>>() }),
    )?;
    Ok(match (unreadable, findings.is_empty()) {
        (true, _) => End::Unreadable,
        (false, true) => End::Fine,
        (false, false) => End::Findings,
    })
}

/// A finding on one line, as compilers write them.
pub fn line(lang: Lang, finding: &Finding) -> String {
    let severity = match finding.severity {
        Kind::Error => words::severity(lang, Severity::Error),
        Kind::Warning => words::severity(lang, Severity::Warning),
        Kind::Open => say(lang, Key::CliSeverityOpen),
        Kind::Note => say(lang, Key::CliSeverityNote),
    };
    let hint = if finding.hint.is_empty() { String::new() } else { format!(" {}", finding.hint) };
    let said = words::labelled(lang, severity, &format!("{}{hint}", finding.message));
    let said =
        finding.inside.iter().fold(said, |said, inside| words::labelled(lang, inside, &said));
    words::labelled(lang, &finding.place, &said)
}

fn json_of(finding: &Finding) -> Value {
    // For programs the same in every language.
    let place = match &finding.inside {
        Some(inside) => format!("{}: {inside}", finding.place),
        None => finding.place.clone(),
    };
    let mut object = json!({
        "severity": finding.severity.code(),
        "place": place,
        "message": finding.message,
        "hint": finding.hint,
    });
    if let Some([key, old, new]) = &finding.fact {
        object["fact"] = json!({ "key": key, "old": old, "new": new });
    }
    if let Some(fields) = object.as_object_mut() {
        fields.extend(finding.more.clone());
    }
    object
}

pub fn of_fault(lang: Lang, fault: &Fault) -> Finding {
    let (message, hint) = words::fault(lang, fault);
    let severity = match fault.severity {
        Severity::Error => Kind::Error,
        Severity::Warning => Kind::Warning,
    };
    Finding {
        severity,
        place: format!("{}:{}:{}", fault.at.file, fault.at.line, fault.at.column),
        inside: None,
        message,
        hint,
        fact: None,
        more: Map::new(),
    }
}

/// A dossier by its first bytes, any other file as text.
fn file(lang: Lang, bundle: &Bundle, path: &Path) -> Result<Vec<Finding>, OpenProblem> {
    let text = path.extension().is_some_and(|end| end == "ron");
    if !text {
        return store::open(path).map(|opened| dossier(lang, bundle, path, &opened));
    }
    let bytes =
        store::read_limited(path, MOST_TEXT).map_err(|error| OpenProblem::from_io(&error))?;
    let text = String::from_utf8(bytes).map_err(|_| OpenProblem::Foreign)?;
    let name = path.display().to_string();
    if is_method(&text) && text.len() as u64 > store::MOST_METHOD {
        return Err(OpenProblem::TooLarge { limit: store::MOST_METHOD / (1024 * 1024) });
    }
    let faults = text_faults(bundle, &name, &text);
    let mut findings: Vec<Finding> = faults.iter().map(|fault| of_fault(lang, fault)).collect();
    let signature = store::read_signature(path);
    if store::check_pack(text.as_bytes(), signature.as_deref()) == PackSign::Bad {
        let message = say(lang, Key::DataBadSignature).to_owned();
        let (place, hint) = (name, String::new());
        let severity = Kind::Error;
        findings.push(Finding {
            severity,
            place,
            inside: None,
            message,
            hint,
            fact: None,
            more: Map::new(),
        });
    }
    Ok(findings)
}

/// By the field that no other file has.
fn is_method(text: &str) -> bool {
    let node = tree::parse("", text, &mut Vec::new());
    let fields = node.as_ref().and_then(|node| node.as_struct());
    fields.is_some_and(|node| node.field("min_coverage").is_some())
}

/// A method, a data pack, the suggestions, or else a file of the criteria.
fn text_faults(bundle: &Bundle, name: &str, text: &str) -> Vec<Fault> {
    let known = || Known::of(&bundle.rules.registry, &bundle.prefill.inputs, &bundle.atlas);
    let mut faults = Vec::new();
    if is_method(text) {
        method::method(name, text, &known(), &mut faults);
    } else if name.ends_with(SUGGESTIONS) {
        let plain = Known::of(&bundle.rules.registry, &[], &bundle.atlas);
        method::prefill(name, text, &bundle.rules, &plain, &mut faults);
    } else if name.ends_with(LEDGER) {
        intake::ledger::ledger(name, text, &bundle.rules, &mut faults);
    } else if pack::looks_like_pack(text) {
        faults = pack::read(name, text, &bundle.atlas).1;
    } else {
        faults = check_criteria_text(name, text, Some(&bundle.rules));
    }
    faults
}

fn dossier(lang: Lang, bundle: &Bundle, path: &Path, opened: &Opened) -> Vec<Finding> {
    let dossier = &opened.dossier;
    let file = path.display().to_string();
    let open = |inside: &str, message: String, hint: String| Finding {
        severity: Kind::Open,
        place: file.clone(),
        inside: Some(inside.to_owned()),
        message,
        hint,
        fact: None,
        more: Map::new(),
    };
    let told = Notice::on_opened(bundle, opened).into_iter().map(|notice| {
        let severity = match notice {
            Notice::OtherEdition | Notice::MethodNotHere { .. } => Kind::Warning,
            _ => Kind::Error,
        };
        let (message, hint) = words::notice(lang, &notice);
        let hint = hint.unwrap_or_default();
        Finding {
            severity,
            place: file.clone(),
            inside: None,
            message,
            hint,
            fact: None,
            more: Map::new(),
        }
    });
    let mut findings: Vec<Finding> = told.collect();
    let request = say(lang, Key::PlaceRequest);
    for missing in score::missing(dossier) {
        let message = words::ground(lang, Ground::MissingField(missing));
        findings.push(open(request, message, say(lang, Key::CliMissingHint).to_owned()));
    }
    let assessment = score::assess(&bundle.rules, dossier);
    // By criterion; what concerns the whole case, and may lock an approval, comes first and as a warning.
    let mut of_criteria: Vec<(u8, Finding)> = Vec::new();
    for id in assessment.criteria.iter().flat_map(|proposal| &proposal.open) {
        let ask = words::ask(lang, &bundle.rules, *id);
        let message = fill(lang, Key::CliOpenQuestion, &[("ask", ask)]);
        let hint = say(lang, Key::CliOpenQuestionHint).to_owned();
        of_criteria.push((id.criterion, open(&id.to_string(), message, hint)));
    }
    let Recommendation { grounds, later, gates, .. } = &assessment.recommendation;
    let gates = gates.iter().filter(|gate| !gate.passed).map(|gate| {
        let number = gate.question.map(|id| id.criterion).or(gate.criterion);
        (number, words::gate_apart(lang, gate))
    });
    let grounds = grounds.iter().chain(later).filter(|ground| is_open(ground));
    let grounds = grounds
        .map(|ground| (super::score::ground_code(ground).1, words::ground_apart(lang, *ground)));
    for (number, (place, message)) in gates.chain(grounds) {
        let place = place.as_deref().unwrap_or(say(lang, Key::PlaceDecision));
        let finding = open(place, message, String::new());
        match number {
            Some(number) => of_criteria.push((number, finding)),
            None => findings.insert(0, Finding { severity: Kind::Warning, ..finding }),
        }
    }
    of_criteria.sort_by_key(|(number, _)| *number);
    findings.extend(of_criteria.into_iter().map(|(_, finding)| finding));
    let drafts = dossier.incidents.values().filter(|entry| !entry.is_accepted()).count();
    let unfound = |entry: &&Incident| entry.is_accepted() && entry.finding.is_none();
    let unfound = dossier.incidents.values().filter(unfound).count();
    let rests = |item: &Evidence| {
        let id = IncidentId::of_key(&item.key)?;
        Some(dossier.incidents.get(&id).is_some_and(Incident::is_accepted))
    };
    let loose = dossier.evidence.values().filter(|item| rests(item) == Some(false)).count();
    for (n, key, hint) in [
        (loose, Key::CheckLoose, Key::CheckLooseHint),
        (drafts, Key::CheckDrafts, Key::CheckDraftsHint),
        (unfound, Key::CheckUnfound, Key::CheckUnfoundHint),
    ] {
        if n > 0 {
            let message = fill(lang, key, &[("n", &n.to_string())]);
            findings.push(open(
                say(lang, Key::PlaceIncidents),
                message,
                say(lang, hint).to_owned(),
            ));
        }
    }
    let relooks = words::relooks(bundle, dossier);
    findings.extend(relooks.iter().map(|relook| of_relook(lang, &file, relook)));
    findings
}

/// Old and new side by side; JSON has them apart.
fn of_relook(lang: Lang, file: &str, relook: &Relook) -> Finding {
    let (title, old) = (relook.title.get(lang), relook.old.get(lang));
    let new = match relook.new.get(lang) {
        "" => say(lang, Key::RelookGone),
        new => new,
    };
    let slots = [("title", title), ("old", old), ("new", new)];
    let questions: Vec<String> = relook.serves.iter().map(ToString::to_string).collect();
    Finding {
        severity: Kind::Note,
        place: file.to_owned(),
        inside: (!questions.is_empty()).then(|| questions.join(", ")),
        message: fill(lang, Key::RelookFinding, &slots),
        hint: say(lang, Key::RelookFindingHint).to_owned(),
        fact: Some([relook.key.clone(), old.to_owned(), relook.new.get(lang).to_owned()]),
        more: Map::new(),
    }
}

/// Work left to do; the others are results, or said already.
fn is_open(ground: &Ground) -> bool {
    matches!(
        ground,
        Ground::DenialOpen(_)
            | Ground::DenialUnclear(_)
            | Ground::NoDataLevel(_)
            | Ground::FindingOpen(_)
            | Ground::StaleEmbargo
            | Ground::ScopeDecisionMissing
            | Ground::CertificateUnchecked
            | Ground::CertificateFalse
            | Ground::CertificateExpired
            | Ground::WeighingOpen(_)
            | Ground::ProvisoMissing(_)
    )
}
