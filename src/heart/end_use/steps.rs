//! Which step of a path applies, and which are still possible while answers are missing.

use crate::dossier::{EndUseAnswers, EndUseReply};
use crate::rulebook::{Way, YesNo};
use std::collections::BTreeMap;

/// What the answers come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<'r> {
    /// The steps that the answers leave possible, in the order of the path; never none of a sound path.
    pub possible: Vec<&'r Way>,
    /// Questions whose answers would narrow it down: not answered, unclear, or without information.
    pub open: Vec<&'r str>,
}

impl<'r> Found<'r> {
    /// The one step that applies, whatever the open answers are.
    pub fn decided(&self) -> Option<&'r Way> {
        match self.possible.as_slice() {
            [way] => Some(way),
            _ => None,
        }
    }
}

/// Goes down the path. What nobody knows may be either, so both are followed.
pub fn found<'r>(path: &'r [Way], answers: &EndUseAnswers) -> Found<'r> {
    let mut assumed: BTreeMap<&str, YesNo> = BTreeMap::new();
    let (mut possible, mut open) = (Vec::new(), Vec::new());
    for way in path {
        let is = |id: &str| known(answers, id).or_else(|| assumed.get(id).copied());
        let applies =
            way.any.is_empty() || way.any.iter().any(|given| is(&given.of) == Some(given.is));
        let unknown: Vec<_> = way.any.iter().filter(|given| is(&given.of).is_none()).collect();
        if applies || !unknown.is_empty() {
            possible.push(way);
        }
        if applies {
            break;
        }
        for given in unknown {
            open.push(given.of.as_str());
            // From here on we follow the answer that leads further down.
            assumed.insert(&given.of, opposite(given.is));
        }
    }
    if possible.len() < 2 {
        open.clear();
    }
    Found { possible, open }
}

fn known(answers: &EndUseAnswers, id: &str) -> Option<YesNo> {
    match answers.reply(id)? {
        EndUseReply::Yes => Some(YesNo::Yes),
        EndUseReply::No => Some(YesNo::No),
        EndUseReply::Unclear | EndUseReply::NoInformation => None,
    }
}

fn opposite(is: YesNo) -> YesNo {
    match is {
        YesNo::Yes => YesNo::No,
        YesNo::No => YesNo::Yes,
    }
}
