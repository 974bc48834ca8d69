//! A picture of every screen: compared with `screenshots/` on every run, written anew with `UPDATE_SCREENSHOTS=1`.

use super::data;
use super::harness::{NOW, Run, act, bundle, start};
use super::merging::at_merge;
use super::methods::{self, COUNT};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use kriterion::gui::methods::Section;
use kriterion::i18n::{Key, Word as _, say};
use kriterion::session::{Action, Landed, Place, Source};
use kriterion::store::{
    self, Contents, Left, OpenKey, Opened, Origin, Parcel, Passphrase, Saving, Signing,
};
use kriterion_heart::compare::{Difference, Part, Said};
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{Dossier, Field};
use kriterion_heart::edit::{Edit, EditKind};
use kriterion_heart::level::{Finding, Level};
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::signoff::{Act, PublicKey, Role, Step};
use kriterion_heart::text::Lang;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Pixels may differ by this much in one channel; fonts and layout are the same everywhere, rounding may not be.
const MOST_DIFFERENCE: u8 = 8;

pub fn keep(harness: &mut Harness<'_, Run>, name: &str) {
    // A cursor that blinks would be in one picture and not in the next.
    harness.ctx.all_styles_mut(|style| style.visuals.text_cursor.blink = false);
    harness.step();
    let picture = harness.render().unwrap();
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("screenshots").join(format!("{name}.png"));
    if std::env::var_os("UPDATE_SCREENSHOTS").is_some() {
        picture.save(&path).unwrap();
        return;
    }
    let kept = image::open(&path).unwrap_or_else(|error| panic!("{name}: {error}")).into_rgba8();
    assert_eq!(kept.dimensions(), picture.dimensions(), "{name}");
    let differ = kept
        .pixels()
        .zip(picture.pixels())
        .filter(|(a, b)| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > MOST_DIFFERENCE));
    let differ = differ.count();
    if differ > 0 {
        let seen = std::env::temp_dir().join(format!("kriterion-{name}.png"));
        picture.save(&seen).unwrap();
        panic!(
            "{name}: {differ} pixels differ from screenshots/{name}.png; the new picture is {}",
            seen.display()
        );
    }
}

fn screen(name: &str, lang: Lang, size: [f32; 2], scale: f32, dark: bool, place: Option<Place>) {
    let mut harness = start(lang, size, scale, dark);
    if let Some(place) = place {
        act(&mut harness, Action::OpenSample);
        act(&mut harness, Action::Go(place));
    }
    keep(&mut harness, name);
}

#[test]
fn start_page() {
    screen("start-light", Lang::En, [1280.0, 800.0], 1.0, false, None);
    screen("start-dark-german", Lang::De, [960.0, 600.0], 1.0, true, None);
}

#[test]
fn request_page() {
    screen("request-light", Lang::En, [1280.0, 800.0], 1.0, false, Some(Place::Request));
    screen("request-small-german", Lang::De, [960.0, 600.0], 1.0, false, Some(Place::Request));
}

#[test]
fn criterion_page() {
    let place = Some(Place::Criterion(2));
    screen("criterion-light", Lang::En, [1280.0, 800.0], 1.0, false, place);
    screen("criterion-dark", Lang::En, [1920.0, 1080.0], 1.0, true, place);
    screen("criterion-german", Lang::De, [1280.0, 800.0], 1.0, false, place);
    screen("criterion-small", Lang::Fr, [960.0, 600.0], 1.0, false, place);
    screen("criterion-200-percent", Lang::De, [1366.0, 768.0], 2.0, false, place);
}

#[test]
fn decision_page() {
    screen("decision-light", Lang::En, [1280.0, 800.0], 1.0, false, Some(Place::Decision));
    screen("decision-dark", Lang::De, [1280.0, 800.0], 1.0, true, Some(Place::Decision));
    screen("decision-small", Lang::En, [960.0, 600.0], 1.0, false, Some(Place::Decision));
}

#[test]
fn enlarged_pages() {
    let size = [1366.0, 768.0];
    screen("start-200-percent", Lang::Fr, size, 2.0, true, None);
    screen("request-200-percent", Lang::En, size, 2.0, false, Some(Place::Request));
    screen("decision-200-percent", Lang::De, size, 2.0, false, Some(Place::Decision));
}

/// Where no mark can stand beside the file, so that no test takes another for somebody who has it open.
fn case_file() -> Source {
    Source::File(PathBuf::from("no such folder/case.kriterion"))
}

