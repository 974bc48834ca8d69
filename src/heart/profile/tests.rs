//! Profiles of the real bundle.

use super::*;
use crate::rating::tests::bundle;

fn profile(code: &str) -> Profile {
    let ask = Ask::of(Iso3::parse(code).unwrap(), Date::parse("2026-11-28").unwrap());
    bundle().profile(&ask).unwrap()
}

#[test]
fn the_layout_is_sound() {
    let faults: Vec<_> =
        bundle().faults.iter().filter(|fault| fault.at.file == "profile.ron").collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let sections: Vec<&str> =
        bundle().layout.sections.iter().map(|section| section.code.as_str()).collect();
    assert_eq!(
        sections,
        [
            "S", "I.1", "I.2", "I.3", "I.4", "I.5", "I.6", "I.7", "I.8", "II.0", "II.1", "II.2",
            "II.3", "II.4", "II.5", "II.6", "II.7", "II.8", "A", "Q"
        ]
    );
}

#[test]
fn a_state_without_a_report_has_the_same_sections_as_one_with() {
    let codes = |profile: &Profile| -> Vec<String> {
        profile.sections.iter().map(|section| section.code.clone()).collect()
    };
    let (with, without) = (profile("KAZ"), profile("TUV"));
    assert_eq!(codes(&with), codes(&without));
    // What only a report has stays as an empty element with its heading.
    assert!(without.element("T1").unwrap().is_empty());
    assert!(!without.element("T1").unwrap().title.is_empty());
    assert!(without.element("T11-report").is_none());
    assert!(!without.element("T11").unwrap().is_empty());
}
