//! Bad input: one clear sentence with what to do, in the officer's language, and nothing is lost.

use super::harness::{Run, act, start, until};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use kriterion::session::{Action, Landed, Notice, PathFor, Place, Reply, Source};
use kriterion::{store, words};
use kriterion_heart::dossier::Field;
use kriterion_heart::edit::Edit;
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::text::Lang;
use std::path::Path;

/// The sample, changed and not saved.
fn at_work(lang: Lang) -> Harness<'static, Run> {
    let mut harness = start(lang, [1280.0, 800.0], 1.0, false);
    act(&mut harness, Action::OpenSample);
    edit(&mut harness, Field::Notes, "not saved");
    harness
}

fn edit(harness: &mut Harness<'_, Run>, field: Field, text: &str) {
    act(harness, Action::Edit(Box::new(Edit::Field(field, text.to_owned()))));
}

fn problems(harness: &mut Harness<'_, Run>) -> Vec<Notice> {
    let session = harness.state_mut().app().session();
    session.notices.iter().filter(|notice| notice.is_problem()).cloned().collect()
}

/// Waits for one problem, reads it in every language, and closes it.
fn one_problem(harness: &mut Harness<'_, Run>) -> Notice {
    until(harness, |harness| !problems(harness).is_empty());
    let found = problems(harness);
    assert_eq!(found.len(), 1, "{found:?}");
    for lang in Lang::ALL {
        let (headline, todo) = words::notice(lang, &found[0]);
        assert!(!headline.is_empty(), "{found:?}");
        let todo = todo.unwrap_or_default();
        assert!(!todo.is_empty() && todo.chars().count() < 220, "{todo}");
        assert!(headline.lines().count() + todo.lines().count() == 2, "{headline} {todo}");
    }
    act(harness, Action::DismissNotice);
    found[0].clone()
}

/// Every kind of file that is no dossier of this program.
fn bad_files(folder: &Path) -> Vec<(&'static str, Vec<u8>)> {
    let path = folder.join("good.kriterion");
    let mut harness = at_work(Lang::En);
    act(
        &mut harness,
        Action::Landed(Box::new(Landed::Path { wanted: PathFor::Save, path: path.clone() })),
    );
    until(&mut harness, |_| path.exists());
    let good = std::fs::read(&path).unwrap();
    let texts = |dossier: &str| {
        container(&[
            ("mimetype", "application/vnd.kriterion.dossier+zip"),
            ("dossier.ron", dossier),
            ("log.ron", "V1([])"),
        ])
    };
    vec![
        ("empty", Vec::new()),
        ("foreign", b"Dear Sir or Madam".to_vec()),
        ("another zip", container(&[("word/document.xml", "<w/>")])),
        ("cut", good[..good.len() * 2 / 3].to_vec()),
        ("future", texts("V99(())")),
        ("garbled", texts("V1((id: 7")),
        ("another text", texts("hello")),
    ]
}

fn container(entries: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Somebody has changed the case in the file and left its log as it was.
#[test]
fn a_dossier_that_is_not_as_it_was_saved_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.kriterion");
    let today = kriterion_heart::date::Date::parse("2026-11-25").unwrap();
    let dossier = kriterion::sample::dossier(&super::harness::bundle(), Lang::En, today);
    let saving = Some(store::Saving { at: 1, who: "A".to_owned(), what: Vec::new() });
    store::save(&path, &store::Parcel { saving, ..store::Parcel::of(dossier) }).unwrap();
    let (contents, _) = store::read_contents(&path, None).unwrap();
    let dossier = contents.dossier.replace("KAZ", "TKM");
    store::save_contents(&path, &store::Contents { dossier, ..contents }, None).unwrap();
    let mut harness = start(Lang::En, [1280.0, 800.0], 1.0, false);
    act(&mut harness, Action::Open(path));
    until(&mut harness, |harness| harness.state_mut().app().session().dossier().is_some());
    let told = &harness.state_mut().app().session().notices;
    assert!(told.iter().any(|notice| matches!(notice, Notice::NotAsSaved(_))), "{told:?}");
    act(&mut harness, Action::Go(Place::History));
    harness.get_all_by_label_contains("changed after it was saved").next().unwrap();
}

