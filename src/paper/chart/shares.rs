//! Parts of a whole: one bar that is cut. What is too small to be named in it is named in the lines below.

use super::bars::Item;
use super::legend::{self, Entry};
use super::pattern;
use super::sheet::{HEAVY, NAME, QUIET, SMALL, Sheet, Style};
use crate::document::Bars;
use crate::drawing::{Anchor, Dash, Drawing, Line};

/// Stands for what is not known in the lines below the bar.
const NO_DATA: usize = usize::MAX;
/// Below this width a pattern cannot be seen.
const LEAST: f32 = 0.5;
const TALL: f32 = 26.0;

struct Part<'i, 'b> {
    item: &'i Item<'b>,
    value: f64,
    place: usize,
}

pub fn draw(mut sheet: Sheet<'_, '_>, bars: &Bars) -> Drawing {
    let items: Vec<Item<'_>> = bars.bars.iter().map(|bar| Item::of(bar, sheet.labels)).collect();
    let parts: Vec<Part<'_, '_>> = items
        .iter()
        .filter_map(|item| item.value.filter(|value| *value > 0.0).map(|value| (item, value)))
        .enumerate()
        .map(|(place, (item, value))| Part { item, value, place })
        .collect();
    if parts.is_empty() {
        return super::bars::draw(sheet, bars);
    }
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    // Shares that do not make a hundred leave a rest that nobody has named.
    let is_percent = bars.unit.trim_start().starts_with('%') || bars.unit.trim() == "\u{202F}%";
    let whole = if is_percent && sum < 99.5 { 100.0 } else { sum };
    let quiet = Style::new(SMALL).ink(QUIET);
    let unit = sheet.wrap(&bars.unit, quiet, sheet.width, 2);
    sheet.lines([0.0, SMALL], &unit, quiet, Anchor::Start);
    let unit_bottom = unit.len() as f32 * quiet.leading();

    let name = Style::new(NAME);
    let widths: Vec<f32> =
        parts.iter().map(|part| sheet.width * (part.value / whole) as f32).collect();
    let names: Vec<Option<Vec<String>>> = parts
        .iter()
        .zip(&widths)
        .map(|(part, wide)| named(&mut sheet, part.item, *wide, name))
        .collect();
    let most = names.iter().flatten().map(Vec::len).max().unwrap_or(0);
    let top = unit_bottom + 5.0 + most as f32 * name.leading() + if most > 0 { 3.0 } else { 0.0 };
    let mut x = 0.0;
    let mut listed = Vec::new();
    for ((part, wide), lines) in parts.iter().zip(&widths).zip(&names) {
        let gap = if *wide > 3.0 { 0.8 } else { 0.0 };
        let room = [x, top, wide - gap, TALL];
        let ink = if *wide < LEAST {
            sheet.fill([x, top, wide.max(0.05), TALL], HEAVY);
            HEAVY
        } else {
            pattern::part_area(&mut sheet, room, part.place)
        };
        if let Some(lines) = lines {
            let first = top - 5.0 - (lines.len() - 1) as f32 * name.leading();
            sheet.lines([x + 1.0, first], lines, name, Anchor::Start);
            let style = name.ink(ink).strong();
            let at = [x + 5.0, top + TALL / 2.0 + style.below_middle()];
            sheet.text(at, &part.item.said, style, Anchor::Start);
        } else {
            let text = format!("{} {}", part.item.bar.name.trim(), part.item.said.trim());
            listed.push(Entry::new(text, part.place));
        }
        x += wide;
    }
    if sheet.width - x > 2.0 {
        let line = Line { ink: pattern::HATCH, width: 0.6, dash: Dash::Short };
        sheet.frame([x, top, sheet.width - x, TALL], line);
    }
    // Nothing, less than nothing and not known are no parts of a bar, but are said.
    for item in items.iter().filter(|item| item.value.is_none_or(|value| value <= 0.0)) {
        let text = format!("{}: {}", item.bar.name.trim(), item.said.trim());
        let place = item.value.is_none().then_some(NO_DATA);
        listed.push(Entry { text, style: item.style(NAME - 0.5), place });
    }
    let mut bottom = top + TALL;
    if !listed.is_empty() {
        bottom = legend::draw(&mut sheet, &listed, bottom + 7.0, 9.0, |sheet, place, at| {
            let room = [at[0], at[1] - 4.0, 9.0, 8.0];
            if place == NO_DATA {
                pattern::hatch(sheet, room, 3.0, pattern::HATCH, 0.6, true);
            } else {
                pattern::part_area(sheet, room, place);
                sheet.frame(room, Line { ink: HEAVY, width: 0.5, dash: Dash::Solid });
            }
        });
    }
    sheet.finish(bottom + 2.0)
}

/// The name in the width of its part, where name and value have room there without being cut.
fn named(
    sheet: &mut Sheet<'_, '_>,
    item: &Item<'_>,
    wide: f32,
    style: Style,
) -> Option<Vec<String>> {
    if sheet.measure(&item.said, style.strong()) + 8.0 > wide {
        return None;
    }
    let room = wide - 4.0;
    let lines = sheet.wrap(&item.bar.name, style, room, 3);
    let is_whole_word =
        item.bar.name.split_whitespace().all(|word| sheet.measure(word, style) <= room);
    let is_cut = lines.last().is_some_and(|line| line.ends_with('\u{2026}'));
    (!lines.is_empty() && (is_whole_word && !is_cut || wide > sheet.width * 0.3)).then_some(lines)
}
