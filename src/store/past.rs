//! What was done to a case until now, and how two pasts become one when two people have worked on it.

use super::container::{Branches, Signatures};
use super::format::log_to_ron;
use super::log::LogEntry;
use std::sync::Arc;

/// Everything in a file that is about the case and not of it.
#[derive(Debug, Clone, Default)]
pub struct Past {
    pub log: Vec<LogEntry>,
    pub signatures: Signatures,
    pub branches: Branches,
}

impl Past {
    /// Takes in the past of another state. Where both have saved since they parted, the other log is kept beside this
    /// one; then the code is given with which the next entry names it.
    pub fn join(mut self, theirs: Self) -> (Self, Option<String>) {
        let mut code = None;
        if theirs.log.starts_with(&self.log) {
            self.log = theirs.log;
        } else if !self.log.starts_with(&theirs.log)
            && let (Some(last), Ok(text)) = (theirs.log.last(), log_to_ron(&theirs.log))
        {
            let end = last.hash();
            code = Some(format!("merge:{end}"));
            self.branches.insert(end, Arc::from(text));
        }
        self.branches.extend(theirs.branches);
        let steps = &mut self.signatures.steps;
        for step in theirs.signatures.steps {
            if !steps.contains(&step) {
                steps.push(step);
            }
        }
        steps.sort_by_key(|step| step.at);
        self.signatures.versions.extend(theirs.signatures.versions);
        (self, code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::log::append;

    fn past(whos: &[&str]) -> Past {
        let mut log = Vec::new();
        for (at, who) in (1..).zip(whos) {
            append(&mut log, at, who, Vec::new(), String::new());
        }
        Past { log, ..Past::default() }
    }

    #[test]
    fn no_entry_of_either_is_lost() {
        let (joined, code) = past(&["A"]).join(past(&["A", "B"]));
        assert_eq!((joined.log.len(), code), (2, None));
        let (joined, code) = past(&["A", "B"]).join(past(&["A"]));
        assert_eq!((joined.log.len(), code), (2, None));
        let theirs = past(&["A", "C"]);
        let end = theirs.log[1].hash();
        let (joined, code) = past(&["A", "B"]).join(theirs);
        assert_eq!(code, Some(format!("merge:{end}")));
        assert_eq!(joined.log[1].who, "B");
        assert!(joined.branches[&end].contains("\"C\""));
    }
}
