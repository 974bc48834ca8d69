//! Surveillance, the digital state and AI law: parts E and F of the list of systems.

use super::*;
use crate::atlas::Qualifier;

fn listed(name: &str) -> &'static Row {
    row("A1", name)
}

#[test]
fn si_082_and_si_083_city_systems_are_found_by_name() {
    assert!(in_column("A1", listed("Sergek"), "State").words.en.contains("replaced"));
    assert_eq!(in_column("A1", listed("Smart Aqkol"), "Place").words.en, "Aqkol");
}

#[test]
fn si_084_128000_cameras() {
    let cameras = in_column("A1", listed("Almaty camera network"), "Number");
    assert_eq!((cameras.value, cameras.qualifier), (Some(128_000.0), Qualifier::AtLeast));
}

#[test]
fn si_085_22000_cameras_are_planned() {
    let cameras = in_column("A1", listed("Astana camera renewal"), "Number");
    assert_eq!((cameras.value, cameras.qualifier), (Some(22_000.0), Qualifier::Planned));
}

/// The goods are tagged, and the tag opens questions of criterion 2.
#[test]
fn si_086_and_si_090_goods_open_questions_of_criterion_2() {
    let two = bundle().rules.criterion(2).unwrap();
    for tag in ["ai_biometric", "interception", "cyber_surv"] {
        let open =
            two.questions.iter().filter(|question| question.items.iter().any(|item| item == tag));
        assert!(open.count() >= 2, "{tag}");
    }
}

#[test]
fn si_087_and_si_088_biometrics() {
    listed("National biometric platform");
    let rule = listed("Biometric check before a loan");
    assert!(in_column("A1", rule, "State").words.en.contains("August 2024"));
}

#[test]
fn si_089_cybershield_is_disputed() {
    let found =
        events("A-events").iter().find(|event| event.text.en.contains("Cybershield")).unwrap();
    assert!(found.is_claim && found.certainty.en == "disputed");
    assert!(in_column("A1", listed("Cybershield"), "State").words.en.contains("deny"));
}

#[test]
fn si_091_to_si_093_programmes_are_listed() {
    listed("Digital Silk Road");
    assert_eq!(in_column("A1", listed("Digital tenge"), "State").words.en, "planned");
    listed("National AI laboratory");
}

#[test]
fn si_094_e_government_with_its_claimant() {
    let row = listed("E-government services");
    assert_eq!(in_column("A1", row, "Number").value, Some(92.0));
    assert!(in_column("A1", row, "Source").words.en.contains("official claim"));
}

#[test]
fn si_095_internet_ranks_are_undated() {
    for (head, rank) in [("Mobile internet speed", 45.0), ("Fixed internet speed", 84.0)] {
        assert_eq!(cell("II.8-society", head, "undated").value, Some(rank));
    }
}

#[test]
fn si_096_vendors_with_home_state_and_eu_flag() {
    let vendors: Vec<&str> = grid("A2").rows.iter().map(|row| row.head.en.as_str()).collect();
    assert_eq!(vendors.len(), 7);
    assert_eq!(cell("A2", "Axis Communications", "Home state").words.en, "Sweden");
    assert_eq!(cell("A2", "Axis Communications", "In the EU").words.en, "European Union");
    assert_eq!(cell("A2", "Dahua", "In the EU").words.en, "no");
    // Nobody told where Target AI is from: that is no "no".
    assert!(cell("A2", "Target AI", "In the EU").is_empty());
}

#[test]
fn si_097_press_investigations_and_official_claims_are_told_apart() {
    let sources: Vec<&str> =
        grid("A1").rows.iter().map(|row| row.source.title.en.as_str()).collect();
    assert!(sources.iter().any(|title| title.contains("press investigation")));
    assert!(sources.iter().any(|title| title.contains("official claim")));
}

#[test]
fn si_098_camera_arrests_are_claims_apart_from_the_10000() {
    let claims = [event("KAZ-E274"), event("KAZ-E275")];
    assert!(claims.iter().all(|event| event.is_claim && event.criteria.contains(&2)));
    let detained = event("KAZ-E121");
    assert!(detained.text.en.contains("10,000") && !detained.is_claim);
    assert!(contradiction("KAZ-X22").is_some());
}

#[test]
fn si_099_to_si_101_and_si_105_the_law_with_its_provisions() {
    let of = |kind: &str| {
        let rows = grid("A3").rows.iter();
        rows.filter(|row| in_column("A3", row, "Provision").words.en == kind).count()
    };
    assert_eq!((of("risk tier"), of("duty"), of("ban")), (3, 2, 6));
}

#[test]
fn si_106_to_si_109_authority_platform_and_plans() {
    let ministry = row("A3", "Ministry of Artificial Intelligence");
    assert!(ministry.head.en.contains("September 2025"));
    assert_eq!(in_column("A3", ministry, "Year").words.en, "2025");
    row("A3", "National AI platform");
    assert_eq!(cell("A3", "AI assistant for drafting", "Provision").words.en, "plan");
    let forecast = cell("A-figures", "Workers expected to gain productivity", "Value");
    assert_eq!((forecast.value, forecast.qualifier), (Some(70.0), Qualifier::Planned));
    assert_eq!(event("KAZ-E257").certainty.en, "forecast");
}

#[test]
fn si_111_norm_and_practice_stand_side_by_side() {
    let Body::Sides(sides) = body("A4") else { panic!("no sides") };
    let [norm, practice] = sides.as_ref();
    assert_eq!(norm.grid.rows.len(), 6);
    assert!(practice.grid.rows.iter().any(|row| row.head.en == "Sergek"));
    let Body::Contradictions(found) = body("A5") else { panic!("no contradiction") };
    assert!(found.iter().any(|row| row.id == "KAZ-X43"));
}
