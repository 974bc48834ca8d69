//! Parts against their total, in sentences and tables.

use super::super::figure::{Figure, Hedge, Unit};
use super::super::find::Report;
use super::super::model::{Kind, Other, Severity};
use super::super::page::{Line, Page};
use super::super::table::{Table, year_alone};
use super::super::vocabulary::Mean;
use crate::measure::Measure;

pub fn check(page: &Page<'_>, report: &mut Report<'_, '_>) {
    for line in page.prose() {
        listed(line, report);
        shares(line, report);
        share_of_total(line, report);
        product(line, report);
        ratio(page, line, report);
    }
    for table in &page.tables {
        columns(table, report);
        rows(table, report);
        wholes(table, report);
    }
}

/// `39,000 in total: 20,000 in the army, 3,000 in the navy …`.
fn listed(line: &Line, report: &mut Report<'_, '_>) {
    if !line.years.is_empty() && line.years.len() > 1 {
        return;
    }
    let counts: Vec<&Figure> = line
        .figures
        .iter()
        .filter(|figure| figure.is_count() && figure.value >= 1.0 && !figure.is_change)
        .collect();
    let Some(total) = counts.iter().find(|figure| is_total(line, figure)) else { return };
    let parts: Vec<&&Figure> = counts.iter().filter(|figure| figure.from != total.from).collect();
    let plain = parts.iter().all(|part| part.hedge == Hedge::Plain && part.high == part.value);
    let one_kind = parts.iter().all(|part| {
        part.unit.is_like(total.unit) || part.unit == Unit::Bare || total.unit == Unit::Bare
    });
    let blurred = line.has(|mean| matches!(mean, Mean::Plan | Mean::Each))
        || line.figures.iter().any(|figure| matches!(figure.unit, Unit::Percent(_)));
    if parts.len() < 2 || !plain || !one_kind || blurred || total.hedge != Hedge::Plain {
        return;
    }
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let Some(greatest) = parts.iter().max_by(|a, b| a.value.total_cmp(&b.value)) else { return };
    let some = line.has(|mean| mean == Mean::Part);
    if greatest.value > total.value && some {
        report.on_figure(
            (Kind::PartAboveWhole, Severity::Error),
            (line, greatest),
            None,
            Other::Computed { value: total.value },
            None,
        );
        return;
    }
    // Parts of a list on both sides of the total are of two lists.
    let one_side = parts.iter().all(|part| part.from > total.from)
        || parts.iter().all(|part| part.from < total.from);
    let slack: f64 = parts.iter().map(|part| part.step / 2.0).sum::<f64>() + total.step / 2.0;
    let close = sum > total.value * 0.5 && sum < total.value * 2.0;
    if one_side
        && !some
        && close
        && (sum - total.value).abs() >= slack.max(1.0) * 0.999
        && parts.iter().all(|part| part.value < total.value)
    {
        report.on_figure(
            (Kind::Sum, Severity::Warning),
            (line, total),
            None,
            Other::Computed { value: sum },
            None,
        );
    }
}

fn is_total(line: &Line, figure: &Figure) -> bool {
    let near = |at: usize, hit_to: usize| {
        (hit_to <= figure.from && figure.from - hit_to <= 2)
            || (at >= figure.to && at - figure.to <= 2)
    };
    line.hits().iter().any(|hit| hit.means == Mean::Total && near(hit.from, hit.to))
}

/// Shares of one whole above 100 percent.
fn shares(line: &Line, report: &mut Report<'_, '_>) {
    let whole = line.hits().iter().any(|hit| hit.means == Mean::SharesOf);
    let blurred =
        line.years.len() > 1 || line.has(|mean| matches!(mean, Mean::Plan | Mean::Change));
    let of: Vec<&Figure> = line
        .figures
        .iter()
        .filter(|figure| matches!(figure.unit, Unit::Percent(_)) && !figure.is_change)
        .collect();
    if !whole || blurred || of.is_empty() || of.iter().any(|figure| figure.high > figure.value) {
        return;
    }
    let sum: f64 = of.iter().map(|figure| figure.value).sum();
    let slack: f64 = of.iter().map(|figure| figure.step / 2.0).sum();
    let clauses = of.windows(2).all(|pair| {
        pair.first().map(|figure| line.clause(figure.from))
            == pair.last().map(|figure| line.clause(figure.from))
    });
    if let Some(last) = of.last()
        && clauses
        && sum > 100.0 + slack
    {
        report.on_figure(
            (Kind::Shares, Severity::Warning),
            (line, last),
            None,
            Other::Computed { value: sum },
            None,
        );
    }
}

