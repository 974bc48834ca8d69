//! Figures against the data: value, year, unit, rounding, rank of total.

use super::super::claim::{self, Claim, Place, When};
use super::super::figure::{Figure, Hedge, Unit, fits};
use super::super::find::Report;
use super::super::known::Value;
use super::super::model::{Fix, Kind, Other, Severity};
use super::super::page::Page;
use super::super::vocabulary::Mean;
use crate::measure::Measure;

pub fn check(page: &Page<'_>, report: &mut Report<'_, '_>) {
    let prose = claim::prose(page);
    let mut verdicts: Vec<(usize, Verdict)> = Vec::new();
    for (at, claim) in prose.iter().enumerate() {
        verdicts.push((at, judge(page, claim)));
    }
    for (at, verdict) in &verdicts {
        let Some(claim) = prose.get(*at) else { continue };
        // Where one of two figures of a clause is the one of the data, the other is about something else.
        let matched = || {
            verdicts.iter().skip(at.saturating_sub(8)).take(17).any(|(other, verdict)| {
                *verdict == Verdict::Right
                    && prose.get(*other).is_some_and(|other| is_beside(other, claim))
            })
        };
        let wrong = !matches!(verdict, Verdict::Right | Verdict::Silent);
        if wrong && !matched() && !is_second(claim) {
            tell(page, report, claim, verdict);
        }
    }
    for claim in claim::cells(page) {
        let verdict = if is_any(page, &claim) { Verdict::Right } else { judge(page, &claim) };
        if !matches!(verdict, Verdict::Right | Verdict::Silent) {
            tell(page, report, &claim, &verdict);
        }
    }
}

fn is_beside(one: &Claim<'_>, other: &Claim<'_>) -> bool {
    let same = std::ptr::eq(one.line, other.line) && one.topics.first() == other.topics.first();
    same && one.line.clause(one.figure.from) == other.line.clause(other.figure.from)
        && one.figure.unit.is_like(other.figure.unit)
        && one.when == other.when
}

/// The number of a cell is one of the data, whatever its unit: heads and captions name units for many rows.
fn is_any(page: &Page<'_>, claim: &Claim<'_>) -> bool {
    let When::Years(years) = &claim.when else { return false };
    let bare = claim.figure.bare();
    claim.topics.iter().any(|topic| {
        let values = page.known.values(*topic, claim.iso3);
        let of_year =
            values.iter().filter(|value| value.year.is_some_and(|year| years.contains(&year)));
        of_year.into_iter().any(|value| bare.says(value.value / value.measure.factor()))
    })
}

/// Another figure stands between it and the topic, and no year of its own tells which is meant.
fn is_second(claim: &Claim<'_>) -> bool {
    let (line, figure) = (claim.line, &claim.figure);
    let one_year = matches!(&claim.when, When::Years(years) if years.len() == 1);
    let topics = line.topics();
    let topic = topics
        .iter()
        .filter(|(topic, _, to)| claim.topics.contains(topic) && *to <= figure.from)
        .map(|(_, _, to)| *to)
        .max();
    let Some(topic) = topic.filter(|_| !(one_year && line.years.len() > 1)) else { return false };
    line.figures.iter().any(|other| {
        let between = topic <= other.from && other.from < figure.from && !other.is_change;
        let like = other.unit.is_like(figure.unit) || other.unit == Unit::Bare;
        // `from 0.9 to 0.7`: two years of one thing.
        let paired = line.ends_at(other.from, |mean| matches!(mean, Mean::From | Mean::Between));
        between && like && !paired
    })
}

#[derive(Debug, Clone, PartialEq)]
enum Verdict {
    Right,
    /// Nothing certain can be said.
    Silent,
    Wrong {
        kind: Kind,
        severity: Severity,
        topic: usize,
        value: usize,
        fix: bool,
    },
    Sum(f64),
    Span(Kind, u16, u16),
    RankTotal(f64),
    NoYear,
}

fn judge(page: &Page<'_>, claim: &Claim<'_>) -> Verdict {
    let mut first = Verdict::Silent;
    for topic in &claim.topics {
        let values = page.known.values(*topic, claim.iso3);
        match of_topic(page, claim, *topic, &values) {
            Verdict::Right => return Verdict::Right,
            Verdict::Silent => (),
            other if first == Verdict::Silent => first = other,
            _ => (),
        }
    }
    first
}

