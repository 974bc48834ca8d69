//! What would change a proposal: every single change that gives another level.

use super::join::Baseline;
use super::proposal::Change;
use super::tally::Sheet;
use crate::level::{Finding, Level};
use crate::rulebook::{Role, Weight};

/// Smallest first; for each question and each level it can lead to, the smallest step only.
pub(super) fn changes(sheet: &Sheet<'_>, baseline: &Baseline, level: Level) -> Vec<Change> {
    let mut found: Vec<(u8, Change)> = Vec::new();
    for row in sheet.applying() {
        let question = row.question;
        let scored = question.weight == Weight::Trigger || question.role != Role::Note;
        if !scored || question.weight == Weight::Context {
            continue;
        }
        let answers = [Finding::NoConcern, Finding::Unclear, Finding::Concern];
        keep_smallest(
            &mut found,
            level,
            answers.map(|finding| {
                let tally = sheet.tally(Some((question.id, finding)));
                let to = baseline.join(sheet.level(tally)).level;
                (
                    distance(rank(row.finding), rank(Some(finding))),
                    to,
                    Change::Answer { question: question.id, finding, to },
                )
            }),
        );
    }
    let answers = sheet.level(sheet.tally(None));
    let levels = [Level::NotCritical, Level::PossiblyCritical, Level::Critical];
    keep_smallest(
        &mut found,
        level,
        levels.map(|to_baseline| {
            let to = baseline.with_level(to_baseline).join(answers).level;
            let from = baseline.level;
            (
                distance(from.rank(), to_baseline.rank()),
                to,
                Change::Baseline { from, to_baseline, to },
            )
        }),
    );
    found.sort_by_key(|(distance, _)| *distance);
    found.into_iter().map(|(_, change)| change).collect()
}

/// Of the candidates that flip the level, the nearest for each new level.
fn keep_smallest(
    found: &mut Vec<(u8, Change)>,
    level: Level,
    mut candidates: [(u8, Level, Change); 3],
) {
    candidates.sort_by_key(|(distance, ..)| *distance);
    let mut seen = vec![level];
    for (distance, to, change) in candidates {
        // Distance nought is how things stand.
        if distance > 0 && !seen.contains(&to) {
            seen.push(to);
            found.push((distance, change));
        }
    }
}

fn rank(finding: Option<Finding>) -> Option<u8> {
    match finding? {
        Finding::NoConcern => Some(0),
        Finding::Unclear => Some(1),
        Finding::Concern => Some(2),
        Finding::NoInformation | Finding::NotApplicable => None,
    }
}

/// From nothing, everything is one step away.
fn distance(from: Option<u8>, to: Option<u8>) -> u8 {
    match (from, to) {
        (Some(from), Some(to)) => from.abs_diff(to),
        _ => 1,
    }
}
