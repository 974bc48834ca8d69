//! Work is never lost: what is not saved stands in the recovery folder, whenever the program is killed.

use kriterion::session::{Action, Effect, Landed, Notice, PathFor, Session};
use kriterion::shell::Recorder;
use kriterion::store;
use kriterion_heart::dossier::Field;
use kriterion_heart::edit::Edit;
use kriterion_heart::text::Lang;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Set for the process that is to be killed: the folder in which it works.
const VICTIM: &str = "KRITERION_TEST_VICTIM";
const PAUSE: Duration = Duration::from_millis(20);
/// What is older than this when the program dies must be there.
const GRACE: Duration = Duration::from_secs(2);

/// Edits without end, saving now and then, telling each edit once it is made.
#[test]
fn victim() {
    let Some(folder) = std::env::var_os(VICTIM) else { return };
    let folder = Path::new(&folder);
    let recorder = Recorder::with_pause(Some(folder.join("recovery")), PAUSE, |_| ());
    let mut session = Session::new(kriterion::bundle::load(), Lang::En, 0);
    session.update(Action::OpenSample);
    let path = folder.join("case.kriterion");
    for count in 1_u64.. {
        session.update(Action::Tick { now: count });
        let mut effects = edit(&mut session, count);
        if count.is_multiple_of(40) {
            let wanted = PathFor::Save;
            let landed = Landed::Path { wanted, path: path.clone() };
            effects.extend(session.update(Action::Landed(Box::new(landed))));
        }
        perform(&mut session, &recorder, effects);
        println!("edit {count}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn edit(session: &mut Session, count: u64) -> Vec<Effect> {
    let edit = Edit::Field(Field::Notes, count.to_string());
    session.update(Action::Edit(Box::new(edit)))
}

/// As the shell does it, but saving at once.
fn perform(session: &mut Session, recorder: &Recorder, effects: Vec<Effect>) {
    for effect in effects {
        match effect {
            Effect::Keep(parcel, origin) => recorder.keep(parcel, origin),
            Effect::ClearKept(id) => recorder.clear(id),
            Effect::Save { path, parcel, revision, .. } => {
                let result = store::save(&path, &parcel);
                let landed = Landed::Saved { path, revision, result };
                let effects = session.update(Action::Landed(Box::new(landed)));
                perform(session, recorder, effects);
            }
            _ => (),
        }
    }
}

/// The number in the notes of a dossier.
fn count(dossier: &kriterion_heart::dossier::Dossier) -> u64 {
    dossier.request.field(Field::Notes).parse().unwrap_or(0)
}

/// Starts the victim, kills it after `life`, and says which edits it told and when.
fn kill_after(folder: &Path, life: Duration) -> Vec<(u64, Instant)> {
    let mut child: Child = Command::new(std::env::current_exe().unwrap())
        .args(["recovery::victim", "--exact", "--nocapture"])
        .env(VICTIM, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap());
    let (sender, told) = std::sync::mpsc::channel();
    let read = move || {
        for line in lines.lines().map_while(Result::ok) {
            if let Some(count) = line.strip_prefix("edit ").and_then(|count| count.parse().ok()) {
                sender.send((count, Instant::now())).ok();
            }
        }
    };
    let reader = std::thread::Builder::new().name("reader".to_owned()).spawn(read).unwrap();
    // The bundle is unpacked first; a life begins with the first edit.
    let first = told.recv_timeout(Duration::from_secs(60)).unwrap();
    std::thread::sleep(life);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap();
    std::iter::once(first).chain(told.try_iter()).collect()
}

/// What one kill showed.
#[derive(Default)]
struct Counts {
    /// With an edit that was old enough.
    checked: u64,
    in_folder: u64,
    in_file: u64,
    lost: Vec<String>,
}

fn kill(folder: &Path, round: u64, counts: &mut Counts) {
    let folder = folder.join(round.to_string());
    std::fs::create_dir(&folder).unwrap();
    // Spread over four seconds, the same on every run.
    let life = Duration::from_micros(round.wrapping_mul(2_468_137) % 4_000_000);
    let told = kill_after(&folder, life);
    let died = Instant::now();
    let old = told.iter().rfind(|(_, at)| died.duration_since(*at) > GRACE);
    let saved = folder.join("case.kriterion");
    let saved = saved.exists().then(|| count(&store::open(&saved).unwrap().dossier));
    let left = store::left_behind(&folder.join("recovery"));
    let kept =
        left.first().map(|left| count(&store::open_left(&left.folder, None).unwrap().dossier));
    let newest = saved.max(kept).unwrap_or(0);
    if let Some((old, _)) = old {
        counts.checked += 1;
        if newest < *old {
            counts.lost.push(format!("round {round}: edit {old}, the newest is {newest}"));
        }
    }
    counts.in_folder += u64::from(kept > saved);
    counts.in_file += u64::from(saved.is_some() && kept <= saved);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Several at a time: they mostly sleep.
fn kill_many(times: u64, at_once: u64) {
    let root = tempfile::tempdir().unwrap();
    let begun = Instant::now();
    let all: Vec<Counts> = std::thread::scope(|scope| {
        let root = root.path();
        let threads: Vec<_> = (0..at_once)
            .map(|first| {
                let work = move || {
                    let mut counts = Counts::default();
                    for round in (first..times).step_by(at_once as usize) {
                        kill(root, round, &mut counts);
                    }
                    counts
                };
                let thread = std::thread::Builder::new().name("kills".to_owned());
                thread.spawn_scoped(scope, work).unwrap()
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let sum = |of: fn(&Counts) -> u64| all.iter().map(of).sum::<u64>();
    let checked = sum(|counts| counts.checked);
    let (in_folder, in_file) = (sum(|counts| counts.in_folder), sum(|counts| counts.in_file));
    let lost: Vec<&String> = all.iter().flat_map(|counts| &counts.lost).collect();
    println!(
        "{times} rounds, {times} kills, {checked} with edits older than two seconds; newest work found: {in_folder} in \
         the recovery folder, {in_file} in the file; {} losses; {} s",
        lost.len(),
        begun.elapsed().as_secs()
    );
    assert!(lost.is_empty(), "{lost:?}");
    assert!(checked > 0 && in_folder > 0);
}

#[test]
fn killed_at_any_moment_it_loses_nothing() {
    kill_many(12, 3);
}

/// `cargo test --test it killed_a_thousand -- --ignored --nocapture` prints the counts.
#[test]
#[ignore = "a quarter of an hour"]
fn killed_a_thousand_times_it_loses_nothing() {
    kill_many(1000, 4);
}

fn kept(session: &mut Session, recorder: &Recorder, number: u64) {
    let effects = edit(session, number);
    perform(session, recorder, effects);
}

fn newest_left(root: &Path) -> Option<u64> {
    let left = store::left_behind(root);
    left.first().map(|left| count(&store::open_left(&left.folder, None).unwrap().dossier))
}

#[test]
fn work_that_cannot_be_kept_is_told_once_and_kept_when_it_can() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("recovery");
    // A file where the folder should be.
    std::fs::write(&root, "").unwrap();
    let (sender, told) = std::sync::mpsc::channel();
    let tell = move |landed| drop(sender.send(landed));
    let recorder = Recorder::with_pause(Some(root.clone()), PAUSE, tell);
    let mut session = Session::new(kriterion::bundle::load(), Lang::En, 0);
    session.update(Action::OpenSample);
    kept(&mut session, &recorder, 7);
    let wait = Duration::from_secs(10);
    let bad = told.recv_timeout(wait).unwrap();
    assert!(matches!(&bad, Landed::Kept { result: Err(_), folder } if *folder == root));
    session.update(Action::Landed(Box::new(bad)));
    assert!(session.notices.iter().any(|notice| matches!(notice, Notice::NotKept { .. })));
    // Some more tries, and not one more word.
    std::thread::sleep(PAUSE * 5);
    assert!(told.try_recv().is_err());
    std::fs::remove_file(&root).unwrap();
    let good = told.recv_timeout(wait).unwrap();
    assert!(matches!(&good, Landed::Kept { result: Ok(()), .. }));
    session.update(Action::Landed(Box::new(good)));
    assert!(!session.notices.iter().any(|notice| matches!(notice, Notice::NotKept { .. })));
    // Somebody tidies up: the next edit makes a folder that is found again.
    std::fs::remove_dir_all(&root).unwrap();
    kept(&mut session, &recorder, 8);
    drop(recorder);
    assert_eq!(newest_left(&root), Some(8));
}

#[test]
fn the_end_of_the_program_tries_once_more() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("recovery");
    std::fs::write(&root, "").unwrap();
    let recorder = Recorder::with_pause(Some(root.clone()), Duration::from_secs(600), |_| ());
    let mut session = Session::new(kriterion::bundle::load(), Lang::En, 0);
    session.update(Action::OpenSample);
    kept(&mut session, &recorder, 1);
    // It has failed, and the pause is long.
    std::thread::sleep(Duration::from_millis(500));
    std::fs::remove_file(&root).unwrap();
    drop(recorder);
    assert_eq!(newest_left(&root), Some(1));
}

#[test]
fn half_a_recovery_folder_is_still_work() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("recovery");
    let left = || {
        let recorder = Recorder::with_pause(Some(root.clone()), PAUSE, |_| ());
        let mut session = Session::new(kriterion::bundle::load(), Lang::En, 0);
        session.update(Action::OpenSample);
        kept(&mut session, &recorder, 7);
        drop(recorder);
        store::left_behind(&root).remove(0).folder
    };
    for gone in [".origin.ron", ".lock", "log.ron", "mimetype"] {
        let folder = left();
        let path = folder.join(gone);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(newest_left(&root), Some(7), "without {gone}");
        store::clear_left(&folder).unwrap();
    }
    // Without the case there is nothing to offer, and the next start sweeps.
    std::fs::remove_file(left().join("dossier.ron")).unwrap();
    std::fs::create_dir(root.join("somebody's")).unwrap();
    assert_eq!(newest_left(&root), None);
    store::sweep_left(&root);
    let stays: Vec<_> =
        std::fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(stays, ["somebody's"]);
}

#[test]
fn work_in_another_living_window_is_not_offered() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("recovery");
    let recorder = Recorder::with_pause(Some(root.clone()), PAUSE, |_| ());
    let mut session = Session::new(kriterion::bundle::load(), Lang::En, 0);
    session.update(Action::OpenSample);
    let effects = edit(&mut session, 7);
    perform(&mut session, &recorder, effects);
    let started = Instant::now();
    while std::fs::read_dir(&root).map_or(0, Iterator::count) == 0 {
        assert!(started.elapsed() < Duration::from_secs(10));
    }
    assert_eq!(store::left_behind(&root), Vec::new());
    drop(recorder);
    let left = store::left_behind(&root);
    assert_eq!(left.len(), 1);
    assert_eq!(count(&store::open_left(&left[0].folder, None).unwrap().dossier), 7);
    store::clear_left(&left[0].folder).unwrap();
    assert_eq!(store::left_behind(&root), Vec::new());
}

/// The second name of the case's file may be anything in a folder that others can fill.
#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_the_shared_file_is_not_waited_on() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("recovery");
    let recorder = Recorder::with_pause(Some(root.clone()), PAUSE, |_| ());
    let mut session = Session::new(kriterion::bundle::load(), Lang::En, 0);
    session.update(Action::OpenSample);
    kept(&mut session, &recorder, 7);
    drop(recorder);
    let base = store::left_behind(&root).remove(0).folder.join(".base.kriterion");
    assert!(Command::new("mkfifo").arg(&base).status().unwrap().success());
    let (sender, told) = std::sync::mpsc::channel();
    let look = move || sender.send(newest_left(&root));
    std::thread::Builder::new().name("look".to_owned()).spawn(look).unwrap();
    assert_eq!(told.recv_timeout(Duration::from_secs(20)).unwrap(), Some(7));
}

/// Attached files that the saved file holds are shared with it, in the open; sealed, they are kept beside the work.
#[test]
fn attached_files_come_back_with_unsaved_work_whatever_became_of_the_file() {
    use kriterion::store::{Blob, Desk, Origin, Parcel, Passphrase, sha256, stamp};
    use kriterion_heart::dossier::Attachment;
    let letter = b"a letter".to_vec();
    let hash = sha256(&letter);
    for passphrase in [None, Some(Passphrase::new("five red foxes".to_owned()))] {
        let folder = tempfile::tempdir().unwrap();
        let (path, root) = (folder.path().join("case.kriterion"), folder.path().join("recovery"));
        let today = kriterion_heart::date::Date::parse("2026-11-25").unwrap();
        let mut case = kriterion::sample::dossier(&kriterion::bundle::load(), Lang::En, today);
        let first = *case.evidence.keys().next().unwrap();
        let (name, bytes) = ("letter".to_owned(), letter.len() as u64);
        let attachment = Attachment { sha256: hash.clone(), name, bytes };
        case.evidence.edit(first).unwrap().attachment = Some(attachment);
        let mut parcel = Parcel { passphrase: passphrase.clone(), ..Parcel::of(case) };
        parcel.attachments.insert(hash.clone(), Blob::new(letter.clone()));
        store::save(&path, &parcel).unwrap();
        parcel.attachments = store::open_with(&path, passphrase.as_ref()).unwrap().attachments;
        let (case, stamp) = (String::new(), stamp(&path));
        let origin = Origin { path: Some(path.clone()), stamp, case, at: 1 };
        let mut desk = Desk::take(&root, "x").unwrap();
        desk.keep(&parcel, &origin).unwrap();
        drop(desk);
        let left = std::fs::read_dir(&root).unwrap().next().unwrap().unwrap().path();
        assert_eq!(left.join(".base.kriterion").exists(), passphrase.is_none());
        assert!(!left.join("attachments").join(&hash).exists(), "copied, or in the open");
        std::fs::remove_file(&path).unwrap();
        let work = store::open_left(&left, passphrase.as_ref()).unwrap();
        assert_eq!(work.missing, Vec::<String>::new());
        assert_eq!(*work.attachments[&hash].bytes().unwrap(), letter);
    }
}
