//! Every step on the disk is made to fail, one after the other: nothing is lost, nothing is half written, nothing is
//! left lying about. The gate is one for a whole process, so a child process works and this one reads what it says.

use kriterion::session::{Action, Effect, Landed, Notice, PathFor, Session};
use kriterion::shell::Recorder;
use kriterion::store::{self, OpenProblem, Opened, SaveProblem, Step};
use kriterion_heart::Bundle;
use kriterion_heart::dossier::Field;
use kriterion_heart::edit::Edit;
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::text::Lang;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Set for the process that works: how its disk fails, and at which steps.
const CHILD: &str = "KRITERION_TEST_FAULTS";
const FOLDER: &str = "KRITERION_TEST_FAULTS_FOLDER";
const PAUSE: Duration = Duration::from_millis(5);
/// How long a disk stays full, where it does not fail just once.
const OUTAGE: Duration = Duration::from_millis(60);
/// What is older than this must be there. The program promises two seconds and the slowest edit is printed; a machine
/// that tests other things at the same time may take longer over a flush.
const GRACE: Duration = Duration::from_secs(10);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// One step fails.
    Once,
    /// All steps fail for a while.
    Outage,
    /// The process dies before the step.
    Death,
}

impl Mode {
    const ALL: [Self; 3] = [Self::Once, Self::Outage, Self::Death];

    fn name(self) -> String {
        format!("{self:?}")
    }
}

/// What the gate is to do in this round.
struct Plan {
    mode: Mode,
    /// Counted from one.
    nth: u64,
    steps: u64,
    failed: u64,
    since: Option<Instant>,
}

static PLAN: Mutex<Plan> =
    Mutex::new(Plan { mode: Mode::Once, nth: 0, steps: 0, failed: 0, since: None });

