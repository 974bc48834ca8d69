use super::*;
use crate::atlas::Iso3;
use crate::date::Date;
use crate::dossier::{
    Asked, CriterionRecord, Editions, EndUseReply, Evidence, EvidenceId, EvidenceKind, Field,
    GoodsLine, Grade, Incident, IncidentField, IncidentId, LineField, ScenarioField, Stance,
};
use crate::edit::{CriterionText, Edit, MinistryEdit, ScenarioEdit};
use crate::level::{Finding, LegalFinding, Level, Likelihood, Outcome, Severity, Weighing};
use crate::rulebook::QuestionId;
use crate::text::{Lang, Text};
use std::collections::BTreeMap;

fn case() -> Dossier {
    Dossier::new("x".to_owned(), Date::of_year(2026), Lang::En, Editions::default())
}

fn with(edits: impl IntoIterator<Item = Edit>) -> Dossier {
    let mut case = case();
    edits.into_iter().for_each(|edit| edit.apply(&mut case));
    case
}

fn question(code: &str) -> QuestionId {
    QuestionId::parse(code).unwrap()
}

fn evidence(key: &str, serves: &[(&str, Stance)]) -> Evidence {
    Evidence {
        kind: EvidenceKind::Note,
        key: key.to_owned(),
        title: Text::same(key),
        extract: Text::default(),
        figure: None,
        source: crate::atlas::SourceCopy::default(),
        dated: None,
        accessed: None,
        attachment: None,
        grade: Grade::C,
        serves: serves.iter().map(|(code, stance)| (question(code), *stance)).collect(),
    }
}

fn attach(key: &str, serves: &[(&str, Stance)]) -> Edit {
    Edit::Attach(Box::new(evidence(key, serves)))
}

/// Merged with what needs no decision; nothing is left to decide.
fn merged(mine: &Dossier, theirs: &Dossier) -> Dossier {
    merge(mine, theirs, &default_choices(mine, theirs)).unwrap()
}

#[test]
fn every_edit_is_a_difference_of_its_own_kind() {
    let question = question("C2-Q05");
    let edits = [
        Edit::Officer("A".to_owned()),
        Edit::Field(Field::EndUse, "police".to_owned()),
        Edit::Destination(Some(Iso3::parse("KAZ").unwrap()), None),
        Edit::AddLine,
        Edit::Finding(question, Some(Finding::Concern)),
        Edit::Reason(question, "because".to_owned()),
        Edit::Judgement(2, Some(Level::Critical)),
        Edit::LegalFinding(2, LegalFinding::Met),
        Edit::Weighing(5, Weighing::Open),
        Edit::AddDenial,
        Edit::Outcome(Some(Outcome::Refuse)),
    ];
    for edit in edits {
        let (old, mut new) = (case(), case());
        edit.clone().apply(&mut new);
        let found = differences(&old, &new);
        let same = old == new;
        assert_eq!(found.is_empty(), same, "{edit:?}");
        for difference in &found {
            let (told, done) = (difference.what.to_string(), edit.kind().to_string());
            assert_eq!(told, done, "{edit:?}");
        }
        assert_eq!(differences(&new, &old).len(), found.len(), "as many the other way round");
    }
}

#[test]
fn texts_stand_together_and_levels_are_a_question() {
    let reason = |text: &str| Edit::Reason(question("C2-Q05"), text.to_owned());
    let level = |level| Edit::Judgement(2, Some(level));
    let mine = with([reason("b mine"), level(Level::Critical)]);
    let theirs = with([reason("a theirs"), level(Level::NotCritical)]);
    let open = merge(&mine, &theirs, &default_choices(&mine, &theirs));
    assert_eq!(open, Err(vec![Part::Judgement(2)]));
    let mut choices = default_choices(&mine, &theirs);
    choices.insert(Part::Judgement(2), Choice::Theirs);
    let both = merge(&mine, &theirs, &choices).unwrap();
    assert_eq!(both.answer(question("C2-Q05")).unwrap().reason, "a theirs\n\nb mine");
    assert_eq!(both.record(2).judgement, Some(Level::NotCritical));
    // Who says more says it for both.
    let more = with([reason("b mine, and more")]);
    assert_eq!(merged(&with([reason("b mine")]), &more), more);
}

#[test]
fn what_only_one_says_is_taken() {
    let mine = with([Edit::Judgement(2, Some(Level::Critical)), Edit::AddDenial]);
    let theirs = with([
        Edit::Outcome(Some(Outcome::Refuse)),
        Edit::CriterionText(3, CriterionText::Reasons, "because".to_owned()),
    ]);
    let both = merged(&mine, &theirs);
    assert_eq!(both, merged(&theirs, &mine));
    assert_eq!(both.record(2).judgement, Some(Level::Critical));
    assert_eq!(both.decision.outcome, Some(Outcome::Refuse));
    assert_eq!((both.record(3).reasons.as_str(), both.denials.len()), ("because", 1));
}

