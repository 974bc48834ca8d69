//! Data packs from the file to the facts and back: session and shell together, without a window.

use kriterion::session::{
    Action, DataProblem, Effect, Known, Landed, Notice, PackState, Place, Session,
};
use kriterion::shell::{self, Places, Shell};
use kriterion::store::{self, OpenKey, PackEntry, PackSign};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::intake::fault::FaultKind;
use kriterion_heart::text::Lang;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// One changed value, one new one, an event.
pub const PACK: &str = r#"V1(
    label: (en: "Embassy, April 2026"),
    made: "2026-04-27",
    series: [(id: "fh_total", source: "freedom_house", values: {"KAZ": {2025: 11, 2026: 12}})],
    events: [(iso3: "KAZ", id: "E-1", date: "2026-03-14", text: (de: "Demonstration aufgelöst"), cited: (source: "Embassy"))],
)
"#;

/// A program with its hands, in folders of its own.
struct Desk {
    session: Session,
    shell: Shell,
    places: Places,
    _root: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let places = Places::in_folders(&root.path().join("config"), &root.path().join("data"));
        let session = Session::new(kriterion::bundle::load(), Lang::En, 1);
        let shell = Shell::new(places.clone(), || ());
        Self { session, shell, places, _root: root }
    }

    fn packs(&self) -> &Path {
        self.places.packs.as_deref().unwrap()
    }

    /// The program started anew on the same folders.
    fn again(&self) -> Session {
        let base = kriterion::bundle::load();
        let mut session = Session::new(Arc::clone(&base), Lang::En, 1);
        session.take_data(shell::with_packs(base, Some(self.packs())));
        session
    }

    /// One action with everything that follows from it.
    fn act(&mut self, action: Action) {
        let mut actions = vec![action];
        while let Some(action) = actions.pop() {
            let effects = self.session.update(action);
            let waits = effects.iter().any(|effect| {
                matches!(
                    effect,
                    Effect::LookAt(_) | Effect::ReadData { .. } | Effect::KeepPacks { .. }
                )
            });
            for effect in effects {
                self.shell.perform(effect);
            }
            if waits {
                let landed = self.landed().into_iter();
                actions.extend(landed.map(|it| Action::Landed(Box::new(it))));
            }
        }
    }

    /// What comes back from the threads.
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

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self._root.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn hash(&self) -> &str {
        &self.session.bundle.atlas.edition.hash
    }
}

fn value(session: &Session, year: u16) -> Option<f64> {
    let iso3 = Iso3::parse("KAZ").unwrap();
    let points = session.bundle.atlas.points("fh_total", iso3);
    points.iter().find(|point| point.year == year)?.value
}

#[test]
fn a_dropped_pack_waits_is_taken_over_survives_a_start_and_can_be_taken_back() {
    let mut desk = Desk::new();
    let before = desk.hash().to_owned();
    let path = desk.file("news.ron", PACK);
    desk.act(Action::Dropped(path));
    let waiting = desk.session.data.waiting.as_ref().expect("it waits for the answer");
    assert_eq!(desk.session.place, Place::Data);
    let preview = &waiting.preview;
    assert_eq!((preview.added.len(), preview.changed.len(), preview.gone.len()), (2, 1, 0));
    assert_ne!(value(&desk.session, 2025), Some(11.0), "nothing has changed yet");
    desk.act(Action::AcceptData);
    assert_eq!((value(&desk.session, 2025), value(&desk.session, 2026)), (Some(11.0), Some(12.0)));
    assert_eq!(desk.session.bundle.atlas.edition.label, "2026-11 + Embassy, April 2026");
    let again = desk.again();
    assert_eq!(again.bundle.atlas.edition, desk.session.bundle.atlas.edition);
    assert!(again.notices.is_empty());
    let file = desk.session.data.packs[0].entry.file.clone();
    desk.act(Action::SwitchPack(file.clone(), false));
    assert_eq!(desk.hash(), before, "laid aside");
    assert_eq!(desk.session.data.packs.len(), 1);
    desk.act(Action::SwitchPack(file.clone(), true));
    assert_ne!(desk.hash(), before);
    desk.act(Action::RemovePack(file));
    assert_eq!(desk.hash(), before);
    assert!(desk.session.data.packs.is_empty());
    assert_eq!(std::fs::read_dir(desk.packs()).unwrap().count(), 1, "only the list is left");
}

