//! Why the criterion at hand has its level, and what would change it: put into words when the case changes, never while
//! drawing.

use crate::i18n::{Key, Word as _, fill, say};
use crate::session::{Place, Session};
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::dossier::Dossier;
use kriterion_heart::level::Level;
use kriterion_heart::pinned;
use kriterion_heart::rating::{CountryFlips, RuleOutcome, Truth};
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::score::{self, Effect, Proposal, Reason, ReasonWeight, Way};
use kriterion_heart::text::Lang;
use std::sync::Arc;

/// One criterion of the case at hand.
#[derive(Default)]
pub struct Why {
    made_for: Option<MadeFor>,
    /// What facts would change the country's level, and of what it was found.
    country: Option<CountryFlips>,
    pub steps: Vec<Step>,
    pub coverage: String,
    pub reasons: Vec<Line>,
    /// Major questions that are open; there may be many, so they stand on one line.
    pub open: Vec<QuestionId>,
    pub flips: Vec<FlipLines>,
    /// What the list of changes cannot say.
    pub remark: Option<&'static str>,
}

struct MadeFor {
    dossier: Arc<Dossier>,
    bundle: Arc<Bundle>,
    criterion: u8,
    lang: Lang,
}

/// One step from the country to the proposal.
pub struct Step {
    pub title: &'static str,
    pub level: Level,
    pub because: String,
}

/// A reason with the facts behind it.
pub struct Line {
    pub text: String,
    pub effect: Effect,
    pub sign: String,
    pub question: Option<QuestionId>,
    pub facts: Vec<FactLine>,
}

pub struct FactLine {
    pub text: String,
    /// Id of the reading.
    pub id: String,
    pub is_gap: bool,
    /// Whether the test on it holds; `None` where nothing was asked of it.
    pub truth: Option<Truth>,
}

/// All ways to one level.
pub struct FlipLines {
    pub to: Level,
    pub head: String,
    pub ways: Vec<WayLine>,
    pub has_more: bool,
}

pub struct WayLine {
    pub pieces: Vec<Piece>,
}

impl FactLine {
    /// Whether the test holds, in one letter that every font has.
    pub fn sign(&self) -> &'static str {
        match self.truth {
            Some(Truth::True) => "+ ",
            Some(Truth::False) => "– ",
            Some(Truth::Open) => "? ",
            None => "",
        }
    }
}

/// One change, and where it is made or looked at.
pub struct Piece {
    pub text: String,
    pub to: Target,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Some of these.
    Questions(Vec<QuestionId>),
    /// A reading.
    Fact(String),
    Nowhere,
}

impl Why {
    /// Makes everything anew where the case, the data, the criterion or the language is another.
    pub fn refresh(&mut self, session: &Session) {
        let (Place::Criterion(criterion), Some(dossier)) = (session.place, session.dossier())
        else {
            return;
        };
        let lang = session.lang;
        let bundle = &session.bundle;
        let same = |made: &MadeFor| {
            Arc::ptr_eq(&made.dossier, dossier)
                && Arc::ptr_eq(&made.bundle, bundle)
                && (made.criterion, made.lang) == (criterion, lang)
        };
        if self.made_for.as_ref().is_some_and(same) {
            return;
        }
        let country_is_same = self.made_for.as_ref().is_some_and(|made| {
            Arc::ptr_eq(&made.bundle, bundle)
                && made.criterion == criterion
                && made.dossier.country_view == dossier.country_view
        });
        if !country_is_same {
            self.country = pinned::country_flips(dossier, bundle, criterion);
        }
        let (dossier, bundle) = (Arc::clone(dossier), Arc::clone(bundle));
        self.made_for = Some(MadeFor { dossier, bundle, criterion, lang });
        self.say(session, criterion);
    }

    fn say(&mut self, session: &Session, criterion: u8) {
        let (lang, bundle) = (session.lang, &*session.bundle);
        let found = session.assessment().and_then(|all| all.criterion(criterion));
        let (Some(proposal), Some(dossier)) = (found, session.dossier()) else { return };
        self.steps = steps(lang, bundle, dossier, proposal);
        self.coverage =
            proposal.coverage.map(|known| words::coverage(lang, known)).unwrap_or_default();
        let is_major = |reason: &&Reason| matches!(reason, Reason::OpenMajor(_));
        let others = proposal.reasons.iter().filter(|it| !is_major(it));
        self.reasons = others.map(|it| line(lang, bundle, it)).collect();
        let open = proposal.reasons.iter().filter_map(|reason| match reason {
            Reason::OpenMajor(question) => Some(*question),
            _ => None,
        });
        self.open = open.collect();
        let flips = score::flips(&bundle.rules, dossier, criterion, self.country.as_ref());
        self.flips = flips
            .iter()
            .map(|flip| FlipLines {
                to: flip.to,
                head: words::flip_head(lang, flip),
                ways: flip.ways.iter().map(|way| way_line(lang, bundle, way)).collect(),
                has_more: flip.has_more,
            })
            .collect();
        let is_complete = self.country.as_ref().is_none_or(|country| country.is_complete);
        self.remark = match () {
            () if !is_complete => Some(say(lang, Key::FlipNotAll)),
            () if self.country.is_none() && dossier.country_view.is_some() => {
                Some(say(lang, Key::FlipMethodUnknown))
            }
            () if self.flips.is_empty() => Some(say(lang, Key::FlipNone)),
            () => None,
        };
    }
}

