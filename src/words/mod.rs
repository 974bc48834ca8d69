//! Sentences made from facts. Window and command line say the same words.
//!
//! Knows no screens and no form of output; the texts stand in `assets/i18n`.

mod contradictions;
mod differences;
mod edits;
mod faults;
mod flips;
mod found;
mod grounds;
mod history;
mod imports;
mod ledger;
mod levels;
mod measures;
mod methods;
mod notices;
mod packs;
mod profile;
mod readings;
mod reasons;
mod relooks;
mod reports;
mod signoff;
mod stages;

pub use self::contradictions::{claim, contradiction, headline, side_of, side_source, used};
pub use self::differences::{difference, place, sides};
pub use self::edits::{edit, edits};
pub use self::faults::{fault, guess, severity};
pub use self::flips::{answer_turn, flip_head, part, turn, way};
pub use self::found::{hit_value, why};
pub use self::grounds::{gate_apart, gate_lines, ground, ground_apart, ground_lines, missing};
pub use self::history::{level_moved, why_moved};
pub use self::imports::{import_reason, import_remark, left_out, not_read, publisher};
pub use self::ledger::{
    Count, Incidents, Sorted, certainty, filled, incident_lines, incident_name, incident_review,
    incident_source, incident_when, ledger_aged, ledger_hint, pattern_harm, pattern_not_counted,
    pattern_statement, pattern_tables, refused, refused_rows, tag_name, taken, toll,
};
pub use self::levels::{departures, level_now, mark, proposed};
pub use self::measures::{mixed, nothing};
pub use self::methods::{
    exact, input_name, method_problem, move_counts, move_line, number_bounds, number_code,
    number_label, number_unit,
};
pub use self::notices::{notice, open_problem, proof_lines, save_problem};
pub use self::packs::{data_change, data_problem, signed_pack, tally};
pub use self::profile::{embargo_warning, event_tags, event_when, figure, source_line};
pub use self::readings::{gap_lines, qualified, reading, says, value, value_text};
pub use self::reasons::{ask, basis, country_rule, coverage, effect, reason};
pub use self::relooks::relooks;
pub use self::reports::{no_report, report_fault, report_problem};
pub use self::signoff::{did, key_problem, known, known_key, refusal, signed, step, step_done};
pub use self::stages::{
    first_stage, middle, questions, second_stage, stage_limits, stage_years, standing,
};

use crate::i18n::{Key, fill, say};
use kriterion_heart::text::Lang;

/// `Criterion 3: …`, with the colon as each language writes it.
pub fn labelled(lang: Lang, label: &str, text: &str) -> String {
    fill(lang, Key::Labelled, &[("label", label), ("text", text)])
}

/// Items of a list that may have commas in them, as each language parts them.
pub fn listed<T: AsRef<str>>(lang: Lang, items: &[T]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    items.join(say(lang, Key::ListSeparator))
}

pub fn criterion(lang: Lang, number: u8) -> String {
    fill(lang, Key::PlaceCriterion, &[("n", &number.to_string())])
}

/// What has the same key in one group, in the order in which the keys first come.
fn grouped<K: PartialEq, V>(pairs: impl IntoIterator<Item = (K, V)>) -> Vec<(K, Vec<V>)> {
    let mut groups: Vec<(K, Vec<V>)> = Vec::new();
    for (key, value) in pairs {
        match groups.iter_mut().find(|(same, _)| *same == key) {
            Some((_, values)) => values.push(value),
            None => groups.push((key, vec![value])),
        }
    }
    groups
}