#[test]
fn evidence_is_known_by_its_key_and_numbered_afresh_where_numbers_meet() {
    let mine = with([attach("a", &[("C2-Q05", Stance::Raises)]), attach("b", &[])]);
    let theirs = with([attach("c", &[]), attach("a", &[("C2-Q06", Stance::Lowers)])]);
    let both = merged(&mine, &theirs);
    let keys: BTreeMap<u32, &str> =
        both.evidence.iter().map(|(id, item)| (id.0, item.key.as_str())).collect();
    assert_eq!(keys, BTreeMap::from([(1, "a"), (2, "b"), (3, "c")]));
    assert_eq!(both.next_evidence, 4);
    assert_eq!(both.evidence[&EvidenceId(1)].serves.len(), 2);
}

#[test]
fn evidence_that_one_side_removed_is_a_question() {
    let begin = [attach("a", &[("C2-Q05", Stance::Raises), ("C2-Q06", Stance::Raises)])];
    let theirs = with(begin.clone());
    let removed = Edit::RemoveEvidence { evidence: EvidenceId(1), reason: "forged".to_owned() };
    let mine = with(begin.clone().into_iter().chain([removed]));
    let piece = Piece { key: "a".to_owned(), nth: 0 };
    let found = offers(&mine, &theirs);
    assert_eq!(found[0].difference.old, Said::Removed("forged".to_owned()));
    assert_eq!(found[0].usual, None);
    assert!(merge(&mine, &theirs, &default_choices(&mine, &theirs)).is_err());
    for (choice, there) in [(Choice::Mine, false), (Choice::Theirs, true)] {
        let mut choices = default_choices(&mine, &theirs);
        choices.insert(Part::Evidence(piece.clone()), choice);
        let made = merge(&mine, &theirs, &choices).unwrap();
        assert_eq!(made.evidence.contains_key(&EvidenceId(1)), there);
        assert_eq!(made.removed_evidence, mine.removed_evidence, "the trace stays");
    }
    // Attached again by the one who removed it: nothing to ask.
    let mut again = mine.clone();
    begin.into_iter().for_each(|edit| edit.apply(&mut again));
    assert!(merge(&again, &mine, &default_choices(&again, &mine)).is_ok());

    let from = Edit::Detach {
        evidence: EvidenceId(1),
        question: question("C2-Q05"),
        reason: "old".to_owned(),
    };
    let mut mine = theirs.clone();
    from.apply(&mut mine);
    let open = merge(&mine, &theirs, &default_choices(&mine, &theirs)).unwrap_err();
    assert_eq!(open, [Part::Stance(piece, question("C2-Q05"))]);
}

fn line(text: &str, quantity: &str) -> GoodsLine {
    let texts = [(LineField::Description, text), (LineField::Quantity, quantity)];
    GoodsLine {
        fields: texts.map(|(field, text)| (field, text.to_owned())).into(),
        ..GoodsLine::default()
    }
}

#[test]
fn lines_are_matched_and_none_is_lost_or_doubled() {
    let of = |lines: &[GoodsLine]| {
        let mut case = case();
        case.request.lines = lines.to_vec();
        case
    };
    let (a, b, c, d) = (line("a", "1"), line("b", "1"), line("c", "1"), line("b", "2"));
    // One line changed, one added: two rows.
    let (mine, theirs) = (of(&[a.clone(), b.clone()]), of(&[a.clone(), d.clone(), c.clone()]));
    assert_eq!(
        differences(&mine, &theirs).into_iter().map(|it| it.part).collect::<Vec<_>>(),
        [Part::Line(1), Part::Line(2)]
    );
    // The same goods in another quantity: both would be twice the goods, so it is asked.
    let mut choices = default_choices(&mine, &theirs);
    assert_eq!(merge(&mine, &theirs, &choices), Err(vec![Part::Line(1)]));
    choices.insert(Part::Line(1), Choice::Both);
    let made = merge(&mine, &theirs, &choices).unwrap();
    assert_eq!(made.request.lines, [a.clone(), b.clone(), d.clone(), c.clone()]);
    // Other goods in the same place stand beside each other.
    let (mine, theirs) = (of(&[a.clone(), b.clone()]), of(&[a.clone(), c.clone()]));
    assert_eq!(merged(&mine, &theirs).request.lines, [a.clone(), b.clone(), c.clone()]);
    // The other way round in the other file: once.
    let (mine, theirs) = (of(&[a.clone(), b.clone()]), of(&[b.clone(), a.clone()]));
    assert_eq!(merged(&mine, &theirs).request.lines.len(), 2);
    // An empty line says nothing.
    let (mine, theirs) = (case(), of(std::slice::from_ref(&c)));
    assert_eq!(merged(&mine, &theirs).request.lines, [c]);
}

