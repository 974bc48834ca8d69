//! A figure with what it is about: topic, state and year. What is not sure is left out.

use super::figure::{Figure, Unit};
use super::page::{Line, Page, YearAt};
use super::table::{Table, TableRow, units, year_alone};
use super::vocabulary::Mean;
use crate::atlas::Iso3;
use crate::measure::Measure;

#[derive(Debug, Clone)]
pub struct Claim<'p> {
    pub line: &'p Line,
    pub figure: Figure,
    /// The nearest first.
    pub topics: Vec<usize>,
    pub iso3: Iso3,
    pub when: When,
    pub place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The sentence names the topic.
    Prose,
    /// Only the heading does.
    Heading,
    Table,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    Unsaid,
    /// One of these.
    Years(Vec<u16>),
    Span(u16, u16),
}

/// A topic further away than so many words is another thought.
const FAR: usize = 28;

pub fn prose<'p>(page: &'p Page<'_>) -> Vec<Claim<'p>> {
    page.prose().flat_map(|line| of_line(page, line)).collect()
}

fn of_line<'p>(page: &'p Page<'_>, line: &'p Line) -> Vec<Claim<'p>> {
    if line.figures.is_empty() {
        return Vec::new();
    }
    let own = line.topics();
    let heading: Vec<usize> = if own.is_empty() { of_headings(page, line) } else { Vec::new() };
    if own.is_empty() && heading.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (nth, figure) in line.figures.iter().enumerate() {
        let clause = line.clause(figure.from);
        if figure.is_change || is_blurred(line, figure, clause) {
            continue;
        }
        let near = near_topics(line, figure, &own, clause);
        let (topics, place) =
            if near.is_empty() { (heading.clone(), Place::Heading) } else { (near, Place::Prose) };
        let Some(first) = topics.first() else { continue };
        let traded = page.topics.get(*first).is_some_and(|topic| topic.traded);
        let Some(iso3) = state_of(page, line, clause, traded, figure) else { continue };
        if let Some(publisher) = other_publisher(line, clause)
            && !page.list.tells(*first, publisher)
        {
            continue;
        }
        let mut figure = figure.clone();
        if figure.unit == Unit::Bare && !as_people(page, line, &mut figure, &topics) {
            continue;
        }
        let is_per_head = page.topic_name(*first).contains("head");
        if !is_per_head && is_per(line, &figure) {
            continue;
        }
        let when = when(line, nth, clause);
        out.push(Claim { line, figure, topics, iso3, when, place });
    }
    out
}

/// What the sentence says is a plan, a part, or about many states.
fn is_blurred(line: &Line, figure: &Figure, clause: u16) -> bool {
    line.hits().iter().any(|hit| {
        let here = line.clause(hit.from) == clause;
        match hit.means {
            Mean::Plan | Mean::Group | Mean::Hindsight => here,
            Mean::Part => here && hit.from < figure.from,
            _ => false,
        }
    })
}

fn is_per(line: &Line, figure: &Figure) -> bool {
    let near = figure.from.saturating_sub(3)..figure.to + 4;
    line.hits().iter().any(|hit| hit.means == Mean::Per && near.contains(&hit.from))
}

/// Topics in the clause of a figure, the nearest first; those before it are nearer than those behind.
fn near_topics(
    line: &Line,
    figure: &Figure,
    topics: &[(usize, usize, usize)],
    clause: u16,
) -> Vec<usize> {
    let mut near: Vec<(usize, usize)> = topics
        .iter()
        .filter(|(_, from, _)| line.clause(*from) == clause)
        .filter_map(|(topic, from, to)| {
            let away = if *to <= figure.from {
                figure.from - to
            } else {
                6 + from.saturating_sub(figure.to)
            };
            (away <= FAR).then_some((away, *topic))
        })
        .collect();
    near.sort_unstable();
    near.into_iter().map(|(_, topic)| topic).collect()
}

