//! Reads figures: the number, its scale, its unit, what limits it.

use super::figure::{Figure, Hedge, Unit};
use super::lexer::{Lexeme, Numeral, Token};
use super::page::Line;
use super::vocabulary::Mean;

/// All figures of a line, left to right.
pub fn figures(line: &Line) -> Vec<Figure> {
    let mut out: Vec<Figure> = Vec::new();
    let mut at = 0;
    while at < line.tokens.len() {
        let read = figure(line, at);
        at = read.as_ref().map_or(at + 1, |figure| figure.to.max(at + 1));
        out.extend(read);
    }
    lend_units(line, &mut out);
    out
}

/// `from 0.9 to 0.4 percent`: the first has the unit of the second.
fn lend_units(line: &Line, figures: &mut [Figure]) {
    for at in 1..figures.len() {
        let [.., before, own] = figures.get(..=at).unwrap_or_default() else { continue };
        let joined = line.has_at(before.to, |mean| mean == Mean::To)
            && before.to + 1 >= own.from.saturating_sub(2);
        // Something may stand between them: `from 0.9 in 2020 to 0.4 percent`.
        let started = before.from > 0
            && line.ends_at(before.from, |mean| matches!(mean, Mean::From | Mean::Between));
        // `from 2,002` reads like a score until the unit follows.
        let open = before.unit == Unit::Bare
            || (before.unit == Unit::Points && before.of.is_none() && own.unit != Unit::Points);
        if open && (joined || started) && own.unit != Unit::Bare && own.from - before.to < 6 {
            let (unit, scale) = (own.unit, own.scale);
            if let Some(before) = figures.get_mut(at - 1) {
                let factor = 10_f64.powi(i32::from(scale));
                if before.scale == 0 && before.value.abs() < 1e6 {
                    before.value *= factor;
                    before.high *= factor;
                    before.step *= factor;
                    before.alt = before.alt.map(|(alt, step)| (alt * factor, step * factor));
                    before.scale = scale;
                }
                before.unit = unit;
            }
        }
    }
}

fn figure(line: &Line, from: usize) -> Option<Figure> {
    let token = line.tokens.get(from)?;
    if !line.is_free(from) {
        return None;
    }
    let (numeral, in_words) = match token.kind {
        Lexeme::Number(numeral) => (numeral, false),
        Lexeme::Word => (in_words(line, from)?, true),
        _ => return None,
    };
    if numeral.value >= 1e15 || is_part_of_name(line, from) {
        return None;
    }
    let mut reading = Reading::new(line, from, numeral);
    reading.range();
    reading.scale();
    reading.unit()?;
    Some(reading.finish(token, in_words))
}

fn in_words(line: &Line, from: usize) -> Option<Numeral> {
    let small = line.means_at(from, |mean| match mean {
        Mean::Small(n) => Some(n),
        _ => None,
    })?;
    Some(Numeral {
        value: f64::from(small),
        decimals: 0,
        grouped: false,
        digits: 1,
        alt: None,
        ordinal: false,
    })
}

/// Numbers of telephones, ratios, versions.
fn is_part_of_name(line: &Line, at: usize) -> bool {
    let near = |at: Option<usize>| at.and_then(|at| line.tokens.get(at));
    let before = near(at.checked_sub(1));
    let two_before = near(at.checked_sub(2));
    let own = line.tokens.get(at);
    let glued = own.is_some_and(|token| token.glued);
    let after_plus = before.is_some_and(|sign| sign.is_sign('+') && glued);
    let after_point = glued
        && before.is_some_and(|sign| {
            sign.is_sign('.') || sign.is_sign(':') || sign.is_sign('_') || sign.is_sign('#')
        })
        && two_before.is_some_and(|token| token.number().is_some() || token.is_word());
    // A run of three and more numbers without words is a telephone, an account, a list.
    let is_number = |at: usize| line.tokens.get(at).is_some_and(|token| token.number().is_some());
    let run = (is_number(at + 1) && is_number(at + 2))
        || (at > 0 && is_number(at - 1) && (is_number(at + 1) || (at > 1 && is_number(at - 2))));
    after_plus || after_point || run
}

