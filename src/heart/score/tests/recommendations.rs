//! Test vectors of `scoring.md` 8.1, gates, and what an application lacks.

use super::*;
use crate::level::Outcome;

#[track_caller]
fn check(name: &str, change: impl FnOnce(&mut Dossier), outcome: Outcome, grounds: &[Ground]) {
    let mut dossier = judged();
    change(&mut dossier);
    let recommendation = assess(rules(), &dossier).recommendation;
    assert_eq!(recommendation.outcome, outcome, "{name}: {recommendation:?}");
    assert_eq!(recommendation.grounds, grounds, "{name}");
}

fn denial(dossier: &mut Dossier, date: &str) {
    dossier.denials.push(Denial {
        state: Some(iso("FRA")),
        fields: BTreeMap::from([(DenialField::Date, date.to_owned())]),
        identical: Identical::Yes,
        consulted: false,
    });
}

#[test]
fn the_twelve_vectors() {
    use Ground::*;
    use Outcome::*;
    let met = |n| move |dossier: &mut Dossier| record(dossier, n).finding = LegalFinding::Met;
    check("A", met(1), Refuse, &[FindingMet(1)]);
    check("B", |d| (met(3)(d), denial(d, "2026-01-01")).0, Refuse, &[FindingMet(3)]);
    check("C", |d| denial(d, "2023-12-25"), Consult, &[DenialOpen(0)]);
    check("D", |d| denial(d, "2023-11-24"), Approve, &[]);
    let critical = |n: u8, weighing| {
        move |d: &mut Dossier| {
            let record = record(d, n);
            (record.judgement, record.weighing) = (Some(Level::Critical), weighing);
        }
    };
    check("E", critical(8, Weighing::Open), Refer, &[WeighingOpen(8)]);
    let with_measures = |d: &mut Dossier| {
        critical(7, Weighing::AcceptableWithMeasures)(d);
        use_measure(d, 7, "M03");
        use_measure(d, 7, "M04");
    };
    check("F", with_measures, ApproveWithProvisos, &[Raised(7), OnlyWithMeasures(7)]);
    let no_certificate = |d: &mut Dossier| d.request.certificate = Certificate::NotReceived;
    check("G", no_certificate, Refer, &[CertificateMissing]);
    check("H", |_| (), Approve, &[]);
    let caution = |d: &mut Dossier| {
        record(d, 2).finding = LegalFinding::SpecialCaution;
        record(d, 2).no_measure_reason = "Demining equipment.".into();
    };
    check("I", caution, ApproveWithProvisos, &[SpecialCaution]);
    check("J", |d| record(d, 6).judgement = Some(Level::NoData), Refer, &[NoDataLevel(6)]);
    let part = LinePart::QuantityOrValue;
    let gap = MissingField(Missing::Line { line: 0, part });
    let no_quantity =
        |d: &mut Dossier| drop(d.request.lines[0].fields.remove(&LineField::Quantity));
    check("K", no_quantity, ReturnToApplicant, &[gap]);
    let refused = |d: &mut Dossier| record(d, 5).weighing = Weighing::RefuseOnThis;
    check("L", refused, Refuse, &[RefuseOnThis(5)]);
}

#[test]
fn what_else_refers() {
    use Ground::*;
    use Outcome::*;
    for (kind, grounds) in [
        (EndUserKind::NonState, &[NonStateEndUser][..]),
        (EndUserKind::Unknown, &[NonStateEndUser]),
    ] {
        check("end user", |d| d.request.end_user = Some(kind), Refer, grounds);
    }
    let embargo = |finding| move |d: &mut Dossier| answer(d, id("C1-Q01"), finding);
    check("stale", embargo(Finding::NoInformation), Refer, &[StaleEmbargo]);
    check("scope", embargo(Finding::Unclear), Refer, &[ScopeDecisionMissing]);
    let decided = |d: &mut Dossier| {
        embargo(Finding::Unclear)(d);
        d.request.scope_decision = "Sights are outside its scope.".into();
    };
    check("scope decided", decided, Approve, &[]);
    let expired = |d: &mut Dossier| d.request.certificate_until = Date::parse("2026-10");
    check("expired", expired, Refer, &[CertificateExpired]);
    let unclear = |d: &mut Dossier| {
        denial(d, "2026");
        d.denials[0].identical = Identical::Unclear;
    };
    check("unclear denial", unclear, Refer, &[DenialUnclear(0)]);
    let consulted = |d: &mut Dossier| {
        denial(d, "");
        d.denials[0].consulted = true;
    };
    check("consulted", consulted, Approve, &[]);
    let day = "2023-11-25";
    check("three years to the day", |d| denial(d, day), Consult, &[DenialOpen(0)]);
    check("unjudged", |d| record(d, 4).judgement = None, Refer, &[NoDataLevel(4)]);
    check("open", |d| record(d, 4).finding = LegalFinding::Open, Refer, &[FindingOpen(4)]);
    let raised = |d: &mut Dossier| record(d, 6).judgement = Some(Level::PossiblyCritical);
    check("raised", raised, ApproveWithProvisos, &[Raised(6), ProvisoMissing(6)]);
}

