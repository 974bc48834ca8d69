//! Bars that stand side by side.

use super::axis::{Axis, number};
use super::bars::{Item, bar};
use super::pattern::{self, HATCH};
use super::sheet::{GRID, QUIET, RULE, SMALL, Sheet, Style};
use crate::document::Bars;
use crate::drawing::{Anchor, Drawing, Ink};

/// The hatched foot of a missing column.
const STUB: f32 = 13.0;
/// Names that run up take no more height than this.
const MOST_UPWARD: f32 = 84.0;
/// Thinner columns than this can no longer be told apart.
const LEAST_PITCH: f32 = 1.0;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Way {
    Flat,
    Upward,
    /// Years: some of the names say the others.
    Some(usize),
    Left,
}

/// How names and values are written in the room that a column has.
pub struct Plan {
    left: f32,
    pitch: f32,
    names: Way,
    values: Way,
    axis: Axis,
}

impl Plan {
    /// `None` where the columns are so many that each needs a row of its own to be read.
    pub fn of(sheet: &mut Sheet<'_, '_>, bars: &Bars, items: &[Item<'_>]) -> Option<Self> {
        let values: Vec<f64> = items.iter().filter_map(|item| item.value).collect();
        let axis = Axis::with_zero(&values, 5, sheet.labels).close(&values);
        let quiet = Style::new(SMALL);
        let ticks =
            axis.ticks.iter().map(|tick| sheet.measure(&tick.said, quiet)).fold(0.0, f32::max);
        let left = ticks + 6.0;
        let pitch = (sheet.width - left - 2.0) / items.len() as f32;
        let are_years = bars.bars.iter().all(|bar| bar.name.trim().parse::<u16>().is_ok());
        let widest = |sheet: &mut Sheet<'_, '_>, texts: &mut dyn Iterator<Item = &str>| {
            texts.map(|text| sheet.measure(text, quiet)).fold(0.0, f32::max)
        };
        let known = items.iter().filter(|item| item.value.is_some());
        let said = widest(sheet, &mut known.map(|item| item.said.as_str()));
        let name = if are_years {
            widest(sheet, &mut items.iter().map(|item| item.bar.name.trim()))
        } else {
            widest(sheet, &mut items.iter().flat_map(|item| item.bar.name.split_whitespace()))
        };
        let fits_upward = pitch >= SMALL * 1.15;
        let names = if name + 3.0 <= pitch {
            Way::Flat
        } else if are_years {
            Way::Some(((name + 6.0) / pitch).ceil() as usize)
        } else if fits_upward {
            Way::Upward
        } else {
            return None;
        };
        let values = if said + 2.0 <= pitch {
            Way::Flat
        } else if fits_upward {
            Way::Upward
        } else if are_years && items.len() > 56 && pitch >= LEAST_PITCH {
            Way::Left
        } else {
            return None;
        };
        Some(Self { left, pitch, names, values, axis })
    }
}

pub fn draw(mut sheet: Sheet<'_, '_>, bars: &Bars, items: &[Item<'_>], plan: &Plan) -> Drawing {
    let quiet = Style::new(SMALL).ink(QUIET);
    let unit = sheet.wrap(&plan.axis.unit(&bars.unit), quiet, sheet.width, 2);
    sheet.lines([0.0, SMALL], &unit, quiet, Anchor::Start);
    let said: Vec<String> = items
        .iter()
        .map(|item| match plan.values {
            Way::Left => String::new(),
            _ => sheet.cut(&item.said, item.style(SMALL), MOST_UPWARD),
        })
        .collect();
    let ways: Vec<Way> = items
        .iter()
        .zip(&said)
        .map(|(item, said)| {
            let fits = sheet.measure(said, item.style(SMALL)) + 2.0 <= plan.pitch;
            if item.value.is_none() && !fits && plan.values == Way::Flat {
                Way::Upward
            } else {
                plan.values
            }
        })
        .collect();
    let mut above = 0.0_f32;
    let mut below = 0.0_f32;
    for ((item, said), way) in items.iter().zip(&said).zip(&ways) {
        let tall = match way {
            // Beside a plot of some height a missing value needs no room above it.
            Way::Left => 0.0,
            Way::Upward if item.value.is_none() => 0.0,
            Way::Upward => sheet.measure(said, item.style(SMALL)) + 5.0,
            _ => SMALL + 4.0,
        };
        if item.is_negative() { below = below.max(tall) } else { above = above.max(tall) }
    }
    let height = (sheet.width * 0.32).clamp(90.0, 170.0);
    let top = unit.len() as f32 * quiet.leading() + 6.0 + above;
    let bottom = top + height;
    let y = |value: f64| bottom - height * plan.axis.part(value);
    for tick in &plan.axis.ticks {
        let at = y(tick.value);
        sheet.rule([plan.left, at], [sheet.width, at], GRID, 0.5);
        let place = [plan.left - 4.0, at + quiet.below_middle()];
        sheet.text(place, &tick.said, quiet, Anchor::End);
    }
    let thick = (plan.pitch * 0.68).min(34.0);
    for (index, ((item, said), way)) in items.iter().zip(&said).zip(&ways).enumerate() {
        let middle = plan.left + (index as f32 + 0.5) * plan.pitch;
        let style = item.style(SMALL);
        let edge = match item.value {
            None => {
                let zero = y(0.0).max(top + STUB.min(height));
                let room = [middle - thick / 2.0, zero - STUB, thick, STUB];
                pattern::hatch(&mut sheet, room, 3.0, HATCH, 0.6, true);
                zero - STUB
            }
            Some(value) => {
                let (from, to) = (y(value.min(0.0)), y(value.max(0.0)));
                let room = [middle - thick / 2.0, to, thick, from - to];
                bar(&mut sheet, room, value, item.bar.tone);
                if item.is_negative() { from } else { to }
            }
        };
        let said = if item.value.is_none() && *way == Way::Upward {
            sheet.cut(said, style, edge - 6.0)
        } else {
            said.clone()
        };
        write(&mut sheet, middle, edge, &said, style, (*way, item.is_negative()));
    }
    sheet.rule([plan.left, y(0.0)], [sheet.width, y(0.0)], RULE, 0.8);
    let mut end = names(&mut sheet, items, plan, bottom + below + 4.0);
    let missing = items.iter().filter(|item| item.value.is_none()).count();
    if plan.values == Way::Left && missing > 0 {
        let room = [plan.left, end + 4.0, 16.0, 7.0];
        pattern::hatch(&mut sheet, room, 3.0, HATCH, 0.6, true);
        let count = number(missing as f64, 0, sheet.labels);
        let text = format!("{} ({count})", sheet.labels.no_data);
        let at = [plan.left + 20.0, end + 10.0];
        sheet.text(at, &text, quiet.slanted(), Anchor::Start);
        end += 14.0;
    }
    sheet.finish(end + 2.0)
}

fn write(
    sheet: &mut Sheet<'_, '_>,
    middle: f32,
    edge: f32,
    said: &str,
    style: Style,
    (way, is_below): (Way, bool),
) {
    match way {
        Way::Upward => {
            let at = if is_below { edge + 3.0 } else { edge - 3.0 };
            let anchor = if is_below { Anchor::End } else { Anchor::Start };
            let tall = sheet.measure(said, style);
            let upper = if is_below { at } else { at - tall };
            let ground = [middle - style.size / 2.0, upper, style.size, tall];
            sheet.fill(ground, Ink::WHITE);
            sheet.upward([middle + style.below_middle(), at], said, style, anchor);
        }
        Way::Left => {}
        _ => {
            let at = if is_below { edge + 3.0 + style.size * 0.76 } else { edge - 3.0 };
            let wide = sheet.measure(said, style);
            let ground = [middle - wide / 2.0 - 1.0, at - style.size * 0.8, wide + 2.0, style.size];
            sheet.fill(ground, Ink::WHITE);
            sheet.text([middle, at], said, style, Anchor::Middle);
        }
    }
}

/// The names below the columns; gives the lower edge.
fn names(sheet: &mut Sheet<'_, '_>, items: &[Item<'_>], plan: &Plan, top: f32) -> f32 {
    let style = Style::new(SMALL);
    let mut bottom = top;
    for (index, item) in items.iter().enumerate() {
        let middle = plan.left + (index as f32 + 0.5) * plan.pitch;
        let name = item.bar.name.as_str();
        match plan.names {
            Way::Flat => {
                let lines = sheet.wrap(name, style, plan.pitch - 2.0, 3);
                sheet.lines([middle, top + SMALL], &lines, style, Anchor::Middle);
                bottom = bottom.max(top + lines.len() as f32 * style.leading());
            }
            // Counted from the last one, which readers look for first.
            Way::Some(every) if (items.len() - 1 - index).is_multiple_of(every) => {
                sheet.text([middle, top + SMALL], name.trim(), style, Anchor::Middle);
                bottom = top + style.leading();
            }
            Way::Upward => {
                let text = sheet.cut(name, style, MOST_UPWARD);
                let at = [middle + style.below_middle(), top];
                let tall = sheet.measure(&text, style);
                sheet.upward(at, &text, style, Anchor::End);
                bottom = bottom.max(top + tall);
            }
            Way::Some(_) | Way::Left => {}
        }
    }
    bottom
}
