//! The two stages of criterion 8 and the scenarios, by keyboard, and how they look.

use super::data::press;
use super::harness::{Run, act, start};
use super::pictures::keep;
use egui::{Key as K, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use kriterion::i18n::{Key, Word as _, fill, say};
use kriterion::session::{Action, Place};
use kriterion::words;
use kriterion_heart::dossier::{Asked, Dossier, Field, MeasureField, ScenarioField};
use kriterion_heart::edit::{Edit, MinistryEdit, ScenarioEdit};
use kriterion_heart::level::{Finding, Likelihood, Severity};
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::stages::{Call, Filter, of_case};
use kriterion_heart::text::Lang;

fn sample(lang: Lang, size: [f32; 2], scale: f32, dark: bool, number: u8) -> Harness<'static, Run> {
    let mut harness = start(lang, size, scale, dark);
    act(&mut harness, Action::OpenSample);
    act(&mut harness, Action::Go(Place::Criterion(number)));
    harness
}

fn edit(harness: &mut Harness<'_, Run>, edit: Edit) {
    act(harness, Action::Edit(Box::new(edit)));
}

fn dossier(harness: &mut Harness<'_, Run>) -> Dossier {
    Dossier::clone(harness.state_mut().app().session().dossier().unwrap())
}

fn id(text: &str) -> QuestionId {
    QuestionId::parse(text).unwrap()
}

fn answer(harness: &mut Harness<'_, Run>, question: &str, finding: Finding) {
    edit(harness, Edit::Finding(id(question), Some(finding)));
}

fn type_text(harness: &mut Harness<'_, Run>, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run_ok();
}

/// The spoken name of a figure's button.
fn figure(harness: &mut Harness<'_, Run>, lang: Lang, reading: &str) -> String {
    let case = dossier(harness);
    let bundle = harness.state_mut().app().session().bundle.clone();
    let figures = kriterion_heart::stages::figures(&bundle, &case).unwrap();
    let row = figures.rows.iter().find(|row| row.reading.id == reading).unwrap();
    let (fact, question) = (words::reading(lang, &row.reading), row.question.to_string());
    fill(lang, Key::AttachFact, &[("fact", &fact), ("question", &question)])
}

/// The first of this name on the page: the panel stands above the questions.
fn press_first(harness: &mut Harness<'_, Run>, label: &str) {
    harness.get_all_by_label(label).next().unwrap().focus();
    harness.run_ok();
    harness.key_press(K::Space);
    harness.run_ok();
}

#[test]
fn a_figure_of_the_panel_is_attached_by_keyboard_and_stage_2_is_called_for() {
    let lang = Lang::En;
    let mut harness = sample(lang, [1280.0, 800.0], 1.0, false, 8);
    edit(&mut harness, Edit::Field(Field::ValueUsd, "900000000".to_owned()));
    let suggested = words::standing(
        lang,
        of_case(&harness.state_mut().app().session().bundle.clone(), &dossier(&mut harness))
            .unwrap()
            .standing(id("C8-Q02"))
            .unwrap(),
    );
    assert!(suggested.contains("suggested by the data"), "{suggested}");
    assert!(harness.query_by_label(&suggested).is_some());
    let before = dossier(&mut harness).evidence_for(id("C8-Q03")).count();
    let name = figure(&mut harness, lang, "MILEX_GDP");
    press_first(&mut harness, &name);
    let attached = dossier(&mut harness);
    assert_eq!(attached.evidence_for(id("C8-Q03")).count(), before + 1);
    assert_eq!(attached.finding(id("C8-Q02")), None, "nothing is filled in");

    // The deal is large: stage 2 is called for, and the ministry is asked after.
    let asked = say(lang, Key::MinistryAsked);
    harness.get_by_label(asked).focus();
    harness.run_ok();
    harness.key_press(K::Space);
    harness.run_ok();
    harness.get_by_label(Asked::NoReply.word(lang)).focus();
    harness.run_ok();
    harness.key_press(K::Space);
    harness.run_ok();
    harness.get_by_label(say(lang, Key::MinistryText)).focus();
    harness.run_ok();
    type_text(&mut harness, "Asked by letter.");
    let now = dossier(&mut harness);
    assert_eq!(now.record(8).ministry.asked, Asked::NoReply);
    assert_eq!(now.record(8).ministry.text, "Asked by letter.");
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::COMMAND, K::Z);
        harness.run_ok();
    }
    assert!(dossier(&mut harness).record(8).ministry.is_empty(), "two steps of undo");
}

