//! What happened when: lanes, moments as signs, spans as bars, each with its words beside it.
//!
//! Rows are added until no words overlap. Where that would fill more than a page, words are cut shorter, and then
//! neighbours are counted together.

use super::days::{self, Span};
use super::packing::{Thing, clustered, packed};
use super::pattern;
use super::sheet::{GRID, QUIET, RULE, SMALL, Sheet, Style};
use crate::document::{Lane, TimeLine, Tone};
use crate::drawing::{Anchor, Dash, Drawing, Ink, Line};

const MOST_LANES: usize = 16;
/// What is longer does not fit onto a page.
const MOST_HEIGHT: f32 = 680.0;
const ROW: f32 = 11.5;
const SIGN: f32 = 3.2;
const BAR: f32 = 7.0;
const WORDS: Style = Style::new(7.2);

struct Scale {
    from: i32,
    until: i32,
    left: f32,
    right: f32,
}

impl Scale {
    fn x(&self, day: i32) -> f32 {
        let part = f64::from(day - self.from) / f64::from((self.until - self.from).max(1));
        self.left + (self.right - self.left) * part as f32
    }

    fn of(lanes: &[Lane], width: f32) -> Option<Self> {
        let spans: Vec<Span> = lanes
            .iter()
            .flat_map(|lane| &lane.moments)
            .filter_map(|it| span_of(it).map(|it| it.0))
            .collect();
        let from = spans.iter().map(|span| span.from).min()?;
        let until = spans.iter().map(|span| span.until).max()?;
        // Some room at the ends, and not less than a month in all.
        let pad = ((until - from) / 40).max((30 - (until - from)) / 2).max(0);
        Some(Self {
            from: from - pad,
            until: until + pad,
            left: SIGN + 1.0,
            right: width - SIGN - 1.0,
        })
    }
}

/// From the first day to the day after the last, and whether it is a span and no moment.
fn span_of(moment: &crate::document::Moment) -> Option<(Span, bool)> {
    let from = Span::read(&moment.from)?;
    if moment.until.trim().is_empty() {
        return Some((from, false));
    }
    let until = Span::read(&moment.until).unwrap_or(from);
    let both = Span { from: from.from.min(until.from), until: from.until.max(until.until) };
    Some((both, both != from || !from.is_day()))
}

pub fn draw(mut sheet: Sheet<'_, '_>, line: &TimeLine) -> Drawing {
    let (lanes, left_out) = line.lanes.split_at(line.lanes.len().min(MOST_LANES));
    let Some(scale) = Scale::of(lanes, sheet.width) else {
        let names = line.lanes.iter().map(|lane| lane.name.as_str()).collect::<Vec<_>>();
        return super::nothing(sheet, "", &names);
    };
    let quiet = Style::new(SMALL).ink(QUIET);
    let name = Style::new(SMALL + 0.5).strong();
    let top = quiet.leading() + 5.0;

    // Heights first: the grid lies below everything else.
    let most = if lanes.len() > 5 { 1 } else { 2 };
    let undated: Vec<Vec<String>> =
        lanes.iter().map(|lane| undated(&mut sheet, lane, most)).collect();
    let frame = name.leading() + 7.0;
    let room = (MOST_HEIGHT - lanes.len() as f32 * frame) / ROW;
    let taken: usize = undated.iter().map(Vec::len).sum();
    let rows = arranged(&mut sheet, lanes, &scale, (room as usize).saturating_sub(taken));
    let tall = |at: usize| frame + (rows[at].len() + undated[at].len()).max(1) as f32 * ROW;
    let bottom = top + (0..lanes.len()).map(tall).sum::<f32>();
    let label =
        sheet.measure(if scale.until - scale.from < 900 { "2022-12-30" } else { "2022" }, quiet);
    let most = ((scale.right - scale.left) / (label + 12.0)) as usize;
    for (day, said) in days::ticks(scale.from, scale.until, most) {
        let x = scale.x(day);
        sheet.rule([x, top], [x, bottom], GRID, 0.5);
        sheet.text([x, SMALL], &said, quiet, Anchor::Middle);
        if bottom > 260.0 {
            sheet.text([x, bottom + 3.0 + SMALL], &said, quiet, Anchor::Middle);
        }
    }
    let mut y = top;
    for (at, lane) in lanes.iter().enumerate() {
        sheet.rule([0.0, y], [sheet.width, y], RULE, 0.6);
        let title = sheet.cut(&lane.name, name, sheet.width);
        write(&mut sheet, 0.0, y + 3.0 + name.size, &title, name);
        let mut middle = y + name.leading() + 3.0 + ROW / 2.0;
        for row in &rows[at] {
            row.iter().for_each(|thing| draw_thing(&mut sheet, thing, middle));
            middle += ROW;
        }
        for (index, words) in undated[at].iter().enumerate() {
            if index == 0 {
                let style = WORDS.strong().ink(QUIET);
                sheet.centred(SIGN, middle, &["?".to_owned()], style, Anchor::Middle);
            }
            write(&mut sheet, 2.0 * SIGN + 4.0, middle + WORDS.below_middle(), words, WORDS);
            middle += ROW;
        }
        if rows[at].is_empty() && undated[at].is_empty() {
            let style = WORDS.ink(QUIET).slanted();
            let said = sheet.labels.no_data.as_str();
            write(&mut sheet, 0.0, middle + style.below_middle(), said, style);
        }
        y += tall(at);
    }
    sheet.rule([0.0, bottom], [sheet.width, bottom], RULE, 0.6);
    let mut end = if bottom > 260.0 { bottom + 3.0 + quiet.leading() } else { bottom + 1.0 };
    if !left_out.is_empty() {
        let more = super::axis::number(left_out.len() as f64, 0, sheet.labels);
        end += name.leading();
        sheet.text([0.0, end - 2.0], &format!("\u{2026} + {more}"), name, Anchor::Start);
    }
    sheet.finish(end + 1.0)
}