#[test]
fn to_leave_it_changes_nothing() {
    let mut desk = Desk::new();
    let before = desk.hash().to_owned();
    let path = desk.file("news.ron", PACK);
    desk.act(Action::Dropped(path));
    desk.act(Action::LeaveData);
    assert!(desk.session.data.waiting.is_none());
    assert_eq!(desk.hash(), before);
    assert!(!desk.packs().exists());
}

#[test]
fn what_is_no_data_is_said_to_be_none_and_a_case_is_opened() {
    let mut desk = Desk::new();
    for (name, text) in
        [("x.ron", "(questions: [])"), ("x.txt", "hello"), ("x.ron", "V2(label: (en: \"x\"))")]
    {
        let path = desk.file(name, text);
        desk.act(Action::Dropped(path));
        let told = desk.session.notices.pop();
        assert!(matches!(told, Some(Notice::CannotReadData { .. })), "{told:?}");
        assert!(desk.session.data.waiting.is_none() && !desk.session.data.busy);
    }
    let path = desk.file("x.kriterion", "no case");
    let effects = desk.session.update(Action::Dropped(path.clone()));
    assert!(matches!(&effects[..], [Effect::LookAt(_)]));
    let effects =
        desk.session.update(Action::Landed(Box::new(Landed::LookedAt { path, is_case: true })));
    assert!(matches!(&effects[..], [Effect::Read { .. }]), "{effects:?}");
}

#[test]
fn rows_with_faults_are_told_and_the_others_can_be_taken_over() {
    let mut desk = Desk::new();
    let text = PACK.replace("{\"KAZ\"", "{\"KAX\": {2025: 1}, \"KAZ\"");
    let path = desk.file("news.ron", &text);
    desk.act(Action::Dropped(path));
    let waiting = desk.session.data.waiting.as_ref().unwrap();
    assert!(matches!(waiting.faults[0].kind, FaultKind::UnknownCountry { .. }));
    desk.act(Action::AcceptData);
    assert_eq!(value(&desk.session, 2025), Some(11.0));
    assert_eq!(desk.again().data.packs[0].state, PackState::Sound, "only the sound rows are kept");
}

#[test]
fn a_signature_is_shown_and_one_that_does_not_fit_is_refused() {
    let mut desk = Desk::new();
    let key = OpenKey::new("Anna".to_owned(), &[7; 32]);
    let signature = store::sign_pack(&key, 5, PACK.as_bytes()).unwrap();
    let path = desk.file("news.ron", PACK);
    std::fs::write(store::signature_path(&path), &signature).unwrap();
    desk.act(Action::Dropped(path.clone()));
    let by = PackSign::By { who: "Anna".to_owned(), key: key.key, at: 5 };
    assert_eq!(desk.session.data.waiting.as_ref().unwrap().sign, by);
    assert_eq!(desk.session.known_key("Anna", key.key), Known::Unknown);
    desk.session.update(Action::Trust { name: "Anna".to_owned(), key: key.key });
    assert_eq!(desk.session.known_key("Anna", key.key), Known::Colleague);
    desk.act(Action::AcceptData);
    assert_eq!(desk.again().data.packs[0].sign, by, "the signature is kept with it");
    std::fs::write(&path, PACK.replace("11", "99")).unwrap();
    desk.act(Action::Dropped(path));
    let told = desk.session.notices.pop();
    let refused =
        matches!(told, Some(Notice::CannotReadData { problem: DataProblem::BadSignature, .. }));
    assert!(refused, "{told:?}");
}

#[test]
fn a_pack_that_cannot_be_used_any_more_does_not_stop_the_program() {
    let mut desk = Desk::new();
    let path = desk.file("news.ron", PACK);
    desk.act(Action::Dropped(path));
    desk.act(Action::AcceptData);
    let file = desk.packs().join(&desk.session.data.packs[0].entry.file);
    let base = kriterion::bundle::load().atlas.edition.hash.clone();
    type Is = fn(&PackState) -> bool;
    let states: [(&str, Is); 3] = [
        ("V1(", |state| matches!(state, PackState::Faulty(_))),
        ("V7(label: (en: \"later\"))", |state| matches!(state, PackState::Faulty(_))),
        ("V1(label: (en: \"x\"), treaties: [(iso3: \"KAZ\")])", |state| {
            matches!(state, PackState::Partly(_))
        }),
    ];
    for (text, is_so) in states {
        std::fs::write(&file, text).unwrap();
        let again = desk.again();
        assert!(is_so(&again.data.packs[0].state), "{text}: {:?}", again.data.packs[0].state);
        assert!(matches!(&again.notices[..], [Notice::BadPacks(labels)] if labels.len() == 1));
        assert_eq!(value(&again, 2026), None, "{text}");
    }
    std::fs::remove_file(&file).unwrap();
    let again = desk.again();
    assert!(matches!(again.data.packs[0].state, PackState::Unreadable(_)));
    assert_eq!(again.bundle.atlas.edition.hash, base);
}