#[test]
fn answers_without_concern_pass_the_filter_and_the_panel_says_so() {
    let lang = Lang::De;
    let mut harness = sample(lang, [1280.0, 800.0], 1.0, false, 8);
    let passed = fill(lang, Key::StagesPassed, &[("n", "8")]);
    assert!(harness.query_by_label(&passed).is_none(), "nothing is answered yet");
    answer(&mut harness, "C8-Q01", Finding::NoConcern);
    answer(&mut harness, "C8-Q02", Finding::NoConcern);
    assert!(harness.query_by_label(&passed).is_some());
    let name = figure(&mut harness, lang, "MILEX_GDP");
    let shown = harness.get_all_by_label(&name).count();
    let bundle = harness.state_mut().app().session().bundle.clone();
    let found = of_case(&bundle, &dossier(&mut harness)).unwrap();
    assert_eq!((found.filter, found.second.call), (Filter::Passed, Call::Spared));
    assert!(harness.query_by_label(say(lang, Key::MinistryAsked)).is_none());
    // The table is folded now; it opens by keyboard.
    let questions = words::questions(
        lang,
        &[2, 3, 4, 5, 6, 7].map(|number| QuestionId { criterion: 8, number }),
    );
    press(&mut harness, &fill(lang, Key::StagesFigures, &[("questions", &questions)]));
    assert_eq!(harness.get_all_by_label(&name).count(), shown + 1);
}

#[test]
fn a_scenario_is_written_and_weighed_by_keyboard_and_changes_no_level() {
    let lang = Lang::En;
    let mut harness = sample(lang, [1280.0, 800.0], 1.0, false, 2);
    let before = harness.state_mut().app().session().assessment().unwrap().clone();
    press(&mut harness, &fill(lang, Key::ScenariosTitle, &[("n", "0")]));
    press(&mut harness, say(lang, Key::ScenarioAdd));
    let scenario = fill(lang, Key::ScenarioN, &[("n", "1")]);
    let named =
        |field: &str| fill(lang, Key::ScenarioField, &[("scenario", &scenario), ("field", field)]);
    harness.get_by_label(&named(ScenarioField::Event.word(lang))).focus();
    harness.run_ok();
    let event = "The police listen to the phones of journalists.";
    type_text(&mut harness, event);
    let choose = |key, word: &str| format!("{}: {word}", named(say(lang, key)));
    press(&mut harness, &choose(Key::ScenarioLikelihood, Likelihood::Credible.word(lang)));
    let prompt = harness.state_mut().app().session().bundle.rules.scenarios.clone().unwrap();
    let prompt = format!("! {}", prompt.prompt.get(lang));
    press(&mut harness, &choose(Key::ScenarioSeverity, Severity::Serious.word(lang)));
    assert!(harness.query_by_label(&prompt).is_none(), "moderate");
    press(&mut harness, &choose(Key::ScenarioSeverity, Severity::Grave.word(lang)));
    assert!(harness.query_by_label(&prompt).is_some(), "high");
    let row = dossier(&mut harness).record(2).scenarios[0].clone();
    assert_eq!(row.field(ScenarioField::Event), event);
    assert_eq!((row.likelihood, row.severity), (Some(Likelihood::Credible), Some(Severity::Grave)));
    let after = harness.state_mut().app().session().assessment().unwrap().clone();
    assert_eq!(after, before, "an aid changes nothing");

    // The matrix names the scenario in its cell.
    let own = fill(lang, Key::ScenarioCellOwn, &[("list", "1")]);
    let cell = fill(
        lang,
        Key::ScenarioCell,
        &[
            ("likelihood", Likelihood::Credible.word(lang)),
            ("severity", Severity::Grave.word(lang)),
            ("risk", kriterion_heart::level::Risk::High.word(lang)),
            ("own", &own),
        ],
    );
    assert!(harness.query_by_label(&cell).is_some());

    // A measure takes the scenario as what it answers.
    edit(&mut harness, Edit::AddMeasure(2, "M05".to_owned()));
    let answered = format!("{scenario}: {} M05", say(lang, Key::ScenarioAnswerWith));
    press(&mut harness, &answered);
    let measure = dossier(&mut harness).record(2).measures[0].clone();
    assert_eq!(measure.field(MeasureField::Answers), event);
    press(&mut harness, &fill(lang, Key::RemoveNamed, &[("title", &scenario)]));
    assert_eq!(dossier(&mut harness).record(2).scenarios, []);
}

/// A case in which stage 2 is called for and the ministry has answered.
fn large_deal(harness: &mut Harness<'_, Run>) {
    edit(harness, Edit::Field(Field::ValueUsd, "400000000".to_owned()));
    answer(harness, "C8-Q01", Finding::Unclear);
    answer(harness, "C8-Q03", Finding::Concern);
    answer(harness, "C8-Q04", Finding::Concern);
    edit(harness, Edit::Ministry(8, MinistryEdit::Asked(Asked::NoReply)));
    edit(harness, Edit::Ministry(8, MinistryEdit::On("2026-11-20".to_owned())));
}

