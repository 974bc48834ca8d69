//! Values over the years. A gap interrupts the line, and a year alone is a dot.

use super::axis::{Axis, known};
use super::legend::{self, Entry};
use super::pattern::Pen;
use super::sheet::{GRID, NAME, QUIET, RULE, SMALL, Sheet, Style};
use crate::document::{Lines, Trace};
use crate::drawing::{Anchor, Drawing};

/// More names than this at the ends of lines are looked up faster in a list.
const MOST_AT_ENDS: usize = 8;
const SAMPLE: f32 = 20.0;
/// Between signs on a line.
const MARK_EVERY: f32 = 16.0;

/// What is drawn: years ascending, each once, with the known values of each trace.
struct Data<'a> {
    years: Vec<u16>,
    traces: Vec<(&'a Trace, Vec<Option<f64>>)>,
}

struct Plot {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    axis: Axis,
    years: Vec<u16>,
}

pub fn draw(mut sheet: Sheet<'_, '_>, lines: &Lines) -> Drawing {
    let data = Data::of(lines);
    let values: Vec<f64> =
        data.traces.iter().flat_map(|trace| &trace.1).flatten().copied().collect();
    let (shown, empty): (Vec<usize>, Vec<usize>) =
        (0..data.traces.len()).partition(|at| data.traces[*at].1.iter().any(Option::is_some));
    if values.is_empty() {
        let names = data.traces.iter().map(|trace| trace.0.name.as_str()).collect::<Vec<_>>();
        return super::nothing(sheet, &lines.unit, &names);
    }
    let height = (sheet.width * 0.4).clamp(110.0, 220.0);
    let axis = axis_of(&values, (height / 34.0) as usize, &sheet);
    let quiet = Style::new(SMALL).ink(QUIET);
    let ticks = axis.ticks.iter().map(|tick| sheet.measure(&tick.said, quiet)).fold(0.0, f32::max);
    let unit = axis.unit(&lines.unit);
    let unit_lines = sheet.wrap(&unit, quiet, sheet.width, 2);
    sheet.lines([0.0, SMALL], &unit_lines, quiet, Anchor::Start);
    let top = unit_lines.len() as f32 * quiet.leading() + 8.0;
    let mut plot = Plot {
        left: ticks + 6.0,
        right: sheet.width - 4.0,
        top,
        bottom: top + height,
        axis,
        years: data.years.clone(),
    };
    let ends = Ends::of(&mut sheet, &data, &shown, height);
    if let Some(ends) = &ends {
        plot.right = sheet.width - ends.wide - SAMPLE - 12.0;
    }
    plot.grid(&mut sheet);
    for at in shown.iter().rev() {
        plot.trace(&mut sheet, &data.traces[*at].1, *at);
    }
    let mut listed = Vec::new();
    match &ends {
        Some(ends) => ends.write(&mut sheet, &plot),
        None => {
            let named = shown.iter().filter(|at| !data.traces[**at].0.name.trim().is_empty());
            listed.extend(named.map(|at| Entry::new(data.traces[*at].0.name.clone(), *at)));
        }
    }
    for at in empty {
        let text = format!("{}: {}", data.traces[at].0.name, sheet.labels.no_data);
        let style = Style::new(NAME - 0.5).ink(QUIET).slanted();
        listed.push(Entry { text, style, place: None });
    }
    let mut bottom = plot.bottom + 6.0 + SMALL * 1.4;
    if !listed.is_empty() {
        bottom = legend::draw(&mut sheet, &listed, bottom + 6.0, SAMPLE, |sheet, at, place| {
            Pen::of(at).sample(sheet, place, SAMPLE);
        });
    }
    sheet.finish(bottom + 2.0)
}

impl<'a> Data<'a> {
    fn of(lines: &'a Lines) -> Self {
        let mut order: Vec<usize> = (0..lines.years.len()).collect();
        order.sort_by_key(|at| lines.years[*at]);
        order.dedup_by_key(|at| lines.years[*at]);
        let values = |trace: &Trace| {
            order.iter().map(|at| known(trace.values.get(*at).copied().flatten())).collect()
        };
        Self {
            years: order.iter().map(|at| lines.years[*at]).collect(),
            traces: lines.traces.iter().map(|trace| (trace, values(trace))).collect(),
        }
    }
}