#[test]
fn a_forged_pack_is_listed_and_does_not_count() {
    let mut desk = Desk::new();
    let key = OpenKey::new("Anna".to_owned(), &[7; 32]);
    let path = desk.file("news.ron", PACK);
    let signature = store::sign_pack(&key, 5, PACK.as_bytes()).unwrap();
    std::fs::write(store::signature_path(&path), signature).unwrap();
    desk.act(Action::Dropped(path));
    desk.act(Action::AcceptData);
    let file = desk.packs().join(&desk.session.data.packs[0].entry.file);
    std::fs::write(&file, PACK.replace("11", "99")).unwrap();
    let again = desk.again();
    assert_eq!(again.data.packs[0].state, PackState::Forged);
    assert_ne!(value(&again, 2025), Some(99.0));
}

#[test]
fn of_two_packs_the_last_one_counts() {
    let mut desk = Desk::new();
    for (name, text) in
        [("a.ron", PACK.to_owned()), ("b.ron", PACK.replace("2025: 11", "2025: 13"))]
    {
        let path = desk.file(name, &text);
        desk.act(Action::Dropped(path));
        desk.act(Action::AcceptData);
    }
    assert_eq!(value(&desk.session, 2025), Some(13.0));
    let second = desk.session.data.packs[1].entry.file.clone();
    desk.act(Action::RemovePack(second));
    assert_eq!(value(&desk.session, 2025), Some(11.0));
}

#[test]
fn where_nothing_can_be_kept_nothing_changes() {
    let mut desk = Desk::new();
    let before = desk.hash().to_owned();
    // A file stands where the folder should be.
    std::fs::create_dir_all(desk.packs().parent().unwrap()).unwrap();
    std::fs::write(desk.packs(), "").unwrap();
    let path = desk.file("news.ron", PACK);
    desk.act(Action::Dropped(path));
    desk.act(Action::AcceptData);
    assert!(matches!(desk.session.notices.last(), Some(Notice::CannotKeepPack(_))));
    assert!(desk.session.data.waiting.is_some(), "it can be tried again");
    assert_eq!(desk.hash(), before);
}

/// For the test of a full disk: keeps three packs and takes one back; the list never names what is not there.
pub fn keep_and_take_back(folder: &Path) {
    let texts = ["a", "b", "c"].map(|name| format!("V1(label: (en: \"{name}\"))"));
    let mut list: Vec<PackEntry> = Vec::new();
    let keep = |text: &str, list: &mut Vec<PackEntry>| {
        let mut next = list.clone();
        next.push(PackEntry { file: store::pack_name(text), on: true });
        let done = store::write_pack(folder, text, Some(b"signature"))
            .and_then(|()| store::write_pack_list(folder, &next, None));
        if done.is_ok() {
            *list = next;
        }
        done.is_ok()
    };
    for text in &texts {
        // As the officer does it: once, and again where it failed.
        while !keep(text, &mut list) {
            check(folder, &list);
        }
        check(folder, &list);
    }
    let gone = list.remove(0);
    while store::write_pack_list(folder, &list, Some(&gone.file)).is_err() {
        let all = [std::slice::from_ref(&gone), &list].concat();
        check(folder, &all);
    }
    check(folder, &list);
}

/// Everything that was kept is there and whole, in its order.
fn check(folder: &Path, kept: &[PackEntry]) {
    let found = store::read_packs(folder);
    let on: Vec<_> = found.iter().filter(|pack| pack.entry.on).collect();
    assert!(on.len() >= kept.len(), "{on:?}, kept {kept:?}");
    for (pack, entry) in on.iter().zip(kept) {
        assert_eq!(pack.entry, *entry);
        let text = pack.text.as_ref().unwrap();
        assert_eq!(store::pack_name(text), entry.file, "not half a pack");
    }
}
