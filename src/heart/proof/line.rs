//! A sentence, or a cell of a table: its words and what they mean.

use super::figure::Figure;
use super::lexer::{Lexeme, Token};
use super::phrases::Hit;
use super::reading;
use super::vocabulary::Mean;
use crate::atlas::Iso3;
use crate::date::Date;
use std::ops::Range;

/// Years that a text speaks of.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2100;

/// A sentence.
#[derive(Debug)]
pub struct Line {
    pub block: usize,
    /// Bytes of the block.
    pub at: Range<usize>,
    pub tokens: Vec<Token>,
    /// By where they begin.
    hits: Vec<Hit<Mean>>,
    /// Positions in `hits`, by where they end.
    by_end: Vec<usize>,
    roles: Vec<Role>,
    /// Which clause each word belongs to.
    clauses: Vec<u16>,
    pub years: Vec<YearAt>,
    pub dates: Vec<(Date, Range<usize>)>,
    pub figures: Vec<Figure>,
    pub states: Vec<StateAt>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Free,
    Year,
    Date,
    Label,
}

/// A year, or a span of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearAt {
    pub from: u16,
    pub to: u16,
    /// The first and behind the last word.
    pub at: usize,
    pub end: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateAt {
    pub iso3: Iso3,
    pub at: usize,
    pub is_adjective: bool,
}

impl Line {
    pub fn new(
        block: usize,
        at: Range<usize>,
        tokens: Vec<Token>,
        hits: Vec<Hit<Mean>>,
        dated: bool,
    ) -> Self {
        let mut by_end: Vec<usize> = (0..hits.len()).collect();
        by_end.sort_by_key(|at| hits.get(*at).map_or(0, |hit| hit.to));
        let roles = vec![Role::Free; tokens.len()];
        let mut line = Line {
            block,
            at,
            clauses: Vec::new(),
            hits,
            by_end,
            roles,
            years: Vec::new(),
            dates: Vec::new(),
            figures: Vec::new(),
            states: Vec::new(),
            tokens,
        };
        line.find_clauses();
        line.find_states();
        line.find_labels();
        line.find_dates();
        line.find_years(dated);
        line.figures = reading::figures(&line);
        line
    }

    /// A cell whose bytes are not known points at the whole row.
    pub fn whole(mut self, text: &str) -> Self {
        for token in &mut self.tokens {
            token.at = 0..text.len();
        }
        for figure in &mut self.figures {
            (figure.at, figure.digits) = (0..text.len(), 0..0);
        }
        Self { at: 0..text.len(), ..self }
    }

    pub fn is_free(&self, at: usize) -> bool {
        self.roles.get(at) == Some(&Role::Free)
    }

    /// A number that is the name of an article, a table, a criterion.
    pub fn is_label(&self, at: usize) -> bool {
        self.roles.get(at) == Some(&Role::Label)
    }

    pub fn hits(&self) -> &[Hit<Mean>] {
        &self.hits
    }

    pub fn hits_at(&self, at: usize) -> impl Iterator<Item = &Hit<Mean>> {
        let from = self.hits.partition_point(|hit| hit.from < at);
        self.hits.iter().skip(from).take_while(move |hit| hit.from == at)
    }

    pub fn hits_ending(&self, at: usize) -> impl Iterator<Item = &Hit<Mean>> {
        let to = |index: &usize| self.hits.get(*index).map_or(0, |hit| hit.to);
        let from = self.by_end.partition_point(|index| to(index) < at);
        let ends = self.by_end.iter().skip(from).filter_map(|index| self.hits.get(*index));
        ends.take_while(move |hit| hit.to == at)
    }

    pub fn has_at(&self, at: usize, is: impl Fn(Mean) -> bool) -> bool {
        self.hits_at(at).any(|hit| is(hit.means))
    }

    /// Where the phrase ends that begins here.
    pub fn end_of(&self, at: usize, is: impl Fn(Mean) -> bool) -> Option<usize> {
        self.hits_at(at).find(|hit| is(hit.means)).map(|hit| hit.to)
    }

    pub fn means_at<T>(&self, at: usize, is: impl Fn(Mean) -> Option<T>) -> Option<T> {
        self.hits_at(at).find_map(|hit| is(hit.means))
    }

    pub fn ends_at(&self, at: usize, is: impl Fn(Mean) -> bool) -> bool {
        self.hits_ending(at).any(|hit| is(hit.means))
    }

    /// Before a number and the word that limits it: `by about 300`.
    pub fn hedged_before(&self, at: usize, is: impl Fn(Mean) -> bool) -> bool {
        let hedges = |mean: Mean| {
            matches!(
                mean,
                Mean::About
                    | Mean::Almost
                    | Mean::Over
                    | Mean::Under
                    | Mean::AtLeast
                    | Mean::AtMost
            )
        };
        self.hits_ending(at).filter(|hit| hedges(hit.means)).any(|hit| self.ends_at(hit.from, &is))
    }

