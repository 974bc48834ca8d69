//! The officer's own rating methods, from the copy to the case and back: session and shell together, without a window.

use kriterion::session::{
    Action, Effect, Landed, MethodProblem, Notice, PathFor, Place, Question, Reply, Session, Typed,
};
use kriterion::shell::{self, Places, Shell};
use kriterion::store::{self, Parcel};
use kriterion_heart::dossier::Dossier;
use kriterion_heart::edit::Edit;
use kriterion_heart::fixed::Fixed;
use kriterion_heart::pinned::method_of;
use kriterion_heart::rating::{AsOf, Inputs, Method, rate};
use kriterion_heart::text::Lang;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// 2026-11-28.
const NOW: u64 = 1_795_824_000;
const COUNT: &str = "criteria/6/rules/c6-few-of-29/when/0";

/// A program with its hands, in folders of its own.
struct Desk {
    session: Session,
    shell: Shell,
    places: Places,
    root: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let places = Places::in_folders(&root.path().join("config"), &root.path().join("data"));
        let session = started(&places);
        let shell = Shell::new(places.clone(), || ());
        Self { session, shell, places, root }
    }

    fn folder(&self) -> &Path {
        self.places.methods.as_deref().unwrap()
    }

    /// One action with everything that follows from it.
    fn act(&mut self, action: Action) {
        let mut actions = vec![action];
        while let Some(action) = actions.pop() {
            for effect in self.session.update(action) {
                let waits = matches!(
                    effect,
                    Effect::KeepMethods { .. }
                        | Effect::ReadMethod { .. }
                        | Effect::ExportMethod { .. }
                );
                self.shell.perform(effect);
                if waits {
                    let landed = self.landed().into_iter();
                    actions.extend(landed.map(|it| Action::Landed(Box::new(it))));
                }
            }
        }
    }

    fn landed(&self) -> Vec<Landed> {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(30) {
            let landed = self.shell.landed();
            if !landed.is_empty() {
                return landed;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        panic!("nothing has landed");
    }

    fn path(&mut self, wanted: PathFor, path: PathBuf) {
        self.act(Action::Landed(Box::new(Landed::Path { wanted, path })));
    }

    fn copy(&mut self, from: &str, name: &str) {
        let (from, name, author) = (from.to_owned(), name.to_owned(), "N. N.".to_owned());
        self.act(Action::CopyMethod { from, name, author });
    }

    fn write(&mut self, at: &str, text: &str) {
        let id = self.method().id.clone();
        self.act(Action::TypeNumber { id, at: at.to_owned(), text: Some(text.to_owned()) });
    }

    fn method(&self) -> &Method {
        self.session.shown_method().unwrap()
    }
}

fn started(places: &Places) -> Session {
    let loaded = shell::facts(kriterion::bundle::load(), places);
    let mut session = Session::new(std::sync::Arc::clone(&loaded.base), Lang::En, NOW);
    session.take_data(loaded);
    session
}

fn value(method: &Method, at: &str) -> String {
    method.number(at).unwrap().value.to_string()
}

#[test]
fn a_copy_is_changed_kept_and_there_after_a_start() {
    let mut desk = Desk::new();
    desk.copy("bicc", "  Strenger  ");
    assert_eq!((desk.session.place, desk.method().id.as_str()), (Place::Methods, "strenger"));
    assert!(desk.session.methods.is_own("strenger") && !desk.session.methods.is_own("bicc"));
    desk.write(COUNT, "27");
    assert_eq!(value(desk.method(), COUNT), "18", "typed is not kept");
    assert_eq!(desk.session.typed_count(desk.method()), 1);
    desk.act(Action::KeepNumbers("strenger".to_owned()));
    let kept = desk.method().clone();
    assert_eq!((value(&kept, COUNT).as_str(), kept.version.as_str()), ("27", "2"));
    assert_eq!(
        (desk.session.typed_count(&kept), kept.date.to_string().as_str()),
        (0, "2026-11-28")
    );
    let bicc = desk.session.bundle.method("bicc").unwrap();
    assert_eq!(
        (value(bicc, COUNT).as_str(), kept.parent.as_ref().unwrap().hash.as_str()),
        ("18", bicc.hash.as_str())
    );
    let again = started(&desk.places);
    assert_eq!(again.bundle.method("strenger"), Some(&kept));
    assert_eq!(again.bundle.methods.len(), desk.session.bundle.methods.len());

    desk.act(Action::RenameMethod { id: "strenger".to_owned(), name: "Milder".to_owned() });
    assert_eq!((desk.method().title.de.as_str(), desk.method().version.as_str()), ("Milder", "3"));
    assert_eq!(
        std::fs::read_dir(desk.folder()).unwrap().count(),
        1,
        "a file of its own, and only one"
    );
    desk.copy("strenger", "Strenger");
    assert_eq!(desk.method().id, "strenger-2", "an id that nobody has");
    assert_eq!(value(desk.method(), COUNT), "27");
}

#[test]
fn what_is_no_number_keeps_nothing() {
    let mut desk = Desk::new();
    desk.copy("kriterion", "Own");
    desk.write(COUNT, "27");
    desk.write("min_coverage", "101");
    let number = desk.method().number("min_coverage").unwrap().clone();
    assert_eq!(desk.session.typed_number(desk.method(), &number), Typed::OutOfBounds);
    desk.act(Action::KeepNumbers("own".to_owned()));
    assert_eq!(desk.method().version, "1", "half a change is none");
    desk.write("min_coverage", "sixty");
    assert_eq!(desk.session.typed_number(desk.method(), &number), Typed::NoNumber);
    assert_eq!(desk.session.typed_values(desk.method()), None);
    desk.write("min_coverage", "62,5");
    let expected = Typed::Other(Fixed::of(62.5).unwrap());
    assert_eq!(desk.session.typed_number(desk.method(), &number), expected);
    desk.act(Action::DropNumbers("own".to_owned()));
    assert_eq!(desk.session.typed_count(desk.method()), 0);
    // A method of the program has no fields.
    let (id, at) = ("bicc".to_owned(), "min_coverage".to_owned());
    desk.act(Action::TypeNumber { id, at, text: Some("1".to_owned()) });
    desk.act(Action::KeepNumbers("bicc".to_owned()));
    assert_eq!(value(desk.session.bundle.method("bicc").unwrap(), "min_coverage"), "60");
}

#[test]
fn closing_asks_while_numbers_are_not_kept() {
    let mut desk = Desk::new();
    desk.copy("bicc", "Own");
    desk.write(COUNT, "18");
    assert!(matches!(desk.session.update(Action::Close)[..], [Effect::Quit]), "it says the same");
    desk.write(COUNT, "20");
    assert!(desk.session.update(Action::Close).is_empty());
    assert!(matches!(desk.session.question, Some(Question::UnkeptNumbers)));
    desk.act(Action::Answer(Reply::Cancel));
    assert_eq!(desk.session.typed_count(desk.method()), 1);
    desk.session.update(Action::Close);
    assert!(matches!(desk.session.update(Action::Answer(Reply::Discard))[..], [Effect::Quit]));
}

#[test]
fn deleting_asks_and_a_case_keeps_the_rules() {
    let mut desk = Desk::new();
    desk.copy("bicc", "Own");
    desk.write(COUNT, "27");
    desk.act(Action::KeepNumbers("own".to_owned()));
    let own = desk.method().clone();
    desk.session.update(Action::OpenSample);
    let dossier = desk.session.dossier().unwrap();
    let iso3 = dossier.request.destination.unwrap();
    let bundle = &desk.session.bundle;
    let inputs = Inputs::for_method(bundle.world(), &own, AsOf::Newest);
    let view = rate(&inputs, &own, iso3);
    desk.session.update(Action::Edit(Box::new(Edit::CountryView(Box::new(view)))));
    let case = Dossier::clone(desk.session.dossier().unwrap());
    let path = desk.root.path().join("case.kriterion");
    store::save(&path, &Parcel::of(case.clone())).unwrap();

    desk.act(Action::DeleteMethod("own".to_owned()));
    assert!(desk.session.bundle.method("own").is_some(), "it asks");
    desk.act(Action::Answer(Reply::Discard));
    assert!(desk.session.bundle.method("own").is_none());
    assert_eq!(std::fs::read_dir(desk.folder()).unwrap().count(), 0);
    assert!(desk.session.bundle.method("bicc").is_some());

    // Another machine, without the method.
    let opened = store::open(&path).unwrap();
    let notices = Notice::on_opened(&desk.session.bundle, &opened);
    let (method, copied) = ("own".to_owned(), true);
    assert!(notices.contains(&Notice::MethodNotHere { method, copied }), "{notices:?}");
    assert_eq!(method_of(&opened.dossier, &desk.session.bundle).as_deref(), Some(&own));
    let bare = kriterion::bundle::load();
    assert!(kriterion_heart::score::assess(&bare.rules, &opened.dossier).criteria.len() == 8);

    // Somebody has rewritten the rules in the file.
    let mut opened = opened;
    let view = opened.dossier.country_view.as_mut().unwrap();
    let other = view.method_text.as_str().replace("\"TRT_COUNT29\", 27", "\"TRT_COUNT29\", 2");
    view.method_text = kriterion_heart::rating::MethodText::new(&other);
    let notices = Notice::on_opened(&desk.session.bundle, &opened);
    assert!(notices.iter().any(|notice| matches!(notice, Notice::BadMethodCopy { .. })));
    assert_eq!(method_of(&opened.dossier, &desk.session.bundle), None);
}

#[test]
fn a_method_travels_by_file() {
    let mut desk = Desk::new();
    desk.copy("bicc", "Own");
    desk.write(COUNT, "27");
    desk.act(Action::KeepNumbers("own".to_owned()));
    let own = desk.method().clone();
    let file = desk.root.path().join("sent");
    desk.act(Action::AskExport("own".to_owned()));
    desk.path(PathFor::ExportMethod, file.clone());
    let file = file.with_extension("ron");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), own.text.as_str());

    let mut other = Desk::new();
    other.path(PathFor::Method, file.clone());
    assert_eq!(other.method(), &own, "byte for byte: the hash is the same");
    // The same once more is nothing new; another text under the same id is asked about.
    other.path(PathFor::Method, file.clone());
    assert!(other.session.question.is_none());
    let text = own.text.as_str().replace("min_coverage: 60", "min_coverage: 65");
    std::fs::write(&file, text).unwrap();
    other.path(PathFor::Method, file.clone());
    assert!(matches!(other.session.question, Some(Question::ReplaceMethod(_))));
    assert_eq!(value(other.method(), "min_coverage"), "60");
    other.act(Action::Answer(Reply::Discard));
    assert_eq!(value(other.method(), "min_coverage"), "65");
}

