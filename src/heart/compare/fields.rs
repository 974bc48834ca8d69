//! The table of single fields: how each is read, written and said. Comparing, taking over and joining all go by it.

use super::differ;
use super::part::Part;
use super::said::Said;
use crate::dossier::{Answer, Dossier, Editions, Field};
use crate::rulebook::{QuestionId, TextEdition};
use std::fmt::Debug;

/// Something to be done with one field.
pub(super) trait Work: Sized {
    type Out;

    fn on<T: Debug + PartialEq>(
        self,
        get: impl Fn(&Dossier) -> T,
        set: impl Fn(&mut Dossier, T),
        say: impl Fn(T) -> Said,
    ) -> Self::Out;

    /// A text of sentences, of which two can stand one below the other.
    fn prose(
        self,
        get: impl Fn(&Dossier) -> String,
        set: impl Fn(&mut Dossier, String),
    ) -> Self::Out {
        self.on(get, set, |text| Said::words(&text))
    }
}

/// What both sides say, where it is not the same.
pub(super) struct Look<'a>(pub &'a Dossier, pub &'a Dossier);

impl Work for Look<'_> {
    type Out = Option<(Said, Said)>;

    fn on<T: Debug + PartialEq>(
        self,
        get: impl Fn(&Dossier) -> T,
        _: impl Fn(&mut Dossier, T),
        say: impl Fn(T) -> Said,
    ) -> Self::Out {
        let (mine, theirs) = (get(self.0), get(self.1));
        differ(&mine, &theirs).then(|| (say(mine), say(theirs)))
    }
}

/// Takes the field over from one dossier into another.
pub(super) struct Take<'a>(pub &'a Dossier, pub &'a mut Dossier);

impl Work for Take<'_> {
    type Out = ();

    fn on<T: Debug + PartialEq>(
        self,
        get: impl Fn(&Dossier) -> T,
        set: impl Fn(&mut Dossier, T),
        _: impl Fn(T) -> Said,
    ) {
        set(self.1, get(self.0));
    }
}

/// Whether two of it can stand together.
pub(super) struct CanJoin;

impl Work for CanJoin {
    type Out = bool;

    fn on<T: Debug + PartialEq>(
        self,
        _: impl Fn(&Dossier) -> T,
        _: impl Fn(&mut Dossier, T),
        _: impl Fn(T) -> Said,
    ) -> bool {
        false
    }

    fn prose(self, _: impl Fn(&Dossier) -> String, _: impl Fn(&mut Dossier, String)) -> bool {
        true
    }
}

/// Adds what the first says to the second.
pub(super) struct Join<'a>(pub &'a Dossier, pub &'a mut Dossier);

impl Work for Join<'_> {
    type Out = ();

    fn on<T: Debug + PartialEq>(
        self,
        _: impl Fn(&Dossier) -> T,
        _: impl Fn(&mut Dossier, T),
        _: impl Fn(T) -> Said,
    ) {
    }

    fn prose(self, get: impl Fn(&Dossier) -> String, set: impl Fn(&mut Dossier, String)) {
        let joined = joined(&get(self.0), &get(self.1));
        set(self.1, joined);
    }
}

/// Both texts, in an order that does not depend on whose they are.
pub(super) fn joined(one: &str, other: &str) -> String {
    if one.contains(other) {
        return one.to_owned();
    }
    if other.contains(one) {
        return other.to_owned();
    }
    let (first, second) = if one < other { (one, other) } else { (other, one) };
    format!("{first}\n\n{second}")
}

/// Does the work on the field that a part is about; `None` for parts that are more than a field.
pub(super) fn field<W: Work>(part: &Part, work: W) -> Option<W::Out> {
    Some(match part {
        Part::Officer => {
            work.on(|d| d.officer.clone(), |d, name| d.officer = name, |name| Said::words(&name))
        }
        Part::AssessedOn => work.on(|d| d.assessed_on, |d, day| d.assessed_on = day, Said::Date),
        Part::TextEdition => {
            work.on(|d| d.editions.text, |d, text| d.editions.text = text, Said::TextEdition)
        }
        Part::Editions => work.on(data_editions, set_data_editions, said_editions),
        Part::Finding(id) => work.on(
            |d| d.finding(*id),
            |d, finding| answer(d, *id, |answer| answer.finding = finding),
            |finding| Said::option(finding, Said::Finding),
        ),
        Part::Reason(id) => work.prose(
            |d| d.answer(*id).map_or_else(String::new, |answer| answer.reason.clone()),
            |d, reason| answer(d, *id, |answer| answer.reason = reason),
        ),
        Part::Outcome => work.on(
            |d| d.decision.outcome,
            |d, outcome| d.decision.outcome = outcome,
            |outcome| Said::option(outcome, Said::Outcome),
        ),
        Part::DecisionReasons => {
            work.prose(|d| d.decision.reasons.clone(), |d, text| d.decision.reasons = text)
        }
        Part::OverrideReason => work.prose(
            |d| d.decision.override_reason.clone(),
            |d, text| d.decision.override_reason = text,
        ),
        Part::EndUseReply(_)
        | Part::EndUseReason(_)
        | Part::EndUseTier
        | Part::EndUseTierReason => return of_end_use(part, work),
        Part::Judgement(_)
        | Part::Text(..)
        | Part::LegalFinding(_)
        | Part::Weighing(_)
        | Part::Ministry(_) => return of_criterion(part, work),
        _ => return of_request(part, work),
    })
}