    pub fn has(&self, is: impl Fn(Mean) -> bool) -> bool {
        self.hits.iter().any(|hit| is(hit.means))
    }

    pub fn first(&self, is: impl Fn(Mean) -> bool) -> Option<&Hit<Mean>> {
        self.hits.iter().find(|hit| is(hit.means))
    }

    pub fn clause(&self, at: usize) -> u16 {
        self.clauses.get(at).copied().unwrap_or(0)
    }

    /// The bytes of some words.
    pub fn bytes(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.tokens.get(from).map_or(self.at.start, |token| token.at.start);
        let end = to.checked_sub(1).and_then(|at| self.tokens.get(at));
        start..end.map_or(self.at.end, |token| token.at.end).max(start)
    }

    /// Topics of the line, the longest words where several begin or nest.
    pub fn topics(&self) -> Vec<(usize, usize, usize)> {
        let all = self.hits.iter().filter_map(|hit| match hit.means {
            Mean::Topic(n) => Some((usize::from(n), hit.from, hit.to)),
            _ => None,
        });
        let all: Vec<_> = all.collect();
        let within = |a: &(usize, usize, usize), b: &(usize, usize, usize)| {
            b.1 <= a.1 && a.2 <= b.2 && (b.2 - b.1) > (a.2 - a.1)
        };
        all.iter().filter(|one| !all.iter().any(|other| within(one, other))).copied().collect()
    }

    fn find_clauses(&mut self) {
        let mut clause = 0;
        for (at, token) in self.tokens.iter().enumerate() {
            let from = self.hits.partition_point(|hit| hit.from < at);
            let turn = self.hits.iter().skip(from).take_while(|hit| hit.from == at);
            if token.is_sign(';') || (at > 0 && turn.into_iter().any(|hit| hit.means == Mean::Turn))
            {
                clause += 1;
            }
            self.clauses.push(clause);
        }
    }

    fn find_states(&mut self) {
        let spans: Vec<(usize, usize, Iso3, bool)> = self
            .hits
            .iter()
            .filter_map(|hit| match hit.means {
                Mean::State(iso3) => Some((hit.from, hit.to, iso3, false)),
                Mean::Demonym(iso3) => Some((hit.from, hit.to, iso3, true)),
                _ => None,
            })
            .collect();
        for (from, to, iso3, is_adjective) in &spans {
            let longer = |other: &(usize, usize, Iso3, bool)| {
                other.0 <= *from && *to <= other.1 && other.1 - other.0 > to - from
            };
            let known = self.states.iter().any(|state| state.iso3 == *iso3 && state.at == *from);
            // `US$`, `US State Department`: the state is a part of another name.
            let other_name = self.hits.iter().any(|hit| {
                let longer = hit.from <= *from && *to <= hit.to && hit.to - hit.from > to - from;
                longer && matches!(hit.means, Mean::Dollars | Mean::Publisher(_) | Mean::Treaty(_))
            });
            let is_sign = self.tokens.get(*to).is_some_and(|token| token.is_sign('$'));
            // Sorted by where they begin: only neighbours can nest.
            let around = spans.partition_point(|other| other.0 + 8 < *from);
            let nested = spans.iter().skip(around).take_while(|other| other.0 <= *from).any(longer);
            if !nested && !known && !other_name && !is_sign {
                self.states.push(StateAt { iso3: *iso3, at: *from, is_adjective: *is_adjective });
            }
        }
    }

    /// `Table 7`, `Articles 5 and 6`.
    fn find_labels(&mut self) {
        let labelled: Vec<usize> = self
            .hits
            .iter()
            .filter(|hit| matches!(hit.means, Mean::Label | Mean::Numbered(_)))
            .map(|hit| hit.to)
            .collect();
        for mut at in labelled {
            while self.tokens.get(at).is_some_and(|token| token.is_sign('.') || token.is_sign(':'))
            {
                at += 1;
            }
            let mut first = true;
            while let Some(token) = self.tokens.get(at) {
                let number = token.number().is_some_and(|number| number.value < 100_000.0);
                let joint = token.is_dash()
                    || token.is_sign(',')
                    || token.is_sign('/')
                    || matches!(token.word.as_str(), "to" | "and" | "bis" | "und" | "a" | "et");
                if number {
                    if let Some(role) = self.roles.get_mut(at) {
                        *role = Role::Label;
                    }
                } else if first
                    || !joint
                    || self.tokens.get(at + 1).is_none_or(|next| next.number().is_none())
                {
                    break;
                }
                first = false;
                at += 1;
            }
        }
    }

