//! What a start costs: the program runs itself, beside an empty eframe window in the same minute.

use super::Figure;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Starts of each kind, in turn, so that a noisy minute is noisy for both.
const STARTS: usize = 7;
/// How long an idle program is watched.
const IDLE: Duration = Duration::from_secs(3);

/// Figures of the window; none where no window opens.
pub fn figures() -> Vec<Figure> {
    let mut ours = Vec::new();
    let mut empty = Vec::new();
    for _ in 0..STARTS {
        ours.extend(first_frame("exit", None));
        // The plain window of the toolkit, which knows OpenGL only.
        empty.extend(first_frame("empty", Some("gl")));
    }
    let mut figures = Vec::new();
    let ours = median(ours);
    let empty = median(empty);
    figures.extend(ours.map(|ms| ("first_frame".to_owned(), ms, "ms")));
    figures.extend(empty.map(|ms| ("first_frame_empty_eframe".to_owned(), ms, "ms")));
    if let (Some(ours), Some(empty)) = (ours, empty) {
        figures.push(("first_frame_ratio".to_owned(), ours / empty, "times"));
    }
    figures.extend(resting());
    figures
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Milliseconds from the start of a process to its first frame on screen.
fn first_frame(what: &str, renderer: Option<&str>) -> Option<f64> {
    let mut child = start(what, renderer)?;
    let said = said(&mut child);
    child.kill().ok(); // It may have ended by itself, which is as good.
    child.wait().ok()?;
    said
}

fn start(what: &str, renderer: Option<&str>) -> Option<Child> {
    let program = std::env::current_exe().ok()?;
    let mut command = Command::new(program);
    if let Some(renderer) = renderer {
        command.env("KRITERION_RENDERER", renderer);
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_nanos();
    command
        .args(["--measure-start", what])
        .env("KRITERION_START_NS", now.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()
}

/// The figure that a started program prints.
fn said(child: &mut Child) -> Option<f64> {
    let mut line = String::new();
    BufReader::new(child.stdout.take()?).read_line(&mut line).ok()?;
    line.trim().strip_prefix("first_frame_ms=")?.parse().ok()
}

/// Memory and CPU time of a window that is left alone. Linux tells; elsewhere there are no figures.
fn resting() -> Vec<Figure> {
    let Some(mut child) = start("stay", None) else { return Vec::new() };
    let mut figures = Vec::new();
    if said(&mut child).is_some() {
        sleep(Duration::from_secs(1));
        let before = ticks(child.id());
        sleep(IDLE);
        if let (Some(before), Some(after)) = (before, ticks(child.id())) {
            figures.push(("idle_cpu".to_owned(), (after - before) as f64, "ticks"));
        }
        figures.extend(resident(child.id()).map(|mib| ("memory".to_owned(), mib, "MiB")));
    }
    child.kill().ok();
    child.wait().ok();
    figures
}

/// Hundredths of a second of CPU that a process has used.
fn ticks(process: u32) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name in brackets may hold spaces; user and system time are the 14th and 15th field.
    let mut rest = text.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut next = || rest.next()?.parse::<u64>().ok();
    Some(next()? + next()?)
}

/// Mebibytes of memory that a process holds.
fn resident(process: u32) -> Option<f64> {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse::<f64>().ok().map(|kib| kib / 1024.0)
}
