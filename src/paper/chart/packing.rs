//! Things on a line of time put into rows, so that none lies on another; and counted together where they are too many.

use super::axis::number;
use super::sheet::{Sheet, Style};
use crate::document::{Labels, Tone};

#[derive(Debug, Clone, PartialEq)]
pub struct Thing {
    pub left: f32,
    pub right: f32,
    pub labels: Vec<String>,
    pub tone: Tone,
    pub is_span: bool,
    /// How many it stands for.
    pub count: usize,
    /// What is written, and where it starts.
    pub words: String,
    pub words_at: f32,
}

impl Default for Thing {
    fn default() -> Self {
        Self {
            left: 0.0,
            right: 0.0,
            labels: Vec::new(),
            tone: Tone::Plain,
            is_span: false,
            count: 1,
            words: String::new(),
            words_at: 0.0,
        }
    }
}

const MOST_LABELS: usize = 6;
/// Between a sign and its words, and between things.
const GAP: f32 = 3.0;
const APART: f32 = 6.0;

/// Things that begin nearer to the first of their group than `near` as one; `things` ascend.
pub fn clustered(things: &[Thing], near: f32, labels: &Labels) -> Vec<Thing> {
    let mut groups: Vec<(f32, Thing)> = Vec::new();
    for thing in things {
        match groups.last_mut() {
            Some((first, group)) if near > 0.0 && thing.left - *first < near => {
                group.right = group.right.max(thing.right);
                group.tone = graver(group.tone, thing.tone);
                group.count += 1;
                group.is_span = false;
                if group.labels.len() < MOST_LABELS && !group.labels.contains(&thing.labels[0]) {
                    group.labels.extend(thing.labels.iter().cloned());
                }
            }
            _ => groups.push((thing.left, thing.clone())),
        }
    }
    let mut groups: Vec<Thing> = groups.into_iter().map(|(_, group)| group).collect();
    for group in &mut groups {
        let said: Vec<&str> = group.labels.iter().map(|label| label.trim()).collect();
        group.words = said.join(" \u{B7} ");
        if group.count > 1 {
            let count = number(group.count as f64, 0, labels);
            group.words = format!("{count}: {}", group.words);
        }
    }
    groups
}

/// Of several, the gravest is shown; what is unknown is graver than what is calm.
fn graver(one: Tone, other: Tone) -> Tone {
    let rank = |tone: Tone| match tone {
        Tone::Plain => 0,
        Tone::Calm => 1,
        Tone::Unknown => 2,
        Tone::Caution => 3,
        Tone::Grave => 4,
    };
    if rank(other) > rank(one) { other } else { one }
}

/// Rows of things whose words take at most `part` of the sheet's width.
pub fn packed(
    sheet: &mut Sheet<'_, '_>,
    mut things: Vec<Thing>,
    words: Style,
    part: f32,
) -> Vec<Vec<Thing>> {
    let most = sheet.width * part;
    let mut boxes: Vec<(f32, f32, Thing)> = Vec::new();
    for mut thing in things.drain(..) {
        let style = if thing.count > 1 { words.strong() } else { words };
        thing.words = sheet.cut(&thing.words, style, most);
        let wide = sheet.measure(&thing.words, style);
        let (left, right) = if thing.right + GAP + wide <= sheet.width {
            thing.words_at = thing.right + GAP;
            (thing.left, thing.right + GAP + wide)
        } else if thing.left - GAP - wide >= 0.0 {
            thing.words_at = thing.left - GAP - wide;
            (thing.left - GAP - wide, thing.right)
        } else {
            // As wide as the sheet: the words stand on it.
            thing.words_at = (thing.left + 8.0).min(sheet.width - wide).max(0.0);
            (thing.left.min(thing.words_at), thing.right.max(thing.words_at + wide))
        };
        boxes.push((left, right, thing));
    }
    boxes.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut rows: Vec<(f32, Vec<Thing>)> = Vec::new();
    for (left, right, thing) in boxes {
        match rows.iter_mut().find(|row| row.0 + APART <= left) {
            Some(row) => {
                row.0 = right;
                row.1.push(thing);
            }
            None => rows.push((right, vec![thing])),
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}