/// The topics of the nearest heading that has one.
fn of_headings(page: &Page<'_>, line: &Line) -> Vec<usize> {
    let before = page.beside(line).iter().take_while(|other| other.at.start < line.at.start);
    // A sentence before it may have changed the subject.
    if before.into_iter().any(|other| !other.topics().is_empty()) {
        return Vec::new();
    }
    let heading = page.headings(line.block).next();
    heading
        .map_or_else(Vec::new, |line| line.topics().into_iter().map(|(topic, ..)| topic).collect())
}

/// The one state that a clause is about; `None` where there may be another.
fn state_of(
    page: &Page<'_>,
    line: &Line,
    clause: u16,
    traded: bool,
    figure: &Figure,
) -> Option<Iso3> {
    let own = page.script.iso3;
    let mut here: Vec<_> =
        line.states.iter().filter(|state| line.clause(state.at) == clause).collect();
    if here.is_empty() {
        here = line.states.iter().collect();
    }
    let first = here.first().map(|state| state.iso3);
    if here.iter().any(|state| Some(state.iso3) != first) {
        return None;
    }
    match first {
        Some(state) if state == own => Some(own),
        Some(state) => {
            let compared = line.has(|mean| mean == Mean::Compare);
            let adjective = here.iter().all(|state| state.is_adjective);
            let beside = here
                .iter()
                .any(|state| line.topics().iter().any(|(_, from, _)| *from == state.at + 1));
            (!traded
                && !compared
                && (!adjective || beside)
                && here.iter().any(|state| state.at < figure.from))
            .then_some(state)
        }
        None => {
            let of_block = page.beside(line).iter().flat_map(|line| &line.states);
            let above = page.headings(line.block).flat_map(|line| &line.states);
            let others =
                of_block.chain(above).any(|state| state.iso3 != own && !state.is_adjective);
            (!others).then_some(own)
        }
    }
}

fn other_publisher(line: &Line, clause: u16) -> Option<u8> {
    line.hits().iter().find_map(|hit| match hit.means {
        Mean::Publisher(n) if line.clause(hit.from) == clause => Some(n),
        _ => None,
    })
}

/// `a population of 19.9 million`: what is counted stands before.
fn as_people(page: &Page<'_>, line: &Line, figure: &mut Figure, topics: &[usize]) -> bool {
    let counts = topics.first().is_some_and(|topic| {
        matches!(
            page.topic_name(*topic),
            "population" | "forces" | "refugees_hosted" | "refugees_origin" | "idps"
        )
    });
    let follows = line.tokens.get(figure.to);
    let alone = follows.is_none_or(|token| !token.is_word() || figure.scale > 0);
    let is_count = counts && alone && !figure.in_words && figure.value >= 1000.0;
    if is_count {
        figure.unit = Unit::People;
    }
    is_count
}

/// The year of a figure.
fn when(line: &Line, nth: usize, clause: u16) -> When {
    let here: Vec<YearAt> =
        line.years.iter().filter(|year| line.clause(year.at) == clause).copied().collect();
    let years = if here.is_empty() { line.years.clone() } else { here };
    let Some(own) = line.figures.get(nth) else { return When::Unsaid };
    match years.as_slice() {
        [] => When::Unsaid,
        [one] if one.from == one.to => When::Years(vec![one.from]),
        _ => paired(line, own, clause, &years).map_or_else(
            || match years.as_slice() {
                [one] => When::Span(one.from, one.to),
                _ => When::Years(years.iter().flat_map(|year| year.from..=year.to).collect()),
            },
            |year| When::Years(vec![year]),
        ),
    }
}

