//! One bar for each name, from zero on. Long names stand below each other; years and the like side by side.

use super::axis::{Axis, known, plain_number};
use super::columns;
use super::pattern::{self, HATCH};
use super::sheet::{GRID, NAME, QUIET, RULE, SMALL, Sheet, Style};
use crate::document::{Bar, Bars, Labels, Tone};
use crate::drawing::{Anchor, Drawing};

/// As many as fit onto a page below each other; how many more there are is written.
const MOST_ROWS: usize = 56;

/// A bar with what is written at its end.
pub struct Item<'a> {
    pub bar: &'a Bar,
    pub value: Option<f64>,
    pub said: String,
}

impl<'a> Item<'a> {
    pub fn of(bar: &'a Bar, labels: &Labels) -> Self {
        let value = known(bar.value);
        let said = match value {
            _ if !bar.said.trim().is_empty() && value.is_some() == bar.value.is_some() => {
                bar.said.clone()
            }
            Some(value) => plain_number(value, labels),
            None => labels.no_data.clone(),
        };
        Self { bar, value, said }
    }

    pub fn style(&self, size: f32) -> Style {
        if self.value.is_some() { Style::new(size) } else { Style::new(size).ink(QUIET).slanted() }
    }

    /// A bar that is not negative grows to the right, or up.
    pub fn is_negative(&self) -> bool {
        self.value.is_some_and(|value| value < 0.0)
    }
}

pub fn draw(mut sheet: Sheet<'_, '_>, bars: &Bars) -> Drawing {
    let items: Vec<Item<'_>> = bars.bars.iter().map(|bar| Item::of(bar, sheet.labels)).collect();
    if items.iter().all(|item| item.value.is_none()) {
        let names = bars.bars.iter().map(|bar| bar.name.as_str()).collect::<Vec<_>>();
        return super::nothing(sheet, &bars.unit, &names);
    }
    if bars.is_upright
        && let Some(plan) = columns::Plan::of(&mut sheet, bars, &items)
    {
        return columns::draw(sheet, bars, &items, &plan);
    }
    rows(sheet, bars, &items)
}

/// How thick rows are, and how far apart.
struct Measure {
    bar: f32,
    gap: f32,
    size: f32,
    most_lines: usize,
}

fn measure_of(count: usize) -> Measure {
    match count {
        0..=12 => Measure { bar: 10.0, gap: 6.0, size: NAME, most_lines: 2 },
        13..=24 => Measure { bar: 8.5, gap: 4.5, size: NAME - 0.5, most_lines: 2 },
        _ => Measure { bar: 7.5, gap: 3.7, size: SMALL, most_lines: 1 },
    }
}