/// From zero where that costs less than half of the height; an axis from elsewhere shows no zero.
fn axis_of(values: &[f64], steps: usize, sheet: &Sheet<'_, '_>) -> Axis {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let is_near_zero = (low >= 0.0 && low <= high * 0.5) || (high <= 0.0 && high >= low * 0.5);
    if is_near_zero {
        Axis::with_zero(values, steps, sheet.labels)
    } else {
        Axis::over(values, steps, sheet.labels)
    }
}

impl Plot {
    fn x(&self, year: u16) -> f32 {
        let (first, last) = (self.years.first().copied(), self.years.last().copied());
        let (first, last) = (f32::from(first.unwrap_or(0)), f32::from(last.unwrap_or(0)));
        let (left, right) = (self.left + 6.0, self.right - 5.0);
        if last > first {
            left + (right - left) * (f32::from(year) - first) / (last - first)
        } else {
            left.midpoint(right)
        }
    }

    fn y(&self, value: f64) -> f32 {
        self.bottom - (self.bottom - self.top) * self.axis.part(value)
    }

    fn grid(&self, sheet: &mut Sheet<'_, '_>) {
        let quiet = Style::new(SMALL).ink(QUIET);
        for tick in &self.axis.ticks {
            let y = self.y(tick.value);
            let (ink, width) = if tick.value == 0.0 { (RULE, 0.8) } else { (GRID, 0.5) };
            sheet.rule([self.left, y], [self.right, y], ink, width);
            let at = [self.left - 4.0, y + quiet.below_middle()];
            sheet.text(at, &tick.said, quiet, Anchor::End);
        }
        for year in self.year_ticks(sheet.measure("2000", quiet) + 9.0) {
            let x = self.x(year);
            sheet.rule([x, self.bottom], [x, self.bottom + 3.0], QUIET, 0.5);
            let at = [x, self.bottom + 5.0 + SMALL];
            sheet.text(at, &year.to_string(), quiet, Anchor::Middle);
        }
    }

    /// Round years with at least this much room, and the last one where it has that, too.
    fn year_ticks(&self, room: f32) -> Vec<u16> {
        let (Some(first), Some(last)) = (self.years.first(), self.years.last()) else {
            return Vec::new();
        };
        let span = f32::from(*last) - f32::from(*first);
        let most = ((self.right - self.left - 11.0) / room).max(1.0);
        let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000_u16];
        let step = steps.into_iter().find(|step| span / f32::from(*step) <= most).unwrap_or(20_000);
        let mut ticks: Vec<u16> =
            (*first..=*last).filter(|year| year.is_multiple_of(step)).collect();
        if ticks.last().is_none_or(|tick| self.x(*last) - self.x(*tick) >= room) {
            ticks.push(*last);
        }
        ticks
    }

    fn trace(&self, sheet: &mut Sheet<'_, '_>, values: &[Option<f64>], place: usize) {
        let pen = Pen::of(place);
        let places: Vec<Option<[f32; 2]>> = self
            .years
            .iter()
            .zip(values)
            .map(|(year, value)| value.map(|value| [self.x(*year), self.y(value)]))
            .collect();
        let mut marked = f32::NEG_INFINITY;
        // Signs of different lines stand at different places, so that they do not hide each other.
        let spaces = self.years.len().saturating_sub(1).max(1) as f32;
        let is_dense = (self.right - self.left) / spaces < MARK_EVERY;
        let shift = if is_dense { (place % 4) as f32 * MARK_EVERY / 4.0 } else { 0.0 };
        for stretch in places.split(Option::is_none) {
            let way: Vec<[f32; 2]> = stretch.iter().flatten().copied().collect();
            match way.as_slice() {
                [] => {}
                [alone] => pen.mark(sheet, *alone, 2.4),
                [first, .., last] => {
                    sheet.way(thinned(&way), false, pen.line);
                    for at in &way {
                        let is_due = at[0] - marked >= MARK_EVERY
                            && at[0] - self.left >= shift.min(last[0] - self.left);
                        if is_due || (at == last && first[0] - marked > 4.0) {
                            pen.mark(sheet, *at, 2.0);
                            marked = at[0];
                        }
                    }
                }
            }
        }
    }
}