/// The sample, signed by two people and sent back once; the officer at the screen is the reviewer.
fn signed_case() -> Opened {
    let dossier = kriterion::sample::dossier(&bundle(), Lang::En, Date::from_unix(NOW));
    let mut parcel = Parcel::of(dossier);
    let [anna, bert] = [("Anna Beispiel", 1), ("Bert Prüfer", 2)]
        .map(|(name, secret)| OpenKey::new(name.to_owned(), &[secret; 32]));
    let steps = [
        (Role::Author, Act::Signs, &anna, ""),
        (
            Role::Reviewer,
            Act::SendsBack,
            &bert,
            "Which unit will use the station, and who has trained it?",
        ),
        (Role::Author, Act::Signs, &anna, ""),
        (Role::Reviewer, Act::Signs, &bert, ""),
    ];
    for (at, (role, act, key, why)) in (0..).zip(steps) {
        let step = Step { role, act };
        let what = vec![EditKind::SignOff(step).to_string()];
        parcel.saving = Some(Saving { at: NOW + at * 3600, who: key.name.clone(), what });
        let reasons = BTreeMap::from_iter((!why.is_empty()).then(|| (2, why.to_owned())));
        let signing = Signing { step, reasons, key };
        let (_, log, signatures) = Contents::signed(&parcel, Some(&signing)).unwrap();
        (parcel.log, parcel.signatures) = (log, signatures);
    }
    let Parcel { dossier, log, signatures, branches, .. } = parcel;
    let signed = store::check_signatures(&signatures, &log, &branches);
    Opened { log, signatures, signed, ..Opened::fresh(Dossier::clone(&dossier)) }
}

#[test]
fn review_page() {
    for (name, lang, size, scale, dark, change) in [
        ("review-light", Lang::En, [1280.0, 800.0], 1.0, false, false),
        ("review-void-german", Lang::De, [1280.0, 800.0], 1.0, true, true),
        ("review-wide-dark", Lang::De, [1920.0, 1080.0], 1.0, true, false),
        ("review-small", Lang::Fr, [960.0, 600.0], 1.0, false, false),
        ("review-200-percent", Lang::De, [1366.0, 768.0], 2.0, false, false),
    ] {
        let mut harness = start(lang, size, scale, dark);
        let landed =
            Landed::Read { source: case_file(), result: Ok(Box::new(signed_case())), stamp: None };
        act(&mut harness, Action::Landed(Box::new(landed)));
        if change {
            let edit =
                Edit::Field(Field::EndUserUnit, "Committee for National Security".to_owned());
            act(&mut harness, Action::Edit(Box::new(edit)));
        }
        act(&mut harness, Action::Go(Place::Review));
        keep(&mut harness, name);
    }
}

/// Sending back, making a key, sealing: each in front of its page.
#[test]
fn passphrase_dialogs() {
    let size = [960.0, 600.0];
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("carla.kriterion-key");
    let passphrase = Passphrase::new("five red foxes".to_owned());
    store::create_key(&key, "Carla Entscheid", NOW, &passphrase).unwrap();
    let mut key = store::read_key(&key).unwrap();
    key.key = PublicKey([0x5a; 32]);
    for (name, size, scale) in
        [("send-back-german", size, 1.0), ("send-back-200-percent", [1366.0, 768.0], 2.0)]
    {
        let mut harness = start(Lang::De, size, scale, false);
        let landed =
            Landed::Read { source: case_file(), result: Ok(Box::new(signed_case())), stamp: None };
        act(&mut harness, Action::Landed(Box::new(landed)));
        let landed =
            Landed::Key { path: PathBuf::from("carla.kriterion-key"), result: Ok(key.clone()) };
        act(&mut harness, Action::Landed(Box::new(landed)));
        act(&mut harness, Action::Go(Place::Review));
        press(&mut harness, say(Lang::De, Key::StepBackDecider));
        keep(&mut harness, name);
    }

    let mut harness = start(Lang::Fr, size, 1.0, true);
    act(&mut harness, Action::OpenSample);
    act(&mut harness, Action::Go(Place::Review));
    press(&mut harness, say(Lang::Fr, Key::KeyMake));
    keep(&mut harness, "make-key-dark-french");

    let mut harness = start(Lang::En, size, 1.0, false);
    act(&mut harness, Action::OpenSample);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
    harness.run_ok();
    harness.get_by_label(say(Lang::En, Key::PaletteHint)).type_text("seal");
    harness.run_ok();
    harness.key_press(egui::Key::Enter);
    harness.run_ok();
    keep(&mut harness, "seal-light");
}

fn press(harness: &mut Harness<'_, Run>, label: &str) {
    harness.get_by_label(label).focus();
    harness.run_ok();
    harness.key_press(egui::Key::Space);
    harness.run_ok();
}