struct Reading<'a> {
    line: &'a Line,
    from: usize,
    /// Behind what has been read.
    to: usize,
    numeral: Numeral,
    high: Option<f64>,
    scale: u8,
    unit: Unit,
    of: Option<f64>,
    number_end: usize,
}

impl<'a> Reading<'a> {
    fn new(line: &'a Line, from: usize, numeral: Numeral) -> Self {
        let to = from + 1;
        Self {
            line,
            from,
            to,
            numeral,
            high: None,
            scale: 0,
            unit: Unit::Bare,
            of: None,
            number_end: to,
        }
    }

    fn token(&self, at: usize) -> Option<&'a Token> {
        self.line.tokens.get(at)
    }

    fn number(&self, at: usize) -> Option<Numeral> {
        self.token(at)?.number().filter(|_| self.line.is_free(at))
    }

    /// `700 to 1,000`, `2,000–4,000`, `between 20 and 30`.
    fn range(&mut self) {
        let next = self.token(self.to);
        let dash = next.is_some_and(Token::is_dash);
        let word = self.line.has_at(self.to, |mean| mean == Mean::To);
        let begun = |wanted: Mean| self.line.ends_at(self.from, |mean| mean == wanted);
        let (from, between) = (begun(Mean::From), begun(Mean::Between));
        let is_and = next.is_some_and(|token| matches!(token.word.as_str(), "and" | "und" | "et"));
        if !(dash || (word && !from && (!is_and || between))) {
            return;
        }
        if let Some(high) = self.number(self.to + 1).filter(|high| high.value > self.numeral.value)
        {
            self.high = Some(high.value);
            self.to += 2;
            self.number_end = self.to;
        }
    }

    fn scale(&mut self) {
        let scale = self.line.means_at(self.to, |mean| match mean {
            Mean::Scale(n) => Some(n),
            _ => None,
        });
        if let Some(scale) = scale {
            self.scale = scale;
            self.to += 1;
            // The point of `Mio.`
            if self.token(self.to).is_some_and(|token| token.is_sign('.') && token.glued)
                && self.to + 1 < self.line.tokens.len()
            {
                self.to += 1;
            }
        }
    }

    /// `None` for what is no figure: a multiple, a span of time.
    fn unit(&mut self) -> Option<()> {
        let line = self.line;
        if line.has_at(self.to, |mean| matches!(mean, Mean::Times | Mean::PercentPoints)) {
            return None;
        }
        if let Some(money) = self.money_before() {
            self.unit = money;
            return Some(());
        }
        if self.is_percent() {
            return Some(());
        }
        if self.rank() || self.score() {
            return Some(());
        }
        self.far_unit();
        Some(())
    }

    /// `$1.1 billion`, `US$ 33 million`, `USD 5`, `EUR 5`.
    fn money_before(&self) -> Option<Unit> {
        let before = self.token(self.from.checked_sub(1)?)?;
        match before.word.as_str() {
            "$" | "usd" => Some(Unit::Usd),
            "€" | "eur" => Some(Unit::Eur),
            "£" | "¥" | "₸" | "₽" => Some(Unit::OtherMoney),
            _ => None,
        }
    }

    fn is_percent(&mut self) -> bool {
        let sign = self.token(self.to).is_some_and(|token| token.is_sign('%'));
        let Some(end) = (if sign {
            Some(self.to + 1)
        } else {
            self.line.end_of(self.to, |mean| mean == Mean::Percent)
        }) else {
            return false;
        };
        self.to = end;
        // What it is a share of, where that follows closely.
        let whole = (end..end + 5).find_map(|at| {
            self.line.hits_at(at).find_map(|hit| match hit.means {
                Mean::Whole(n) => Some((n, hit.to)),
                _ => None,
            })
        });
        let clear = |to: usize| (end..to).all(|at| self.token(at).is_some_and(Token::is_word));
        self.unit = Unit::Percent(whole.filter(|(_, to)| clear(*to)).map(|(n, _)| n));
        true
    }

    fn rank(&mut self) -> bool {
        let is_rank = |mean: Mean| mean == Mean::Rank;
        let before = self.line.ends_at(self.from, is_rank);
        let point =
            usize::from(self.token(self.to).is_some_and(|token| token.is_sign('.') && token.glued));
        let is_nth = self.numeral.ordinal || point > 0;
        let after = is_nth && self.line.has_at(self.to + point, is_rank);
        let ranked = self.numeral.ordinal
            && (self.from.saturating_sub(4)..=self.from).any(|at| self.line.ends_at(at, is_rank));
        let whole = self.numeral.decimals == 0 && self.numeral.value >= 1.0 && self.scale == 0;
        if !whole || !(before || after || ranked) {
            return false;
        }
        self.unit = Unit::Rank;
        if after && !before && !ranked {
            self.to += point + 1;
        }
        self.counted_in();
        true
    }

    /// `of 193`, `/193`.
    fn counted_in(&mut self) {
        let slash = self
            .token(self.to)
            .is_some_and(|token| token.is_sign('/') && token.glued)
            .then_some(self.to + 1);
        let of = slash.or_else(|| self.line.end_of(self.to, |mean| mean == Mean::Of));
        if let Some((at, whole)) = of.and_then(|at| Some((at, self.number(at)?)))
            && whole.value >= self.numeral.value
            && whole.decimals == 0
        {
            self.of = Some(whole.value);
            self.to = at + 1;
        }
    }

    /// `39 points`, `23/100`, `a score of 40`, `0.837`.
    fn score(&mut self) -> bool {
        let is_points = |mean: Mean| mean == Mean::Points;
        if self.scale > 0 {
            return false;
        }
        let begun = self.to;
        self.counted_in();
        let scaled =
            self.of.is_some_and(|of| matches!(of as u32, 10 | 25 | 40 | 60 | 100 | 120 | 400));
        if let Some(end) = self.line.end_of(self.to, is_points) {
            (self.unit, self.to) = (Unit::Points, end);
            return true;
        }
        if scaled {
            self.unit = Unit::Points;
            return true;
        }
        // `134 von 180` without a word is a rank among states; no scale is so long.
        let ranked = self.of.is_some_and(|of| (130.0..=250.0).contains(&of));
        if ranked && self.numeral.decimals == 0 {
            self.unit = Unit::Rank;
            return true;
        }
        (self.of, self.to) = (None, begun);
        let ends = self.token(self.to).is_none_or(|token| {
            matches!(token.kind, Lexeme::Sign(_))
                || self.line.has_at(self.to, |mean| matches!(mean, Mean::Of | Mean::To))
        }) || self.token(self.to).is_some_and(|token| {
            token.is_word()
                && token.word.len() <= 4
                && !self.line.has_at(self.to, |mean| matches!(mean, Mean::People | Mean::Dead))
        });
        let named = self.line.ends_at(self.from, |mean| mean == Mean::Score);
        let fraction = self.numeral.decimals >= 1;
        // No other figure is told to the thousandth below one.
        let index = self.numeral.decimals == 3 && self.numeral.value < 1.0;
        if index || ends && (named || fraction) {
            self.unit = Unit::Points;
            return true;
        }
        false
    }

    /// A unit that stands close behind: `million constant 2023 US dollars`, `17 Menschen getötet`.
    fn far_unit(&mut self) {
        let line = self.line;
        for far in self.to..(self.to + 5).min(line.tokens.len()) {
            let unit = line.hits_at(far).find_map(|hit| {
                let unit = match hit.means {
                    Mean::Dollars => Unit::Usd,
                    Mean::Euros => Unit::Eur,
                    Mean::OtherMoney => Unit::OtherMoney,
                    Mean::Tiv => Unit::Tiv,
                    Mean::Dead => Unit::Dead,
                    Mean::Injured => Unit::Injured,
                    Mean::Detained => Unit::Detained,
                    Mean::People => Unit::People,
                    _ => return None,
                };
                Some((unit, hit.to))
            });
            match (unit, self.unit) {
                // People may be dead: the words behind decide.
                (Some((Unit::People, to)), Unit::Bare) => (self.unit, self.to) = (Unit::People, to),
                (Some((Unit::People, _)), _) => (),
                (Some((unit, to)), _)
                    if self.unit != Unit::People
                        || matches!(unit, Unit::Dead | Unit::Injured | Unit::Detained) =>
                {
                    (self.unit, self.to) = (unit, to);
                    return;
                }
                _ => (),
            }
            let sign = self.token(far).map(|token| token.word.as_str());
            match sign {
                Some("$") => {
                    (self.unit, self.to) = (Unit::Usd, far + 1);
                    return;
                }
                Some("€") => {
                    (self.unit, self.to) = (Unit::Eur, far + 1);
                    return;
                }
                _ => (),
            }
            // Another number, a comma or a new clause ends the search; a year of prices does not.
            let token = self.token(far);
            let stops = token.is_some_and(|token| {
                matches!(token.kind, Lexeme::Sign(c) if !matches!(c, '-' | '(' | ')' | '.' | '’' | '\''))
                    || (token.number().is_some() && self.line.is_free(far))
            });
            if stops {
                return;
            }
        }
    }

    fn finish(self, token: &Token, in_words: bool) -> Figure {
        let line = self.line;
        let factor = 10_f64.powi(i32::from(self.scale));
        let minus = self
            .from
            .checked_sub(1)
            .and_then(|at| self.token(at))
            .is_some_and(|sign| sign.is_dash() && !sign.glued && token.glued);
        let sign = if minus { -1.0 } else { 1.0 };
        let step = factor * 10_f64.powi(-i32::from(self.numeral.decimals));
        let value = self.numeral.value * factor * sign;
        let end = |at: usize| {
            at.checked_sub(1)
                .and_then(|at| self.token(at))
                .map_or(token.at.end, |token| token.at.end)
        };
        Figure {
            value,
            high: self.high.map_or(value, |high| high * factor),
            step,
            decimals: self.numeral.decimals,
            alt: self.numeral.alt.map(|(alt, decimals)| {
                (alt * factor * sign, factor * 10_f64.powi(-i32::from(decimals)))
            }),
            hedge: hedge(line, self.from),
            unit: self.unit,
            of: self.of,
            from: self.from,
            to: self.to,
            digits: token.at.start..end(self.number_end),
            at: token.at.start..end(self.to),
            is_change: line.ends_at(self.from, |mean| mean == Mean::Change)
                || line.hedged_before(self.from, |mean| mean == Mean::Change),
            in_words,
            scale: self.scale,
        }
    }
}

fn hedge(line: &Line, from: usize) -> Hedge {
    let mut found = Hedge::Plain;
    // A currency may stand between: `about US$ 33 million`.
    for back in 0..3 {
        let Some(at) = from.checked_sub(back) else { break };
        let between = line.tokens.get(at..from).unwrap_or_default();
        if !between.iter().all(|token| {
            matches!(
                token.word.as_str(),
                "$" | "us" | "€" | "usd" | "eur" | "a" | "the" | "(" | "von" | "of" | "de"
            )
        }) {
            break;
        }
        for hit in line.hits_ending(at) {
            found = match hit.means {
                Mean::AtLeast => Hedge::AtLeast,
                Mean::AtMost => Hedge::AtMost,
                Mean::Almost => Hedge::Almost,
                Mean::Under if found == Hedge::Plain => Hedge::Under,
                Mean::Over if found == Hedge::Plain => Hedge::Over,
                Mean::About if found == Hedge::Plain => Hedge::About,
                _ => continue,
            };
        }
        if found != Hedge::Plain {
            break;
        }
    }
    found
}