fn of_topic(page: &Page<'_>, claim: &Claim<'_>, topic: usize, values: &[Value]) -> Verdict {
    let figure = &claim.figure;
    let fitting: Vec<usize> = (0..values.len())
        .filter(|at| {
            values.get(*at).is_some_and(|value| {
                fits(figure.unit, &value.measure, &page.list.wholes)
                    && is_scale(figure, &value.measure)
            })
        })
        .collect();
    let wrong = |kind, severity, value, fix| Verdict::Wrong { kind, severity, topic, value, fix };
    match &claim.when {
        When::Unsaid => unsaid(page, claim, topic, values, &fitting),
        When::Span(from, to) => span(page, claim, values, &fitting, (*from, *to)),
        When::Years(years) => {
            let is_now = |at: &usize| {
                values
                    .get(*at)
                    .and_then(|value| value.year)
                    .is_some_and(|year| years.contains(&year))
            };
            let now: Vec<usize> = fitting.iter().copied().filter(is_now).collect();
            let says = |at: &usize| values.get(*at).is_some_and(|value| figure.says(value.value));
            if let Some(at) = now.iter().find(|at| says(at)) {
                return rank_total(page, figure, values.get(*at));
            }
            if let Some(at) = other_unit(page, figure, values, &|value| {
                value.year.is_some_and(|year| years.contains(&year))
            }) {
                return wrong(Kind::WrongUnit, Severity::Error, at, false);
            }
            if now.is_empty() {
                return absent(page, claim, topic, values, &fitting, years);
            }
            mismatch(claim, topic, values, &fitting, &now)
        }
    }
}

/// `23 of 100` is no civil liberties, which go to 60.
fn is_scale(figure: &Figure, measure: &Measure) -> bool {
    match (measure, figure.of) {
        (Measure::Index { scale }, Some(of)) => {
            scale.is_empty() || scale.rsplit('-').next() == Some(&of.to_string())
        }
        _ => true,
    }
}

fn rank_total(page: &Page<'_>, figure: &Figure, value: Option<&Value>) -> Verdict {
    if let (Unit::Rank, Some(of), Some(value)) = (figure.unit, figure.of, value)
        && let Some((last, many)) = page.known.last_rank(value)
        && many > 100
        && (of < last || of > last + 15.0)
    {
        return Verdict::RankTotal(last);
    }
    Verdict::Right
}

/// The number is that of the data, its unit is not.
fn other_unit(
    page: &Page<'_>,
    figure: &Figure,
    values: &[Value],
    is_meant: &dyn Fn(&Value) -> bool,
) -> Option<usize> {
    let telling = figure.decimals > 0 || figure.value / figure.step >= 10.0;
    if figure.hedge != Hedge::Plain || !telling {
        return None;
    }
    let mixes = |measure: &Measure| match (figure.unit, measure) {
        (Unit::Eur, Measure::Money { .. } | Measure::Tiv { .. })
        | (Unit::Usd, Measure::Tiv { .. })
        | (Unit::Tiv, Measure::Money { .. }) => true,
        (Unit::Percent(Some(_)), Measure::Share { .. }) => true,
        (Unit::Usd, Measure::Money { .. }) => false,
        _ => false,
    };
    let fits_not = |value: &Value| !fits(figure.unit, &value.measure, &page.list.wholes);
    let own = Figure { alt: None, ..figure.clone() };
    // Thousand times too much or too little is a slip of the scale word.
    let scaled = |value: &Value| {
        let same = fits(figure.unit, &value.measure, &page.list.wholes)
            && matches!(figure.unit, Unit::Usd | Unit::Eur | Unit::Tiv);
        same && (own.says(value.value * 1000.0) || own.says(value.value / 1000.0))
    };
    (0..values.len()).find(|at| {
        values.get(*at).is_some_and(|value| {
            is_meant(value)
                && ((mixes(&value.measure) && fits_not(value) && figure.says(value.value))
                    || scaled(value))
        })
    })
}

fn mismatch(
    claim: &Claim<'_>,
    topic: usize,
    values: &[Value],
    fitting: &[usize],
    now: &[usize],
) -> Verdict {
    let figure = &claim.figure;
    let wrong = |kind, severity, value, fix| Verdict::Wrong { kind, severity, topic, value, fix };
    let value = |at: &usize| values.get(*at).map_or(f64::MAX, |value| value.value);
    let apart = |at: &usize| (value(at) - figure.value).abs();
    let nearest = now.iter().copied().min_by(|a, b| apart(a).total_cmp(&apart(b)));
    let Some(nearest) = nearest else { return Verdict::Silent };
    if figure.is_cut(value(&nearest)) {
        return wrong(Kind::Rounding, Severity::Warning, nearest, true);
    }
    if !is_near(figure, value(&nearest)) {
        return Verdict::Silent;
    }
    let telling = figure.hedge == Hedge::Plain
        && figure.high == figure.value
        && (figure.decimals > 0 || figure.value / figure.step >= 10.0);
    let elsewhere = fitting.iter().copied().find(|at| {
        !now.contains(at)
            && figure.says(value(at))
            && values.get(*at).is_some_and(|value| value.year.is_some())
    });
    match (telling, elsewhere) {
        (true, Some(_)) => wrong(Kind::WrongYear, Severity::Error, nearest, true),
        _ if claim.place == Place::Heading => Verdict::Silent,
        _ if claim.place == Place::Table => {
            wrong(Kind::WrongValue, Severity::Warning, nearest, true)
        }
        _ => wrong(Kind::WrongValue, Severity::Error, nearest, true),
    }
}

