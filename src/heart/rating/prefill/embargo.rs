//! C1-Q01 and C1-Q02 from the embargo tables (embargoes.md, section 3), with every reading of a regime.

use super::{CaseFacts, EmbargoHints, Suggester, Suggestion, in_common};
use crate::atlas::{Embargo, EmbargoReading, Issuer, Scope, Target};
use crate::date::Date;
use crate::level::Mark;
use crate::rating::{Age, Reading};
use crate::rulebook::QuestionId;
use crate::text::Text;

const ON_THE_STATE: QuestionId = QuestionId { criterion: 1, number: 1 };
const ON_OTHERS: QuestionId = QuestionId { criterion: 1, number: 2 };
const ISSUERS: [(Issuer, &str); 3] =
    [(Issuer::Un, "EMB_UN"), (Issuer::Eu, "EMB_EU"), (Issuer::Osce, "EMB_OSCE")];

/// The least and the most worrying answer that is possible: 0 no, 1 partly, 2 yes.
type Span = (u8, u8);

/// What one regime, or all of them, say.
struct Said {
    span: Span,
    is_stale: bool,
    is_contested: bool,
    is_partial: bool,
    on_other_list: bool,
}

const NOTHING: Said = Said {
    span: (0, 0),
    is_stale: false,
    is_contested: false,
    is_partial: false,
    on_other_list: false,
};

impl Suggester<'_> {
    /// `None` for any other question.
    pub(super) fn about_embargo(&self, id: QuestionId) -> Option<Suggestion> {
        let hints = &self.world.prefill.embargo;
        let (rule, answer): (_, &dyn Fn(&EmbargoReading) -> Span) = match id {
            ON_THE_STATE => (&hints.state, &|reading| on_the_state(reading, self.case, hints)),
            ON_OTHERS => (&hints.others, &|reading| on_others(reading)),
            _ => return None,
        };
        let embargoes = self.world.atlas.embargoes_of(self.iso3);
        let counted: Vec<(&Embargo, Said)> = embargoes
            .filter(|embargo| ISSUERS.iter().any(|(issuer, _)| *issuer == embargo.issuer))
            .map(|embargo| (embargo, self.said_by(embargo, answer)))
            .collect();
        let mut said = counted.iter().map(|(_, said)| said).fold(NOTHING, together);
        if self.is_table_stale() {
            said = together(said, &Said { span: (0, 2), is_stale: true, ..NOTHING });
        }
        Some(Suggestion {
            finding: in_common([said.span.0, said.span.1].into_iter()),
            readings: self.embargo_readings(&counted),
            rule: rule.clone(),
            mark: Mark::P,
            hints: self.embargo_hints(&said),
        })
    }

    fn said_by(&self, embargo: &Embargo, answer: &dyn Fn(&EmbargoReading) -> Span) -> Said {
        let begun: Vec<&EmbargoReading> = embargo
            .readings
            .iter()
            .filter(|reading| reading.since.is_none_or(|since| since <= self.day))
            .collect();
        let mut spans = begun.iter().map(|reading| answer(reading));
        let Some(first) = spans.next() else { return NOTHING };
        let differs = spans.any(|span| span != first);
        // Where the readings disagree a person decides, however firm each of them is.
        let span = if differs { (1, 1) } else { first };
        let is_contested = differs || begun.iter().any(|reading| reading.mark == Some(Mark::U));
        let is_stale = !self.is_valid(&begun);
        Said {
            span: if is_stale { (0, span.1) } else { span },
            is_stale: is_stale && span.1 > 0,
            is_contested,
            is_partial: begun.iter().any(|reading| reading.scope == Scope::RepressionGoodsOnly),
            on_other_list: span.1 > 0 && self.case.on_other_list,
        }
    }

    /// A passed end is only outweighed by a list that was made after it.
    fn is_valid(&self, readings: &[&EmbargoReading]) -> bool {
        let ended = readings
            .iter()
            .filter_map(|reading| reading.until)
            .map(Date::latest)
            .filter(|until| *until < self.day)
            .max();
        readings.iter().any(|reading| match reading.until {
            Some(until) => until.latest() >= self.day,
            None => reading.as_of.is_some_and(|as_of| {
                self.is_fresh(as_of) && ended.is_none_or(|ended| as_of > ended)
            }),
        })
    }

    fn is_fresh(&self, as_of: Date) -> bool {
        let limit = self.inputs.ages().embargo_months;
        let months = as_of.months_until(self.day);
        // A day over twelve months is over.
        months < limit
            || (months == limit && as_of.month == self.day.month && as_of.day == self.day.day)
    }

    /// An empty table says "none" only while it is young.
    fn is_table_stale(&self) -> bool {
        let readings = self.world.atlas.embargoes.iter().flat_map(|embargo| &embargo.readings);
        !readings
            .filter_map(|reading| reading.as_of)
            .max()
            .is_some_and(|newest| self.is_fresh(newest))
    }

    fn embargo_readings(&self, counted: &[(&Embargo, Said)]) -> Vec<Reading> {
        ISSUERS
            .iter()
            .map(|(issuer, id)| {
                let reading = self.inputs.reading(id, self.iso3);
                let is_stale = counted
                    .iter()
                    .any(|(embargo, said)| embargo.issuer == *issuer && said.is_stale);
                if is_stale { Reading { age: Age::Old, ..reading } } else { reading }
            })
            .collect()
    }

    fn embargo_hints(&self, said: &Said) -> Vec<Text> {
        let EmbargoHints { stale, contested, scope, other_list, .. } = &self.world.prefill.embargo;
        let own = [
            (said.is_stale, stale),
            (said.is_contested, contested),
            (said.is_partial, scope),
            (said.on_other_list, other_list),
        ];
        let own = own.into_iter().filter(|(applies, _)| *applies).map(|(_, text)| text.clone());
        let of_state = self.world.atlas.embargo_hints.iter();
        let of_state =
            of_state.filter(|hint| hint.iso3.contains(&self.iso3)).map(|hint| hint.text.clone());
        own.chain(of_state).collect()
    }
}

fn together(a: Said, b: &Said) -> Said {
    Said {
        span: (a.span.0.max(b.span.0), a.span.1.max(b.span.1)),
        is_stale: a.is_stale || b.is_stale,
        is_contested: a.is_contested || b.is_contested,
        is_partial: a.is_partial || b.is_partial,
        on_other_list: a.on_other_list || b.on_other_list,
    }
}

fn on_the_state(reading: &EmbargoReading, case: &CaseFacts, hints: &EmbargoHints) -> Span {
    if reading.mark == Some(Mark::U) {
        return (1, 1);
    }
    match (reading.target, reading.scope) {
        (Target::NonState | Target::Persons, _) => (0, 0),
        (Target::Political | Target::Forces, _) | (Target::State, Scope::Undefined) => (1, 1),
        (Target::State, Scope::RepressionGoodsOnly) => {
            // Nobody has said yet what the goods are.
            let least = u8::from(case.tags.iter().any(|tag| hints.repression_tags.contains(tag)));
            (least, least.max(u8::from(case.tags.is_empty())))
        }
        // Goods of another list are not simply held by a military scope.
        (Target::State, _) if case.on_other_list => (1, 1),
        (Target::State, _) => (2, 2),
    }
}

fn on_others(reading: &EmbargoReading) -> Span {
    let worry = if matches!(reading.target, Target::NonState | Target::Persons) { 2 } else { 0 };
    (worry, worry)
}