/// No more points than can be told apart: of those in half a point of width the first, lowest, highest and last.
fn thinned(way: &[[f32; 2]]) -> Vec<[f32; 2]> {
    let mut out: Vec<[f32; 2]> = Vec::new();
    for column in way.chunk_by(|one, other| (one[0] * 2.0).floor() == (other[0] * 2.0).floor()) {
        if column.len() <= 4 {
            out.extend(column);
            continue;
        }
        let by_height = |one: &&[f32; 2], other: &&[f32; 2]| one[1].total_cmp(&other[1]);
        let ends = [column.first(), column.iter().min_by(by_height)];
        let others = [column.iter().max_by(by_height), column.last()];
        out.extend(ends.into_iter().chain(others).flatten());
    }
    out
}

/// Names at the right ends of their lines.
struct Ends {
    names: Vec<End>,
    wide: f32,
    style: Style,
}

struct End {
    place: usize,
    lines: Vec<String>,
    last: f64,
    is_at_end: bool,
}

impl Ends {
    /// `None` where there are too many for the height, or too little width.
    fn of(
        sheet: &mut Sheet<'_, '_>,
        data: &Data<'_>,
        shown: &[usize],
        height: f32,
    ) -> Option<Self> {
        let room = (sheet.width * 0.26).min(130.0);
        if shown.iter().all(|place| data.traces[*place].0.name.trim().is_empty()) {
            return None;
        }
        if shown.len() > MOST_AT_ENDS || sheet.width < 320.0 {
            return None;
        }
        let style = Style::new(NAME);
        let mut names = Vec::new();
        for place in shown {
            let (trace, values) = &data.traces[*place];
            let lines = sheet.wrap(&trace.name, style, room, 2);
            let last = values.iter().rev().flatten().next().copied().unwrap_or(0.0);
            let is_at_end = values.last().is_some_and(Option::is_some);
            names.push(End { place: *place, lines, last, is_at_end });
        }
        let tall: f32 = names.iter().map(|end| end.tall(style)).sum();
        if tall > height {
            return None;
        }
        let lines = names.iter().flat_map(|end| &end.lines);
        let wide = lines.map(|line| sheet.measure(line, style)).fold(0.0, f32::max);
        Some(Self { names, wide, style })
    }

    fn write(&self, sheet: &mut Sheet<'_, '_>, plot: &Plot) {
        let mut order: Vec<&End> = self.names.iter().collect();
        order.sort_by(|one, other| plot.y(one.last).total_cmp(&plot.y(other.last)));
        let wanted: Vec<(f32, f32)> =
            order.iter().map(|end| (plot.y(end.last), end.tall(self.style))).collect();
        let middles = apart(&wanted, plot.top - 4.0, plot.bottom + 4.0);
        for (end, middle) in order.into_iter().zip(middles) {
            let left = plot.right + 6.0;
            let pen = Pen::of(end.place);
            let y = plot.y(end.last);
            if end.is_at_end && (y - middle).abs() > 3.0 {
                let from = [plot.right - 5.0, y];
                sheet.rule(from, [left - 1.0, middle], super::pattern::HATCH, 0.5);
            }
            pen.sample(sheet, [left, middle], SAMPLE);
            sheet.centred(left + SAMPLE + 4.0, middle, &end.lines, self.style, Anchor::Start);
        }
    }
}

impl End {
    fn tall(&self, style: Style) -> f32 {
        self.lines.len().max(1) as f32 * style.leading() + 1.0
    }
}

/// Moves things of these middles and heights, in their order, just so far that none overlaps and all are within.
pub fn apart(wanted: &[(f32, f32)], top: f32, bottom: f32) -> Vec<f32> {
    let mut middles = Vec::with_capacity(wanted.len());
    let mut free = top;
    for (middle, tall) in wanted {
        let placed = middle.max(free + tall / 2.0);
        middles.push(placed);
        free = placed + tall / 2.0;
    }
    let mut free = bottom;
    for (placed, (_, tall)) in middles.iter_mut().zip(wanted).rev() {
        *placed = placed.min(free - tall / 2.0);
        free = *placed - tall / 2.0;
    }
    middles
}