/// A figure of another size is about something else.
fn is_near(figure: &Figure, value: f64) -> bool {
    let most = match figure.unit {
        Unit::Usd | Unit::Eur | Unit::Tiv | Unit::Percent(_) => 4.0,
        Unit::People => 1.6,
        _ => return true,
    };
    if value == 0.0 || figure.value == 0.0 {
        return figure.unit != Unit::People;
    }
    let ratio = (figure.value / value).abs();
    ratio <= most && ratio >= 1.0 / most
}

/// No value for the year.
fn absent(
    page: &Page<'_>,
    claim: &Claim<'_>,
    topic: usize,
    values: &[Value],
    fitting: &[usize],
    years: &[u16],
) -> Verdict {
    let figure = &claim.figure;
    let dated: Vec<(u16, usize)> =
        fitting.iter().filter_map(|at| Some((values.get(*at)?.year?, *at))).collect();
    let (Some(first), Some(last), [year]) = (
        dated.iter().map(|(year, _)| *year).min(),
        dated.iter().map(|(year, _)| *year).max(),
        years,
    ) else {
        return Verdict::Silent;
    };
    if claim.place == Place::Heading || figure.hedge != Hedge::Plain && figure.hedge != Hedge::About
    {
        return Verdict::Silent;
    }
    if *year > page.script.day.year {
        return Verdict::Span(Kind::FutureYear, first, last);
    }
    let telling = figure.decimals > 0 || figure.value / figure.step >= 10.0;
    let beside = dated.iter().find(|(other, at)| {
        other.abs_diff(*year) == 1
            && telling
            && figure.hedge == Hedge::Plain
            && values.get(*at).is_some_and(|value| figure.says(value.value))
    });
    if let Some((_, value)) = beside {
        return Verdict::Wrong {
            kind: Kind::WrongYear,
            severity: Severity::Warning,
            topic,
            value: *value,
            fix: false,
        };
    }
    let near = dated
        .iter()
        .any(|(_, at)| values.get(*at).is_some_and(|value| is_near(figure, value.value)));
    if claim.place == Place::Table
        || !near
        || (first..=last).contains(year) && dated.len() > 1 && *year != last
    {
        return Verdict::Silent;
    }
    Verdict::Span(Kind::NotInData, first, last)
}

/// A span of years: one of them, or all together.
fn span(
    page: &Page<'_>,
    claim: &Claim<'_>,
    values: &[Value],
    fitting: &[usize],
    (from, to): (u16, u16),
) -> Verdict {
    let figure = &claim.figure;
    let inside: Vec<&Value> = fitting
        .iter()
        .filter_map(|at| values.get(*at))
        .filter(|value| value.year.is_some_and(|year| (from..=to).contains(&year)))
        .collect();
    if inside.iter().any(|value| figure.says(value.value))
        || values.iter().any(|value| value.year.is_none() && figure.says(value.value))
    {
        return Verdict::Right;
    }
    let series: Vec<&&Value> = inside.iter().filter(|value| !value.is_fact).collect();
    let (Some(first), true) = (series.first(), series.len() == usize::from(to - from) + 1) else {
        return Verdict::Silent;
    };
    let adds = first.measure.adds_up()
        && !first.measure.is_stock()
        && series.iter().all(|value| value.measure == first.measure);
    let sum: f64 = series.iter().map(|value| value.value).sum();
    if figure.says(sum) {
        return Verdict::Right;
    }
    let whole = page
        .topics
        .get(claim.topics.first().copied().unwrap_or(0))
        .is_some_and(|topic| topic.traded);
    let told = claim.line.has(|mean| mean == Mean::Total);
    if adds && whole && told && is_near(figure, sum) && figure.hedge == Hedge::Plain {
        return Verdict::Sum(sum);
    }
    Verdict::Silent
}