#[test]
fn a_bad_dossier_is_told_left_alone_and_costs_no_work() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = at_work(Lang::De);
    let before = harness.state_mut().app().session().dossier().unwrap().clone();
    for (name, bytes) in bad_files(folder.path()) {
        let path = folder.path().join(format!("{name}.kriterion"));
        std::fs::write(&path, &bytes).unwrap();
        let result = store::open(&path).map(Box::new);
        let landed = Landed::Read { source: Source::File(path.clone()), result, stamp: None };
        act(&mut harness, Action::Landed(Box::new(landed)));
        assert!(matches!(one_problem(&mut harness), Notice::CannotOpen { .. }), "{name}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "{name} was changed");
        let session = harness.state_mut().app().session();
        assert!(session.is_unsaved() && session.dossier().unwrap() == &before, "{name} cost work");
    }
}

#[test]
fn a_missing_dossier_is_told() {
    let mut harness = start(Lang::Fr, [1280.0, 800.0], 1.0, false);
    act(&mut harness, Action::Open("no/such/file.kriterion".into()));
    assert!(matches!(one_problem(&mut harness), Notice::CannotOpen { .. }));
    assert_eq!(harness.state_mut().app().session().place, Place::Start);
}

#[test]
fn what_cannot_be_saved_stays_and_can_be_saved_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = at_work(Lang::En);
    let before = harness.state_mut().app().session().dossier().unwrap().clone();
    let file = folder.path().join("file");
    std::fs::write(&file, "in the way").unwrap();
    let bad = [
        folder.path().join("no such folder/a.kriterion"),
        folder.path().join(format!("{}.kriterion", "n".repeat(300))),
        file.join("a.kriterion"),
        folder.path().join("folder.kriterion"),
    ];
    std::fs::create_dir(&bad[3]).unwrap();
    for path in bad {
        let wanted = PathFor::Save;
        act(&mut harness, Action::Landed(Box::new(Landed::Path { wanted, path: path.clone() })));
        if path.exists() {
            // Something of this name is there: the program asks first.
            until(&mut harness, |harness| harness.state_mut().app().session().question.is_some());
            act(&mut harness, Action::Answer(Reply::Discard));
        }
        assert!(matches!(one_problem(&mut harness), Notice::CannotSave { .. }), "{path:?}");
        let session = harness.state_mut().app().session();
        assert!(session.is_unsaved() && session.dossier().unwrap() == &before, "{path:?}");
    }
    let path = folder.path().join("good.kriterion");
    let landed = Landed::Path { wanted: PathFor::Save, path: path.clone() };
    act(&mut harness, Action::Landed(Box::new(landed)));
    until(&mut harness, |harness| !harness.state_mut().app().session().is_unsaved());
    assert_eq!(store::open(&path).unwrap().dossier, *before);
    // The file and the folder that were in the way, the dossier, and its mark while it is open: no drafts.
    let names = std::fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.file_name());
    let drafts: Vec<_> = names.filter(|name| name.to_string_lossy().contains("-")).collect();
    assert!(drafts.is_empty(), "{drafts:?}");
}

#[test]
fn an_attachment_of_200_megabytes_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("film.mp4");
    std::fs::File::create(&path).unwrap().set_len(200 * 1024 * 1024).unwrap();
    let mut harness = at_work(Lang::De);
    let before = harness.state_mut().app().session().dossier().unwrap().clone();
    let question = QuestionId::parse("C2-Q01").unwrap();
    let landed = Landed::Path { wanted: PathFor::Attach(question), path };
    act(&mut harness, Action::Landed(Box::new(landed)));
    assert!(matches!(one_problem(&mut harness), Notice::CannotAttach { .. }));
    assert_eq!(harness.state_mut().app().session().dossier().unwrap(), &before);
}

#[test]
fn names_of_any_script_and_length_are_drawn_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let long = "x".repeat(10_000);
    let names =
        ["وزارة الداخلية", "Қазақстан Республикасы", "משרד הביטחון", "🜲 \u{202e}txt", &long];
    let mut harness = at_work(Lang::En);
    for (at, name) in names.iter().enumerate() {
        edit(&mut harness, Field::EndUserName, name);
        edit(&mut harness, Field::CaseNumber, name);
        edit(&mut harness, Field::Marking, name);
        for place in [Place::Request, Place::Criterion(2), Place::Decision, Place::Start] {
            act(&mut harness, Action::Go(place));
            harness.render().unwrap();
        }
        let path = folder.path().join(format!("{at}.kriterion"));
        let wanted = PathFor::Save;
        act(&mut harness, Action::Landed(Box::new(Landed::Path { wanted, path: path.clone() })));
        until(&mut harness, |harness| !harness.state_mut().app().session().is_unsaved());
        let opened = store::open(&path).unwrap().dossier;
        assert_eq!(opened.request.field(Field::EndUserName), *name);
    }
}