#[test]
fn a_faulty_file_is_told_with_every_fault_and_nothing_is_taken() {
    let mut desk = Desk::new();
    let text = desk.session.bundle.method("bicc").unwrap().text.as_str().to_owned();
    let file = desk.root.path().join("bad.ron");
    let bad = text
        .replace("id: \"bicc\"", "id: \"bad\"")
        .replace("AtLeast(\"PTS\", 3)", "AtLest(\"PTS\", 3)")
        .replace("min_coverage: 60", "min_coverage: 160");
    std::fs::write(&file, bad).unwrap();
    desk.path(PathFor::Method, file.clone());
    let Some((path, MethodProblem::Faults(faults))) = &desk.session.methods.refused else {
        panic!("{:?}", desk.session.methods.refused)
    };
    assert!(path.ends_with("bad.ron"));
    assert!(faults.len() >= 2, "{faults:?}");
    let lines = kriterion::words::method_problem(Lang::De, &MethodProblem::Faults(faults.clone()));
    assert!(lines.iter().any(|line| line.contains("AtLeast")), "with a hint: {lines:?}");
    assert_eq!(desk.session.bundle.methods.len(), 3);
    desk.act(Action::DismissRefused);
    assert!(desk.session.methods.refused.is_none());
    // A shipped method is never replaced.
    std::fs::write(&file, text.replace("min_coverage: 60", "min_coverage: 61")).unwrap();
    desk.path(PathFor::Method, file);
    let same = MethodProblem::SameId("bicc".to_owned());
    assert_eq!(desk.session.methods.refused.as_ref().map(|(_, problem)| problem), Some(&same));
}