fn of_request<W: Work>(part: &Part, work: W) -> Option<W::Out> {
    Some(match part {
        Part::Field(field) if is_prose(*field) => {
            work.prose(|d| d.request.field(*field).to_owned(), |d, text| write(d, *field, text))
        }
        Part::Field(field) => work.on(
            |d| d.request.field(*field).to_owned(),
            |d, text| write(d, *field, text),
            |text| Said::words(&text),
        ),
        Part::Destination => work.on(
            |d| (d.request.destination, d.country_view.clone()),
            |d, (state, view)| (d.request.destination, d.country_view) = (state, view),
            |(state, _)| Said::option(state, Said::Country),
        ),
        Part::CountryView => work.on(
            |d| d.country_view.clone(),
            |d, view| d.country_view = view,
            |view| view.map_or(Said::Nothing, |view| Said::View(view.method, view.as_of)),
        ),
        Part::Exporter => work.on(
            |d| d.request.exporter,
            |d, state| d.request.exporter = state,
            |state| Said::option(state, Said::Country),
        ),
        Part::LicenceKind => work.on(
            |d| d.request.kind,
            |d, kind| d.request.kind = kind,
            |kind| Said::option(kind, Said::LicenceKind),
        ),
        Part::Regime => work.on(
            |d| d.request.regime,
            |d, regime| d.request.regime = regime,
            |regime| Said::option(regime, Said::Regime),
        ),
        Part::EndUser => work.on(
            |d| d.request.end_user,
            |d, user| d.request.end_user = user,
            |user| Said::option(user, Said::EndUser),
        ),
        Part::Certificate => work.on(
            |d| d.request.certificate,
            |d, state| d.request.certificate = state,
            Said::Certificate,
        ),
        Part::CertificateUntil => work.on(
            |d| d.request.certificate_until,
            |d, day| d.request.certificate_until = day,
            |day| Said::option(day, Said::Date),
        ),
        Part::ScopeDecision => work
            .prose(|d| d.request.scope_decision.clone(), |d, text| d.request.scope_decision = text),
        _ => return None,
    })
}

fn of_end_use<W: Work>(part: &Part, work: W) -> Option<W::Out> {
    Some(match part {
        Part::EndUseReply(id) => work.on(
            |d| d.end_use.reply(id),
            |d, reply| d.end_use.change(id, |answer| answer.reply = reply),
            |reply| Said::option(reply, Said::Reply),
        ),
        Part::EndUseReason(id) => work.prose(
            |d| d.end_use.reason(id).to_owned(),
            |d, reason| d.end_use.change(id, |answer| answer.reason = reason),
        ),
        Part::EndUseTier => work.on(
            |d| d.end_use.tier.clone(),
            |d, tier| d.end_use.tier = tier,
            |tier| Said::option(tier, Said::Tier),
        ),
        Part::EndUseTierReason => {
            work.prose(|d| d.end_use.tier_reason.clone(), |d, text| d.end_use.tier_reason = text)
        }
        _ => return None,
    })
}

fn of_criterion<W: Work>(part: &Part, work: W) -> Option<W::Out> {
    Some(match part {
        Part::Judgement(number) => work.on(
            |d| d.record(*number).judgement,
            |d, level| d.criteria.entry(*number).or_default().judgement = level,
            |level| Said::option(level, Said::Level),
        ),
        Part::Text(number, which) => work.prose(
            |d| which.of(d.record(*number)).to_owned(),
            |d, text| which.write(d.criteria.entry(*number).or_default(), text),
        ),
        Part::LegalFinding(number) => work.on(
            |d| d.record(*number).finding,
            |d, finding| d.criteria.entry(*number).or_default().finding = finding,
            Said::LegalFinding,
        ),
        Part::Weighing(number) => work.on(
            |d| d.record(*number).weighing,
            |d, weighing| d.criteria.entry(*number).or_default().weighing = weighing,
            Said::Weighing,
        ),
        Part::Ministry(number) => work.on(
            |d| d.record(*number).ministry.clone(),
            |d, ministry| d.criteria.entry(*number).or_default().ministry = ministry,
            |ministry| Said::Ministry(Box::new(ministry)),
        ),
        _ => return None,
    })
}

/// Fields of several lines on the form. In the others two values would be no value.
fn is_prose(field: Field) -> bool {
    matches!(field, Field::LegalBasis | Field::EndUse | Field::Notes)
}

fn write(dossier: &mut Dossier, field: Field, text: String) {
    if text.is_empty() {
        dossier.request.fields.remove(&field);
    } else {
        dossier.request.fields.insert(field, text);
    }
}

fn answer(dossier: &mut Dossier, id: QuestionId, change: impl FnOnce(&mut Answer)) {
    change(dossier.answers.entry(id).or_default());
}

/// Without the text of the law, which is a choice of its own.
fn data_editions(dossier: &Dossier) -> Editions {
    Editions { text: TextEdition::default(), ..dossier.editions.clone() }
}

fn set_data_editions(dossier: &mut Dossier, editions: Editions) {
    dossier.editions = Editions { text: dossier.editions.text, ..editions };
}

fn said_editions(editions: Editions) -> Said {
    let Editions { text: _, criteria_hash: _, data, data_hash: _, method, method_hash: _ } =
        editions;
    Said::Words(format!("{data}, {method}"))
}
