//! From judgements, findings and weighings to a recommendation (`scoring.md` section 8).

use super::residual::counts;
use super::{Gate, Missing, Proposal, gates, missing};
use crate::dossier::{Certificate, Dossier, EndUserKind, Identical};
use crate::level::{Finding, LegalFinding, Level, Outcome, Weighing};
use crate::rulebook::Rulebook;
use serde::Serialize;
use std::ops::RangeInclusive;

const ALL: RangeInclusive<u8> = 1..=8;
/// The criteria with a refusal test.
pub(super) const TESTED: RangeInclusive<u8> = 1..=4;
/// The criteria that are weighed.
pub(super) const WEIGHED: RangeInclusive<u8> = 5..=8;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recommendation {
    pub outcome: Outcome,
    /// The grounds for this outcome, all of them; empty for a plain approval.
    pub grounds: Vec<Ground>,
    /// Grounds for other outcomes that stand behind it and decide nothing yet.
    pub later: Vec<Ground>,
    /// See [`Gate`].
    pub gates: Vec<Gate>,
}

/// One ground, as data. Numbers are criteria, or positions in `Dossier::denials`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Ground {
    MissingField(Missing),
    /// Criteria 1 to 4: the refusal test is met.
    FindingMet(u8),
    /// Criteria 5 to 8: weighed, and refused on this.
    RefuseOnThis(u8),
    /// Another State refused the same, and was not yet consulted.
    DenialOpen(usize),
    /// Another State refused something, and nobody has decided whether it is the same.
    DenialUnclear(usize),
    /// Not judged, or judged as *no data*.
    NoDataLevel(u8),
    FindingOpen(u8),
    StaleEmbargo,
    ScopeDecisionMissing,
    CertificateMissing,
    /// Received, but not checked or doubtful.
    CertificateUnchecked,
    CertificateFalse,
    CertificateExpired,
    /// The end user is not a State, or nobody knows.
    NonStateEndUser,
    WeighingOpen(u8),
    /// Criterion 2: established violations call for special caution.
    SpecialCaution,
    /// Judged possibly critical or critical.
    Raised(u8),
    /// Weighed as acceptable with measures only.
    OnlyWithMeasures(u8),
    /// A raised criterion with neither a measure that counts nor a reason why none is needed.
    ProvisoMissing(u8),
}

pub(super) fn recommend(
    rules: &Rulebook,
    dossier: &Dossier,
    proposals: &[Proposal],
) -> Recommendation {
    // The certificate has a rule of its own: an applicant can hand it in while the case is assessed.
    let (core, rest): (Vec<Missing>, Vec<Missing>) = missing(dossier)
        .into_iter()
        .filter(|gap| *gap != Missing::Certificate)
        .partition(|gap| gap.is_core() || untouched(dossier));
    let gaps = |gaps: Vec<Missing>| gaps.into_iter().map(Ground::MissingField).collect();
    let stages: [(Outcome, Vec<Ground>); 6] = [
        (Outcome::ReturnToApplicant, gaps(core)),
        (Outcome::Refuse, refusals(dossier)),
        (Outcome::Consult, denials(rules, dossier)),
        (Outcome::ReturnToApplicant, gaps(rest)),
        (Outcome::Refer, referrals(rules, dossier)),
        (Outcome::ApproveWithProvisos, provisos(rules, dossier)),
    ];
    let mut held = stages.into_iter().filter(|(_, grounds)| !grounds.is_empty());
    let (outcome, mut grounds) = held.next().unwrap_or((Outcome::Approve, Vec::new()));
    let mut later = Vec::new();
    for (other, more) in held {
        // A return names every gap at once, or the applicant comes twice.
        if other == outcome { grounds.extend(more) } else { later.extend(more) }
    }
    Recommendation { outcome, grounds, later, gates: gates::gates(rules, dossier, proposals) }
}

/// Has no person judged, found or weighed anything yet?
fn untouched(dossier: &Dossier) -> bool {
    (1..=8).map(|number| dossier.record(number)).all(|record| {
        record.judgement.is_none()
            && record.finding == LegalFinding::Open
            && record.weighing == Weighing::Open
    })
}

