//! The rules of the incident ledger: `criteria/ledger.ron`.

use super::fault::{Fault, IdKind};
use super::method::hash;
use super::reader::{Ids, Read as _, Reader, Spot, words};
use super::tree::{self, Node};
use crate::dossier::{Body, Harm, Norm};
use crate::ledger::{FillRules, HintRule, LedgerRules, Sign};
use crate::rulebook::Rulebook;

pub const FILE: &str = "ledger.ron";

words! {
    Norm: Life Torture Liberty FairTrial Disappearance Assembly Expression Privacy Belief Discrimination
        GenderViolence ForcedReturn AttackOnCivilians IndiscriminateAttack Captives BannedWeapons ChildSoldiers
        HumanitarianAccess Unrest ForceAbroad Terrorism Diversion Other;
    Body: HumanRights Humanitarian Other;
    Harm: Killed Injured Detained;
}

/// Reads `ledger.ron`. What cannot be used is reported and left out, the rest lives.
pub fn ledger(
    file: &str,
    text: &str,
    book: &Rulebook,
    faults: &mut Vec<Fault>,
) -> Option<LedgerRules> {
    let node = tree::parse(file, text, faults)?;
    let mut reader = Reader::new(file, faults);
    let mut f = reader.fields(&node)?;
    let years = f.need("years");
    let fill = f.need_with("fill", fill).unwrap_or_default();
    let questions = questions(book);
    let registry = registry(book);
    let mut answered = f.reader().new_ids(IdKind::Question);
    let hints =
        f.some_of("hints", |node, reader| hint(node, reader, &questions, &registry, &mut answered));
    f.close();
    Some(LedgerRules { hash: hash(text), years: years?, fill, hints })
}

/// All are fine where the criteria could not be read.
fn questions(book: &Rulebook) -> Ids {
    if book.criteria.len() < 8 {
        return Ids::unreadable(IdKind::Question);
    }
    let questions = book.criteria.iter().flat_map(|criterion| &criterion.questions);
    let ids: Vec<String> = questions.map(|question| question.id.to_string()).collect();
    Ids::known(IdKind::Question, ids.iter().map(String::as_str))
}

fn registry(book: &Rulebook) -> Ids {
    match book.registry.is_empty() {
        true => Ids::unreadable(IdKind::Evidence),
        false => Ids::known(IdKind::Evidence, book.registry.iter().map(|entry| entry.id.as_str())),
    }
}

fn fill(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<FillRules> {
    let mut f = reader.fields(node)?;
    let criteria = f.need("criteria");
    let [not_precisions, not_certainties, not_words] =
        ["not_precisions", "not_certainties", "not_words"].map(|name| f.or_empty(name));
    let harm = f.some_of("harm", |node, reader| {
        let mut f = reader.fields(node)?;
        let (name, of) = (f.need("name"), f.need("of"));
        f.close();
        Some((name?, of?))
    });
    let signs = f.some_of("signs", |node, reader| {
        let mut f = reader.fields(node)?;
        let (norm, words) = (f.need("norm"), f.need("words"));
        f.close();
        Some(Sign { norm: norm?, words: words? })
    });
    f.close();
    Some(FillRules { criteria: criteria?, not_precisions, not_certainties, not_words, harm, signs })
}

fn hint(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    questions: &Ids,
    registry: &Ids,
    answered: &mut Ids,
) -> Option<HintRule> {
    let mut f = reader.fields(node)?;
    let question = f.need_with("question", |node, reader| {
        let (id, spot) = questions.question(node, reader)?;
        answered.take(spot, true, reader).map(|_| id)
    });
    let years = f.need("years");
    let (norms, bodies) = (f.or_empty("norms"), f.or_empty("bodies"));
    let [end_user, unaddressed, same_equipment] =
        ["end_user", "unaddressed", "same_equipment"].map(|name| f.or_empty(name));
    let killed = f.maybe("killed");
    // With no entry at all there is nothing to suggest.
    let [concern, unclear] = ["concern", "unclear"].map(|name| f.whole(name, 1..=1_000));
    let gives = f.maybe_with("gives", |node, reader| {
        let spot: Spot<String> = Spot::read(node, reader)?;
        registry.check(&spot, reader).then_some(spot.value)
    });
    let (text, mark, reference) = (f.need("text"), f.need("mark"), f.need("reference"));
    f.close();
    Some(HintRule {
        question: question?,
        years: years?,
        norms,
        bodies,
        end_user,
        unaddressed,
        same_equipment,
        killed,
        concern: concern?,
        unclear: unclear?,
        gives,
        text: text?,
        mark: mark?,
        reference: reference?,
    })
}
