//! `kriterion merge`: one dossier made of two states of one case. Nothing is written while something is undecided.

use super::End;
use super::out::{Failure, Out};
use super::target;
use crate::i18n::{Key, fill, say};
use crate::store::{self, Opened, Parcel, Past, Saving};
use crate::{shell, words};
use kriterion_heart::Bundle;
use kriterion_heart::compare::{Choice, Choices, Offer, merge, offers};
use kriterion_heart::dossier::Dossier;
use kriterion_heart::edit::EditKind;
use serde_json::{Value, json};
use std::path::PathBuf;

/// What was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    pub mine: PathBuf,
    pub theirs: PathBuf,
    pub out: PathBuf,
    /// The side that wins where both cannot stand.
    pub take: Option<Choice>,
}

pub fn run(out: &Out, bundle: &Bundle, job: &Job) -> Result<End, Failure> {
    target::is_new(out, &job.out)?;
    let (mine, theirs) = (out.open(&job.mine)?, out.open(&job.theirs)?);
    if mine.dossier.id != theirs.dossier.id {
        let message = say(out.lang, Key::MergeOtherCase).to_owned();
        return Err(Failure { end: End::WrongUse, message });
    }
    let found = offers(&mine.dossier, &theirs.dossier);
    let choice = |offer: &Offer| offer.usual.or(job.take);
    let choices: Choices = found
        .iter()
        .filter_map(|offer| Some((offer.difference.part.clone(), choice(offer)?)))
        .collect();
    let merged = merge(&mine.dossier, &theirs.dossier, &choices).ok();
    let (decided, open): (Vec<&Offer>, Vec<&Offer>) =
        found.iter().partition(|offer| choice(offer).is_some());
    if let Some(merged) = &merged {
        write(out, job, merged, mine, theirs)?;
    }
    tell(out, bundle, job, &decided, &open, merged.is_some())?;
    Ok(if merged.is_some() { End::Fine } else { End::Findings })
}

fn write(
    out: &Out,
    job: &Job,
    merged: &Dossier,
    mine: Opened,
    theirs: Opened,
) -> Result<(), Failure> {
    let mut attachments = theirs.attachments;
    attachments.extend(mine.attachments);
    let theirs = Past { log: theirs.log, signatures: theirs.signatures, branches: theirs.branches };
    let mine = Past { log: mine.log, signatures: mine.signatures, branches: mine.branches };
    let (joined, code) = mine.join(theirs);
    let what = std::iter::once(EditKind::Merge.to_string()).chain(code).collect();
    let saving = Saving { at: shell::now(), who: merged.officer.clone(), what };
    let parcel = Parcel {
        log: joined.log,
        signatures: joined.signatures,
        branches: joined.branches,
        attachments,
        saving: Some(saving),
        passphrase: out.passphrase.clone(),
        ..Parcel::of(merged.clone())
    };
    store::save(&job.out, &parcel).map_err(|problem| out.cannot_save(&job.out, problem))?;
    Ok(())
}

fn tell(
    out: &Out,
    bundle: &Bundle,
    job: &Job,
    decided: &[&Offer],
    open: &[&Offer],
    written: bool,
) -> Result<End, Failure> {
    let line = |offer: &&Offer| words::difference(out.lang, bundle, &offer.difference);
    let path = job.out.display().to_string();
    if written {
        out.note(&fill(out.lang, Key::CliWritten, &[("path", &path)]));
    } else {
        out.note(&fill(out.lang, Key::CliMergeOpen, &[("n", &open.len().to_string())]));
    }
    // People need what is left to decide; what was merged they can see with `compare`.
    let lines: Vec<String> = open.iter().map(line).collect();
    if lines.is_empty() && !out.json {
        return Ok(End::Fine);
    }
    let of = |offer: &&Offer| {
        let what = offer.difference.what.to_string();
        let taken = offer.usual.or(job.take).map(code);
        json!({ "what": what, "text": line(offer), "taken": taken })
    };
    out.text_or_json(&lines.join("\n"), || {
        json!({
            "merged": decided.iter().map(of).collect::<Value>(),
            "conflicts": open.iter().map(of).collect::<Value>(),
            "written": written.then_some(path.as_str()),
        })
    })
}

/// The name in options and JSON.
pub fn code(choice: Choice) -> &'static str {
    match choice {
        Choice::Mine => "mine",
        Choice::Theirs => "theirs",
        Choice::Both => "both",
    }
}