fn refusals(dossier: &Dossier) -> Vec<Ground> {
    let met = TESTED.filter(|n| dossier.record(*n).finding == LegalFinding::Met);
    let refused = WEIGHED.filter(|n| dossier.record(*n).weighing == Weighing::RefuseOnThis);
    met.map(Ground::FindingMet).chain(refused.map(Ground::RefuseOnThis)).collect()
}

/// The positions of another State's denials that are still in force and as `identical` says.
fn in_force(
    rules: &Rulebook,
    dossier: &Dossier,
    identical: Identical,
) -> impl Iterator<Item = usize> {
    let years = rules.case.as_ref().map_or(u16::MAX, |case| case.denial_years);
    let oldest = dossier.assessed_on.years_before(years);
    let own = dossier.request.exporter;
    dossier.denials.iter().enumerate().filter_map(move |(at, denial)| {
        let another = denial.state.is_none() || denial.state != own;
        // A denial without a readable date may be young.
        let young = denial.date().is_none_or(|date| date.latest() >= oldest);
        let holds = another && young && !denial.consulted && denial.identical == identical;
        holds.then_some(at)
    })
}

fn denials(rules: &Rulebook, dossier: &Dossier) -> Vec<Ground> {
    in_force(rules, dossier, Identical::Yes).map(Ground::DenialOpen).collect()
}

fn referrals(rules: &Rulebook, dossier: &Dossier) -> Vec<Ground> {
    let judgement = |number: &u8| dossier.record(*number).judgement;
    let unknown = ALL.filter(|number| matches!(judgement(number), None | Some(Level::NoData)));
    let open = TESTED.filter(|number| dossier.record(*number).finding == LegalFinding::Open);
    let unweighed = WEIGHED.filter(|number| {
        judgement(number) == Some(Level::Critical)
            && dossier.record(*number).weighing == Weighing::Open
    });
    let mut grounds: Vec<Ground> = unknown.map(Ground::NoDataLevel).collect();
    grounds.extend(open.map(Ground::FindingOpen));
    grounds.extend(embargo(rules, dossier));
    grounds.extend(in_force(rules, dossier, Identical::Unclear).map(Ground::DenialUnclear));
    grounds.extend(certificate(dossier));
    let end_user = dossier.request.end_user;
    if matches!(end_user, Some(EndUserKind::NonState | EndUserKind::Unknown)) {
        grounds.push(Ground::NonStateEndUser);
    }
    grounds.extend(unweighed.map(Ground::WeighingOpen));
    grounds
}

fn embargo(rules: &Rulebook, dossier: &Dossier) -> Option<Ground> {
    match dossier.finding(rules.case.as_ref()?.exemption.embargo)? {
        Finding::NoInformation => Some(Ground::StaleEmbargo),
        Finding::Unclear if dossier.request.scope_decision.trim().is_empty() => {
            Some(Ground::ScopeDecisionMissing)
        }
        _ => None,
    }
}

fn certificate(dossier: &Dossier) -> Option<Ground> {
    let until = dossier.request.certificate_until;
    match dossier.request.certificate {
        Certificate::NotReceived => Some(Ground::CertificateMissing),
        Certificate::Received | Certificate::Doubtful => Some(Ground::CertificateUnchecked),
        Certificate::False => Some(Ground::CertificateFalse),
        Certificate::Expired => Some(Ground::CertificateExpired),
        Certificate::Checked => until
            .is_some_and(|until| until.latest() < dossier.assessed_on)
            .then_some(Ground::CertificateExpired),
    }
}

fn provisos(rules: &Rulebook, dossier: &Dossier) -> Vec<Ground> {
    let mut grounds = Vec::new();
    for number in ALL {
        let record = dossier.record(number);
        let before = grounds.len();
        if TESTED.contains(&number) && record.finding == LegalFinding::SpecialCaution {
            grounds.push(Ground::SpecialCaution);
        }
        if matches!(record.judgement, Some(Level::PossiblyCritical | Level::Critical)) {
            grounds.push(Ground::Raised(number));
        }
        if WEIGHED.contains(&number) && record.weighing == Weighing::AcceptableWithMeasures {
            grounds.push(Ground::OnlyWithMeasures(number));
        }
        let measured = record.measures.iter().any(|used| counts(rules, dossier, number, used));
        let excused = !record.no_measure_reason.trim().is_empty();
        if grounds.len() > before && !measured && !excused {
            grounds.push(Ground::ProvisoMissing(number));
        }
    }
    grounds
}
