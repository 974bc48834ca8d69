//! Measures: one step at most, and some that never count.

use super::*;
use Level::{Critical, NotCritical, PossiblyCritical};

#[track_caller]
fn check(criterion: u8, judgement: Level, measures: &[&str], concern: &[&str], expected: Level) {
    let mut dossier = judged();
    record(&mut dossier, criterion).judgement = Some(judgement);
    for measure in measures {
        use_measure(&mut dossier, criterion, measure);
    }
    for question in concern {
        answer(&mut dossier, id(question), Finding::Concern);
    }
    let found = residual(rules(), &dossier, criterion);
    assert_eq!(found, Some(expected), "{criterion} {judgement:?} {measures:?} {concern:?}");
    assert_eq!(propose(&dossier, criterion).residual, found);
}

#[test]
fn measures_lower_one_step_at_most() {
    check(7, Critical, &[], &[], Critical);
    check(7, Critical, &["M03", "M04", "M09"], &[], PossiblyCritical);
    check(7, PossiblyCritical, &["M01"], &[], NotCritical);
    check(7, PossiblyCritical, &["M01", "M02", "M15"], &["C7-Q04"], PossiblyCritical);
    check(7, PossiblyCritical, &["M01", "M03"], &["C7-Q09"], NotCritical);
    check(1, Critical, &["M08b", "M12"], &[], Critical);
    check(1, Critical, &["M19"], &[], PossiblyCritical);
    check(6, Critical, &["M15", "M20", "M23"], &[], Critical);
    check(2, Critical, &["M08"], &[], Critical);
    check(2, PossiblyCritical, &["M08"], &[], NotCritical);
    check(2, Critical, &["M08", "M05"], &[], PossiblyCritical);
    check(3, Critical, &["M09"], &[], Critical);
    check(3, Level::NoData, &["M05"], &[], Level::NoData);
}

#[test]
fn a_measure_without_all_its_fields_does_not_count() {
    let mut dossier = judged();
    record(&mut dossier, 7).judgement = Some(Critical);
    use_measure(&mut dossier, 7, "M03");
    record(&mut dossier, 7).measures[0].fields.remove(&MeasureField::IfItFails);
    assert_eq!(residual(rules(), &dossier, 7), Some(Critical));
    record(&mut dossier, 7).judgement = None;
    assert_eq!(residual(rules(), &dossier, 7), None);
}