/// Proposal beside judgement, at the bottom of a criterion.
#[test]
fn judgement() {
    for (name, lang, size, dark) in [
        ("judgement-light", Lang::En, [1280.0, 800.0], false),
        ("judgement-small-german", Lang::De, [960.0, 600.0], false),
    ] {
        let mut harness = start(lang, size, 1.0, dark);
        act(&mut harness, Action::OpenSample);
        act(&mut harness, Action::Go(Place::Criterion(2)));
        let (judgement, level) = (say(lang, Key::Judgement), Level::PossiblyCritical.word(lang));
        let name_of_level = format!("{judgement}: {level}");
        harness.get_by_label(&name_of_level).focus();
        harness.run_ok();
        harness.key_press(egui::Key::Space);
        harness.run_ok();
        // The next fields below bring the whole of it into view.
        harness.get_by_label(say(lang, Key::StrongestAgainst)).focus();
        harness.run_ok();
        keep(&mut harness, name);
    }
}

/// The steps to a proposal, its reasons and what would change it.
#[test]
fn explanation() {
    for (name, lang, size, scale, dark, number) in [
        ("explanation-german", Lang::De, [1280.0, 800.0], 1.0, false, 7),
        ("explanation-small-french", Lang::Fr, [960.0, 760.0], 1.0, false, 4),
        ("explanation-wide-dark", Lang::En, [1920.0, 1080.0], 1.0, true, 2),
        ("explanation-200-percent", Lang::De, [1920.0, 1080.0], 2.0, false, 2),
    ] {
        let mut harness = start(lang, size, scale, dark);
        act(&mut harness, Action::OpenSample);
        act(&mut harness, Action::Go(Place::Criterion(number)));
        let (judgement, level) = (say(lang, Key::Judgement), Level::NoData.word(lang));
        harness.get_by_label(&format!("{judgement}: {level}")).focus();
        harness.run_ok();
        if !name.contains("small") {
            harness.key_press(egui::Key::PageDown);
            harness.run_ok();
        }
        keep(&mut harness, name);
    }
}

#[test]
fn commands_and_help() {
    let mut harness = start(Lang::En, [1280.0, 800.0], 1.0, false);
    act(&mut harness, Action::OpenSample);
    act(&mut harness, Action::Go(Place::Criterion(2)));
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
    harness.run_ok();
    keep(&mut harness, "commands-light");
    harness.key_press(egui::Key::Escape);
    harness.run_ok();
    harness.key_press(egui::Key::F1);
    harness.run_ok();
    keep(&mut harness, "help-light");
}

#[test]
fn start_with_recent_dossiers() {
    let mut harness = start(Lang::De, [1280.0, 800.0], 1.0, false);
    act(&mut harness, Action::OpenSample);
    let dossier = harness.state_mut().app().session().dossier().unwrap().clone();
    for name in ["Vorgang 17", "Vorgang 18"] {
        let opened = Opened::fresh((*dossier).clone());
        let path = PathBuf::from(format!("/Fälle/{name}.kriterion"));
        let landed =
            Landed::Read { source: Source::File(path), result: Ok(Box::new(opened)), stamp: None };
        act(&mut harness, Action::Landed(Box::new(landed)));
    }
    act(&mut harness, Action::Go(Place::Start));
    keep(&mut harness, "start-recent-german");
}

/// What the first page offers after a crash.
#[test]
fn unsaved_work() {
    let mut harness = start(Lang::De, [960.0, 600.0], 1.0, true);
    let question = QuestionId::parse("C2-Q05").unwrap();
    let (part, what) = (Part::Finding(question), EditKind::Finding(question));
    let (old, new) = (Said::Finding(Finding::Unclear), Said::Finding(Finding::Concern));
    let left = Left {
        folder: "/recovery/1".into(),
        origin: Origin {
            path: Some("/Fälle/Vorgang 17.kriterion".into()),
            stamp: None,
            case: "Vorgang 17".to_owned(),
            at: super::harness::NOW,
        },
        differences: Some(vec![Difference { part, what, about: None, old, new }]),
    };
    act(&mut harness, Action::Landed(Box::new(Landed::LeftBehind(vec![left]))));
    keep(&mut harness, "start-unsaved-german");
}

/// Two states of one case side by side.
#[test]
fn merging() {
    for (name, lang, size, scale, dark) in [
        ("merge-light", Lang::En, [1280.0, 800.0], 1.0, false),
        ("merge-small-german", Lang::De, [960.0, 600.0], 1.0, true),
        ("merge-200-percent", Lang::De, [1366.0, 768.0], 2.0, false),
    ] {
        let mut harness = at_merge(lang, size, scale, dark);
        keep(&mut harness, name);
    }
}

