//! The page of incidents with the keyboard alone: filling, reviewing one by one, the pattern, evidence, undo; pictures.

use super::harness::{Run, act, start, until};
use super::pictures::keep;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use kriterion::i18n::{self, Word as _, fill, say};
use kriterion::session::{Action, Landed, PathFor, Place};
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{
    ActorKind, Credibility, Dossier, Harm, Incident, IncidentField, IncidentFinding, IncidentId,
    IncidentSource, Norm, Reliability, Response, Review, SourceField, Timing, Toll, Whether,
};
use kriterion_heart::edit::Edit;
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::text::Lang;
use std::collections::BTreeMap;

fn press(harness: &mut Harness<'_, Run>, name: &str) {
    harness.get_by_label(name).focus();
    harness.run_ok();
    harness.key_press(Key::Space);
    harness.run_ok();
}

fn write(harness: &mut Harness<'_, Run>, name: &str, text: &str) {
    harness.get_by_label(name).focus();
    harness.run_ok();
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run_ok();
}

fn shortcut(harness: &mut Harness<'_, Run>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    harness.run_ok();
}

fn dossier(harness: &mut Harness<'_, Run>) -> Dossier {
    Dossier::clone(harness.state_mut().app().session().dossier().unwrap())
}

fn id(text: &str) -> IncidentId {
    IncidentId::parse(text).unwrap()
}

#[test]
fn drafts_are_reviewed_one_by_one_with_the_keyboard() {
    let lang = Lang::En;
    let mut harness = start(lang, [1280.0, 9000.0], 1.0, false);
    act(&mut harness, Action::OpenSample);
    shortcut(&mut harness, Key::I);
    assert_eq!(harness.state_mut().app().session().place, Place::Incidents);
    press(&mut harness, say(lang, i18n::Key::IncidentsFill));
    let case = dossier(&mut harness);
    let drafts = case.incidents.len();
    assert!(drafts >= 30 && case.incidents.values().all(|entry| !entry.is_accepted()));

    // The filter leaves one entry; it is opened, judged and taken in.
    write(&mut harness, say(lang, i18n::Key::IncidentsFilter), "zhanaozen");
    let label = fill(lang, i18n::Key::IncidentsShown, &[("n", "1"), ("of", &drafts.to_string())]);
    harness.get_by_label(&label);
    let row = harness.query_all_by_role(egui::accesskit::Role::Button);
    let row: Vec<_> = row.filter(|node| format!("{node:?}").contains("Zhanaozen")).collect();
    assert_eq!(row.len(), 1);
    row[0].focus();
    harness.run_ok();
    harness.key_press(Key::Space);
    harness.run_ok();
    let finding = say(lang, i18n::Key::IncidentFinding);
    press(&mut harness, &format!("{finding}: {}", IncidentFinding::Likely.word(lang)));
    let end_user = say(lang, i18n::Key::IncidentEndUser);
    press(&mut harness, &format!("{end_user}: {}", Whether::No.word(lang)));
    write(&mut harness, IncidentField::Unit.word(lang), "Police of Mangystau");
    write(&mut harness, Harm::Injured.word(lang), "many");
    harness.get_by_label(&format!("! {}", say(lang, i18n::Key::IncidentBadNumber)));
    press(&mut harness, say(lang, i18n::Key::IncidentAccept));
    let entry = dossier(&mut harness).incidents[&id("KAZ-E106")].clone();
    assert!(entry.is_accepted());
    assert_eq!(entry.finding, Some(IncidentFinding::Likely));
    assert_eq!(entry.end_user, Whether::No);
    assert_eq!(entry.field(IncidentField::Unit), "Police of Mangystau");
    assert_eq!(entry.toll(Harm::Injured), None, "what is no number is not taken");

    // The next draft is thrown away, with its reason, and does not come back by filling.
    press(&mut harness, say(lang, i18n::Key::IncidentNextDraft));
    write(&mut harness, say(lang, i18n::Key::IncidentThrowWhy), "twice");
    press(&mut harness, say(lang, i18n::Key::IncidentThrowAway));
    let case = dossier(&mut harness);
    assert_eq!((case.incidents.len(), case.removed_incidents.len()), (drafts - 1, 1));
    assert_eq!(case.removed_incidents[0].reason, "twice");
    act(&mut harness, Action::FillIncidents);
    assert_eq!(dossier(&mut harness).incidents.len(), drafts - 1);

    // Undo brings back the draft, then the entry as it was before its review.
    shortcut(&mut harness, Key::Z);
    assert_eq!(dossier(&mut harness).removed_incidents.len(), 0);
    shortcut(&mut harness, Key::Z);
    assert!(!dossier(&mut harness).incidents[&id("KAZ-E106")].is_accepted());
}

