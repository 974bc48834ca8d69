//! Answers of the end-use screen and the evidence that they are: chosen once, together.

use super::merge::{Choice, Choices, Offer};
use super::part::Part;
use super::said::Said;
use crate::dossier::Dossier;
use crate::edit::{end_use_piece, with_reason};
use std::collections::BTreeSet;

/// The parts whose choice a part of evidence follows, the first that differs.
fn leaders(part: &Part) -> Vec<Part> {
    let question = |key: &str| key.strip_prefix("end_use/").map(str::to_owned);
    match part {
        Part::Evidence(piece) if piece.nth == 0 => question(&piece.key)
            .map(|id| vec![Part::EndUseReply(id.clone()), Part::EndUseReason(id)])
            .unwrap_or_default(),
        Part::Stance(piece, _) if piece.nth == 0 => {
            question(&piece.key).map(Part::EndUseReply).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Leaves out evidence that follows an answer that differs itself. Where one side has taken the evidence out with a
/// reason, the answer is asked about as the evidence would have been.
pub(super) fn join_answers(offers: Vec<Offer>) -> Vec<Offer> {
    let differ: BTreeSet<Part> = offers.iter().map(|offer| offer.difference.part.clone()).collect();
    let leads =
        |offer: &Offer| leaders(&offer.difference.part).into_iter().find(|it| differ.contains(it));
    let mut kept = Vec::new();
    let mut removed = Vec::new();
    for offer in offers {
        match leads(&offer) {
            // Another reason is no answer to whether the evidence is to stay.
            Some(Part::EndUseReply(_)) => removed.push(offer),
            Some(_) if !is_removed(&offer) => (),
            _ => kept.push(offer),
        }
    }
    for offer in removed.into_iter().filter(is_removed) {
        let Some(leader) = leads(&offer) else { continue };
        let reply = kept.iter_mut().find(|kept| kept.difference.part == leader);
        let Some(reply) = reply else { continue };
        let sides = [
            (&mut reply.difference.old, offer.difference.old),
            (&mut reply.difference.new, offer.difference.new),
        ];
        for (said, of_evidence) in sides {
            if *said == Said::Nothing && matches!(of_evidence, Said::Removed(_)) {
                *said = of_evidence;
                reply.usual = None;
            }
        }
    }
    kept
}

fn is_removed(offer: &Offer) -> bool {
    let sides = [&offer.difference.old, &offer.difference.new];
    sides.into_iter().any(|said| matches!(said, Said::Removed(_)))
}

/// What was chosen for the answer that a part follows.
pub(super) fn leader(part: &Part, made: &Choices) -> Option<Choice> {
    leaders(part).iter().find_map(|leader| made.get(leader)).copied()
}

/// The evidence gives the reason that the merged answer gives.
pub(super) fn settle(mine: &Dossier, theirs: &Dossier, merged: &mut Dossier) {
    let answers = merged.end_use.answers.clone();
    for (id, answer) in &answers {
        let Some(at) = end_use_piece(merged, id) else { continue };
        let Some(item) = merged.evidence.get(&at) else { continue };
        // The words are of a side, and end with the reason of that side.
        let side = |side: &Dossier| {
            let piece = side.evidence.get(&end_use_piece(side, id)?)?;
            let reason = side.end_use.reason(id).trim().to_owned();
            (piece.extract == item.extract && item.extract.en.ends_with(&reason)).then_some(reason)
        };
        let reasons = [side(mine), side(theirs)].into_iter().flatten();
        let Some(old) = reasons.max_by_key(String::len) else { continue };
        let extract = with_reason(&item.extract, &old, &answer.reason);
        if let Some(item) = merged.evidence.edit(at) {
            item.extract = extract;
        }
    }
}
