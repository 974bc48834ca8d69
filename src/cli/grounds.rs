//! Gates, grounds and missing things of a case as sentences.

use crate::i18n::{Key, Word, fill, say};
use kriterion_heart::score::{Gate, Ground, LinePart, Missing};
use kriterion_heart::text::Lang;

pub fn gate(lang: Lang, gate: &Gate) -> String {
    let key = match gate.id {
        "G1" => Key::CliGateG1,
        "G2" => Key::CliGateG2,
        "G3" => Key::CliGateG3,
        "G4" => Key::CliGateG4,
        "G5" => Key::CliGateG5,
        "G6" => Key::CliGateG6,
        "override" => Key::CliGateOverride,
        other => return fill(lang, Key::CliGateOther, &[("id", other)]),
    };
    say(lang, key).to_owned()
}

pub fn ground(lang: Lang, ground: &Ground) -> String {
    let of =
        |key, number: &dyn std::fmt::Display| fill(lang, key, &[("number", &number.to_string())]);
    let plain = |key| say(lang, key).to_owned();
    match ground {
        Ground::MissingField(what) => missing(lang, *what).1,
        Ground::FindingMet(number) => of(Key::CliGroundFindingMet, number),
        Ground::RefuseOnThis(number) => of(Key::CliGroundRefuseOnThis, number),
        Ground::DenialOpen(at) => of(Key::CliGroundDenialOpen, &(at + 1)),
        Ground::DenialUnclear(at) => of(Key::CliGroundDenialUnclear, &(at + 1)),
        Ground::NoDataLevel(number) => of(Key::CliGroundNoData, number),
        Ground::FindingOpen(number) => of(Key::CliGroundFindingOpen, number),
        Ground::StaleEmbargo => plain(Key::CliGroundStaleEmbargo),
        Ground::ScopeDecisionMissing => plain(Key::CliGroundScope),
        Ground::CertificateMissing => plain(Key::CliGroundCertificateMissing),
        Ground::CertificateUnchecked => plain(Key::CliGroundCertificateUnchecked),
        Ground::CertificateFalse => plain(Key::CliGroundCertificateFalse),
        Ground::CertificateExpired => plain(Key::CliGroundCertificateExpired),
        Ground::NonStateEndUser => plain(Key::CliGroundNonState),
        Ground::WeighingOpen(number) => of(Key::CliGroundWeighingOpen, number),
        Ground::SpecialCaution => plain(Key::CliGroundSpecialCaution),
        Ground::Raised(number) => of(Key::CliGroundRaised, number),
        Ground::OnlyWithMeasures(number) => of(Key::CliGroundOnlyWithMeasures, number),
        Ground::ProvisoMissing(number) => of(Key::CliGroundProvisoMissing, number),
    }
}

/// A stable name for JSON, with the criterion where the ground has one.
pub fn code(ground: &Ground) -> (&'static str, Option<u8>) {
    match ground {
        Ground::MissingField(_) => ("missing_field", None),
        Ground::FindingMet(number) => ("finding_met", Some(*number)),
        Ground::RefuseOnThis(number) => ("refuse_on_this", Some(*number)),
        Ground::DenialOpen(_) => ("denial_open", None),
        Ground::DenialUnclear(_) => ("denial_unclear", None),
        Ground::NoDataLevel(number) => ("no_data_level", Some(*number)),
        Ground::FindingOpen(number) => ("finding_open", Some(*number)),
        Ground::StaleEmbargo => ("stale_embargo", None),
        Ground::ScopeDecisionMissing => ("scope_decision_missing", None),
        Ground::CertificateMissing => ("certificate_missing", None),
        Ground::CertificateUnchecked => ("certificate_unchecked", None),
        Ground::CertificateFalse => ("certificate_false", None),
        Ground::CertificateExpired => ("certificate_expired", None),
        Ground::NonStateEndUser => ("non_state_end_user", None),
        Ground::WeighingOpen(number) => ("weighing_open", Some(*number)),
        Ground::SpecialCaution => ("special_caution", Some(2)),
        Ground::Raised(number) => ("raised", Some(*number)),
        Ground::OnlyWithMeasures(number) => ("only_with_measures", Some(*number)),
        Ground::ProvisoMissing(number) => ("proviso_missing", Some(*number)),
    }
}

/// Where something is missing, and what.
pub fn missing(lang: Lang, missing: Missing) -> (String, String) {
    let request = say(lang, Key::CliPlaceRequest).to_owned();
    let (place, what) = match missing {
        Missing::Field(field) => (request, field.word(lang)),
        Missing::Kind => (request, say(lang, Key::CliMissingKind)),
        Missing::Applicant => (request, say(lang, Key::CliMissingApplicant)),
        Missing::GoodsLines => (request, say(lang, Key::CliMissingLines)),
        Missing::Line { line, part } => {
            let key = match part {
                LinePart::Description => Key::CliMissingDescription,
                LinePart::ListEntry => Key::CliMissingEntry,
                LinePart::QuantityOrValue => Key::CliMissingAmount,
            };
            (fill(lang, Key::CliPlaceLine, &[("line", &(line + 1).to_string())]), say(lang, key))
        }
        Missing::Destination => (request, say(lang, Key::CliMissingDestination)),
        Missing::Consignee => (request, say(lang, Key::CliMissingConsignee)),
        Missing::EndUserKind => (request, say(lang, Key::CliMissingEndUser)),
        Missing::Transit => (request, say(lang, Key::CliMissingTransit)),
        Missing::Certificate => (request, say(lang, Key::CliMissingCertificate)),
    };
    (place, fill(lang, Key::CliMissingField, &[("field", what)]))
}