#[test]
fn pictures_of_criterion_8() {
    for (name, lang, size, scale, dark, at) in [
        ("criterion-8-german", Lang::De, [1280.0, 800.0], 1.0, false, "LDC"),
        ("criterion-8-small", Lang::De, [960.0, 600.0], 1.0, false, "MILEX_GDP"),
        ("criterion-8-wide-dark", Lang::De, [1920.0, 1080.0], 1.0, true, "MILEX_SOCIAL"),
        ("criterion-8-200-percent", Lang::De, [1366.0, 768.0], 2.0, false, "MILEX_GDP"),
    ] {
        let mut harness = sample(lang, size, scale, dark, 8);
        large_deal(&mut harness);
        let name_of_it = figure(&mut harness, lang, at);
        harness.get_all_by_label(&name_of_it).next().unwrap().focus();
        harness.run_ok();
        keep(&mut harness, name);
    }
    let mut harness = sample(Lang::De, [960.0, 600.0], 1.0, true, 8);
    large_deal(&mut harness);
    harness.get_by_label(say(Lang::De, Key::MinistryText)).focus();
    harness.run_ok();
    keep(&mut harness, "criterion-8-ministry-dark");
}

#[test]
fn pictures_of_scenarios() {
    let words = |lang: Lang, de: &str, en: &str| match lang {
        Lang::De => de.to_owned(),
        _ => en.to_owned(),
    };
    for (name, lang, size, scale, dark) in [
        ("scenarios-german", Lang::De, [1280.0, 800.0], 1.0, false),
        ("scenarios-small", Lang::De, [960.0, 600.0], 1.0, false),
        ("scenarios-wide-dark", Lang::De, [1920.0, 1080.0], 1.0, true),
        ("scenarios-200-percent", Lang::De, [1366.0, 768.0], 2.0, false),
    ] {
        let mut harness = sample(lang, size, scale, dark, 2);
        let events = [
            words(
                lang,
                "Die Polizei hört mit den Peilern Journalistinnen ab.",
                "The police listen to journalists with the finders.",
            ),
            words(lang, "Ein Gerät gelangt auf den Markt.", "A set gets on the market."),
        ];
        for (at, event) in events.into_iter().enumerate() {
            edit(&mut harness, Edit::Scenario(2, ScenarioEdit::Add));
            let event = ScenarioEdit::Field(at, ScenarioField::Event, event);
            edit(&mut harness, Edit::Scenario(2, event));
        }
        for step in [
            ScenarioEdit::Likelihood(0, Some(Likelihood::Credible)),
            ScenarioEdit::Severity(0, Some(Severity::Grave)),
            ScenarioEdit::Likelihood(1, Some(Likelihood::Conceivable)),
        ] {
            edit(&mut harness, Edit::Scenario(2, step));
        }
        press(&mut harness, &fill(lang, Key::ScenariosTitle, &[("n", "2")]));
        harness.get_by_label(say(lang, Key::ScenarioAdd)).focus();
        harness.run_ok();
        if name != "scenarios-wide-dark" {
            // The matrix stands below.
            harness.key_press(K::PageDown);
            harness.run_ok();
        }
        keep(&mut harness, name);
    }
}

#[test]
fn the_command_line_gets_the_same_as_json() {
    let mut harness = sample(Lang::En, [1280.0, 800.0], 1.0, false, 8);
    large_deal(&mut harness);
    let bundle = harness.state_mut().app().session().bundle.clone();
    let case = dossier(&mut harness);
    let json = kriterion::cli::stages::of_criterion(Lang::En, &bundle, &case, 8).unwrap();
    assert_eq!(json["filter"], "not_passed");
    assert_eq!(json["stage_2"]["call"], "needed");
    assert_eq!(json["stage_2"]["concerns"], serde_json::json!(["C8-Q03", "C8-Q04"]));
    assert_eq!(json["questions"][0]["basis"], "answered");
    let figures = json["figures"].as_array().unwrap();
    let hdi = figures.iter().find(|row| row["reading"]["id"] == "HDI").unwrap();
    assert_eq!(
        (hdi["region"]["states"].as_u64(), hdi["region"]["of"].as_u64()),
        (Some(5), Some(5))
    );
    assert!(hdi["region"]["median"].as_f64().is_some_and(|median| (0.6..0.9).contains(&median)));
    let risk = figures.iter().find(|row| row["reading"]["id"] == "DSA_RISK").unwrap();
    assert!(risk["region"]["median"].is_null() && risk["region"]["states"] == 0, "{risk}");
    assert!(kriterion::cli::stages::of_criterion(Lang::En, &bundle, &case, 7).is_none());
}