fn gate(_: Step, _: &Path) -> io::Result<()> {
    let mut plan = PLAN.lock().unwrap_or_else(PoisonError::into_inner);
    plan.steps += 1;
    let reached = plan.nth > 0 && plan.steps >= plan.nth;
    let fails = match plan.mode {
        Mode::Once => plan.steps == plan.nth,
        Mode::Outage => reached && plan.since.get_or_insert_with(Instant::now).elapsed() < OUTAGE,
        Mode::Death if reached => std::process::abort(),
        Mode::Death => false,
    };
    plan.failed += u64::from(fails);
    if fails { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
}

/// An officer at work on one case, as the shell would carry it out, but saving at once.
struct Work {
    folder: PathBuf,
    session: Session,
    recorder: Recorder,
    told: Receiver<Landed>,
    /// The newest edit, and the newest that was found on disk.
    edit: u64,
    found: u64,
    slowest: Duration,
    /// How often trouble was told, and its end: with keeping work, and with removing it.
    told_work: (u64, u64),
    told_removal: (u64, u64),
}

impl Work {
    fn begin(folder: &Path, bundle: &Arc<Bundle>) -> Self {
        let (sender, told) = channel();
        let tell = move |landed| drop(sender.send(landed));
        let recorder = Recorder::with_pause(Some(folder.join("recovery")), PAUSE, tell);
        let mut session = Session::new(Arc::clone(bundle), Lang::En, 1);
        session.update(Action::New);
        session.update(Action::Landed(Box::new(Landed::Id("case".to_owned()))));
        let (edit, found, slowest) = (0, 0, Duration::ZERO);
        let folder = folder.to_owned();
        let (told_work, told_removal) = ((0, 0), (0, 0));
        Self { folder, session, recorder, told, edit, found, slowest, told_work, told_removal }
    }

    fn file(&self) -> PathBuf {
        self.folder.join("case.kriterion")
    }

    fn act(&mut self, action: Action) {
        for effect in self.session.update(action) {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Keep(parcel, origin) => self.recorder.keep(parcel, origin),
            Effect::ClearKept(id) => self.recorder.clear(id),
            Effect::Save { path, parcel, revision, copies, expected, .. } => {
                assert!(expected.holds(&path), "its own file is taken for somebody else's");
                let place = self.folder.join("copies");
                let result = store::keep_copy(&place, &path, copies);
                self.land(Landed::CopyKept { place, result });
                let result = store::save(&path, &parcel);
                self.land(Landed::Saved { path, revision, result });
            }
            _ => (),
        }
    }

    fn land(&mut self, landed: Landed) {
        self.act(Action::Landed(Box::new(landed)));
    }

    /// One edit, and the wait until it is on disk.
    fn edit(&mut self) {
        self.edit += 1;
        let edit = Edit::Field(Field::Notes, self.edit.to_string());
        self.act(Action::Edit(Box::new(edit)));
        let made = Instant::now();
        while self.find() < self.edit {
            let waited = made.elapsed();
            assert!(waited < GRACE, "edit {} is not on disk, {} is", self.edit, self.found);
            std::thread::sleep(Duration::from_millis(1));
        }
        self.slowest = self.slowest.max(made.elapsed());
        println!("kept {}", self.edit);
    }

    /// The newest edit on disk. What was once found is found again, whatever fails since.
    fn find(&mut self) -> u64 {
        let newest = newest(&self.folder);
        assert!(newest >= self.found, "edit {} was on disk, now only {newest}", self.found);
        self.found = newest;
        newest
    }

    /// As the officer does it: once, and again where it failed.
    fn save(&mut self) {
        if self.session.path.is_none() {
            let (wanted, path) = (PathFor::Save, self.file());
            // A first save that failed after the file was there: the officer says that it may go.
            if path.exists() {
                std::fs::remove_file(&path).unwrap();
            }
            self.land(Landed::Path { wanted, path });
        } else {
            self.act(Action::Save);
        }
    }

    fn hear(&mut self) {
        while let Ok(landed) = self.told.try_recv() {
            let (told, result) = match &landed {
                Landed::Kept { result, .. } => (&mut self.told_work, result),
                Landed::Cleared { result, .. } => (&mut self.told_removal, result),
                other => panic!("{other:?}"),
            };
            match result {
                Ok(()) => told.1 += 1,
                Err(problem) => {
                    assert_eq!(*problem, SaveProblem::DiskFull);
                    told.0 += 1;
                }
            }
            self.land(landed);
        }
    }

    /// Some hours at the desk: a case begun, saved, gone on with, saved over.
    fn script(&mut self) {
        self.edit();
        let question = QuestionId::parse("C2-Q01").unwrap();
        let (path, bytes) = (PathBuf::from("letter.pdf"), b"a letter".to_vec());
        self.land(Landed::Attachment { path, question, result: Ok(bytes) });
        self.edit();
        self.save();
        self.edit();
        self.save();
        self.edit();
        self.edit();
        self.save();
        self.edit();
    }

    /// The disk works again: everything comes right.
    fn end(mut self) -> Duration {
        let begun = Instant::now();
        while self.session.is_unsaved() {
            assert!(begun.elapsed() < GRACE, "it cannot be saved: {:?}", self.session.notices);
            self.save();
            std::thread::sleep(PAUSE);
        }
        assert_eq!(notes(&store::open(&self.file()).unwrap()), self.edit);
        let recovery = self.folder.join("recovery");
        // Not only the work: removing what is around it may fail, too.
        let is_empty = || std::fs::read_dir(&recovery).is_ok_and(|mut all| all.next().is_none());
        while recovery.exists() && !is_empty() {
            assert!(begun.elapsed() < GRACE, "work that is saved stays in the recovery folder");
            std::thread::sleep(Duration::from_millis(1));
        }
        // What is told after the last write is on its way; a busy machine takes its time.
        let even = |(bad, good): (u64, u64)| bad == good;
        while !(even(self.told_work) && even(self.told_removal)) && begun.elapsed() < GRACE {
            std::thread::sleep(Duration::from_millis(1));
            self.hear();
        }
        std::thread::sleep(PAUSE);
        self.hear();
        for (what, (bad, good)) in [("work", self.told_work), ("removal", self.told_removal)] {
            assert_eq!(bad, good, "{what}: told once, and once more when it works");
            assert!(bad <= 1, "told {bad} times");
        }
        let stays =
            |notice: &Notice| matches!(notice, Notice::NotKept { .. } | Notice::NotCleared { .. });
        assert!(!self.session.notices.iter().any(stays));
        let (folder, slowest) = (self.folder.clone(), self.slowest);
        drop(self);
        assert_eq!(store::left_behind(&recovery), Vec::new());
        check_files(&folder, true);
        slowest
    }
}

fn notes(opened: &Opened) -> u64 {
    assert_eq!(opened.missing, Vec::<String>::new());
    opened.dossier.request.field(Field::Notes).parse().unwrap_or(0)
}

/// Folders that hold a case.
fn works(recovery: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(recovery) else { return Vec::new() };
    let folders = entries.flatten().map(|entry| entry.path());
    folders.filter(|folder| folder.join("dossier.ron").exists()).collect()
}

/// The newest edit in the file and in the recovery folder; both must be readable at any moment.
fn newest(folder: &Path) -> u64 {
    let file = folder.join("case.kriterion");
    let mut newest = 0;
    let kept: Vec<u64> = works(&folder.join("recovery"))
        .iter()
        .filter_map(|left| match store::open_left(left, None) {
            // Cleared this moment, or while it was read.
            _ if !left.join("dossier.ron").exists() => None,
            Ok(opened) => Some(notes(&opened)),
            Err(OpenProblem::Missing) => None,
            Err(problem) => panic!("{}: {problem:?}", left.display()),
        })
        .collect();
    // After the folder: work moves from there to the file.
    if file.exists() {
        newest = notes(&store::open(&file).unwrap());
    }
    kept.into_iter().fold(newest, u64::max)
}

/// Nothing beside the file but what belongs there; every safe copy opens.
fn check_files(folder: &Path, clean: bool) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = ["case.kriterion", "recovery", "copies"].contains(&name.as_str());
        assert!(ours || !clean && name.starts_with(".kriterion-"), "{name} is left behind");
    }
    let Ok(homes) = std::fs::read_dir(folder.join("copies")) else { return };
    for home in homes.flatten() {
        for copy in std::fs::read_dir(home.path()).unwrap().flatten() {
            let name = copy.file_name().to_string_lossy().into_owned();
            if !clean && name.starts_with(".kriterion-") {
                continue;
            }
            assert!(notes(&store::open(&copy.path()).unwrap()) > 0, "{name}");
        }
    }
}