    fn find_dates(&mut self) {
        for at in 0..self.tokens.len() {
            if let Some(Lexeme::Date(date)) = self.tokens.get(at).map(|token| token.kind) {
                self.mark(at..at + 1, Role::Date);
                self.dates.push((date, at..at + 1));
            }
        }
        let months: Vec<(usize, usize, u8)> = self
            .hits
            .iter()
            .filter_map(|hit| match hit.means {
                Mean::Month(month) => Some((hit.from, hit.to, month)),
                _ => None,
            })
            .collect();
        for (from, to, month) in months {
            let small = |at: usize| {
                let number = self.tokens.get(at)?.number()?;
                (number.decimals == 0 && (1.0..=31.0).contains(&number.value))
                    .then_some(number.value as u8)
            };
            // `12. Oktober`, `12 October`; `October 12, 2017`.
            let point = usize::from(
                from > 0 && self.tokens.get(from - 1).is_some_and(|token| token.is_sign('.')),
            );
            let before = from.checked_sub(1 + point).and_then(|at| Some((at, small(at)?)));
            let after = small(to);
            let mut end = to + usize::from(before.is_none() && after.is_some());
            if self.tokens.get(end).is_some_and(|token| token.is_sign(',')) {
                end += 1;
            }
            let year = self.tokens.get(end).and_then(year_of);
            if before.is_none() && year.is_none() {
                // "May" and "mars" are words, too.
                continue;
            }
            let start = before.map_or(from, |(at, _)| at);
            let day = before.map(|(_, day)| day).or(after).unwrap_or(0);
            match year {
                Some(year) => {
                    let date = Date { year, month, day };
                    self.mark(start..end, Role::Date);
                    self.dates.push((date, start..end + 1));
                }
                None => self.mark(start..to, Role::Date),
            }
        }
    }

    fn mark(&mut self, range: Range<usize>, role: Role) {
        for at in range {
            if let Some(own) = self.roles.get_mut(at) {
                *own = role;
            }
        }
    }

    /// `dated`: false in a cell that holds but a number.
    fn find_years(&mut self, dated: bool) {
        let mut at = 0;
        while at < self.tokens.len() {
            let year = self.tokens.get(at).and_then(year_of).filter(|_| self.is_free(at));
            let Some(from) = year.filter(|_| dated && self.reads_as_year(at)) else {
                if let Some((date, _)) =
                    self.dates.iter().find(|(_, range)| range.start == at && range.len() == 1)
                {
                    self.years.push(YearAt { from: date.year, to: date.year, at, end: at + 1 });
                }
                at += 1;
                continue;
            };
            let end = self.span_end(at, from);
            let (to, next) = end.unwrap_or((from, at + 1));
            self.mark(at..next, Role::Year);
            self.years.push(YearAt { from, to, at, end: next });
            at = next;
        }
    }

    fn reads_as_year(&self, at: usize) -> bool {
        let named = self.ends_at(at, |mean| mean == Mean::YearBefore)
            || self.dates.iter().any(|(_, range)| range.end == at + 1);
        let unit = |at: usize| {
            self.has_at(at, |mean| {
                matches!(
                    mean,
                    Mean::Scale(_)
                        | Mean::Percent
                        | Mean::Dollars
                        | Mean::Euros
                        | Mean::OtherMoney
                        | Mean::Tiv
                        | Mean::People
                        | Mean::Dead
                        | Mean::Injured
                        | Mean::Detained
                        | Mean::Points
                )
            }) || self
                .tokens
                .get(at)
                .is_some_and(|token| matches!(token.word.as_str(), "%" | "$" | "€"))
        };
        let money = at > 0
            && self
                .tokens
                .get(at - 1)
                .is_some_and(|token| matches!(token.word.as_str(), "$" | "€"));
        let limited =
            self.ends_at(at, |mean| matches!(mean, Mean::About | Mean::AtLeast | Mean::AtMost));
        !money && !limited && (named || !unit(at + 1))
    }

    /// `2020–2024`, `2020 to 2024`, `2023/24`, `between 2020 and 2024`.
    fn span_end(&self, at: usize, from: u16) -> Option<(u16, usize)> {
        let joint = self.tokens.get(at + 1)?;
        let next = self.tokens.get(at + 2)?;
        let slash = joint.is_sign('/') && joint.glued;
        if slash && next.glued {
            let short =
                next.number().filter(|number| number.digits == 2 && number.decimals == 0)?;
            let to = from / 100 * 100 + short.value as u16;
            return (to == from + 1).then_some((to, at + 3));
        }
        let and = matches!(joint.word.as_str(), "and" | "und" | "et");
        let between = self.ends_at(at, |mean| mean == Mean::Between);
        let word = self.has_at(at + 1, |mean| mean == Mean::To) && (!and || between);
        let to = year_of(next).filter(|to| *to > from && *to - from < 60)?;
        (joint.is_dash() || slash || word).then_some((to, at + 3))
    }
}

/// The year that a number may be.
fn year_of(token: &Token) -> Option<u16> {
    let number = token.number()?;
    let plain = number.digits == 4 && number.decimals == 0 && !number.grouped && !number.ordinal;
    let year = number.value as u16;
    (plain && YEARS.contains(&year)).then_some(year)
}