#[test]
fn a_broken_file_of_the_folder_is_told_and_skipped() {
    let mut desk = Desk::new();
    desk.copy("bicc", "Own");
    std::fs::write(desk.folder().join("broken.ron"), "(id: \"x\",").unwrap();
    std::fs::write(desk.folder().join("twice.ron"), desk.method().text.as_str()).unwrap();
    let again = started(&desk.places);
    let bad = vec!["broken.ron".to_owned(), "twice.ron".to_owned()];
    assert!(again.notices.contains(&Notice::BadMethods(bad)), "{:?}", again.notices);
    assert_eq!(again.bundle.methods.len(), 4);
    assert!(again.methods.is_own("own"));
    // A copy does not take the name of a file that cannot be read.
    desk.session = again;
    desk.copy("bicc", "Broken");
    assert_eq!(desk.method().id, "broken-2");
    assert!(desk.folder().join("broken.ron").exists());
}

#[test]
fn packs_leave_the_methods_and_methods_the_packs() {
    let mut desk = Desk::new();
    let folder = desk.places.packs.clone().unwrap();
    store::write_pack(&folder, crate::packs::PACK, None).unwrap();
    let file = store::pack_name(crate::packs::PACK);
    store::write_pack_list(&folder, &[store::PackEntry { file, on: true }], None).unwrap();
    desk.session = started(&desk.places);
    let label = desk.session.bundle.atlas.edition.label.clone();
    assert_ne!(label, desk.session.data.base.atlas.edition.label);
    desk.copy("bicc", "Own");
    assert_eq!(desk.session.bundle.atlas.edition.label, label);
    for bundle in [&desk.session.bundle, &desk.session.data.base] {
        assert!(bundle.method("own").is_some());
        assert_eq!(bundle.methods.len(), 4);
    }
    assert!(started(&desk.places).bundle.method("own").is_some());
}

/// Writes methods until each is there, whatever fails. After each step every file is whole: the old one or the new one.
pub fn keep_and_change(folder: &Path) {
    let texts = ["one", "two", "three"];
    for (at, text) in texts.iter().enumerate() {
        while store::write_method(folder, "own.ron", text).is_err() {
            let found = store::read_methods(folder);
            let is_whole = |text: &String| texts[..=at].contains(&text.as_str());
            assert!(found.iter().all(|file| file.text.as_ref().is_ok_and(is_whole)), "{found:?}");
            assert!(at == 0 || found.len() == 1, "what was kept is there");
        }
        assert_eq!(store::read_methods(folder)[0].text.as_deref(), Ok(*text));
    }
    while store::remove_method(folder, "own.ron").is_err() {
        assert_eq!(store::read_methods(folder)[0].text.as_deref(), Ok("three"));
    }
    assert!(store::read_methods(folder).is_empty());
}
