//! The recovery folder after whatever has happened to it: files changed, gone, too many, too large, links, pipes,
//! folders where files should be. Nothing outside is read or changed, and new work is always kept.

use super::{Chance, Tally, corpus, seeds, spoilt};
use kriterion::store::{self, Contents, Desk, Origin, Parcel, sha256};
use kriterion_heart::dossier::{Attachment, Dossier};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

const FILES: [&str; 5] = [".origin.ron", "log.ron", "dossier.ron", "mimetype", ".lock"];
const ORIGIN: &str =
    "(path:Some(\"case.kriterion\"),stamp:Some((size:7,changed:Some(9))),case:\"7\",at:5)";
const SECRET: &[u8] = b"nobody's business";

struct Place {
    root: PathBuf,
    /// What no folder may lead to.
    outside: PathBuf,
}

impl Place {
    fn secret(&self) -> PathBuf {
        self.outside.join(sha256(SECRET))
    }

    fn case(&self) -> PathBuf {
        self.root.join(format!("{}-1", &sha256(b"case")[..16]))
    }

    /// A recovery folder as the program leaves it.
    fn fill(&self, contents: &Contents) {
        fs::remove_dir_all(&self.root).ok();
        let home = self.case().join("attachments");
        fs::create_dir_all(&home).unwrap();
        let texts = [ORIGIN, &contents.log, &contents.dossier, store_mimetype(), ""];
        for (name, text) in FILES.iter().zip(texts) {
            fs::write(self.case().join(name), text).unwrap();
        }
        fs::write(home.join(sha256(SECRET)), SECRET).unwrap();
    }
}

fn store_mimetype() -> &'static str {
    "application/vnd.kriterion.dossier+zip"
}

/// One thing that can happen to a folder.
fn spoil(place: &Place, chance: &mut Chance) {
    let folder = place.case();
    let path = folder.join(FILES[chance.next(FILES.len())]);
    let home = folder.join("attachments");
    if path.is_symlink() {
        return; // What this would change is outside.
    }
    match chance.next(12) {
        0..=4 => {
            let Ok(mut bytes) = fs::read(&path) else { return };
            chance.change(&mut bytes);
            fs::write(&path, bytes).ok();
        }
        5 => drop(fs::remove_file(&path)),
        6 => {
            fs::remove_file(&path).ok();
            fs::create_dir(&path).ok();
        }
        7 => drop(File::create(&path).and_then(|file| file.set_len(3 << 30))),
        8 => drop(fs::write(
            folder.join(["extra.ron", ".hidden", "dossier.ron~"][chance.next(3)]),
            "?",
        )),
        9 => {
            fs::remove_file(&path).ok();
            link(&place.secret(), &path);
        }
        // Through a link it would spoil what is outside, and that is what the program must not do.
        10 if !home.is_symlink() => {
            let inside = home.join(sha256(SECRET));
            fs::remove_file(&inside).ok();
            link(&place.secret(), &inside);
        }
        _ if chance.next(2) == 0 && !home.is_symlink() => {
            fs::remove_dir_all(&home).ok();
            link(&place.outside, &home);
        }
        _ => pipe(&path, chance),
    }
}

fn link(to: &Path, at: &Path) {
    #[cfg(unix)]
    std::os::unix::fs::symlink(to, at).ok();
    #[cfg(not(unix))]
    let _ = (to, at);
}

/// Opening a pipe waits for somebody at its other end. Seldom, for making one takes a process.
fn pipe(path: &Path, chance: &mut Chance) {
    if cfg!(unix) && chance.next(20) == 0 {
        fs::remove_file(path).ok();
        std::process::Command::new("mkfifo").arg(path).status().ok();
    }
}

/// A small case that names the secret as its attachment.
fn case() -> Contents {
    let small = seeds().swap_remove(0).zipped().unwrap();
    let mut dossier: Dossier = store::decode(&small).unwrap().dossier;
    let bytes = SECRET.len() as u64;
    let attachment = Attachment { sha256: sha256(SECRET), name: "letter".to_owned(), bytes };
    let first = *dossier.evidence.keys().next().unwrap();
    dossier.evidence.edit(first).unwrap().attachment = Some(attachment);
    Contents::of(&Parcel::of(dossier)).unwrap().0
}

/// True where the work is offered.
fn look(place: &Place, parcel: &Parcel) -> bool {
    let folder = place.case();
    let is_linked = folder.join("attachments").is_symlink()
        || folder.join("attachments").join(sha256(SECRET)).is_symlink();
    let opened = store::open_left(&folder, None);
    store::read_folder(&folder).ok();
    let offered = store::left_behind(&place.root).len() == 1;
    assert_eq!(offered, opened.is_ok(), "what can be read is offered");
    if let Ok(opened) = opened {
        assert!(!is_linked || opened.attachments.is_empty(), "a link was followed");
    }
    // The officer opens the same case and works on.
    let origin = Origin { path: None, stamp: None, case: "new".to_owned(), at: 9 };
    let mut desk = Desk::take(&place.root, "case").unwrap();
    desk.keep(parcel, &origin).unwrap();
    drop(desk);
    let left = store::left_behind(&place.root);
    assert!(left.iter().any(|left| left.origin.case == "new"), "new work is not kept");
    store::sweep_left(&place.root);
    assert_eq!(store::left_behind(&place.root).len(), left.len(), "work was swept away");
    for left in left {
        store::clear_left(&left.folder).unwrap();
    }
    assert_eq!(fs::read(place.secret()).unwrap(), SECRET);
    assert_eq!(fs::read_dir(&place.outside).unwrap().count(), 1);
    offered
}

#[test]
fn any_recovery_folder_gets_an_answer_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let place =
        Place { root: folder.path().join("recovery"), outside: folder.path().join("outside") };
    fs::create_dir(&place.outside).unwrap();
    fs::write(place.secret(), SECRET).unwrap();
    let good = case();
    let new = Parcel::of(store::decode(&good.zipped().unwrap()).unwrap().dossier);
    let mut tally = Tally::new("recovery folders");
    let mut seeds = vec![good.clone()];
    for (name, bytes) in corpus() {
        let contents = spoilt(&good, &name, &bytes).unwrap_or_else(|| good.clone());
        place.fill(&contents);
        if name.ends_with(".origin.ron") {
            fs::write(place.case().join(".origin.ron"), &bytes).unwrap();
        }
        tally.run(&name, || look(&place, &new));
        seeds.push(contents);
    }
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    while tally.goes_on() {
        // Mostly the good one.
        let seed = chance.next(seeds.len() * 4);
        place.fill(seeds.get(seed).unwrap_or(&good));
        for _ in 0..=chance.next(3) {
            spoil(&place, &mut chance);
        }
        let name = format!("run {}", tally.runs);
        tally.run(&name, || look(&place, &new));
    }
    tally.end();
}
