//! Values over years and bars as charts, with their values in words for those who do not see them.

use super::Composer;
use super::tables::{caption, span};
use crate::i18n::{Key, number, say};
use crate::report::Cited;
use crate::words;
use kriterion_heart::profile::{Bar, Element, Lines, TracePoint, decimals_of};
use kriterion_heart::text::{Lang, Text};
use kriterion_paper::{self as paper, Chart, Figure, Span, plain};

/// Shares that come to a hundred, give or take what rounding takes.
const WHOLE: std::ops::RangeInclusive<f64> = 99.0..=101.0;

pub fn of_lines(composer: &mut Composer<'_>, element: &Element, lines: &Lines) -> Figure {
    let lang = composer.lang();
    let first_unit = lines.traces.first().map(|trace| &trace.unit);
    let is_one_unit = lines.traces.iter().all(|trace| Some(&trace.unit) == first_unit);
    let unit = first_unit.filter(|_| is_one_unit).map_or("", |unit| unit.get(lang));
    let name = |trace: &kriterion_heart::profile::Trace| {
        let unit = if is_one_unit { "" } else { trace.unit.get(lang) };
        let parts = [trace.name.get(lang), unit, trace.edition.get(lang)];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    };
    let mut alt = vec![caption(lang, element)];
    let mut caption = plain(caption(lang, element));
    for trace in &lines.traces {
        let valued = trace.points.iter().filter(|point| point.value.is_some());
        let cited = Cited {
            series: trace.name.get(lang),
            years: &span(valued.map(|point| point.year)),
            ..Cited::whole(&trace.source)
        };
        let note = composer.sheet.cite(cited);
        caption.push(note);
        let points: Vec<String> =
            trace.points.iter().map(|point| of_point(lang, point, &trace.unit)).collect();
        alt.push(words::labelled(lang, &name(trace), &words::listed(lang, &points)));
    }
    let traces = lines.traces.iter().map(|trace| paper::Trace {
        name: name(trace),
        values: trace.points.iter().map(|point| point.value).collect(),
    });
    let chart = paper::Lines {
        years: (lines.first..=lines.last).collect(),
        unit: unit.to_owned(),
        traces: traces.collect(),
    };
    Figure {
        id: element.id.clone(),
        caption,
        alt: alt.join(". "),
        chart: Chart::Lines(chart),
        below: below(lang, element),
    }
}

/// `2024 1.145`, `2021 keine Angaben`.
fn of_point(lang: Lang, point: &TracePoint, unit: &Text) -> String {
    let said = match point.value {
        Some(value) => {
            let value = number(lang, value, decimals_of(value, unit).into());
            words::qualified(lang, point.qualifier, &value)
        }
        None => say(lang, Key::ProfileNoData).to_owned(),
    };
    words::labelled(lang, &point.year.to_string(), &said)
}

pub fn of_bars(composer: &mut Composer<'_>, element: &Element, bars: &[Bar]) -> Figure {
    let lang = composer.lang();
    let unit = bars.first().map(|bar| &bar.unit);
    let is_one_unit = bars.iter().all(|bar| Some(&bar.unit) == unit);
    let unit = unit.filter(|_| is_one_unit).map_or("", |unit| unit.get(lang));
    let mut caption = plain(caption(lang, element));
    for source in &element.sources {
        let years = span(bars.iter().filter_map(|bar| bar.cell.year));
        let cited =
            Cited { series: element.title.get(lang), years: &years, ..Cited::whole(source) };
        let note = composer.sheet.cite(cited);
        caption.push(note);
    }
    let said = |bar: &Bar| {
        let figure = format!("{} {}", words::figure(lang, &bar.cell), bar.unit.get(lang));
        figure.trim_end().to_owned()
    };
    let shown = bars.iter().map(|bar| paper::Bar {
        name: bar.name.get(lang).to_owned(),
        value: bar.cell.value,
        said: said(bar),
        tone: paper::Tone::Plain,
    });
    let chart = paper::Bars { unit: unit.to_owned(), bars: shown.collect(), is_upright: false };
    let sum: f64 = bars.iter().filter_map(|bar| bar.cell.value).sum();
    let alt = bars.iter().map(|bar| words::labelled(lang, bar.name.get(lang), &said(bar)));
    let alt = words::listed(lang, &alt.collect::<Vec<_>>());
    Figure {
        id: element.id.clone(),
        alt: words::labelled(lang, element.title.get(lang), &alt),
        caption,
        // Parts of a whole only where the whole is there: the largest shares alone are never stretched to a hundred.
        chart: if unit.starts_with('%') && bars.len() > 1 && WHOLE.contains(&sum) {
            Chart::Shares(chart)
        } else {
            Chart::Bars(chart)
        },
        below: below(lang, element),
    }
}

fn below(lang: Lang, element: &Element) -> Vec<Vec<Span>> {
    let note = element.note.get(lang);
    if note.is_empty() { Vec::new() } else { vec![plain(note)] }
}