/// The sample with a reviewed ledger: what pictures and further tests begin with.
fn reviewed(lang: Lang, size: [f32; 2], scale: f32, dark: bool) -> Harness<'static, Run> {
    let mut harness = start(lang, size, scale, dark);
    act(&mut harness, Action::OpenSample);
    act(&mut harness, Action::FillIncidents);
    let case = dossier(&mut harness);
    let review = Some(Review { by: "A. Beispiel".to_owned(), on: case.assessed_on });
    let mut entries = BTreeMap::new();
    for (code, actor, finding, response, whether) in [
        ("KAZ-E096", ActorKind::Military, IncidentFinding::Likely, None, Whether::No),
        ("KAZ-E106", ActorKind::Police, IncidentFinding::Likely, None, Whether::Unclear),
        ("KAZ-E121", ActorKind::Police, IncidentFinding::Likely, None, Whether::Yes),
        ("KAZ-E122", ActorKind::InteriorForces, IncidentFinding::Likely, None, Whether::Unclear),
        (
            "KAZ-E123",
            ActorKind::Police,
            IncidentFinding::Likely,
            Some(Response::Prosecuted),
            Whether::Unclear,
        ),
        (
            "KAZ-E144",
            ActorKind::Police,
            IncidentFinding::Possible,
            Some(Response::Denied),
            Whether::Yes,
        ),
        ("KAZ-E274", ActorKind::Intelligence, IncidentFinding::Possible, None, Whether::Yes),
    ] {
        let mut entry = case.incidents[&id(code)].clone();
        entry.review.clone_from(&review);
        (entry.actor, entry.finding, entry.response) = (Some(actor), Some(finding), response);
        entry.end_user = whether;
        if code == "KAZ-E122" {
            entry.norms.insert(Norm::Unrest);
        }
        if code == "KAZ-E274" {
            entry.tags.insert("ai_biometric".to_owned());
            entry.questions.insert(QuestionId::parse("C2-Q03").unwrap());
        }
        entries.insert(id(code), entry);
    }
    act(&mut harness, Action::Edit(Box::new(Edit::Incidents(entries))));
    harness
}

#[test]
fn the_pattern_lists_the_entries_behind_each_number() {
    let lang = Lang::En;
    let mut harness = reviewed(lang, [1280.0, 6000.0], 1.0, false);
    let view = say(lang, i18n::Key::IncidentsView);
    press(&mut harness, &format!("{view}: {}", say(lang, i18n::Key::IncidentsPattern)));
    let text = fill(lang, i18n::Key::PatternEndUser, &[("n", "3")]);
    press(&mut harness, &text);
    let found = harness.query_all_by_role(egui::accesskit::Role::Link);
    let found: Vec<String> = found.map(|node| format!("{node:?}")).collect();
    assert!(found.iter().any(|it| it.contains("10,000 people detained")), "{found:#?}");
    // The time line is also a table.
    press(&mut harness, say(lang, i18n::Key::ChartAsTable));
    harness.get_by_label("2011");
}

