//! The end-use screen: questions, the steps of Article 5, tiers, where to look in the data, and words explained.
//!
//! Knows no state and no fact; that what it names exists is checked against the ids it is told.

use super::catalogue::is_name;
use crate::intake::fault::{FaultKind, IdKind};
use crate::intake::reader::{Fields, Ids, Read, Reader, Spot as At, words};
use crate::intake::tree::Node;
use crate::level::{Mark, Stance};
use crate::rulebook::{
    EndUseGroup, EndUseQuestion, EndUseScreen, Given, Home, Look, QuestionId, Rows, Spot, Term, Way,
};

words! {
    Stance: Raises Lowers Neutral;
}

/// The ids that a screen may name.
pub(super) struct Named<'k> {
    pub tags: &'k Ids,
    pub evidence: &'k Ids,
    pub questions: &'k Ids,
}

pub(super) fn screen(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    named: &Named<'_>,
) -> Option<EndUseScreen> {
    let mut f = reader.fields(node)?;
    let tags = f.some_of("tags", At::<String>::read);
    let tags = named.tags.only_known(tags, f.reader());
    let mut group_ids = f.reader().new_ids(IdKind::EndUse);
    let mut asked = f.reader().new_ids(IdKind::EndUse);
    let groups = f.some_of("groups", |node, reader| {
        group(node, reader, &mut group_ids, &mut asked, named.questions)
    });
    let article5 = steps(&mut f, "article5", &asked);
    let tiers = steps(&mut f, "tiers", &asked);
    let tiers_lead = f.need("tiers_lead").unwrap_or_default();
    let tiers_home = f.maybe_with("tiers_home", home);
    let law = f.some_of("law", |node, reader| look(node, reader, named.evidence));
    let practice = f.some_of("practice", |node, reader| look(node, reader, named.evidence));
    let mut term_ids = f.reader().new_ids(IdKind::EndUse);
    let terms = f.maybe_with("terms", |node, reader| {
        reader.each(node, |node, reader| term(node, reader, &mut term_ids))
    });
    f.close();
    Some(EndUseScreen {
        tags,
        groups,
        article5,
        tiers,
        tiers_lead,
        tiers_home,
        law,
        practice,
        terms: terms.unwrap_or_default(),
    })
}

fn group(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    ids: &mut Ids,
    asked: &mut Ids,
    questions: &Ids,
) -> Option<EndUseGroup> {
    let Some(mut f) = reader.fields(node) else {
        asked.lost_one();
        return None;
    };
    let id = f.new_id("id", ids, is_name);
    let (title, lead) = (f.need("title"), f.need("lead"));
    let home = f.maybe_with("home", home);
    let list = f.some_of("questions", |node, reader| question(node, reader, asked, questions));
    f.close();
    Some(EndUseGroup {
        id: id?,
        title: title?,
        lead: lead.unwrap_or_default(),
        home,
        questions: list,
    })
}

