//! One criterion file, as `criteria/README.md` describes it.
//!
//! Knows no other file; which ids there are it is told.

use super::Known;
use super::dependence::Dependences;
use crate::intake::fault::{IdKind, Place};
use crate::intake::reader::{Fields, Ids, Read, Reader, Spot, words};
use crate::intake::tree::Node;
use crate::level::Mark;
use crate::rulebook::{
    Criterion, Effect, Question, QuestionId, Role, Statement, SubEffect, SubPoint, TextEdition,
    Weight, YesNo,
};
use crate::text::Lang;

words! {
    SubEffect: Deny Caution Weigh;
    Role: Record Exposure Judgement Note;
    Weight: Trigger Major Minor Context;
    YesNo: Yes No;
}

/// Reads a criterion; `number` is what the file's name says.
pub(super) fn criterion(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    number: Option<u8>,
    known: &Known,
    dependences: &mut Dependences,
) -> Option<Criterion> {
    let mut f = reader.fields(node)?;
    let range = number.map_or(1..=8, |number| u32::from(number)..=u32::from(number));
    let number = f.whole("number", range).or(number);
    let effect = f.need_with("effect", |node, reader| effect(node, reader, number));
    let (title, title_marks, short) = (f.need("title"), f.need("title_marks"), f.need("short"));
    let test = f.some_of("test", Statement::read);
    let mut sub_ids = f.reader().new_ids(IdKind::SubPoint);
    let subs = f.some_of("subs", |node, reader| sub_point(node, reader, number, &mut sub_ids));
    let (weigh, cautions, papers) =
        (f.or_empty("weigh"), f.or_empty("cautions"), f.or_empty("papers"));
    let measures = f.or_empty("measures");
    let measures = known.measures.only_known(measures, f.reader());
    let mut look =
        Look { number, subs: sub_ids, known, questions: Ids::new(IdKind::Question), dependences };
    let questions = f.some_of("questions", |node, reader| look.question(node, reader));
    if let Some(number) = number {
        look.dependences.add_questions(number, look.questions);
    }
    f.close();
    // Without its title a criterion can still be asked; without its questions it cannot.
    Some(Criterion {
        number: number?,
        title: title.unwrap_or_default(),
        title_marks: title_marks.map_or([Mark::U; 3], |TitleMarks(marks)| marks),
        short: short.unwrap_or_default(),
        effect: effect.or_else(|| number.map(effect_of))?,
        test,
        subs,
        weigh,
        cautions,
        questions,
        measures,
        papers,
    })
}

fn effect_of(number: u8) -> Effect {
    if number <= 4 { Effect::Refuse } else { Effect::Weigh }
}

/// Criteria 1 to 4 can refuse, 5 to 8 are weighed: nothing else may stand in their files.
fn effect(node: &Node<'_>, reader: &mut Reader<'_>, number: Option<u8>) -> Option<Effect> {
    let mut words = vec![("Refuse", Effect::Refuse), ("Weigh", Effect::Weigh)];
    words.retain(|(_, effect)| number.is_none_or(|number| effect_of(number) == *effect));
    reader.word(node, &words)
}

/// `(en: R, de: M, fr: S)`.
struct TitleMarks([Mark; 3]);

impl Read for TitleMarks {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut f = reader.fields(node)?;
        let marks = Lang::ALL.map(|lang| f.need(lang.code()));
        f.close();
        Some(Self(marks.map(|mark| mark.unwrap_or(Mark::U))))
    }
}

impl Read for TextEdition {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.quoted_word(node, &Self::ALL.map(|edition| (edition.code(), edition)))
    }
}

/// The edition from which a point applies; where none is named, from the first.
fn since(f: &mut Fields<'_, '_, '_, '_>) -> TextEdition {
    f.maybe("since").unwrap_or(TextEdition::Y2008)
}