#[test]
fn a_figure_that_is_no_number_is_no_difference() {
    let mut case = with([attach("a", &[])]);
    let item = case.evidence.edit(EvidenceId(1)).unwrap();
    item.figure = Some(crate::dossier::Figure {
        indicator: "x".to_owned(),
        iso3: Iso3::parse("KAZ").unwrap(),
        year: None,
        value: Some(f64::NAN),
        unit: Text::default(),
        status: crate::atlas::ValueStatus::Present,
        qualifier: crate::atlas::Qualifier::Firm,
    });
    assert_eq!(differences(&case, &case.clone()), []);
}

/// An answer of the end-use screen with the evidence that it is.
fn reply(case: &Dossier, id: &str, reply: Option<EndUseReply>) -> Edit {
    let key = crate::edit::end_use_key(id);
    let mut item = evidence(&key, &[("C2-Q20", Stance::Raises)]);
    let says = Text::same(format!("{reply:?}."));
    item.extract = crate::edit::with_reason(&says, "", case.end_use.reason(id));
    let evidence = reply.map(|_| Box::new(item));
    Edit::EndUseReply { question: id.to_owned(), reply, evidence, trace: "back".to_owned() }
}

fn replied(case: &Dossier, id: &str, given: Option<EndUseReply>, reason: &str) -> Dossier {
    let mut case = case.clone();
    reply(&case, id, given).apply(&mut case);
    Edit::EndUseReason(id.to_owned(), reason.to_owned()).apply(&mut case);
    case
}

fn extract(case: &Dossier) -> Option<String> {
    case.evidence.values().next().map(|item| item.extract.en.clone())
}

#[test]
fn answers_of_the_end_use_screen_and_their_evidence_are_chosen_once() {
    let id = || "judge".to_owned();
    let mine = replied(&case(), "judge", Some(EndUseReply::Yes), "one");
    let theirs = replied(&case(), "judge", Some(EndUseReply::No), "one");
    let open = merge(&mine, &theirs, &default_choices(&mine, &theirs)).unwrap_err();
    assert_eq!(open, [Part::EndUseReply(id())]);
    let parts: Vec<Part> = differences(&mine, &theirs).into_iter().map(|it| it.part).collect();
    assert_eq!(parts, [Part::EndUseReply(id())], "the evidence is not asked about again");
    for (choice, says) in [(Choice::Mine, "Some(Yes). one"), (Choice::Theirs, "Some(No). one")] {
        let chosen = Choices::from([(Part::EndUseReply(id()), choice)]);
        let made = merge(&mine, &theirs, &chosen).unwrap();
        assert_eq!(extract(&made).as_deref(), Some(says));
        assert_eq!(made.evidence.len(), 1);
    }
}

#[test]
fn two_reasons_stand_below_each_other_in_the_evidence_too() {
    let mine = replied(&case(), "judge", Some(EndUseReply::Yes), "one");
    let theirs = replied(&case(), "judge", Some(EndUseReply::Yes), "other");
    for (a, b) in [(&mine, &theirs), (&theirs, &mine)] {
        let made = merged(a, b);
        assert_eq!(made.end_use.reason("judge"), "one\n\nother");
        assert_eq!(extract(&made).as_deref(), Some("Some(Yes). one\n\nother"));
    }
}

#[test]
fn an_answer_that_one_side_has_taken_back_is_a_question() {
    let both = replied(&case(), "judge", Some(EndUseReply::Yes), "");
    let without = replied(&both, "judge", None, "");
    let open = merge(&both, &without, &default_choices(&both, &without)).unwrap_err();
    assert_eq!(open, [Part::EndUseReply("judge".to_owned())]);
    let told = differences(&both, &without);
    assert!(told.iter().any(|it| it.new == Said::Removed("back".to_owned())), "{told:?}");
    for (choice, left) in [(Choice::Mine, 1), (Choice::Theirs, 0)] {
        let chosen = Choices::from([
            (Part::EndUseReply("judge".to_owned()), choice),
            (Part::RemovedEvidence, Choice::Both),
        ]);
        let made = merge(&both, &without, &chosen).unwrap();
        assert_eq!((made.evidence.len(), made.end_use.answers.len()), (left, left));
    }
    // Only one side has been asked at all: that stands.
    assert_eq!(merged(&case(), &both).evidence.len(), 1);
}