/// The process that works: `MODE NTH STRIDE`.
#[test]
fn child() {
    let (Ok(order), Ok(folder)) = (std::env::var(CHILD), std::env::var(FOLDER)) else { return };
    let words: Vec<&str> = order.split(' ').collect();
    let mode = Mode::ALL.into_iter().find(|mode| mode.name() == words[0]).unwrap();
    let (first, stride): (u64, u64) = (words[1].parse().unwrap(), words[2].parse().unwrap());
    let bundle = kriterion::bundle::load();
    store::set_gate(gate);
    let mut slowest = Duration::ZERO;
    let mut told = 0;
    for nth in (first..).step_by(stride as usize) {
        let folder = Path::new(&folder).join(nth.to_string());
        std::fs::create_dir(&folder).unwrap();
        *PLAN.lock().unwrap() = Plan { mode, nth, steps: 0, failed: 0, since: None };
        let mut work = Work::begin(&folder, &bundle);
        work.script();
        work.hear();
        told += work.told_work.0 + work.told_removal.0;
        slowest = slowest.max(work.end());
        let plan = PLAN.lock().unwrap();
        if plan.failed == 0 {
            println!("end {} {told} {}", plan.steps, slowest.as_millis());
            return;
        }
        println!("round {nth} {}", plan.failed);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}

/// The process that keeps data packs or methods, with each step failing once.
#[test]
fn child_with_packs() {
    let (Ok(what), Ok(folder)) = (std::env::var(CHILD), std::env::var(FOLDER)) else { return };
    store::set_gate(gate);
    for nth in 1.. {
        let folder = Path::new(&folder).join(nth.to_string());
        *PLAN.lock().unwrap() = Plan { mode: Mode::Once, nth, steps: 0, failed: 0, since: None };
        match what.as_str() {
            "packs" => crate::packs::keep_and_take_back(&folder),
            _ => crate::methods::keep_and_change(&folder),
        }
        let plan = PLAN.lock().unwrap();
        if plan.failed == 0 {
            println!("end {}", plan.steps);
            return;
        }
    }
}

/// What was kept stays whole and in its order, whichever step fails.
#[test]
fn a_full_disk_loses_no_data_pack_and_no_method() {
    for (what, least) in [("packs", 20), ("methods", 10)] {
        let root = tempfile::tempdir().unwrap();
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["faults::child_with_packs", "--exact", "--nocapture"])
            .env(CHILD, what)
            .env(FOLDER, root.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let loud = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{what}: {said}\n{loud}");
        let lines: Vec<String> = said.lines().map(str::to_owned).collect();
        let steps = told(&lines, "end").last().unwrap()[0];
        assert!(steps > least, "{what}: {steps} steps were made to fail");
    }
}

static CHILDREN: AtomicU64 = AtomicU64::new(0);

/// Lets a child work; gives what it said, and whether it came to its end.
fn run(root: &Path, mode: Mode, first: u64, stride: u64) -> (Vec<String>, bool, PathBuf) {
    let folder = root.join(CHILDREN.fetch_add(1, Ordering::Relaxed).to_string());
    std::fs::create_dir(&folder).unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["faults::child", "--exact", "--nocapture"])
        .env(CHILD, format!("{} {first} {stride}", mode.name()))
        .env(FOLDER, &folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if mode != Mode::Death {
        let loud = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{mode:?} from {first}: {said}\n{loud}");
    }
    let lines = said.lines().map(str::to_owned).collect();
    (lines, output.status.success(), folder)
}

/// The numbers behind a word at the beginning of a line.
fn told<'a>(lines: &'a [String], word: &str) -> impl Iterator<Item = Vec<u64>> + use<'a> {
    let word = format!("{word} ");
    lines.iter().filter_map(move |line| {
        // The first line follows the name of the test.
        let (_, numbers) = line.split_once(&word)?;
        numbers.split(' ').map(|number| number.parse().ok()).collect()
    })
}

