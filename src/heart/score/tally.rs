//! Counts the answers of one criterion and gives the level that follows from them alone (`scoring.md` 4.1, 4.2).

use super::applies::{Applies, Scope};
use crate::dossier::Dossier;
use crate::level::{Finding, Level};
use crate::rulebook::{Question, QuestionId, Role, Rulebook, Weight};

/// Is there an embargo that covers the goods?
pub(super) const EMBARGO: QuestionId = QuestionId { criterion: 1, number: 1 };
/// Is an exemption from it on file?
const EXEMPTION: QuestionId = QuestionId { criterion: 1, number: 4 };
/// Goods that divert easily.
const TEMPTING: QuestionId = QuestionId { criterion: 7, number: 14 };
/// A deal that is large for the recipient's economy.
const LARGE_DEAL: QuestionId = QuestionId { criterion: 8, number: 2 };

/// A question that applies, or may come to apply by another answer.
pub(super) struct Row<'a> {
    pub(super) question: &'a Question,
    pub(super) finding: Option<Finding>,
}

/// The questions of one criterion, with everything fixed but the answers.
pub(super) struct Sheet<'a> {
    scope: Scope<'a>,
    dossier: &'a Dossier,
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) fires: bool,
    pub(super) exempted: bool,
    pub(super) major_record: usize,
    pub(super) minor_record: usize,
    pub(super) major_exposure: usize,
    pub(super) open_triggers: usize,
    pub(super) open_majors: usize,
    /// Trigger and major questions whose answer says something.
    informed: usize,
    /// The question that has a part of its own in the rule of criterion 7 or 8 raises concern.
    special: bool,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(rules: &'a Rulebook, dossier: &'a Dossier, criterion: u8) -> Self {
        let scope = Scope::new(rules, dossier);
        let questions =
            rules.criterion(criterion).map(|found| found.questions.as_slice()).unwrap_or_default();
        let rows = questions
            .iter()
            .filter(|question| scope.standing(question) == Applies::Yes)
            .map(|question| Row { question, finding: dossier.finding(question.id) })
            .collect();
        let exemption_papers = dossier.evidence_for(EXEMPTION).next().is_some();
        Self { scope, dossier, criterion, rows, exemption_papers }
    }

    /// The questions that apply as things stand.
    pub(super) fn applying(&self) -> impl Iterator<Item = &Row<'a>> {
        self.rows.iter().filter(|row| self.applies(row.question, None))
    }

    fn applies(&self, question: &Question, change: Option<(QuestionId, Finding)>) -> bool {
        question.depends_on.is_none_or(|parent| {
            self.scope.met(parent, &|id| match change {
                Some((changed, finding)) if changed == id => Some(finding),
                _ => self.dossier.finding(id),
            })
        })
    }

    /// Counts, with one answer changed if asked.
    pub(super) fn tally(&self, change: Option<(QuestionId, Finding)>) -> Tally {
        let finding_of = |row: &Row<'_>| match change {
            Some((changed, finding)) if changed == row.question.id => Some(finding),
            _ => row.finding,
        };
        let says = |id, finding| {
            self.rows.iter().any(|row| {
                row.question.id == id
                    && finding_of(row) == Some(finding)
                    && self.applies(row.question, change)
            })
        };
        let mut tally = Tally::default();
        if self.criterion == EMBARGO.criterion {
            tally.exempted = self.exemption_papers
                && says(EMBARGO, Finding::Concern)
                && says(EXEMPTION, Finding::NoConcern);
        }
        tally.special = match self.criterion {
            7 => says(TEMPTING, Finding::Concern),
            8 => says(LARGE_DEAL, Finding::Concern),
            _ => false,
        };
        for row in self.rows.iter().filter(|row| self.applies(row.question, change)) {
            tally.add(row.question, finding_of(row));
        }
        tally
    }

    /// The level from the answers alone.
    pub(super) fn level(&self, tally: Tally) -> Level {
        let level = if tally.fires || tally.together(self.criterion) {
            Level::Critical
        } else if tally.major_record >= 1 || tally.three_minor() || tally.two_minor_and_exposure() {
            Level::PossiblyCritical
        } else {
            Level::NotCritical
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
    fn add(&mut self, question: &Question, finding: Option<Finding>) {
        match self.share(question, finding) {
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
            (Finding::Concern, Weight::Trigger) if self.exempted && question.id == EMBARGO => {
                Some(Share::Record { major: true })
            }
            (Finding::Concern, Weight::Trigger) => Some(Share::Fires),
            (Finding::Unclear, Weight::Trigger) => Some(Share::Record { major: true }),
            (Finding::Concern, Weight::Major) => by_role(true),
            (Finding::Concern, Weight::Minor) | (Finding::Unclear, Weight::Major) => by_role(false),
            _ => None,
        }
    }

    /// The rule that makes several answers critical together.
    pub(super) fn together(&self, criterion: u8) -> bool {
        let record = self.major_record;
        match criterion {
            2..=4 => record >= 2 && self.major_exposure >= 1,
            5 | 6 => record >= 2,
            7 => record >= 3 || record >= 2 && self.special,
            8 => record >= 2 || record >= 1 && self.special,
            // Criterion 1: only a trigger is a breach.
            _ => false,
        }
    }

    pub(super) fn three_minor(&self) -> bool {
        self.minor_record >= 3
    }

    pub(super) fn two_minor_and_exposure(&self) -> bool {
        self.minor_record >= 2 && self.major_exposure >= 1
    }
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
