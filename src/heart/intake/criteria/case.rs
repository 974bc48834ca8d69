//! How a case counts: `case.ron`.

use super::catalogue::criterion_numbers;
use crate::intake::fault::{FaultKind, IdKind};
use crate::intake::reader::{Ids, Read as _, Reader, Spot};
use crate::intake::tree::Node;
use crate::level::Level;
use crate::rulebook::{
    AnswerRule, CaseRules, ClosedRule, ConfidenceRule, Exemption, GoodsRule, MeasureRules,
    MissionRule, QuestionId,
};

/// More answers than this no rule asks for.
const MOST: u32 = 50;
const MOST_MONTHS: u32 = 600;
const MOST_CHARACTERS: u32 = 10_000;
const MOST_YEARS: u32 = 100;

pub(super) fn case(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    questions: &Ids,
    measures: &Ids,
) -> Option<CaseRules> {
    let mut f = reader.fields(node)?;
    let mut ids = f.reader().new_ids(IdKind::Rule);
    let answers = f.some_of("answers", |node, reader| answer(node, reader, &mut ids, questions));
    let exemption = f.need_with("exemption", |node, reader| exemption(node, reader, questions));
    let goods = f.need_with("goods", goods);
    let missions = f.need_with("missions", missions);
    let measures =
        f.need_with("measures", |node, reader| measure_rules(node, reader, questions, measures));
    let confidence = f.need_with("confidence", confidence);
    let milder_reason = f.whole("milder_reason", 0..=MOST_CHARACTERS);
    let denial_years = f.whole("denial_years", 0..=MOST_YEARS);
    f.close();
    Some(CaseRules {
        answers,
        exemption: exemption?,
        goods: goods?,
        missions: missions?,
        measures: measures?,
        confidence: confidence?,
        milder_reason: milder_reason?,
        denial_years: denial_years?,
    })
}

fn answer(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    ids: &mut Ids,
    questions: &Ids,
) -> Option<AnswerRule> {
    let mut f = reader.fields(node)?;
    let id = f.new_id("id", ids, |id| !id.is_empty());
    let level = f.need_with("level", |node, reader| {
        let levels = [("PossiblyCritical", Level::PossiblyCritical), ("Critical", Level::Critical)];
        reader.word(node, &levels)
    });
    let criteria = f.maybe_with("criteria", criterion_numbers).unwrap_or_default();
    let [major, minor, exposure] = ["major", "minor", "exposure"]
        .map(|name| f.maybe_with(name, |node, reader| reader.whole(node, 1..=MOST)).unwrap_or(0));
    let with = f.maybe_with("with", |node, reader| question(node, reader, questions));
    let (text, mark) = (f.need("text"), f.need("mark"));
    f.close();
    // A rule that asks for nothing would always hold.
    if major + minor + exposure == 0 && with.is_none() {
        reader.fault(node.place, FaultKind::MissingField { name: "major".to_owned() });
        return None;
    }
    Some(AnswerRule {
        id: id?,
        level: level?,
        criteria,
        major,
        minor,
        exposure,
        with,
        text: text?,
        mark: mark?,
    })
}

/// A question that exists.
pub(super) fn question(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    questions: &Ids,
) -> Option<QuestionId> {
    questions.question(node, reader).map(|(id, _)| id)
}

fn exemption(node: &Node<'_>, reader: &mut Reader<'_>, questions: &Ids) -> Option<Exemption> {
    let mut f = reader.fields(node)?;
    let [embargo, paper] = ["embargo", "paper"]
        .map(|name| f.need_with(name, |node, reader| question(node, reader, questions)));
    f.close();
    Some(Exemption { embargo: embargo?, paper: paper? })
}

fn goods(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<GoodsRule> {
    let mut f = reader.fields(node)?;
    let (criteria, from) = (f.need_with("criteria", criterion_numbers), f.need("from"));
    let (text, mark) = (f.need("text"), f.need("mark"));
    f.close();
    Some(GoodsRule { criteria: criteria?, from: from?, text: text?, mark: mark? })
}

fn missions(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<MissionRule> {
    let mut f = reader.fields(node)?;
    let criteria = f.need_with("criteria", criterion_numbers);
    let (text, mark) = (f.need("text"), f.need("mark"));
    f.close();
    Some(MissionRule { criteria: criteria?, text: text?, mark: mark? })
}

fn measure_rules(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    questions: &Ids,
    measures: &Ids,
) -> Option<MeasureRules> {
    let mut f = reader.fields(node)?;
    let no_effect = f.maybe_with("no_effect", criterion_numbers).unwrap_or_default();
    let only = f
        .maybe_with("only", |node, reader| {
            reader.each(node, |node, reader| only_measure(node, reader, measures))
        })
        .unwrap_or_default();
    let [not_from_critical, promises] = ["not_from_critical", "promises"].map(|name| {
        let named = f.or_empty(name);
        measures.only_known(named, f.reader())
    });
    let doubted_by = f
        .maybe_with("doubted_by", |node, reader| {
            reader.each(node, |node, reader| question(node, reader, questions))
        })
        .unwrap_or_default();
    f.close();
    Some(MeasureRules { no_effect, only, not_from_critical, promises, doubted_by })
}

fn only_measure(node: &Node<'_>, reader: &mut Reader<'_>, measures: &Ids) -> Option<(u8, String)> {
    let mut f = reader.fields(node)?;
    let criterion = f.whole("criterion", 1..=8);
    let measure = f.need_with("measure", |node, reader| {
        let id = Spot::<String>::read(node, reader)?;
        measures.check(&id, reader).then_some(id.value)
    });
    f.close();
    Some((criterion?, measure?))
}

fn confidence(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<ConfidenceRule> {
    let mut f = reader.fields(node)?;
    let [high_items, medium_items] =
        ["high_items", "medium_items"].map(|name| f.whole(name, 0..=MOST));
    let fresh_months = f.whole("fresh_months", 0..=MOST_MONTHS);
    let closed = f.maybe_with("closed", closed);
    f.close();
    Some(ConfidenceRule {
        high_items: high_items?,
        medium_items: medium_items?,
        fresh_months: fresh_months?,
        closed,
    })
}

fn closed(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<ClosedRule> {
    let mut f = reader.fields(node)?;
    let (input, from) = (f.need("input"), f.need("from"));
    let criteria = f.need_with("criteria", criterion_numbers);
    f.close();
    Some(ClosedRule { input: input?, from: from?, criteria: criteria? })
}
