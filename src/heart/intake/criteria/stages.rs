//! The two stages of a criterion: `stages.ron`.

use super::case::question;
use crate::intake::reader::{Ids, Reader};
use crate::intake::tree::Node;
use crate::rulebook::{QuestionId, StageRules, Together};

/// Farther back a figure is not followed.
const MOST_YEARS: u32 = 30;

pub(super) fn stages(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    questions: &Ids,
) -> Option<StageRules> {
    let mut f = reader.fields(node)?;
    let criterion = f.whole("criterion", 1..=8);
    let all = |node: &Node<'_>, reader: &mut Reader<'_>| all(node, reader, questions);
    let (filter, then) = (f.need_with("filter", all), f.need_with("then", all));
    let [alone, last] = ["alone", "last"]
        .map(|name| f.need_with(name, |node, reader| question(node, reader, questions)));
    let together = f.need_with("together", |node, reader| together(node, reader, questions));
    let years = f.whole("years", 1..=MOST_YEARS);
    let (text, mark) = (f.need("text"), f.need("mark"));
    f.close();
    Some(StageRules {
        criterion: criterion?,
        filter: filter?,
        alone: alone?,
        together: together?,
        then: then?,
        last: last?,
        years: years?,
        text: text?,
        mark: mark?,
    })
}

/// Every question of a list, or none: with one of them lost the rule would be another.
fn all(node: &Node<'_>, reader: &mut Reader<'_>, questions: &Ids) -> Option<Vec<QuestionId>> {
    let wanted = reader.list(node)?.len();
    let found = reader.each(node, |node, reader| question(node, reader, questions))?;
    (found.len() == wanted && wanted > 0).then_some(found)
}

fn together(node: &Node<'_>, reader: &mut Reader<'_>, questions: &Ids) -> Option<Together> {
    let mut f = reader.fields(node)?;
    let of = f.need_with("of", |node, reader| all(node, reader, questions));
    let (needed, unclear) = (f.need("needed"), f.need("unclear"));
    f.close();
    Some(Together { of: of?, needed: needed?, unclear: unclear? })
}
