//! Counts the answers of one criterion and gives the level that follows from them alone (`scoring.md` 4.1, 4.2).

use super::applies::{Applies, Scope};
use super::confidence;
use crate::dossier::Dossier;
use crate::level::{Finding, Level};
use crate::rulebook::{
    AnswerRule, CaseRules, Exemption, Question, QuestionId, Role, Rulebook, Weight,
};

/// A question that applies, or may come to apply by another answer.
pub(super) struct Row<'a> {
    pub(super) question: &'a Question,
    pub(super) finding: Option<Finding>,
    /// A trigger with evidence, all of it weak: that alone does not clear it.
    pub(super) is_weak: bool,
}

/// The answer as it counts: weak evidence alone does not clear a trigger, so it stays open.
pub(super) fn counted(is_weak: bool, finding: Option<Finding>) -> Option<Finding> {
    match finding {
        Some(Finding::NoConcern) if is_weak => Some(Finding::NoInformation),
        other => other,
    }
}

/// The questions of one criterion, with everything fixed but the answers.
pub(super) struct Sheet<'a> {
    scope: Scope<'a>,
    dossier: &'a Dossier,
    case: Option<&'a CaseRules>,
    criterion: u8,
    rows: Vec<Row<'a>>,
    exemption_papers: bool,
}

/// How an answer counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    Fires,
    Record { major: bool },
    Exposure { major: bool },
}

/// The sum of a criterion's answers; counts, never weights.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) fires: bool,
    pub(super) exempted: bool,
    pub(super) major_record: u16,
    pub(super) minor_record: u16,
    pub(super) major_exposure: u16,
    pub(super) open_triggers: usize,
    pub(super) open_majors: usize,
    /// Trigger and major questions whose answer says something.
    pub(super) informed: usize,
    /// Questions that a rule names and that raise concern.
    pub(super) raised: Vec<QuestionId>,
    /// The trigger that an exemption on file takes back.
    pub(super) spared: Option<QuestionId>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(rules: &'a Rulebook, dossier: &'a Dossier, criterion: u8) -> Self {
        let scope = Scope::new(rules, dossier);
        let questions =
            rules.criterion(criterion).map(|found| found.questions.as_slice()).unwrap_or_default();
        let rows = questions
            .iter()
            .filter(|question| scope.standing(question) == Applies::Yes)
            .map(|question| Row {
                question,
                finding: dossier.finding(question.id),
                is_weak: confidence::is_weak(dossier, question),
            })
            .collect();
        let case = rules.case.as_ref();
        let paper = case.map(|case| case.exemption.paper);
        let exemption_papers = paper.is_some_and(|id| dossier.evidence_for(id).next().is_some());
        Self { scope, dossier, case, criterion, rows, exemption_papers }
    }

    /// The questions that apply as things stand.
    pub(super) fn applying(&self) -> impl Iterator<Item = &Row<'a>> {
        self.rows.iter().filter(|row| self.applies(row.question, &[]))
    }

    pub(super) fn applies(&self, question: &Question, changes: &[(QuestionId, Finding)]) -> bool {
        question.depends_on.is_none_or(|parent| {
            self.scope.met(parent, &|id| changed(changes, id).or_else(|| self.dossier.finding(id)))
        })
    }

    /// Counts, with some answers changed.
    pub(super) fn tally(&self, changes: &[(QuestionId, Finding)]) -> Tally {
        let finding_of = |row: &Row<'_>| changed(changes, row.question.id).or(row.finding);
        let says = |id, finding| {
            self.rows.iter().any(|row| {
                row.question.id == id
                    && finding_of(row) == Some(finding)
                    && self.applies(row.question, changes)
            })
        };
        let mut tally = Tally::default();
        if let Some(Exemption { embargo, paper }) = self.case.map(|case| case.exemption) {
            tally.exempted = self.exemption_papers
                && says(embargo, Finding::Concern)
                && says(paper, Finding::NoConcern);
            tally.spared = tally.exempted.then_some(embargo);
        }
        let named = self.answer_rules().filter_map(|rule| rule.with);
        tally.raised = named.filter(|id| says(*id, Finding::Concern)).collect();
        for row in self.rows.iter().filter(|row| self.applies(row.question, changes)) {
            tally.add(row.question, counted(row.is_weak, finding_of(row)));
        }
        tally
    }

    pub(super) fn criterion(&self) -> u8 {
        self.criterion
    }

    /// Questions of this criterion that may come to apply.
    pub(super) fn rows(&self) -> &[Row<'a>] {
        &self.rows
    }

    /// Questions that a rule names.
    pub(super) fn named(&self) -> Vec<QuestionId> {
        let exemption = self.case.map(|case| case.exemption);
        let exemption = exemption.into_iter().flat_map(|it| [it.embargo, it.paper]);
        self.answer_rules().filter_map(|rule| rule.with).chain(exemption).collect()
    }

    /// Nothing counted, with the exemptions of another tally.
    pub(super) fn empty_tally(&self, like: &Tally) -> Tally {
        Tally { exempted: like.exempted, spared: like.spared, ..Tally::default() }
    }

    /// The rules of this criterion.
    pub(super) fn answer_rules(&self) -> impl Iterator<Item = &'a AnswerRule> {
        let all = self.case.into_iter().flat_map(|case| &case.answers);
        all.filter(|rule| rule.is_for(self.criterion))
    }

    /// The level from the answers alone.
    pub(super) fn level(&self, tally: &Tally) -> Level {
        if self.case.is_none() {
            return Level::NoData;
        }
        let held = self.answer_rules().filter(|rule| tally.holds(rule));
        let level = if tally.fires {
            Level::Critical
        } else {
            Level::from_rank(held.filter_map(|rule| rule.level.rank()).max().unwrap_or(0))
        };
        match level {
            Level::Critical => level,
            _ if tally.open_triggers > 0 => Level::NoData,
            // Not one answer that says something (all "not applicable", or no questions read): that is not green.
            Level::NotCritical if tally.open_majors > 0 || tally.informed == 0 => Level::NoData,
            _ => level,
        }
    }
}