fn steps(lang: Lang, bundle: &Bundle, dossier: &Dossier, proposal: &Proposal) -> Vec<Step> {
    let step = |title, level, because: String| Step { title: say(lang, title), level, because };
    let plain = |key| say(lang, key).to_owned();
    let country = match &dossier.country_view {
        Some(view) => {
            let method = bundle.method(&view.method).map_or(&*view.method, |it| it.title.get(lang));
            let year = view.as_of.to_string();
            fill(lang, Key::StepsByMethod, &[("method", method), ("year", &year)])
        }
        None => plain(Key::StepsNoView),
    };
    let case = bundle.rules.case.as_ref();
    let heeds = |of: fn(&kriterion_heart::rulebook::CaseRules) -> &[u8]| {
        case.is_some_and(|case| of(case).contains(&proposal.criterion))
    };
    let goods = if !heeds(|case| &case.goods.criteria) {
        plain(Key::StepsGoodsPlayNoPart)
    } else if dossier.tags().is_empty() {
        plain(Key::StepsGoodsUnknown)
    } else {
        let milder = proposal.for_goods != proposal.baseline;
        let effect = say(lang, if milder { Key::StepsMilder } else { Key::StepsSame });
        let relevance = proposal.relevance.word(lang);
        fill(lang, Key::StepsRelevance, &[("relevance", relevance), ("effect", effect)])
    };
    let end_user = match dossier.request.end_user {
        _ if proposal.adjusted != proposal.for_goods => plain(Key::StepsMission),
        Some(kind) => format!("{} · {}", kind.word(lang), say(lang, Key::StepsOrdinary)),
        None => plain(Key::StepsOrdinary),
    };
    let (answered, applying) = (proposal.answered.to_string(), proposal.applying.to_string());
    let answers = fill(lang, Key::AnsweredOf, &[("n", &answered), ("of", &applying)]);
    let joined = if proposal.no_baseline { Key::StepsNoBaseline } else { Key::StepsJoined };
    vec![
        step(Key::StepsCountry, proposal.baseline, country),
        step(Key::StepsGoods, proposal.for_goods, goods),
        step(Key::StepsEndUser, proposal.adjusted, end_user),
        step(Key::StepsAnswers, proposal.from_answers, answers),
        step(Key::StepsProposal, proposal.level, plain(joined)),
    ]
}

fn line(lang: Lang, bundle: &Bundle, reason: &Reason) -> Line {
    let question = match reason {
        Reason::Answered { question, .. }
        | Reason::OpenTrigger(question)
        | Reason::SecondLook(question)
        | Reason::ClearedOnWeakEvidence(question)
        | Reason::RaisedOnWeakEvidence(question) => Some(*question),
        _ => None,
    };
    let weight = reason.weight();
    let effect = words::effect(lang, reason.effect());
    let sign = match weight {
        ReasonWeight::Decisive => format!("{} · {effect}", weight.word(lang)),
        _ => effect,
    };
    Line {
        text: words::reason(lang, &bundle.rules, reason),
        effect: reason.effect(),
        sign,
        question,
        facts: match reason {
            Reason::BaselineRest { rules, .. } => {
                rules.iter().flat_map(|rule| facts(lang, bundle, rule)).collect()
            }
            other => other.country_rule().map_or_else(Vec::new, |it| facts(lang, bundle, it)),
        },
    }
}

/// Every test of a rule with what it was put to; where an earlier program kept no tests, the readings.
pub fn facts(lang: Lang, bundle: &Bundle, rule: &RuleOutcome) -> Vec<FactLine> {
    let cited = |text: String, reading: &kriterion_heart::rating::Reading| {
        let source = reading.sources.first().map(|source| format!(" · {}", source.publisher));
        format!("{text}{}", source.unwrap_or_default())
    };
    let reading_of = |id: &str| rule.readings.iter().find(|reading| reading.id == id);
    if rule.parts.is_empty() {
        let one = |reading: &kriterion_heart::rating::Reading| FactLine {
            text: cited(words::reading(lang, reading), reading),
            id: reading.id.clone(),
            is_gap: reading.is_gap(),
            truth: None,
        };
        return rule.readings.iter().map(one).collect();
    }
    let part = |part: &kriterion_heart::rating::Part| {
        let reading = reading_of(&part.id)?;
        Some(FactLine {
            text: cited(words::part(lang, bundle, reading, part), reading),
            id: part.id.clone(),
            is_gap: reading.is_gap(),
            truth: Some(part.truth),
        })
    };
    rule.parts.iter().filter_map(part).collect()
}

fn way_line(lang: Lang, bundle: &Bundle, way: &Way) -> WayLine {
    let facts = way.facts.iter().map(|fact| Piece {
        text: words::turn(lang, bundle, fact),
        to: Target::Fact(fact.reading.id.clone()),
    });
    let country = way.country.map(|to| Piece {
        text: fill(lang, Key::TurnCountry, &[("level", to.word(lang))]),
        to: Target::Nowhere,
    });
    let answers = way.answers.iter().map(|turn| Piece {
        text: words::answer_turn(lang, turn),
        to: Target::Questions(turn.of.clone()),
    });
    WayLine { pieces: facts.chain(country).chain(answers).collect() }
}
