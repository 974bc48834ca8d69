//! Why a level moved from one year to the next: which rules turned, and which readings turned them.

use crate::atlas::Iso3;
use crate::level::Level;
use crate::rating::{
    CriterionRating, Gap, Inputs, Method, Reading, ReadingValue, RuleOutcome, Truth, truth_had,
};
use crate::text::Text;

/// Another level than a year before.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    pub from: Level,
    /// Rules that turned and gave or kept a level in either year; where none did, all that turned.
    pub rules: Vec<Turned>,
    /// Where no rule turned: inputs that became known or unknown, so that enough or too few of them are present.
    pub inputs: Vec<Moved>,
}

/// A rule that says something else than a year before.
#[derive(Debug, Clone, PartialEq)]
pub struct Turned {
    pub id: String,
    /// The rule in words.
    pub rule: Text,
    pub level: Option<Level>,
    pub from: Truth,
    pub to: Truth,
    /// The readings that turned it: had one stayed, the rule would have. Where none alone did it, all that moved.
    pub readings: Vec<Moved>,
}

/// A reading that is another than a year before.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    pub before: Reading,
    pub after: Reading,
    pub cause: Cause,
    /// The years that the input looks back on.
    pub window: Option<u16>,
}

/// What happened to a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// There is a value that was not there a year before.
    New,
    /// A value became too old to be used, or left the years that are looked back on. Nothing new was measured.
    Aged,
    /// There is nothing to go by any more.
    Missing,
}

impl Move {
    /// All causes, each once.
    pub fn causes(&self) -> Vec<Cause> {
        let of_rules = self.rules.iter().flat_map(|rule| &rule.readings);
        let mut causes: Vec<Cause> = of_rules.chain(&self.inputs).map(|it| it.cause).collect();
        causes.sort();
        causes.dedup();
        causes
    }
}

/// One state, and the data of two years that follow each other.
pub(super) struct Looking<'l, 'a> {
    pub method: &'l Method,
    pub iso3: Iso3,
    pub earlier: &'l Inputs<'a>,
    pub later: &'l Inputs<'a>,
}

/// `None` where the level is the same.
pub(super) fn moved(
    looking: &Looking<'_, '_>,
    was: &CriterionRating,
    now: &CriterionRating,
) -> Option<Move> {
    if was.level == now.level {
        return None;
    }
    let pairs: Vec<(&RuleOutcome, &RuleOutcome)> = was
        .rules
        .iter()
        .filter_map(|rule| Some((rule, now.rules.iter().find(|later| later.id == rule.id)?)))
        .filter(|(before, after)| before.level.is_some() && before.truth != after.truth)
        .collect();
    let decides = |(before, after): &&(&RuleOutcome, &RuleOutcome)| before.decided || after.decided;
    let deciding: Vec<_> = pairs.iter().filter(decides).copied().collect();
    let turned = if deciding.is_empty() { pairs } else { deciding };
    let rules: Vec<Turned> = turned
        .into_iter()
        .map(|(before, after)| Turned {
            id: after.id.clone(),
            rule: after.rule.clone(),
            level: after.level,
            from: before.truth,
            to: after.truth,
            readings: turning(looking, now.criterion, before, after),
        })
        .collect();
    let inputs = if rules.is_empty() { became_known(looking, was, now) } else { Vec::new() };
    Some(Move { from: was.level, rules, inputs })
}

/// The readings of a rule that turned it.
fn turning(
    looking: &Looking<'_, '_>,
    criterion: u8,
    before: &RuleOutcome,
    after: &RuleOutcome,
) -> Vec<Moved> {
    let all = differing(looking, &before.readings, &after.readings);
    // A reading of another state or of a single year cannot be put back by its id alone.
    let is_own = |moved: &Moved| {
        after.readings.iter().filter(|reading| reading.id == moved.after.id).count() == 1
    };
    if !all.iter().all(is_own) {
        return all;
    }
    let Looking { method, iso3, earlier, later } = *looking;
    let asked = (criterion, after.id.as_str());
    let had = |inputs, reading: &Reading| {
        truth_had(inputs, method, iso3, asked, std::slice::from_ref(reading))
    };
    let needed = |moved: &&Moved| had(later, &moved.before) == Some(before.truth);
    let enough = |moved: &&Moved| had(earlier, &moved.after) == Some(after.truth);
    let needed: Vec<Moved> = all.iter().filter(needed).cloned().collect();
    if !needed.is_empty() {
        return needed;
    }
    let enough: Vec<Moved> = all.iter().filter(enough).cloned().collect();
    if enough.is_empty() { all } else { enough }
}

/// Inputs that went from a gap to a value or back: they count for what is present.
fn became_known(
    looking: &Looking<'_, '_>,
    was: &CriterionRating,
    now: &CriterionRating,
) -> Vec<Moved> {
    let readings = |rating: &CriterionRating| -> Vec<Reading> {
        let mut out: Vec<Reading> = Vec::new();
        let used = rating.rules.iter().flat_map(|rule| &rule.readings).chain(&rating.others);
        for reading in used {
            if !out.iter().any(|known| known.id == reading.id) {
                out.push(reading.clone());
            }
        }
        out
    };
    let all = differing(looking, &readings(was), &readings(now));
    let known = |reading: &Reading| match reading.value {
        ReadingValue::Gap(_) => 0,
        ReadingValue::Count { gaps, of, .. } => of.saturating_sub(gaps),
        _ => 1,
    };
    all.into_iter().filter(|moved| known(&moved.before) != known(&moved.after)).collect()
}

/// Readings whose value is another; those worked out from others are left out.
fn differing(looking: &Looking<'_, '_>, before: &[Reading], after: &[Reading]) -> Vec<Moved> {
    let mut found = Vec::new();
    for (at, reading) in after.iter().enumerate() {
        let same_id = |readings: &[Reading], upto: usize| {
            readings.iter().take(upto).filter(|it| it.id == reading.id).count()
        };
        // Of several with one id, the first goes with the first.
        let place = same_id(after, at);
        let earlier = before.iter().filter(|it| it.id == reading.id).nth(place);
        let Some(earlier) = earlier.filter(|it| it.value != reading.value) else { continue };
        if is_worked_out(earlier) && is_worked_out(reading) {
            continue;
        }
        let window = looking.method.windows.looks_back(&reading.id);
        let cause = cause(earlier, reading, window);
        found.push(Moved { before: earlier.clone(), after: reading.clone(), cause, window });
    }
    found
}

/// A sum of points has no source of its own: the readings it is made from are there, too.
fn is_worked_out(reading: &Reading) -> bool {
    reading.sources.is_empty() && !reading.is_gap()
}

fn cause(before: &Reading, after: &Reading, window: Option<u16>) -> Cause {
    match (&after.value, before.bounds().zip(after.bounds())) {
        (ReadingValue::Gap(Gap::TooOld), _) => Cause::Aged,
        (ReadingValue::Gap(_), _) => Cause::Missing,
        (_, Some(((_, was), (_, is)))) if window.is_some() && is < was => Cause::Aged,
        _ => Cause::New,
    }
}