impl Tally {
    pub(super) fn add(&mut self, question: &Question, finding: Option<Finding>) {
        let share = self.share(question, finding);
        self.take(share, question, finding);
    }

    /// The same, where exemptions are those of another tally.
    pub(super) fn add_with(&mut self, like: &Self, question: &Question, finding: Option<Finding>) {
        let share = like.share(question, finding);
        self.take(share, question, finding);
    }

    /// Adds the counts of another tally.
    pub(super) fn join(&mut self, more: &Self) {
        self.fires |= more.fires;
        self.major_record += more.major_record;
        self.minor_record += more.minor_record;
        self.major_exposure += more.major_exposure;
        self.open_triggers += more.open_triggers;
        self.open_majors += more.open_majors;
        self.informed += more.informed;
    }

    fn take(&mut self, share: Option<Share>, question: &Question, finding: Option<Finding>) {
        match share {
            Some(Share::Fires) => self.fires = true,
            Some(Share::Record { major: true }) => self.major_record += 1,
            Some(Share::Record { major: false }) => self.minor_record += 1,
            Some(Share::Exposure { major: true }) => self.major_exposure += 1,
            Some(Share::Exposure { major: false }) | None => (),
        }
        match open(question, finding) {
            Some(Weight::Trigger) => self.open_triggers += 1,
            Some(_) => self.open_majors += 1,
            None if important(question) && finding != Some(Finding::NotApplicable) => {
                self.informed += 1;
            }
            None => (),
        }
    }

    /// How an answer counts; `None` where it does not.
    pub(super) fn share(&self, question: &Question, finding: Option<Finding>) -> Option<Share> {
        let by_role = |major| match question.role {
            Role::Record | Role::Judgement => Some(Share::Record { major }),
            Role::Exposure => Some(Share::Exposure { major }),
            Role::Note => None,
        };
        match (finding?, question.weight) {
            (Finding::Concern, Weight::Trigger) if self.spared == Some(question.id) => {
                Some(Share::Record { major: true })
            }
            (Finding::Concern, Weight::Trigger) => Some(Share::Fires),
            (Finding::Unclear, Weight::Trigger) => Some(Share::Record { major: true }),
            (Finding::Concern, Weight::Major) => by_role(true),
            (Finding::Concern, Weight::Minor) | (Finding::Unclear, Weight::Major) => by_role(false),
            _ => None,
        }
    }

    /// Whether all that a rule names is there.
    pub(super) fn holds(&self, rule: &AnswerRule) -> bool {
        self.major_record >= rule.major
            && self.minor_record >= rule.minor
            && self.major_exposure >= rule.exposure
            && rule.with.is_none_or(|id| self.raised.contains(&id))
    }
}

fn changed(changes: &[(QuestionId, Finding)], id: QuestionId) -> Option<Finding> {
    changes.iter().find(|(changed, _)| *changed == id).map(|(_, finding)| *finding)
}

fn important(question: &Question) -> bool {
    question.weight == Weight::Trigger
        || question.weight == Weight::Major && question.role != Role::Note
}

/// The weight of an important question that nobody has answered, or only with "no information".
pub(super) fn open(question: &Question, finding: Option<Finding>) -> Option<Weight> {
    let silent = matches!(finding, None | Some(Finding::NoInformation));
    (silent && important(question)).then_some(question.weight)
}