impl Read for Statement {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut f = reader.fields(node)?;
        let (text, mark, since) = (f.need("text"), f.need("mark"), since(&mut f));
        f.close();
        Some(Self { text: text?, mark: mark.unwrap_or(Mark::U), since })
    }
}

fn sub_point(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    number: Option<u8>,
    ids: &mut Ids,
) -> Option<SubPoint> {
    let Some(mut f) = reader.fields(node) else {
        ids.lost_one();
        return None;
    };
    let id = f.new_id("id", ids, |id| is_sub_id(id, number));
    let (text, effect, mark, since) =
        (f.need("text"), f.need("effect"), f.need("mark"), since(&mut f));
    f.close();
    Some(SubPoint { id: id?, text: text?, effect: effect?, since, mark: mark.unwrap_or(Mark::U) })
}

/// The criterion's number, then at most three small letters: `1a`, `1bb`, `7`.
fn is_sub_id(id: &str, number: Option<u8>) -> bool {
    let mut chars = id.chars();
    let digit = chars.next().and_then(|c| c.to_digit(10));
    let letters = chars.as_str();
    let right = digit.is_some_and(|digit| number.is_none_or(|number| u32::from(number) == digit));
    right && letters.len() <= 3 && letters.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// What a question is read against.
struct Look<'k, 'd> {
    number: Option<u8>,
    subs: Ids,
    known: &'k Known,
    questions: Ids,
    dependences: &'d mut Dependences,
}

impl Look<'_, '_> {
    fn question(&mut self, node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Question> {
        let Some(mut f) = reader.fields(node) else {
            self.questions.lost_one();
            return None;
        };
        let number = self.number;
        let id = f.new_id("id", &mut self.questions, |id| question_id(id, number).is_some());
        let id = id.and_then(|id| question_id(&id, number));
        let sub: Option<Spot<String>> = f.need("sub");
        let sub = sub.filter(|sub| self.subs.check(sub, f.reader()));
        let stage = f.whole("stage", 1..=3);
        let (role, weight, concern, auto) =
            (f.need("role"), f.need("weight"), f.need("concern"), f.need("auto"));
        let depends_on: Option<Spot<String>> = f.maybe("depends_on");
        let (ask, help, reference, mark) =
            (f.need("ask"), f.need("help"), f.need("reference"), f.need("mark"));
        let evidence = f.or_empty("evidence");
        let evidence = self.known.evidence.only_known(evidence, f.reader());
        let items = f.some_of("items", Spot::<String>::read);
        let items = self.tags(items, f.reader());
        let file = f.reader().file();
        f.close();
        // Without help or reference, or unverified, it can still be asked; without the rest it cannot.
        let question = Question {
            id: id?,
            sub: sub?.value,
            stage: stage?,
            role: role?,
            weight: weight?,
            concern: concern?,
            auto: auto.unwrap_or(false),
            depends_on: None, // Settled once all questions are known.
            ask: ask?,
            help: help.unwrap_or_default(),
            evidence,
            items,
            reference: reference.unwrap_or_default(),
            mark: mark.unwrap_or(Mark::U),
        };
        if let Some(on) = depends_on {
            self.dependences.add(file, question.id, on);
        }
        Some(question)
    }

    /// A question that loses all its tags to faults is asked of every item: rather once too often.
    fn tags(&self, items: Vec<Spot<String>>, reader: &mut Reader<'_>) -> Vec<String> {
        let all = Spot { value: "*".to_owned(), place: Place::START };
        let (every, named): (Vec<_>, Vec<_>) =
            items.into_iter().partition(|tag| tag.value == all.value);
        let mut tags = self.known.tags.only_known(named, reader);
        if !every.is_empty() || tags.is_empty() {
            tags.insert(0, all.value);
        }
        tags
    }
}

/// The id, if it is well formed and belongs to this criterion.
fn question_id(id: &str, criterion: Option<u8>) -> Option<QuestionId> {
    QuestionId::parse(id)
        .filter(|id| id.number > 0 && criterion.is_none_or(|number| number == id.criterion))
}
