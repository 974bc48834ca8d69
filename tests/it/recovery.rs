//! Work is never lost: what is not saved stands in the recovery folder, whenever the program is killed.

use kriterion::session::{Action, Effect, Landed, PathFor, SavedFile, Session};
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
                let result = store::save(&path, &parcel)
                    .map(|log| SavedFile { log, stamp: store::stamp(&path) });
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

fn kill_many(times: u64) {
    let folder = tempfile::tempdir().unwrap();
    let (mut checked, mut found_in_folder) = (0, 0);
    for round in 0..times {
        let folder = folder.path().join(round.to_string());
        std::fs::create_dir(&folder).unwrap();
        // Spread over four seconds, the same on every run.
        let life = Duration::from_micros(round.wrapping_mul(2_468_137) % 4_000_000);
        let told = kill_after(&folder, life);
        let died = Instant::now();
        let old = told.iter().rfind(|(_, at)| died.duration_since(*at) > GRACE);
        let saved = folder.join("case.kriterion");
        let saved = saved.exists().then(|| count(&store::open(&saved).unwrap().dossier));
        let left = store::left_behind(&folder.join("recovery"));
        let kept = left.first().map(|left| count(&store::open_left(&left.folder).unwrap().dossier));
        let newest = saved.max(kept).unwrap_or(0);
        if let Some((old, _)) = old {
            checked += 1;
            assert!(newest >= *old, "round {round}: edit {old} is lost, the newest is {newest}");
        }
        found_in_folder += u64::from(kept > saved);
    }
    println!("{times} kills, {checked} with edits old enough, {found_in_folder} found by recovery");
    assert!(checked > 0 && found_in_folder > 0);
}

#[test]
fn killed_at_any_moment_it_loses_nothing() {
    kill_many(12);
}

/// `cargo test --test it -- --ignored --nocapture a_thousand` prints the counts.
#[test]
#[ignore = "three quarters of an hour"]
fn killed_a_thousand_times_it_loses_nothing() {
    kill_many(1000);
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
    assert_eq!(count(&store::open_left(&left[0].folder).unwrap().dossier), 7);
    store::clear_left(&left[0].folder).unwrap();
    assert_eq!(store::left_behind(&root), Vec::new());
}
