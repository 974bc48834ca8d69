//! Reasons, changes, grounds and gaps in words: the only place where they become sentences on screen.

use crate::gui::cx::Cx;
use crate::gui::facts;
use crate::gui::widgets;
use crate::i18n::Key;
use egui::{RichText, Ui};
use kriterion_heart::score::{Change, Gate, Ground, LinePart, Missing, Reason};

pub fn reason_ui(ui: &mut Ui, cx: &Cx<'_>, reason: &Reason) {
    let sign = cx.word(reason.weight());
    let text = format!("• {}  ({sign})", reason_words(cx, reason));
    ui.add(egui::Label::new(RichText::new(text).small()).wrap());
    if let Reason::Baseline { readings, .. } = reason {
        for reading in readings {
            let source = reading.sources.first().map_or("", |source| source.publisher.as_str());
            let year = reading.year.map(|year| year.to_string()).unwrap_or_default();
            let value = facts::value_text(cx.lang, reading);
            widgets::weak(
                ui,
                cx,
                format!("     {}: {value} · {source} {year}", cx.text(&reading.name)),
            );
        }
    }
}

pub fn reason_words(cx: &Cx<'_>, reason: &Reason) -> String {
    match reason {
        Reason::Baseline { level, rule, mark, .. } if rule.is_empty() => {
            cx.fill(Key::ReasonBaselineRest, &[("level", cx.word(*level)), ("mark", mark.code())])
        }
        Reason::Baseline { level, rule, mark, .. } => cx.fill(
            Key::ReasonBaseline,
            &[("level", cx.word(*level)), ("rule", cx.text(rule)), ("mark", mark.code())],
        ),
        Reason::BaselineMissing => cx.say(Key::ReasonBaselineMissing).to_owned(),
        Reason::Adjusted { from, to, relevance } => cx.fill(
            Key::ReasonAdjusted,
            &[("from", cx.word(*from)), ("to", cx.word(*to)), ("relevance", cx.word(*relevance))],
        ),
        Reason::GoodsUnknown => cx.say(Key::ReasonGoodsUnknown).to_owned(),
        Reason::MissionStepDown { from, to } => {
            cx.fill(Key::ReasonMission, &[("from", cx.word(*from)), ("to", cx.word(*to))])
        }
        Reason::Answered { question, finding, weight, .. } => cx.fill(
            Key::ReasonAnswered,
            &[
                ("question", &question.to_string()),
                ("finding", cx.word(*finding)),
                ("weight", cx.word(*weight)),
            ],
        ),
        Reason::TwoRule { rule } => cx.fill(Key::ReasonTwoRule, &[("n", &rule.to_string())]),
        Reason::MajorOnRecord => cx.say(Key::ReasonMajorOnRecord).to_owned(),
        Reason::ThreeMinor => cx.say(Key::ReasonThreeMinor).to_owned(),
        Reason::TwoMinorAndExposure => cx.say(Key::ReasonTwoMinor).to_owned(),
        Reason::Exempted => cx.say(Key::ReasonExempted).to_owned(),
        Reason::OpenTrigger(question) => {
            cx.fill(Key::ReasonOpenTrigger, &[("question", &question.to_string())])
        }
        Reason::OpenMajor(question) => {
            cx.fill(Key::ReasonOpenMajor, &[("question", &question.to_string())])
        }
        Reason::ClearedOnWeakEvidence(question) => {
            cx.fill(Key::ReasonClearedWeak, &[("question", &question.to_string())])
        }
        Reason::RaisedOnWeakEvidence(question) => {
            cx.fill(Key::ReasonRaisedWeak, &[("question", &question.to_string())])
        }
        Reason::NothingFound => cx.say(Key::ReasonNothingFound).to_owned(),
    }
}

pub fn change_words(cx: &Cx<'_>, change: &Change) -> String {
    match change {
        Change::Answer { question, finding, to } => cx.fill(
            Key::ChangeAnswer,
            &[
                ("question", &question.to_string()),
                ("finding", cx.word(*finding)),
                ("to", cx.word(*to)),
            ],
        ),
        Change::Baseline { from, to_baseline, to } => cx.fill(
            Key::ChangeBaseline,
            &[("from", cx.word(*from)), ("baseline", cx.word(*to_baseline)), ("to", cx.word(*to))],
        ),
    }
}