fn rows(mut sheet: Sheet<'_, '_>, bars: &Bars, items: &[Item<'_>]) -> Drawing {
    let (shown, left_out) = items.split_at(items.len().min(MOST_ROWS));
    let measure = measure_of(shown.len());
    let name = Style::new(measure.size);
    let most_name = sheet.width * 0.38;
    let names: Vec<Vec<String>> = shown
        .iter()
        .map(|item| sheet.wrap(&item.bar.name, name, most_name, measure.most_lines))
        .collect();
    let wide = names.iter().flatten().map(|line| sheet.measure(line, name)).fold(0.0, f32::max);
    let most_said = (sheet.width * 0.26).max(84.0);
    let said: Vec<String> = shown
        .iter()
        .map(|item| {
            let style = item.style(measure.size);
            // Beside a narrow plot there is room for "no data", not for what else there is to say of it.
            let least = sheet.measure(&sheet.labels.no_data, style).min(most_said);
            let most = if item.value.is_none() { least.max(sheet.width * 0.26) } else { most_said };
            sheet.cut(&item.said, style, most)
        })
        .collect();
    let values: Vec<f64> = shown.iter().filter_map(|item| item.value).collect();
    let steps = ((sheet.width - wide) / 64.0).max(2.0) as usize;
    let axis = Axis::with_zero(&values, steps, sheet.labels).close(&values);
    let stub = if sheet.width < 300.0 { 12.0 } else { 34.0 };
    let ends: Vec<(f32, f32, bool)> = shown
        .iter()
        .zip(&said)
        .map(|(item, said)| {
            let before = if item.value.is_none() { stub + 5.0 } else { 5.0 };
            let room = sheet.measure(said, item.style(measure.size)) + before;
            (axis.part(item.value.unwrap_or(0.0)), room, item.is_negative())
        })
        .collect();
    let (left, right) = fitted(&ends, wide + 8.0, sheet.width - 1.0);
    let x = |value: f64| left + (right - left) * axis.part(value);
    let quiet = Style::new(SMALL).ink(QUIET);
    let unit = sheet.wrap(&axis.unit(&bars.unit), quiet, sheet.width - left.min(x(0.0)), 2);
    sheet.lines([left, SMALL], &unit, quiet, Anchor::Start);
    let top = unit.len() as f32 * quiet.leading() + 4.0;
    let tall =
        |lines: &Vec<String>| (lines.len() as f32 * name.leading()).max(measure.bar) + measure.gap;
    let bottom = top + names.iter().map(tall).sum::<f32>() + 1.0;
    grid(&mut sheet, &axis, (left, right), (top, bottom));
    let mut y = top;
    for ((item, lines), said) in shown.iter().zip(&names).zip(&said) {
        let row = tall(lines);
        let middle = y + row / 2.0 + 0.5;
        sheet.centred(wide, middle, lines, name, Anchor::End);
        let style = item.style(measure.size);
        let band = (middle - measure.bar / 2.0, measure.bar);
        let baseline = middle + style.below_middle();
        match item.value {
            None => {
                let room = [x(0.0), band.0, stub, band.1];
                pattern::hatch(&mut sheet, room, 3.0, HATCH, 0.6, true);
                let said_wide = sheet.measure(said, style);
                let start = (x(0.0) + stub + 4.0).min(sheet.width - said_wide);
                ground(&mut sheet, start, baseline, said_wide, style);
                sheet.text([start, baseline], said, style, Anchor::Start);
            }
            Some(value) => {
                let (from, to) = (x(value.min(0.0)), x(value.max(0.0)));
                bar(&mut sheet, [from, band.0, to - from, band.1], value, item.bar.tone);
                let (at, anchor) = if item.is_negative() {
                    (from - 4.0, Anchor::End)
                } else {
                    (to + 4.0, Anchor::Start)
                };
                let said_wide = sheet.measure(said, style);
                let start = if item.is_negative() { at - said_wide } else { at };
                ground(&mut sheet, start, baseline, said_wide, style);
                sheet.text([at, baseline], said, style, anchor);
            }
        }
        y += row;
    }
    let zero = x(0.0);
    sheet.rule([zero, top - 1.0], [zero, bottom], RULE, 0.8);
    let mut end = bottom + 4.0 + quiet.leading();
    if !left_out.is_empty() {
        let more = super::axis::number(left_out.len() as f64, 0, sheet.labels);
        end += name.leading();
        sheet.text([wide, end - 3.0], &format!("\u{2026} + {more}"), name, Anchor::End);
    }
    sheet.finish(end + 1.0)
}

/// The widest plot between two ends in which what is written at the end of each bar has its room.
fn fitted(ends: &[(f32, f32, bool)], first: f32, last: f32) -> (f32, f32) {
    let (mut left, mut right) = (first, last);
    for _ in 0..12 {
        let at = |part: f32| left + (right - left) * part;
        let mut over = [0.0_f32; 2];
        for (part, room, is_negative) in ends {
            if *is_negative {
                over[0] = over[0].max(first - (at(*part) - room));
            } else {
                over[1] = over[1].max(at(*part) + room - last);
            }
        }
        if over[0] + over[1] < 0.1 {
            return (left, right);
        }
        (left, right) = (left + over[0], right - over[1]);
        // Each step takes too little where the bar is not as long as the plot, so it ends with all that is left.
        if right - left < 20.0 {
            break;
        }
    }
    let most = |is_left: bool| {
        let rooms = ends.iter().filter(|end| end.2 == is_left).map(|end| end.1);
        rooms.fold(0.0, f32::max)
    };
    (first + most(true), last - most(false))
}

/// White behind words, so that no grid line runs through them.
fn ground(sheet: &mut Sheet<'_, '_>, left: f32, baseline: f32, wide: f32, style: Style) {
    let room = [left - 1.0, baseline - style.size * 0.8, wide + 2.0, style.size];
    sheet.fill(room, crate::drawing::Ink::WHITE);
}

fn grid(
    sheet: &mut Sheet<'_, '_>,
    axis: &Axis,
    (left, right): (f32, f32),
    (top, bottom): (f32, f32),
) {
    let quiet = Style::new(SMALL).ink(QUIET);
    let mut free = f32::NEG_INFINITY;
    for tick in &axis.ticks {
        let x = left + (right - left) * axis.part(tick.value);
        sheet.rule([x, top], [x, bottom], GRID, 0.5);
        let wide = sheet.measure(&tick.said, quiet);
        let start = (x - wide / 2.0).min(sheet.width - wide).max(0.0);
        if start > free + 3.0 {
            sheet.text([start, bottom + 3.0 + SMALL], &tick.said, quiet, Anchor::Start);
            free = start + wide;
        }
    }
}

/// A value that is not zero is never so small that nothing is seen.
pub fn bar(sheet: &mut Sheet<'_, '_>, [left, top, wide, high]: [f32; 4], value: f64, tone: Tone) {
    if value == 0.0 {
        return;
    }
    let (wide, high) = (wide.max(0.7), high.max(0.7));
    pattern::tone_area(sheet, [left, top, wide, high], tone);
}