#[test]
fn evidence_drawer() {
    let mut harness = start(Lang::En, [1280.0, 800.0], 1.0, false);
    act(&mut harness, Action::OpenSample);
    act(&mut harness, Action::Go(Place::Criterion(2)));
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
    harness.run_ok();
    harness.event(egui::Event::Text("freedom".to_owned()));
    harness.run_ok();
    keep(&mut harness, "drawer-light");
}

/// A pack that waits, and what a case rests on beside it.
#[test]
fn data_and_relook() {
    for (name, lang, size, dark) in [
        ("light", Lang::En, [1280.0, 800.0], false),
        ("small-german", Lang::De, [960.0, 600.0], false),
        ("dark", Lang::Fr, [1920.0, 1080.0], true),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut harness = data::open(folder.path(), lang, size, dark);
        act(&mut harness, Action::OpenSample);
        let session = harness.state_mut().app().session();
        let read = Landed::DataRead { path: "news.ron".into(), result: Ok(waiting(session)) };
        act(&mut harness, Action::Landed(Box::new(read)));
        keep(&mut harness, &format!("data-{name}"));
        data::take_over(&mut harness, lang);
        act(&mut harness, Action::Go(Place::Relook));
        keep(&mut harness, &format!("relook-{name}"));
        if name == "light" {
            act(&mut harness, Action::Go(Place::Data));
            keep(&mut harness, "data-in-force-light");
        }
    }
}

/// A table that no publisher's layout fits.
#[test]
fn mapping_page() {
    let table = "Country,Year,Reports\nKazakhstan,2024,14\nKazakhstan,2025,31\n";
    for (name, lang, size) in
        [("light", Lang::En, [1280.0, 800.0]), ("small-german", Lang::De, [960.0, 600.0])]
    {
        let mut harness = start(lang, size, 1.0, false);
        let file =
            kriterion::import::publisher::PublisherFile { name: "", bytes: table.as_bytes() };
        let atlas = &harness.state_mut().app().session().bundle.atlas;
        let sketch = kriterion::session::mapping::sketch(&file, atlas).unwrap();
        let sketched = kriterion::session::Sketched { path: "reports.csv".into(), sketch };
        act(&mut harness, Action::Landed(Box::new(Landed::DataSketched(Box::new(sketched)))));
        keep(&mut harness, &format!("mapping-{name}"));
    }
}

/// The same file on every machine, with a fault and a signature.
fn waiting(session: &kriterion::session::Session) -> Box<kriterion::session::Waiting> {
    let atlas = &session.bundle.atlas;
    let text = crate::packs::PACK
        .replace("{\"KAZ\": {", "{\"KAX\": {2025: 3}, \"KAZ\": {2024: 20, ")
        .replace("events:", "treaties: [(iso3: \"KAZ\", treaty: \"att_2013\", status: NotParty, source: \"untc_2026\")], events:");
    let (pack, faults) = kriterion_heart::pack::read("news.ron", &text, atlas);
    let pack = pack.unwrap();
    let key = OpenKey::new("Anna Beispiel".to_owned(), &[1; 32]);
    Box::new(kriterion::session::Waiting {
        path: "news.ron".into(),
        label: pack.label.clone(),
        made: pack.made,
        preview: kriterion_heart::pack::preview(atlas, &pack),
        faults,
        rejected: Vec::new(),
        kind: None,
        remarks: Vec::new(),
        sign: store::PackSign::By { who: key.name.clone(), key: key.key, at: NOW },
        text: kriterion_heart::pack::write(&pack),
        signature: None,
    })
}

#[test]
fn about_and_history() {
    screen("about-light", Lang::En, [1280.0, 800.0], 1.0, false, Some(Place::AboutData));
    screen("history-light", Lang::En, [1280.0, 800.0], 1.0, false, Some(Place::History));
}

/// For looking at: every page of the sample at its whole length, into `target/pages`.
#[test]
#[ignore = "makes pictures for people, checks nothing"]
fn whole_pages() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/pages");
    std::fs::create_dir_all(&folder).unwrap();
    for lang in Lang::ALL {
        let mut harness = start(lang, [1280.0, 5200.0], 1.0, false);
        act(&mut harness, Action::OpenSample);
        for place in Place::PATH {
            act(&mut harness, Action::Go(place));
            let name = format!("{place:?}-{}.png", lang.code());
            harness.render().unwrap().save(folder.join(name)).unwrap();
        }
    }
}