pub fn missing_words(cx: &Cx<'_>, missing: Missing) -> String {
    match missing {
        Missing::Field(field) => cx.word(field).to_owned(),
        Missing::Kind => cx.say(Key::LicenceKindLabel).to_owned(),
        Missing::Applicant => cx.word(kriterion_heart::dossier::PartyRole::Applicant).to_owned(),
        Missing::GoodsLines => cx.say(Key::CardGoods).to_owned(),
        Missing::Line { line, part } => {
            let part = match part {
                LinePart::Description => Key::PartDescription,
                LinePart::ListEntry => Key::PartListEntry,
                LinePart::QuantityOrValue => Key::PartQuantityOrValue,
            };
            cx.fill(Key::MissingInLine, &[("n", &(line + 1).to_string()), ("part", cx.say(part))])
        }
        Missing::Destination => cx.say(Key::DestinationLabel).to_owned(),
        Missing::Consignee => cx.word(kriterion_heart::dossier::PartyRole::Consignee).to_owned(),
        Missing::EndUserKind => cx.say(Key::EndUserKindLabel).to_owned(),
        Missing::Transit => cx.say(Key::TransitLabel).to_owned(),
        Missing::Certificate => cx.say(Key::CertificateLabel).to_owned(),
    }
}

pub fn ground_words(cx: &Cx<'_>, ground: Ground) -> String {
    let on = |key: Key, number: u8| cx.fill(key, &[("n", &number.to_string())]);
    let at = |key: Key, at: usize| cx.fill(key, &[("n", &(at + 1).to_string())]);
    match ground {
        Ground::MissingField(missing) => {
            cx.fill(Key::GroundMissing, &[("what", &missing_words(cx, missing))])
        }
        Ground::FindingMet(n) => on(Key::GroundFindingMet, n),
        Ground::RefuseOnThis(n) => on(Key::GroundRefuseOnThis, n),
        Ground::DenialOpen(n) => at(Key::GroundDenialOpen, n),
        Ground::DenialUnclear(n) => at(Key::GroundDenialUnclear, n),
        Ground::NoDataLevel(n) => on(Key::GroundNoDataLevel, n),
        Ground::FindingOpen(n) => on(Key::GroundFindingOpen, n),
        Ground::StaleEmbargo => cx.say(Key::GroundStaleEmbargo).to_owned(),
        Ground::ScopeDecisionMissing => cx.say(Key::GroundScopeDecision).to_owned(),
        Ground::CertificateMissing => cx.say(Key::GroundCertificateMissing).to_owned(),
        Ground::CertificateUnchecked => cx.say(Key::GroundCertificateUnchecked).to_owned(),
        Ground::CertificateFalse => cx.say(Key::GroundCertificateFalse).to_owned(),
        Ground::CertificateExpired => cx.say(Key::GroundCertificateExpired).to_owned(),
        Ground::NonStateEndUser => cx.say(Key::GroundNonState).to_owned(),
        Ground::WeighingOpen(n) => on(Key::GroundWeighingOpen, n),
        Ground::SpecialCaution => cx.say(Key::GroundSpecialCaution).to_owned(),
        Ground::Raised(n) => on(Key::GroundRaised, n),
        Ground::OnlyWithMeasures(n) => on(Key::GroundOnlyWithMeasures, n),
        Ground::ProvisoMissing(n) => on(Key::GroundProvisoMissing, n),
    }
}

/// A gate that failed, in words.
pub fn gate_words(cx: &Cx<'_>, gate: &Gate) -> String {
    let key = match gate.id {
        "G1" => Key::GateG1,
        "G2" => Key::GateG2,
        "G3" => Key::GateG3,
        "G4" => Key::GateG4,
        "G5" => Key::GateG5,
        "G6" => Key::GateG6,
        "G7" => Key::GateG7,
        "G8" => Key::GateG8,
        "G9" => Key::GateG9,
        _ => Key::GateOverride,
    };
    let place = match (gate.question, gate.criterion) {
        (Some(question), _) => question.to_string(),
        (None, Some(number)) => cx.fill(Key::PlaceCriterion, &[("n", &number.to_string())]),
        (None, None) => String::new(),
    };
    if place.is_empty() { cx.say(key).to_owned() } else { format!("{place}: {}", cx.say(key)) }
}