/// No year in the sentence: the newest figure is meant, unless a sentence beside it names a year.
fn unsaid(
    page: &Page<'_>,
    claim: &Claim<'_>,
    topic: usize,
    values: &[Value],
    fitting: &[usize],
) -> Verdict {
    let figure = &claim.figure;
    let wrong = |kind, severity, value| Verdict::Wrong {
        kind,
        severity,
        topic,
        value,
        fix: kind != Kind::Undated,
    };
    let beside = page.beside(claim.line).iter().any(|line| !line.years.is_empty());
    let above = page.headings(claim.line.block).any(|line| !line.years.is_empty());
    if beside || above || claim.place != Place::Prose {
        return Verdict::Silent;
    }
    let says = |at: &usize| values.get(*at).is_some_and(|value| figure.says(value.value));
    let year = |at: &usize| values.get(*at).and_then(|value| value.year).unwrap_or(0);
    let newest = fitting
        .iter()
        .copied()
        .filter(|at| values.get(*at).is_some_and(|value| !value.is_fact))
        .max_by_key(year)
        .or(fitting.iter().copied().max_by_key(year));
    let telling = figure.decimals > 0 || figure.value / figure.step >= 10.0;
    let Some(newest) = newest.filter(|at| year(at) > 0) else {
        return if figure.unit == Unit::Rank && figure.of.is_some() {
            Verdict::NoYear
        } else {
            Verdict::Silent
        };
    };
    let of_newest = |at: &&usize| year(at) == year(&newest);
    if fitting.iter().filter(of_newest).any(says) {
        return if figure.unit == Unit::Rank && figure.of.is_some() {
            Verdict::NoYear
        } else {
            Verdict::Right
        };
    }
    if figure.hedge != Hedge::Plain || !telling {
        return Verdict::Silent;
    }
    let older = fitting.iter().find(|at| says(at));
    match older {
        Some(at) if year(at) > 0 => wrong(Kind::OldValue, Severity::Warning, newest),
        Some(_) => wrong(Kind::Undated, Severity::Warning, newest),
        None if figure.unit == Unit::Rank && figure.of.is_some() => Verdict::NoYear,
        None => {
            let strong = matches!(figure.unit, Unit::Points if figure.decimals > 0)
                || matches!(figure.unit, Unit::Percent(Some(_)) if figure.decimals > 0);
            let value = values.get(newest).map_or(0.0, |value| value.value);
            let near = value > 0.0 && (0.6..=1.6).contains(&(figure.value / value));
            if strong && near {
                wrong(Kind::WrongValue, Severity::Warning, newest)
            } else {
                Verdict::Silent
            }
        }
    }
}

fn tell(page: &Page<'_>, report: &mut Report<'_, '_>, claim: &Claim<'_>, verdict: &Verdict) {
    let year = match &claim.when {
        When::Years(years) => years.first().copied().filter(|_| years.len() == 1),
        _ => None,
    };
    let on = (claim.line, &claim.figure);
    match verdict {
        Verdict::Right | Verdict::Silent => (),
        Verdict::Wrong { kind, severity, topic, value, fix } => {
            let values = page.known.values(*topic, claim.iso3);
            let Some(value) = values.get(*value) else { return };
            let datum = page.known.datum(value, claim.iso3);
            let fix = fix.then(|| fixed(page, claim, value.value)).flatten();
            report.on_figure((*kind, *severity), on, year, Other::Data(Box::new(datum)), fix);
        }
        Verdict::Sum(sum) => {
            let fix = fixed(page, claim, *sum);
            let value = sum / 10_f64.powi(i32::from(claim.figure.scale));
            report.on_figure(
                (Kind::Sum, Severity::Error),
                on,
                year,
                Other::Computed { value },
                fix,
            );
        }
        Verdict::Span(kind, from, to) => {
            let severity =
                if *kind == Kind::FutureYear { Severity::Warning } else { Severity::Note };
            report.on_figure(
                (*kind, severity),
                on,
                year,
                Other::Words(format!("{from}–{to}")),
                None,
            );
        }
        Verdict::RankTotal(last) => report.on_figure(
            (Kind::RankTotal, Severity::Error),
            on,
            year,
            Other::Computed { value: *last },
            None,
        ),
        Verdict::NoYear => {
            report.on_figure((Kind::Undated, Severity::Note), on, None, Other::Nothing, None)
        }
    }
}

/// The number of the data in the form of the text.
fn fixed(page: &Page<'_>, claim: &Claim<'_>, value: f64) -> Option<Fix> {
    let figure = &claim.figure;
    let old = page.text(claim.line.block, &figure.digits);
    let grouped = old.chars().any(|c| !c.is_ascii_digit())
        || figure.value / 10_f64.powi(i32::from(figure.scale)) < 1000.0;
    let replacement = figure.rewritten(value, page.script.lang, grouped)?;
    let plain = !figure.digits.is_empty() && replacement != old;
    plain.then(|| Fix { range: figure.digits.clone(), replacement })
}
