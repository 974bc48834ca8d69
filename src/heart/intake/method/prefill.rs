//! The rules of suggestions, and words for readings: `criteria/prefill.ron`.

use super::condition::{Names, Scope, arguments, condition};
use super::{Known, ages, hash, lists, windows};
use crate::fixed::Fixed;
use crate::intake::fault::{Fault, IdKind};
use crate::intake::reader::{Ids, Reader, words};
use crate::intake::tree::{self, Node};
use crate::rating::{Branch, EmbargoHints, InputWords, Prefill, PrefillRule, Reply};
use crate::rulebook::Rulebook;
use crate::text::Text;

words! {
    Reply: Yes Partly No;
}

/// Reads `prefill.ron`. What cannot be used is reported and left out, the rest lives.
pub fn prefill(
    file: &str,
    text: &str,
    book: &Rulebook,
    known: &Known,
    faults: &mut Vec<Fault>,
) -> Option<Prefill> {
    let node = tree::parse(file, text, faults)?;
    let mut reader = Reader::new(file, faults);
    let mut f = reader.fields(&node)?;
    let ages = f.need_with("ages", ages);
    let windows = f.need_with("windows", windows);
    let allies = f.or_empty("allies");
    let (lists, sizes) = lists(&mut f, known);
    let mut ids = f.reader().new_ids(IdKind::Evidence);
    let inputs = f.some_of("inputs", |node, reader| input_words(node, reader, &mut ids));
    let embargo = f.need_with("embargo", embargo_hints).unwrap_or_default();
    let own = known.with_own(sizes, ids.names());
    let questions = question_ids(book);
    let mut answered = f.reader().new_ids(IdKind::Question);
    let rules =
        f.some_of("rules", |node, reader| rule(node, reader, &own, &questions, &mut answered));
    f.close();
    Some(Prefill {
        hash: hash(text),
        ages: ages?,
        windows: windows?,
        allies,
        lists,
        inputs,
        embargo,
        rules,
    })
}

/// Those that may be answered from data; all are fine where the criteria could not be read.
fn question_ids(book: &Rulebook) -> Ids {
    let questions = book.criteria.iter().flat_map(|criterion| &criterion.questions);
    let ids: Vec<String> = questions.filter(|q| q.auto).map(|q| q.id.to_string()).collect();
    if book.criteria.len() < 8 {
        return Ids::unreadable(IdKind::Question);
    }
    Ids::known(IdKind::Question, ids.iter().map(String::as_str))
}

fn input_words(node: &Node<'_>, reader: &mut Reader<'_>, ids: &mut Ids) -> Option<InputWords> {
    let mut f = reader.fields(node)?;
    let id = f.new_id("id", ids, |id| !id.is_empty());
    let (name, unit) = (f.text_or_empty("name"), f.text_or_empty("unit"));
    let categories =
        f.maybe_with("categories", |node, reader| reader.each(node, category)).unwrap_or_default();
    f.close();
    Some(InputWords { id: id?, name, unit, categories })
}

fn category(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<(Fixed, Text)> {
    let mut f = reader.fields(node)?;
    let (code, text) = (f.need("code"), f.need("text"));
    f.close();
    Some((code?, text?))
}

fn embargo_hints(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<EmbargoHints> {
    let mut f = reader.fields(node)?;
    let [state, others, stale, contested, scope, other_list] =
        ["state", "others", "stale", "contested", "scope", "other_list"].map(|name| f.need(name));
    let repression_tags = f.need("repression_tags");
    f.close();
    Some(EmbargoHints {
        state: state?,
        others: others?,
        stale: stale?,
        contested: contested?,
        scope: scope?,
        other_list: other_list?,
        repression_tags: repression_tags?,
    })
}

fn rule(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    known: &Names,
    questions: &Ids,
    answered: &mut Ids,
) -> Option<PrefillRule> {
    let mut f = reader.fields(node)?;
    let question = f.need_with("question", |node, reader| {
        let (id, spot) = questions.question(node, reader)?;
        answered.take(spot, true, reader).map(|_| id)
    });
    let mut expected = 0;
    let answers = f.some_of("answers", |node, reader| {
        expected += 1;
        branch(node, reader, known)
    });
    let (otherwise, text, mark) = (f.need("otherwise"), f.need("text"), f.need("mark"));
    f.close();
    // With a branch lost, the rule would answer something else.
    (answers.len() == expected).then_some(())?;
    Some(PrefillRule {
        question: question?,
        answers,
        otherwise: otherwise?,
        text: text?,
        mark: mark?,
    })
}

/// `Yes(…)`, `Partly(…)` or `No(…)` around a condition.
fn branch(node: &Node<'_>, reader: &mut Reader<'_>, known: &Names) -> Option<Branch> {
    let reply = match reader.word_before(node, &["Yes", "Partly", "No"])? {
        "Yes" => Reply::Yes,
        "Partly" => Reply::Partly,
        _ => Reply::No,
    };
    let [when] = arguments(node, reader)?;
    let when = condition(when, reader, known, Scope::Case)?;
    Some(Branch { reply, when })
}