/// As many figures of one unit as years, one after the other in the same order.
fn paired(line: &Line, own: &Figure, clause: u16, years: &[YearAt]) -> Option<u16> {
    let figures: Vec<&Figure> = line
        .figures
        .iter()
        .filter(|figure| {
            line.clause(figure.from) == clause && figure.unit.is_like(own.unit) && !figure.is_change
        })
        .collect();
    let single: Vec<(u16, usize)> = match years {
        [span] if figures.len() == 2 => vec![(span.from, span.at), (span.to, span.at)],
        _ => years
            .iter()
            .map(|year| (year.from == year.to).then_some((year.from, year.at)))
            .collect::<Option<_>>()?,
    };
    (single.len() == figures.len() && figures.len() > 1).then_some(())?;
    let mut order: Vec<(usize, bool)> = single.iter().map(|(_, at)| (*at, true)).collect();
    order.extend(figures.iter().map(|figure| (figure.from, false)));
    order.sort_unstable();
    let kinds: Vec<bool> = order.into_iter().map(|(_, is_year)| is_year).collect();
    let turns = kinds.windows(2).filter(|pair| pair.first() != pair.last()).count();
    let (alternates, grouped) = (turns == kinds.len() - 1, turns == 1);
    (alternates || grouped).then_some(())?;
    let nth = figures.iter().position(|figure| figure.from == own.from)?;
    single.get(nth).map(|(year, _)| *year)
}

/// The cells of all tables whose topic, unit and year are said.
pub fn cells<'p>(page: &'p Page<'_>) -> Vec<Claim<'p>> {
    page.tables
        .iter()
        .flat_map(|table| table.body().iter().flat_map(|row| of_row(page, table, row)))
        .collect()
}

fn of_row<'p>(page: &'p Page<'_>, table: &'p Table, row: &'p TableRow) -> Vec<Claim<'p>> {
    let Some(label) = row.label() else { return Vec::new() };
    let row_year = year_alone(label);
    let own_topics = topics_of(label);
    let mut out = Vec::new();
    for (at, cell) in row.cells.iter().enumerate().skip(1) {
        let (Some(cell), Some(Some(head))) = (cell.as_ref(), table.head().get(at)) else {
            continue;
        };
        let [figure] = cell.figures.as_slice() else { continue };
        if cell.tokens.len() > 5 {
            continue;
        }
        let (year, titles) = match (row_year, year_of_head(head)) {
            (Some(year), None) => (year, head),
            (None, Some(year)) => (year, label),
            _ => continue,
        };
        let named = if row_year.is_some() { topics_of(head) } else { own_topics.clone() };
        let states: Vec<Iso3> = titles.states.iter().map(|state| state.iso3).collect();
        // A label that names but a state, a year or a unit takes its topic from the caption.
        let bare = names_no_subject(page, titles, row_year.is_some());
        let topics = if named.is_empty() && bare { table.topics.clone() } else { named };
        let Some(first) = topics.first().copied() else { continue };
        let traded = page.topics.get(first).is_some_and(|topic| topic.traded);
        let all = if states.is_empty() { &table.states } else { &states };
        let iso3 = match all.as_slice() {
            [] => page.script.iso3,
            [first, rest @ ..] if rest.iter().all(|state| state == first) => *first,
            _ => continue,
        };
        if traded && iso3 != page.script.iso3 {
            continue;
        }
        let mut figure = figure.clone();
        let mut said = units(titles);
        if said.iter().all(|mean| matches!(mean, Mean::Scale(_))) {
            said.extend(units(head));
            said.extend(table.units.iter().copied());
        }
        if (said.contains(&Mean::PerHead) && !page.topic_name(first).contains("head"))
            || !set_unit(page, &mut figure, &said, first, iso3)
        {
            continue;
        }
        let when = When::Years(vec![year]);
        out.push(Claim { line: cell, figure, topics, iso3, when, place: Place::Table });
    }
    out
}