/// `81.3 percent of 33.11 million euros, that is 33 million euros`.
fn share_of_total(line: &Line, report: &mut Report<'_, '_>) {
    for three in line.figures.windows(3) {
        let [share, total, part] = three else { continue };
        let is_of = line.has_at(share.to, |mean| mean == Mean::Of)
            || line.ends_at(total.from, |mean| mean == Mean::Of);
        let money = |figure: &Figure| matches!(figure.unit, Unit::Usd | Unit::Eur | Unit::Tiv);
        let near =
            total.from.saturating_sub(share.to) <= 4 && part.from.saturating_sub(total.to) <= 6;
        if !matches!(share.unit, Unit::Percent(None))
            || !is_of
            || !money(total)
            || total.unit != part.unit
            || !near
            || line.years.len() > 1
        {
            continue;
        }
        let value = share.value * total.value / 100.0;
        if part.hedge == Hedge::Plain
            && (part.value - value).abs() > (part.step + value * 0.02)
            && part.value <= total.value * 1.01
        {
            report.on_figure(
                (Kind::ShareOfTotal, Severity::Warning),
                (line, part),
                None,
                Other::Computed { value: value / 10_f64.powi(i32::from(part.scale)) },
                None,
            );
        }
    }
}

/// `81 aircraft at 20,000 dollars each, 2.26 million in total`.
fn product(line: &Line, report: &mut Report<'_, '_>) {
    let money: Vec<&Figure> =
        line.figures.iter().filter(|figure| matches!(figure.unit, Unit::Usd | Unit::Eur)).collect();
    let near_each = |figure: &Figure| {
        line.hits().iter().any(|hit| {
            hit.means == Mean::Each
                && (hit.to <= figure.from && figure.from - hit.to <= 2
                    || hit.from >= figure.to && hit.from - figure.to <= 2)
        })
    };
    let each: Vec<&&Figure> = money.iter().filter(|figure| near_each(figure)).collect();
    let rest: Vec<&&Figure> = money.iter().filter(|figure| !near_each(figure)).collect();
    let counts: Vec<&Figure> = line
        .figures
        .iter()
        .filter(|figure| figure.is_count() && figure.unit == Unit::Bare && figure.value > 1.0)
        .collect();
    let ([each], [total], [count]) = (each.as_slice(), rest.as_slice(), counts.as_slice()) else {
        return;
    };
    let value = each.value * count.value;
    let apart = (value - total.value).abs();
    if each.unit == total.unit
        && total.value > each.value
        && apart > total.value * 0.12
        && value > total.value / 4.0
        && value < total.value * 4.0
    {
        report.on_figure(
            (Kind::Product, Severity::Warning),
            (line, total),
            None,
            Other::Computed { value: value / 10_f64.powi(i32::from(total.scale)) },
            None,
        );
    }
}

/// `75,000 police, 405 per 100,000 inhabitants`: the population that this implies.
fn ratio(page: &Page<'_>, line: &Line, report: &mut Report<'_, '_>) {
    let Some(per) = line.first(|mean| mean == Mean::PerHundredThousand) else { return };
    let Some(rate) = line
        .figures
        .iter()
        .rev()
        .find(|figure| figure.from < per.from && per.from - figure.from <= 4)
    else {
        return;
    };
    let Some(count) = line.figures.iter().find(|figure| {
        figure.from != rate.from
            && figure.is_count()
            && figure.value >= 1000.0
            && figure.value < 5e6
    }) else {
        return;
    };
    if line.states.iter().any(|state| state.iso3 != page.script.iso3) || rate.value <= 0.0 {
        return;
    }
    let implied = count.value / rate.value * 100_000.0;
    let Some(topic) = page.topics.iter().position(|topic| topic.id == "population") else {
        return;
    };
    let values = page.known.values(topic, page.script.iso3);
    let year = line.years.last().map_or(page.script.day.year, |year| year.to);
    let people = values
        .iter()
        .filter(|value| !value.is_fact && matches!(value.measure, Measure::Persons { .. }));
    let nearest = people.min_by_key(|value| value.year.unwrap_or(0).abs_diff(year));
    let Some(nearest) = nearest.filter(|value| value.value > 0.0) else { return };
    if (implied / nearest.value - 1.0).abs() > 0.05
        && implied > nearest.value / 3.0
        && implied < nearest.value * 3.0
    {
        let datum = page.known.datum(nearest, page.script.iso3);
        report.on_figure(
            (Kind::Ratio, Severity::Note),
            (line, rate),
            None,
            Other::Data(Box::new(datum)),
            None,
        );
    }
}

/// The number of a cell that holds nothing else.
fn number(line: Option<&Line>) -> Option<&Figure> {
    let line = line?;
    let [figure] = line.figures.as_slice() else { return None };
    (line.tokens.len() <= 3 && figure.hedge == Hedge::Plain).then_some(figure)
}

fn is_sum(line: &Line) -> bool {
    line.tokens.len() <= 6 && line.hits().iter().any(|hit| hit.means == Mean::Total)
}

fn is_dash(line: Option<&Line>) -> bool {
    line.is_none_or(|line| line.figures.is_empty() && line.tokens.len() <= 2)
}