fn home(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Home> {
    let mut f = reader.fields(node)?;
    let (state, lead) = (f.need("state"), f.need("lead"));
    f.close();
    Some(Home { state: state?, lead: lead? })
}

fn question(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    asked: &mut Ids,
    questions: &Ids,
) -> Option<EndUseQuestion> {
    let Some(mut f) = reader.fields(node) else {
        asked.lost_one();
        return None;
    };
    let id = f.new_id("id", asked, is_name);
    let (title, ask, yes, no) = (f.need("title"), f.need("ask"), f.need("yes"), f.need("no"));
    let serves = f.some_of("serves", At::<String>::read);
    let serves = questions.only_known(serves, f.reader());
    let (reference, mark) = (f.need("reference"), f.need("mark"));
    f.close();
    // Without a side it pulls nowhere, unverified it is marked so; without the rest it cannot be asked.
    Some(EndUseQuestion {
        id: id?,
        title: title?,
        ask: ask?,
        serves: serves.iter().filter_map(|id| QuestionId::parse(id)).collect(),
        yes: yes.unwrap_or_default(),
        no: no.unwrap_or_default(),
        reference: reference.unwrap_or_default(),
        mark: mark.unwrap_or(Mark::U),
    })
}

/// The steps of a path. Just the last one has no answers of its own, or a case could fall out at the end, or never get there.
fn steps(f: &mut Fields<'_, '_, '_, '_>, name: &'static str, asked: &Ids) -> Vec<Way> {
    let mut ids = f.reader().new_ids(IdKind::EndUse);
    f.need_with(name, |node, reader| {
        let last = reader.list(node)?.len();
        let mut at = 0;
        reader.each(node, |node, reader| {
            at += 1;
            way(node, reader, at == last, &mut ids, asked)
        })
    })
    .unwrap_or_default()
}

fn way(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    is_last: bool,
    ids: &mut Ids,
    asked: &Ids,
) -> Option<Way> {
    let mut f = reader.fields(node)?;
    let id = f.new_id("id", ids, is_name);
    let any: Option<Vec<Given>> =
        f.maybe_with("any", |node, reader| reader.each(node, |node, r| given(node, r, asked)));
    let any = any.unwrap_or_default();
    let (title, text) = (f.need("title"), f.need("text"));
    let (reference, mark) = (f.need("reference"), f.need("mark"));
    let place = f.place();
    if any.is_empty() != is_last {
        f.reader().fault(place, FaultKind::LastStep);
    }
    f.close();
    Some(Way {
        id: id?,
        any,
        title: title?,
        text: text?,
        reference: reference.unwrap_or_default(),
        mark: mark.unwrap_or(Mark::U),
    })
}

fn given(node: &Node<'_>, reader: &mut Reader<'_>, asked: &Ids) -> Option<Given> {
    let mut f = reader.fields(node)?;
    let (of, is) = (f.need::<At<String>>("of"), f.need("is"));
    let of = of.filter(|of| asked.check(of, f.reader()));
    f.close();
    Some(Given { of: of?.value, is: is? })
}

/// Just one of `table`, `events`, `treaty` and `reading`.
fn look(node: &Node<'_>, reader: &mut Reader<'_>, evidence: &Ids) -> Option<Look> {
    let mut f = reader.fields(node)?;
    let place = f.place();
    let (table, events) = (f.maybe("table"), f.maybe("events"));
    let (treaty, reading): (Option<String>, Option<At<String>>) =
        (f.maybe("treaty"), f.maybe("reading"));
    let gap = f.need("gap").unwrap_or_default();
    let rows = table.map(|table| rows(&mut f, table));
    let said = [rows.is_some(), events.is_some(), treaty.is_some(), reading.is_some()];
    let count = said.into_iter().filter(|is| *is).count() as u32;
    if count != 1 {
        let field = "table, events, treaty, reading".to_owned();
        f.reader().fault(place, FaultKind::Count { field, expected: 1, found: count });
    }
    let reading = reading.filter(|id| evidence.check(id, f.reader()));
    f.close();
    let rows = rows.flatten().map(Spot::Table);
    let at = rows.or(events.map(Spot::Events)).or(treaty.map(Spot::Treaty));
    Some(Look { at: at.or(reading.map(|id| Spot::Reading(id.value)))?, gap })
}

fn rows(f: &mut Fields<'_, '_, '_, '_>, table: String) -> Option<Rows> {
    let (column, head, words) = (f.need("column"), f.need("head"), f.need("words"));
    let only = f.some_of("only", String::read);
    let also = f.or_empty("also");
    Some(Rows { table, column: column?, only, words: words?, head: head?, also })
}

fn term(node: &Node<'_>, reader: &mut Reader<'_>, ids: &mut Ids) -> Option<Term> {
    let mut f = reader.fields(node)?;
    let id = f.new_id("id", ids, is_name);
    let (title, text) = (f.need("title"), f.need("text"));
    let (reference, mark) = (f.need("reference"), f.need("mark"));
    f.close();
    Some(Term {
        id: id?,
        title: title?,
        text: text?,
        reference: reference.unwrap_or_default(),
        mark: mark.unwrap_or(Mark::U),
    })
}