fn incident(what: &str) -> Box<Incident> {
    let fields = BTreeMap::from([(IncidentField::What, what.to_owned())]);
    Box::new(Incident { fields, ..Incident::default() })
}

#[test]
fn entries_of_the_ledger_stand_together_and_a_thrown_away_one_is_a_question() {
    let id = |text: &str| IncidentId::parse(text).unwrap();
    let both = |what| Edit::Incident(id("KAZ-E106"), incident(what));
    let mine = with([both("one"), Edit::Incident(id("i-1"), incident("mine"))]);
    let theirs = with([both("one"), Edit::Incident(id("i-2"), incident("theirs"))]);
    let made = merged(&mine, &theirs);
    assert_eq!(
        made.incidents.keys().map(IncidentId::as_str).collect::<Vec<_>>(),
        ["KAZ-E106", "i-1", "i-2"]
    );
    // Said differently: only a person can say.
    let other = with([both("another")]);
    let part = Part::Incident(id("KAZ-E106"));
    assert_eq!(merge(&with([both("one")]), &other, &Choices::new()), Err(vec![part.clone()]));
    // Thrown away on one side, with a reason the other does not know.
    let reason = "the same as i-1".to_owned();
    let gone = with([both("one"), Edit::RemoveIncident { id: id("KAZ-E106"), reason }]);
    let found = offers(&with([both("one")]), &gone);
    let offer = found.iter().find(|offer| offer.difference.part == part).unwrap();
    assert_eq!(offer.usual, None);
    assert!(matches!(&offer.difference.new, Said::Removed(why) if why == "the same as i-1"));
    let mut choices = default_choices(&with([both("one")]), &gone);
    choices.insert(part, Choice::Theirs);
    let made = merge(&with([both("one")]), &gone, &choices).unwrap();
    assert!(made.incidents.is_empty());
    assert_eq!(made.removed_incidents, gone.removed_incidents);
}

/// A scenario of criterion 2 with its likelihood.
fn scenario(event: &str, likelihood: Likelihood) -> Vec<Edit> {
    let edit = |edit| Edit::Scenario(2, edit);
    vec![
        edit(ScenarioEdit::Add),
        edit(ScenarioEdit::Field(0, ScenarioField::Event, event.to_owned())),
        edit(ScenarioEdit::Likelihood(0, Some(likelihood))),
    ]
}

#[test]
fn scenarios_of_both_stand_together_and_one_weighed_twice_is_asked() {
    let mine = with(scenario("calls are listened to", Likelihood::Credible));
    let theirs = with(scenario("a set gets lost", Likelihood::Remote));
    let made = merged(&mine, &theirs).record(2).scenarios.clone();
    assert_eq!(made.len(), 2);
    let other = with(scenario("calls are listened to", Likelihood::Evident));
    assert_eq!(merge(&mine, &other, &Choices::new()), Err(vec![Part::Scenario(2, 0)]));
    let choices = Choices::from([(Part::Scenario(2, 0), Choice::Theirs)]);
    let made = merge(&mine, &other, &choices).unwrap();
    assert_eq!(made.record(2).scenarios, other.record(2).scenarios);
}

#[test]
fn what_the_ministry_said_is_kept_and_two_sayings_are_asked() {
    let ministry = |asked| Edit::Ministry(8, MinistryEdit::Asked(asked));
    let (mine, theirs) = (with([ministry(Asked::NoReply)]), with([ministry(Asked::Concern)]));
    assert_eq!(merged(&case(), &mine).record(8).ministry.asked, Asked::NoReply);
    assert_eq!(merge(&mine, &theirs, &Choices::new()), Err(vec![Part::Ministry(8)]));
    assert_eq!(differences(&mine, &theirs).len(), 1);
}

#[test]
fn the_aids_are_left_out_of_the_file_where_they_are_empty_and_read_back_where_not() {
    let plain = ron::to_string(&CriterionRecord::default()).unwrap();
    assert!(!plain.contains("scenarios") && !plain.contains("ministry"), "{plain}");
    let mut edits = scenario("calls are listened to", Likelihood::Credible);
    edits.push(Edit::Scenario(2, ScenarioEdit::Severity(0, Some(Severity::Grave))));
    edits.push(Edit::Ministry(2, MinistryEdit::On("20.11.2026".to_owned())));
    let record = with(edits).record(2).clone();
    let text = ron::to_string(&record).unwrap();
    assert_eq!(ron::from_str::<CriterionRecord>(&text).unwrap(), record);
    assert_eq!(ron::from_str::<CriterionRecord>("()").unwrap(), CriterionRecord::default());
}