#[test]
fn suggestions_stand_beside_the_question_and_answer_nothing() {
    let lang = Lang::En;
    let mut harness = reviewed(lang, [1280.0, 9000.0], 1.0, false);
    let before = dossier(&mut harness).answers;
    act(&mut harness, Action::Go(Place::Criterion(3)));
    let found = harness.query_all_by_role(egui::accesskit::Role::Label);
    let said: Vec<String> = found.map(|node| format!("{node:?}")).collect();
    let suggests = |wanted: &str| said.iter().any(|it| it.contains(wanted));
    assert!(suggests("Incidents suggest: concern (certain: 1"), "{said:#?}");
    assert_eq!(dossier(&mut harness).answers, before);

    // Later the unrest is too old, and that is said.
    let later = Date::parse("2027-06-01").unwrap();
    act(&mut harness, Action::Edit(Box::new(Edit::AssessedOn(later))));
    let found = harness.query_all_by_role(egui::accesskit::Role::Label);
    let said: Vec<String> = found.map(|node| format!("{node:?}")).collect();
    assert!(
        said.iter().any(|it| it.contains("! 1 entry has aged out of the 5 years")),
        "{said:#?}"
    );

    // From the criterion to its entries.
    let page = say(lang, i18n::Key::PlaceIncidents);
    press(&mut harness, &format!("{page}: {}", say(lang, i18n::Key::IncidentShowThem)));
    assert_eq!(harness.state_mut().app().session().place, Place::Incidents);
}

#[test]
fn a_reviewed_entry_becomes_evidence() {
    let lang = Lang::En;
    let mut harness = reviewed(lang, [1280.0, 9000.0], 1.0, false);
    act(&mut harness, Action::Go(Place::Incidents));
    open(&mut harness, "7,000 arrests");
    press(&mut harness, &format!("C2-Q03: {}", say(lang, i18n::Key::IncidentAttach)));
    let case = dossier(&mut harness);
    let question = QuestionId::parse("C2-Q03").unwrap();
    assert!(case.evidence_for(question).any(|(_, item, _)| item.key == "incident/KAZ-E274"));
}

/// Opens the form of the entry whose words hold these.
fn open(harness: &mut Harness<'_, Run>, words: &str) {
    let found = |node: &egui_kittest::Node<'_>| format!("{node:?}").contains(words);
    let row = harness.query_all_by_role(egui::accesskit::Role::Button).find(found).unwrap();
    row.focus();
    harness.run_ok();
    harness.key_press(Key::Space);
    harness.run_ok();
}

#[test]
fn a_table_is_written_and_read_through_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("incidents");
    let mut harness = reviewed(Lang::En, [1280.0, 800.0], 1.0, false);
    let ledger = dossier(&mut harness).incidents;
    let landed = Landed::Path { wanted: PathFor::IncidentsOut, path: path.clone() };
    act(&mut harness, Action::Landed(Box::new(landed)));
    let table = path.with_extension("csv");
    until(&mut harness, |_| table.exists());
    let mut text = std::fs::read_to_string(&table).unwrap();
    text.push_str("odd row\r\n");
    std::fs::write(&table, text).unwrap();
    act(&mut harness, Action::OpenSample);
    act(&mut harness, Action::Answer(kriterion::session::Reply::Discard));
    let landed = Landed::Path { wanted: PathFor::Incidents, path: table };
    act(&mut harness, Action::Landed(Box::new(landed)));
    until(&mut harness, |harness| !dossier(harness).incidents.is_empty());
    let read = dossier(&mut harness).incidents;
    assert_eq!(read.keys().collect::<Vec<_>>(), ledger.keys().collect::<Vec<_>>());
    assert!(read.values().all(|entry| !entry.is_accepted()), "reviewed here before it counts");
    let line = format!("Line {}", ledger.len() + 2);
    let found = harness.query_all_by_role(egui::accesskit::Role::Label);
    assert!(found.into_iter().any(|node| format!("{node:?}").contains(&line)), "{line}");
}