/// The last row is the sum of those above it.
fn columns(table: &Table, report: &mut Report<'_, '_>) {
    let body = table.body();
    let Some((last, parts)) = body.split_last() else { return };
    let sums = body.iter().filter(|row| row.label().is_some_and(is_sum)).count();
    let nested = parts
        .iter()
        .any(|row| row.label().is_some_and(|label| label.has_at(0, |mean| mean == Mean::Part)));
    if parts.len() < 2 || sums != 1 || nested || !last.label().is_some_and(is_sum) {
        return;
    }
    for at in 1..last.cells.len() {
        let Some(total) = number(last.cell(at)) else { continue };
        let numbers: Vec<&Figure> = parts.iter().filter_map(|row| number(row.cell(at))).collect();
        let whole = parts.iter().all(|row| number(row.cell(at)).is_some() || is_dash(row.cell(at)));
        let head_year = table
            .head()
            .get(at)
            .and_then(Option::as_ref)
            .is_some_and(|head| head.has(|mean| mean == Mean::YearBefore));
        let years = numbers.iter().all(|figure| (1900.0..2100.0).contains(&figure.value));
        if !whole
            || numbers.len() < 2
            || years
            || head_year
            || numbers.iter().any(|figure| figure.unit == Unit::Rank)
        {
            continue;
        }
        hold(report, last.cell(at), total, &numbers);
    }
}

/// The last column is the sum of those of the years before it.
fn rows(table: &Table, report: &mut Report<'_, '_>) {
    let head = table.head();
    let Some((Some(last), rest)) = head.split_last() else { return };
    let years: Vec<usize> = rest
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(_, cell)| cell.as_ref().and_then(year_alone).is_some())
        .map(|(at, _)| at)
        .collect();
    let year = |at: &usize| rest.get(*at).and_then(Option::as_ref).and_then(year_alone);
    let span = match last.years.as_slice() {
        [span] if span.from < span.to => {
            years.first().and_then(year) == Some(span.from)
                && years.last().and_then(year) == Some(span.to)
        }
        _ => false,
    } || span_alone(last, years.first().and_then(year), years.last().and_then(year));
    if years.len() < 3
        || years.len() + 1 != rest.len()
        || !(is_sum(last) || span)
        || last.has(|mean| mean == Mean::Group)
    {
        return;
    }
    for row in table.body() {
        let at = head.len() - 1;
        let Some(total) = number(row.cell(at)) else { continue };
        let numbers: Vec<&Figure> = years.iter().filter_map(|at| number(row.cell(*at))).collect();
        let whole =
            years.iter().all(|at| number(row.cell(*at)).is_some() || is_dash(row.cell(*at)));
        let share = row.label().is_some_and(|label| {
            label.has(|mean| {
                matches!(mean, Mean::Percent | Mean::Whole(_) | Mean::Rank | Mean::Group)
            })
        });
        if whole && numbers.len() > 1 && !share {
            hold(report, row.cell(at), total, &numbers);
        }
    }
}

/// `2020–2024` alone in a head, where years of short cells are not looked for.
fn span_alone(line: &Line, first: Option<u16>, last: Option<u16>) -> bool {
    let years: Vec<u16> =
        line.tokens.iter().filter_map(super::super::table::year_of_token).collect();
    matches!(years.as_slice(), [from, to] if Some(*from) == first && Some(*to) == last && from < to)
}

fn hold(report: &mut Report<'_, '_>, cell: Option<&Line>, total: &Figure, parts: &[&Figure]) {
    let sum: f64 = parts.iter().map(|figure| figure.value).sum();
    let slack: f64 = parts.iter().map(|figure| figure.step / 2.0).sum::<f64>() + total.step / 2.0;
    if let Some(cell) = cell
        && (sum - total.value).abs() > slack * 1.001
    {
        report.on_figure(
            (Kind::Sum, Severity::Warning),
            (cell, total),
            None,
            Other::Computed { value: sum },
            None,
        );
    }
}

/// A row that is a part of another row, and larger.
fn wholes(table: &Table, report: &mut Report<'_, '_>) {
    let role = |line: Option<&Line>, part: bool| {
        line.and_then(|line| {
            line.hits().iter().find_map(|hit| match (hit.means, part) {
                (Mean::PartOf(n), true) | (Mean::WholeOf(n), false) => Some(n),
                _ => None,
            })
        })
    };
    for part in table.body() {
        let Some(kind) = role(part.label(), true).filter(|_| role(part.label(), false).is_none())
        else {
            continue;
        };
        let whole = table.body().iter().find(|row| role(row.label(), false) == Some(kind));
        let Some(whole) = whole else { continue };
        for at in 1..part.cells.len() {
            if let (Some(cell), Some(own), Some(all)) =
                (part.cell(at), number(part.cell(at)), number(whole.cell(at)))
                && own.value > all.value
                && own.unit == all.unit
            {
                report.on_figure(
                    (Kind::PartAboveWhole, Severity::Warning),
                    (cell, own),
                    None,
                    Other::Computed { value: all.value },
                    None,
                );
            }
        }
    }
}
