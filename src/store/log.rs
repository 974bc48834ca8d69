//! The log of a dossier: who saved what, when. Each entry carries the hash of the one before, and the hash of the case
//! as it was saved with it, so that a change to any of them can be seen.

use super::sha256::sha256;
use serde::{Deserialize, Serialize};

/// One save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogEntry {
    /// Seconds since 1970.
    pub at: u64,
    pub who: String,
    /// What was done since the entry before, one word for each kind of edit.
    pub what: Vec<String>,
    /// SHA-256 of `dossier.ron` as it was saved with this entry; empty where an older program has saved.
    pub dossier: String,
    /// Hash of the entry before; empty in the first one.
    pub before: String,
}

impl LogEntry {
    /// SHA-256 over `before`, `at`, `who`, `dossier` and each of `what`, every one written as its length in bytes, a
    /// colon, and itself.
    pub fn hash(&self) -> String {
        let at = self.at.to_string();
        let head = [self.before.as_str(), &at, &self.who, &self.dossier];
        let parts = head.into_iter().chain(self.what.iter().map(String::as_str));
        let text: String = parts.map(|part| format!("{}:{part}", part.len())).collect();
        sha256(text.as_bytes())
    }
}

/// Adds an entry behind the last one.
pub fn append(log: &mut Vec<LogEntry>, at: u64, who: &str, what: Vec<String>, dossier: String) {
    let before = log.last().map_or_else(String::new, LogEntry::hash);
    log.push(LogEntry { at, who: who.to_owned(), what, dossier, before });
}

/// Position of the first entry that does not follow from the one before it.
pub fn first_broken(log: &[LogEntry]) -> Option<usize> {
    let mut before = String::new();
    for (at, entry) in log.iter().enumerate() {
        if entry.before != before {
            return Some(at);
        }
        before = entry.hash();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log() -> Vec<LogEntry> {
        let mut log = Vec::new();
        for (at, who) in [(1, "A"), (2, "B"), (3, "A")] {
            append(&mut log, at, who, vec!["Officer".to_owned(), who.to_owned()], sha256(b"case"));
        }
        log
    }

    #[test]
    fn every_change_shows_in_the_next_entry() {
        assert_eq!(first_broken(&log()), None);
        let changes: [fn(&mut LogEntry); 6] = [
            |entry| entry.at += 1,
            |entry| entry.who.push('x'),
            |entry| entry.what.clear(),
            // Moving a border between two words is a change, too.
            |entry| entry.what = vec!["Office".to_owned(), "rA".to_owned()],
            |entry| entry.dossier = sha256(b"another"),
            |entry| entry.before = sha256(b"another"),
        ];
        for change in changes {
            let mut log = log();
            change(&mut log[0]);
            assert!(first_broken(&log).is_some_and(|at| at <= 1));
        }
        let mut shorter = log();
        shorter.remove(1);
        assert_eq!(first_broken(&shorter), Some(1));
    }
}