#[test]
fn an_empty_case_goes_back_with_every_gap_named() {
    let mut dossier = Dossier::new("new".into(), TODAY, Lang::De, Editions::default());
    let recommendation = assess(rules(), &dossier).recommendation;
    assert_eq!(recommendation.outcome, Outcome::ReturnToApplicant);
    let gaps = missing(&dossier);
    assert_eq!(recommendation.grounds.len() + 1, gaps.len(), "all but the certificate");
    assert!(recommendation.later.contains(&Ground::CertificateMissing));

    // Once judged, a form field alone does not hide a refusal.
    dossier = judged();
    dossier.request.fields.remove(&Field::CaseNumber);
    record(&mut dossier, 2).finding = LegalFinding::Met;
    let recommendation = assess(rules(), &dossier).recommendation;
    assert_eq!(recommendation.grounds, [Ground::FindingMet(2)]);
    let gap = Ground::MissingField(Missing::Field(Field::CaseNumber));
    assert_eq!(recommendation.later, [gap]);
}

#[test]
fn kinds_of_licence_need_their_own_fields() {
    let mut dossier = clean();
    assert_eq!(missing(&dossier), []);
    dossier.request.kind = Some(LicenceKind::Brokering);
    assert_eq!(missing(&dossier).len(), 3);
    dossier.request.kind = Some(LicenceKind::Transit);
    assert_eq!(missing(&dossier), [Missing::Transit]);
    dossier.request.kind = Some(LicenceKind::PermanentExport);
    dossier.request.lines[0].incorporation = true;
    assert_eq!(missing(&dossier)[0], Missing::Field(Field::IncorporationSystem));
    dossier.request.lines[0] = GoodsLine { list: ControlList::DualUse, ..GoodsLine::default() };
    assert_eq!(missing(&dossier).len(), 3);
    dossier.request.lines.clear();
    assert_eq!(missing(&dossier), [Missing::GoodsLines]);
}

#[test]
fn gates_fail_for_departures_without_reasons() {
    let failed = |dossier: &Dossier| -> Vec<(&'static str, Option<u8>)> {
        let gates = assess(rules(), dossier).recommendation.gates;
        gates.iter().filter(|gate| !gate.passed).map(|gate| (gate.id, gate.criterion)).collect()
    };
    assert_eq!(failed(&judged()), []);
    assert_eq!(assess(rules(), &judged()).recommendation.gates.len(), 7);

    let mut dossier = judged();
    answer(&mut dossier, id("C3-Q03"), Finding::Concern);
    assert_eq!(failed(&dossier), [("G1", Some(3)), ("G2", Some(3))]);
    attach(&mut dossier, "C3-Q03", Grade::A, Stance::Lowers, "2026");
    record(&mut dossier, 3).finding_reason = "Another unit is meant.".into();
    record(&mut dossier, 3).departure = "short".into();
    assert_eq!(failed(&dossier), [("G2", Some(3))]);
    record(&mut dossier, 3).departure = "ä".repeat(150);
    assert_eq!(failed(&dossier), []);

    let mut dossier = judged();
    record(&mut dossier, 4).judgement = Some(Level::Critical);
    assert_eq!(failed(&dossier), [("G3", Some(4)), ("G4", Some(4))]);
    dossier.decision.outcome = Some(Outcome::ApproveWithProvisos);
    assert_eq!(failed(&dossier).last(), Some(&("override", Some(4))));
    dossier.decision.override_reason = "By order.".into();
    assert_eq!(failed(&dossier).len(), 2);

    let mut dossier = judged();
    dossier.country_view = None;
    record(&mut dossier, 5).strongest_for.clear();
    record(&mut dossier, 6).judgement = None;
    let found = failed(&dossier);
    assert!(found.contains(&("G2", Some(1))), "not critical without data is milder: {found:?}");
    assert!(found.contains(&("G5", Some(5))) && found.contains(&("G6", Some(6))));
}