/// The end-use screen of the sample, some of it answered: the goods are listed, or it is not yet known.
#[test]
fn end_use_screen() {
    use kriterion_heart::dossier::EndUseReply::{No, NoInformation, Unclear, Yes};
    let answers = |listed| {
        let open = [("covert", Yes), ("data", Yes), ("informed", No), ("judge", NoInformation)];
        open.into_iter().chain([("listed", listed)])
    };
    let law = format!("{}: ", say(Lang::De, Key::EndUseLaw));
    for (name, lang, size, scale, dark, listed, go) in [
        ("end-use-german", Lang::De, [1280.0, 800.0], 1.0, false, Yes, ""),
        ("end-use-small-german", Lang::De, [960.0, 600.0], 1.0, false, Unclear, ""),
        ("end-use-dark-german", Lang::De, [1920.0, 1080.0], 1.0, true, Unclear, "judge"),
        ("end-use-200-percent", Lang::De, [1366.0, 768.0], 2.0, false, Yes, "judge"),
        ("end-use-beside-german", Lang::De, [1280.0, 800.0], 1.0, false, Yes, &law),
        ("end-use-beside-200-percent", Lang::De, [1366.0, 768.0], 2.0, true, Yes, &law),
        ("end-use-small-french", Lang::Fr, [960.0, 600.0], 1.0, true, Yes, "judge"),
    ] {
        let mut harness = start(lang, size, scale, dark);
        act(&mut harness, Action::OpenSample);
        act(&mut harness, Action::Go(Place::EndUse));
        let bundle = bundle();
        let screen = &bundle.rules.end_use;
        for (id, reply) in answers(listed) {
            let case = harness.state_mut().app().session().dossier().unwrap().clone();
            let edit = kriterion_heart::end_use::answer(screen, &case, id, Some(reply)).unwrap();
            act(&mut harness, Action::Edit(Box::new(edit)));
        }
        let why = kriterion_heart::end_use::reason("listed", "5A001.f, 5D001.e".to_owned());
        act(&mut harness, Action::Edit(Box::new(why)));
        match screen.question(go) {
            Some(question) => {
                let name = format!("{}: {}", question.title.get(lang), NoInformation.word(lang));
                harness.get_by_label(&name).focus();
            }
            // The end of a column.
            None if !go.is_empty() => harness.get_by_label_contains(go).focus(),
            None => (),
        }
        harness.run_ok();
        keep(&mut harness, name);
    }
}

#[test]
fn methods_page() {
    let mut harness = start(Lang::De, [1280.0, 800.0], 1.0, false);
    act(&mut harness, Action::Go(Place::Methods));
    keep(&mut harness, "methods-german");
    let (small, large) = ([960.0, 600.0], [1920.0, 1080.0]);
    for (name, lang, size, scale, dark, section) in [
        ("moves-light", Lang::En, [1280.0, 800.0], 1.0, false, Section::Criterion(6)),
        ("moves-small-german", Lang::De, small, 1.0, false, Section::Criterion(6)),
        ("moves-dark", Lang::De, large, 1.0, true, Section::Criterion(2)),
        ("moves-200-percent", Lang::De, large, 2.0, false, Section::Criterion(6)),
        ("general-french", Lang::Fr, [1280.0, 800.0], 1.0, false, Section::General),
        ("lists-german", Lang::De, [1280.0, 800.0], 1.0, false, Section::Lists),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut harness = methods::with_copy(folder.path(), lang, size, scale, dark, section);
        methods::change(&mut harness, lang, COUNT, "27");
        methods::change(&mut harness, lang, "criteria/2/points/WGI_VA/one/0", "0,5");
        keep(&mut harness, &format!("methods-{name}"));
    }
    // Beside the path of a case there is no room for the list beside the method.
    let folder = tempfile::tempdir().unwrap();
    let rules = Section::Criterion(6);
    let mut harness = methods::with_copy(folder.path(), Lang::De, small, 1.0, false, rules);
    act(&mut harness, Action::OpenSample);
    act(&mut harness, Action::Go(Place::Methods));
    methods::change(&mut harness, Lang::De, COUNT, "31");
    keep(&mut harness, "methods-in-case-small-german");
    methods::change(&mut harness, Lang::De, COUNT, "27");
    harness.get_by_label(say(Lang::De, Key::MethodCopy)).click();
    harness.run_ok();
    // A text field with the keyboard blinks.
    harness.get_by_label(say(Lang::De, Key::Cancel)).focus();
    harness.run_ok();
    keep(&mut harness, "methods-copy-small-german");
}