/// Every `stride`-th step fails.
fn fail(mode: Mode, stride: u64) {
    let root = tempfile::tempdir().unwrap();
    let (lines, _, _) = run(root.path(), mode, 1, stride);
    let rounds: Vec<Vec<u64>> = told(&lines, "round").collect();
    let failures: u64 = rounds.iter().map(|round| round[1]).sum();
    let end = told(&lines, "end").last().unwrap();
    println!(
        "{mode:?}: {} steps, {} rounds, {failures} failures, told {} times, slowest edit {} ms, 0 losses",
        end[0],
        rounds.len(),
        end[1],
        end[2]
    );
    assert!(rounds.len() as u64 >= end[0] / stride / 2);
}

/// The process dies before every `stride`-th step; two at a time.
fn die(stride: u64) {
    let root = tempfile::tempdir().unwrap();
    let rounds: u64 = std::thread::scope(|scope| {
        let root = root.path();
        let halves = [1, 1 + stride].map(|first| {
            let work = move || {
                (first..).step_by(2 * stride as usize).take_while(|nth| died(root, *nth)).count()
            };
            std::thread::Builder::new().name("deaths".to_owned()).spawn_scoped(scope, work).unwrap()
        });
        halves.into_iter().map(|half| half.join().unwrap() as u64).sum()
    });
    println!("Death: {rounds} rounds, 0 losses");
    assert!(rounds > 5);
}

/// False where no step was left to die at.
fn died(root: &Path, nth: u64) -> bool {
    let (lines, lives, folder) = run(root, Mode::Death, nth, 1);
    if lives {
        return false;
    }
    let kept = told(&lines, "kept").map(|kept| kept[0]).last().unwrap_or(0);
    let folder = folder.join(nth.to_string());
    let recovery = folder.join("recovery");
    store::sweep_left(&recovery);
    let left = store::left_behind(&recovery);
    let newest = newest(&folder);
    assert!(newest >= kept, "step {nth}: edit {kept} is lost, the newest is {newest}");
    assert_eq!(left.len(), works(&recovery).len(), "step {nth}: not all of it is offered");
    check_files(&folder, false);
    for left in left {
        store::clear_left(&left.folder).unwrap();
    }
    assert_eq!(std::fs::read_dir(&recovery).map_or(0, Iterator::count), 0, "step {nth}");
    true
}

#[test]
fn a_step_that_fails_loses_nothing() {
    fail(Mode::Once, 5);
}

#[test]
fn a_disk_that_is_full_for_a_while_loses_nothing() {
    fail(Mode::Outage, 9);
}

#[test]
fn death_before_a_step_loses_nothing() {
    die(20);
}

/// `cargo test --test it every_step -- --ignored --nocapture` prints the counts.
#[test]
#[ignore = "some minutes"]
fn every_step_fails_and_nothing_is_lost() {
    fail(Mode::Once, 1);
    fail(Mode::Outage, 1);
    die(1);
}