fn names_no_subject(page: &Page<'_>, label: &Line, is_head: bool) -> bool {
    let short = label.tokens.len() <= 4;
    let is_unit = |mean: Mean| {
        matches!(
            mean,
            Mean::Dollars
                | Mean::Euros
                | Mean::Tiv
                | Mean::Percent
                | Mean::Whole(_)
                | Mean::Scale(_)
        )
    };
    let covered = |at: usize| {
        let units = label.hits().iter().filter(|hit| is_unit(hit.means));
        units.into_iter().any(|hit| (hit.from..hit.to).contains(&at))
    };
    let words = || label.tokens.iter().enumerate().filter(|(_, token)| token.is_word());
    let only_units = words().all(|(at, token)| {
        covered(at) || token.word.len() <= 3 || page.list.unit_words.contains(&token.word)
    });
    only_units || (short && (!label.states.is_empty() || is_head))
}

fn topics_of(line: &Line) -> Vec<usize> {
    line.topics().into_iter().map(|(topic, ..)| topic).collect()
}

fn year_of_head(head: &Line) -> Option<u16> {
    year_alone(head).or(match head.years.as_slice() {
        [one] if one.from == one.to && head.topics().is_empty() => Some(one.from),
        _ => None,
    })
}

/// The unit that label, head or caption give a cell; that of the data where these have but one.
fn set_unit(page: &Page<'_>, figure: &mut Figure, said: &[Mean], topic: usize, iso3: Iso3) -> bool {
    let scale = said.iter().find_map(|mean| match mean {
        Mean::Scale(n) => Some(*n),
        _ => None,
    });
    let whole = said.iter().find_map(|mean| match mean {
        Mean::Whole(n) => Some(*n),
        _ => None,
    });
    let mut units: Vec<Unit> = said
        .iter()
        .filter_map(|mean| match mean {
            Mean::Dollars => Some(Unit::Usd),
            Mean::Euros => Some(Unit::Eur),
            Mean::OtherMoney => Some(Unit::OtherMoney),
            Mean::Tiv => Some(Unit::Tiv),
            Mean::Percent => Some(Unit::Percent(whole)),
            Mean::Rank => Some(Unit::Rank),
            Mean::Points => Some(Unit::Points),
            Mean::People => Some(Unit::People),
            _ => None,
        })
        .collect();
    units.dedup();
    // A share needs no sign: `Share of GDP`.
    if units.is_empty() && whole.is_some() {
        units.push(Unit::Percent(whole));
    }
    let (unit, factor) = match units.as_slice() {
        [one] => (*one, None),
        [] => match only_unit(page, topic, iso3) {
            Some((unit, factor)) => (unit, Some(factor)),
            None => return false,
        },
        _ => return false,
    };
    if matches!(figure.unit, Unit::Bare | Unit::Points) || figure.unit.is_like(unit) {
        figure.unit = unit;
        if figure.scale == 0 {
            let power = scale.map_or(factor.unwrap_or(1.0), |scale| 10_f64.powi(i32::from(scale)));
            figure.scale = scale.unwrap_or((power.log10()) as u8);
            figure.value *= power;
            figure.high *= power;
            figure.step *= power;
            figure.alt = figure.alt.map(|(alt, step)| (alt * power, step * power));
        }
        return true;
    }
    false
}

fn only_unit(page: &Page<'_>, topic: usize, iso3: Iso3) -> Option<(Unit, f64)> {
    let values = page.known.values(topic, iso3);
    let unit = |measure: &Measure| match measure {
        Measure::Money { .. } => Some(Unit::Usd),
        Measure::Tiv { .. } => Some(Unit::Tiv),
        Measure::Share { .. } | Measure::Growth => Some(Unit::Percent(None)),
        Measure::Index { .. } | Measure::Level => Some(Unit::Points),
        Measure::Persons { .. } => Some(Unit::People),
        _ => None,
    };
    let first = values.first()?;
    let own = unit(&first.measure)?;
    values
        .iter()
        .all(|value| {
            unit(&value.measure) == Some(own) && value.measure.factor() == first.measure.factor()
        })
        .then_some((own, first.measure.factor()))
}