/// Words on white, so that no grid line runs through them.
fn write(sheet: &mut Sheet<'_, '_>, left: f32, baseline: f32, text: &str, style: Style) {
    let wide = sheet.measure(text, style);
    let room = [left - 1.0, baseline - style.size * 0.8, wide + 2.0, style.size * 1.05];
    sheet.fill(room, Ink::WHITE);
    sheet.text([left, baseline], text, style, Anchor::Start);
}

/// Each lane's things in rows, in which none overlaps another; about `most` rows in all.
fn arranged(
    sheet: &mut Sheet<'_, '_>,
    lanes: &[Lane],
    scale: &Scale,
    most: usize,
) -> Vec<Vec<Vec<Thing>>> {
    let things: Vec<Vec<Thing>> = lanes.iter().map(|lane| things_of(lane, scale)).collect();
    let tries = [(0.42, 0.0), (0.3, 0.0), (0.2, 0.0), (0.2, 5.0), (0.2, 10.0), (0.2, 20.0)];
    let coarse = [40.0, 80.0, 160.0, 320.0, f32::INFINITY].map(|near| (0.25, near));
    let is_many = things.iter().map(Vec::len).sum::<usize>() > most * 12;
    let mut rows = Vec::new();
    for (part, near) in tries.into_iter().chain(coarse) {
        if is_many && near == 0.0 {
            continue;
        }
        rows = things
            .iter()
            .map(|lane| packed(sheet, clustered(lane, near, sheet.labels), WORDS, part))
            .collect();
        if rows.iter().map(|lane: &Vec<Vec<Thing>>| lane.len().max(1)).sum::<usize>() <= most {
            break;
        }
    }
    rows
}

fn things_of(lane: &Lane, scale: &Scale) -> Vec<Thing> {
    let mut things: Vec<Thing> = lane
        .moments
        .iter()
        .filter_map(|moment| {
            let (span, is_span) = span_of(moment)?;
            let (from, until) = (scale.x(span.from), scale.x(span.until));
            let is_exact = !is_span && until - from < 2.0 * SIGN;
            let middle = from.midpoint(until);
            let (left, right) = if is_exact {
                (middle - SIGN, middle + SIGN)
            } else {
                (from, until.max(from + 1.5))
            };
            Some(Thing {
                left,
                right,
                labels: vec![moment.label.clone()],
                tone: moment.tone,
                is_span,
                ..Thing::default()
            })
        })
        .collect();
    things.sort_by(|one, other| one.left.total_cmp(&other.left));
    things
}

/// What nobody knows the day of, in a line or two.
fn undated(sheet: &mut Sheet<'_, '_>, lane: &Lane, most: usize) -> Vec<String> {
    let unknown = lane.moments.iter().filter(|moment| span_of(moment).is_none());
    let said: Vec<&str> = unknown.map(|moment| moment.label.trim()).take(200).collect();
    let room = sheet.width - 2.0 * SIGN - 4.0;
    sheet.wrap(&said.join(" \u{B7} "), WORDS, room, most)
}

fn draw_thing(sheet: &mut Sheet<'_, '_>, thing: &Thing, middle: f32) {
    let (left, right) = (thing.left, thing.right);
    if thing.is_span {
        pattern::tone_area(sheet, [left, middle - BAR / 2.0, right - left, BAR], thing.tone);
    } else {
        let centre = [left.midpoint(right), middle];
        if right - left > 2.0 * SIGN + 0.5 {
            // Known to the month or year only, or several: from when to when it may be.
            sheet.rule([left, middle], [right, middle], QUIET, 0.8);
            for x in [left + 0.4, right - 0.4] {
                let line = Line { ink: QUIET, width: 0.8, dash: Dash::Solid };
                sheet.way(vec![[x, middle - 2.0], [x, middle + 2.0]], false, line);
            }
        }
        if thing.count > 1 && thing.tone == Tone::Plain {
            sheet.disc(centre, SIGN + 0.4, super::sheet::ACCENT);
        } else {
            pattern::tone_sign(sheet, centre, SIGN, thing.tone);
        }
    }
    let style = if thing.count > 1 { WORDS.strong() } else { WORDS };
    if !thing.words.is_empty() {
        write(sheet, thing.words_at, middle + style.below_middle(), &thing.words, style);
    }
}