/// An entry with something in every field.
fn full() -> Incident {
    let source = |title: &str| IncidentSource {
        fields: BTreeMap::from([
            (SourceField::Title, title.to_owned()),
            (SourceField::Place, "S. 12".to_owned()),
        ]),
        dated: Date::parse("2023-02"),
        reliability: Some(Reliability::B),
        credibility: Some(Credibility::ProbablyTrue),
    };
    Incident {
        review: Some(Review { by: "A. Beispiel".to_owned(), on: Date::parse("2026-11-25").unwrap() }),
        date: Date::parse("2022-01-05"),
        until: Date::parse("2022-01-08"),
        timing: Timing::Between,
        fields: BTreeMap::from([
            (
                IncidentField::What,
                "Sicherheitskräfte lösen Versammlungen auf; mehrere tausend Festnahmen, Berichte über Misshandlung."
                    .to_owned(),
            ),
            (IncidentField::Place, "Almaty, Platz der Republik".to_owned()),
            (IncidentField::Unit, "Polizeiabteilung der Stadt Almaty".to_owned()),
            (IncidentField::Equipment, "Schlagstöcke, Blendgranaten".to_owned()),
        ]),
        actor: Some(ActorKind::Police),
        norms: [Norm::Assembly, Norm::Torture].into(),
        tags: ["riot_control".to_owned()].into(),
        harm: BTreeMap::from([(Harm::Detained, Toll::About(1000)), (Harm::Killed, Toll::AtLeast(12))]),
        sources: vec![source("Bericht einer Menschenrechtsorganisation")],
        finding: Some(IncidentFinding::Likely),
        response: Some(Response::Announced),
        end_user: Whether::Unclear,
        pattern: Whether::Yes,
        criteria: [2, 3].into(),
        questions: [QuestionId::parse("C2-Q08").unwrap()].into(),
        ..Incident::default()
    }
}

#[test]
fn pictures_of_incidents() {
    for (name, lang, size, scale, dark) in [
        ("german", Lang::De, [960.0, 600.0], 1.0, false),
        ("wide-dark", Lang::De, [1920.0, 1080.0], 1.0, true),
        ("200-percent", Lang::De, [1366.0, 768.0], 2.0, false),
    ] {
        let mut harness = reviewed(lang, size, scale, dark);
        act(&mut harness, Action::Go(Place::Incidents));
        keep(&mut harness, &format!("incidents-list-{name}"));
        let view = say(lang, i18n::Key::IncidentsView);
        press(&mut harness, &format!("{view}: {}", say(lang, i18n::Key::IncidentsPattern)));
        keep(&mut harness, &format!("incidents-pattern-{name}"));
        press(&mut harness, &format!("{view}: {}", say(lang, i18n::Key::IncidentsList)));
        let entry = Edit::Incident(id("i-1"), Box::new(full()));
        act(&mut harness, Action::Edit(Box::new(entry)));
        open(&mut harness, "Sicherheitskräfte lösen");
        keep(&mut harness, &format!("incidents-form-{name}"));
    }
}

/// For looking at: the views at their whole length, into `target/pages`.
#[test]
#[ignore = "makes pictures for people, checks nothing"]
fn whole_pages_of_incidents() {
    let folder = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/pages");
    std::fs::create_dir_all(&folder).unwrap();
    for (lang, dark) in [(Lang::De, false), (Lang::Fr, true)] {
        let mut harness = reviewed(lang, [1100.0, 2600.0], 1.0, dark);
        let view = say(lang, i18n::Key::IncidentsView);
        press(&mut harness, &format!("{view}: {}", say(lang, i18n::Key::IncidentsPattern)));
        let picture = harness.render().unwrap();
        picture.save(folder.join(format!("Pattern-{}.png", lang.code()))).unwrap();
        press(&mut harness, &format!("{view}: {}", say(lang, i18n::Key::IncidentsList)));
        let entry = Edit::Incident(id("i-1"), Box::new(full()));
        act(&mut harness, Action::Edit(Box::new(entry)));
        open(&mut harness, "Sicherheitskräfte lösen");
        let picture = harness.render().unwrap();
        picture.save(folder.join(format!("Incident-{}.png", lang.code()))).unwrap();
        act(&mut harness, Action::Go(Place::Criterion(3)));
        let picture = harness.render().unwrap();
        picture.save(folder.join(format!("Suggested-{}.png", lang.code()))).unwrap();
    }
}
