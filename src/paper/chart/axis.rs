//! Round steps on an axis, and numbers as the language of the report writes them.

use crate::document::Labels;

/// Larger values than this, and whatever is no number, are no data.
const LARGEST: f64 = 1e290;
const SMALLEST: f64 = 1e-290;

/// A value that can be drawn.
pub fn known(value: Option<f64>) -> Option<f64> {
    let value = value.filter(|value| value.abs() <= LARGEST)?;
    Some(if value.abs() < SMALLEST { 0.0 } else { value })
}

#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    pub low: f64,
    pub high: f64,
    pub ticks: Vec<Tick>,
    /// The ticks count in tens to this power; 0 = in ones.
    pub power: i32,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    pub value: f64,
    pub said: String,
}

impl Axis {
    /// From a round number at or below the lowest value to one at or above the highest, in about so many steps.
    pub fn over(values: &[f64], steps: usize, labels: &Labels) -> Self {
        let mut low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let mut high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if !(low.is_finite() && high.is_finite()) {
            (low, high) = (0.0, 1.0);
        }
        let largest = low.abs().max(high.abs());
        if largest == 0.0 {
            high = 1.0;
        } else if high - low < largest * 1e-6 {
            (low, high) = (low - largest * 0.05, high + largest * 0.05);
        }
        let are_whole = values.iter().all(|value| value.fract() == 0.0);
        let mut step = round_step((high - low) / steps.max(1) as f64);
        if are_whole && step < 1.0 {
            step = 1.0;
        }
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        let last = if last > first { last } else { first + 1.0 };
        let (low, high) = (first * step, last * step);
        let power = power_of(low.abs().max(high.abs()));
        let decimals = decimals_of(step, power);
        let count = (last - first).round() as usize;
        let ticks = (0..=count.min(100))
            .map(|index| {
                let value = (first + index as f64) * step;
                Tick { value, said: number(scaled(value, power), decimals, labels) }
            })
            .collect();
        Self { low, high, ticks, power }
    }

    /// Like `over`, from zero on.
    pub fn with_zero(values: &[f64], steps: usize, labels: &Labels) -> Self {
        let mut values = values.to_vec();
        values.push(0.0);
        Self::over(&values, steps, labels)
    }

    /// Ends at the values instead of round numbers, for charts that write them at the ends of bars.
    pub fn close(mut self, values: &[f64]) -> Self {
        let low = values.iter().copied().fold(0.0, f64::min);
        let high = values.iter().copied().fold(0.0, f64::max);
        if high > low {
            (self.low, self.high) = (low, high);
            self.ticks.retain(|tick| (low..=high).contains(&tick.value));
            if let [alone] = self.ticks.as_mut_slice()
                && alone.value == 0.0
            {
                alone.said = "0".to_owned();
            }
        }
        self
    }

    /// Where a value lies between the ends, from 0 to 1.
    pub fn part(&self, value: f64) -> f32 {
        (((value - self.low) / (self.high - self.low)) as f32).clamp(0.0, 1.0)
    }

    /// The unit with the power of ten that the ticks count in.
    pub fn unit(&self, unit: &str) -> String {
        if self.power == 0 {
            return unit.to_owned();
        }
        let raised: String = self.power.to_string().chars().map(superscript).collect();
        format!("10{raised} {unit}").trim_end().to_owned()
    }
}

/// 1, 2, 2.5 or 5 times a power of ten, not below the wanted step.
fn round_step(wanted: f64) -> f64 {
    let tens = ten_to(wanted.log10().floor() as i32);
    let found = [1.0, 2.0, 2.5, 5.0].into_iter().find(|part| part * tens >= wanted * (1.0 - 1e-9));
    found.map_or(10.0 * tens, |part| part * tens)
}

fn ten_to(power: i32) -> f64 {
    // Read from its digits, it is the nearest number there is; multiplied up it would not be.
    format!("1e{power}").parse().unwrap_or(1.0)
}

/// Nine digits can be read, more are counted in thousands of thousands.
fn power_of(largest: f64) -> i32 {
    if (1e-4..1e9).contains(&largest) || largest == 0.0 {
        return 0;
    }
    (largest.log10() / 3.0).floor() as i32 * 3
}

fn scaled(value: f64, power: i32) -> f64 {
    if power == 0 { value } else { value / ten_to(power) }
}

fn decimals_of(step: f64, power: i32) -> usize {
    let step = scaled(step, power);
    let is_enough = |decimals: &usize| {
        let shifted = step * ten_to(*decimals as i32);
        (shifted - shifted.round()).abs() < 1e-6 * shifted.max(1e-9) && shifted >= 0.999
    };
    (0..12).find(is_enough).unwrap_or(12)
}

/// With the marks of the language and a true minus.
pub fn number(value: f64, decimals: usize, labels: &Labels) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut said = String::new();
    if value < 0.0 && plain.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
        said.push('\u{2212}');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            said.push_str(&labels.group_mark);
        }
        said.push(digit);
    }
    if !part.is_empty() {
        said.push_str(if labels.decimal_mark.is_empty() { "." } else { &labels.decimal_mark });
        said.push_str(part);
    }
    said
}

/// A value that nobody has written out, with as many decimals as tell it apart.
pub fn plain_number(value: f64, labels: &Labels) -> String {
    let power = power_of(value.abs());
    let scaled = scaled(value, power);
    let decimals = (0..6)
        .find(|decimals| {
            let shifted = scaled * ten_to(*decimals);
            (shifted - shifted.round()).abs() <= 1e-6 * shifted.abs()
        })
        .unwrap_or(if scaled.abs() < 1.0 { 3 } else { 2 });
    let said = number(scaled, decimals as usize, labels);
    if power == 0 {
        return said;
    }
    let raised: String = power.to_string().chars().map(superscript).collect();
    format!("{said} \u{D7} 10{raised}")
}

fn superscript(letter: char) -> char {
    match letter {
        '0' => '\u{2070}',
        '1' => '\u{B9}',
        '2' => '\u{B2}',
        '3' => '\u{B3}',
        '4'..='9' => char::from_u32(0x2070 + u32::from(letter) - u32::from('0')).unwrap_or(letter),
        _ => '\u{207B}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn german() -> Labels {
        Labels { decimal_mark: ",".into(), group_mark: ".".into(), ..Labels::default() }
    }

    fn said(axis: &Axis) -> Vec<&str> {
        axis.ticks.iter().map(|tick| tick.said.as_str()).collect()
    }

    #[test]
    fn steps_are_round_and_written_in_german() {
        let labels = german();
        assert_eq!(
            said(&Axis::with_zero(&[0.83, 1.14], 5, &labels)),
            ["0,00", "0,25", "0,50", "0,75", "1,00", "1,25"]
        );
        assert_eq!(
            said(&Axis::with_zero(&[-1200.0, 3100.0], 5, &labels)),
            ["\u{2212}2.000", "\u{2212}1.000", "0", "1.000", "2.000", "3.000", "4.000"]
        );
        assert_eq!(said(&Axis::over(&[3.0, 5.0], 5, &labels)), ["3", "4", "5"]);
        assert_eq!(said(&Axis::over(&[0.0], 4, &labels)), ["0", "1"]);
    }

    #[test]
    fn huge_and_tiny_axes_count_in_powers_of_ten() {
        let labels = german();
        let huge = Axis::with_zero(&[259.3e9], 4, &labels);
        assert_eq!(huge.unit("US$"), "10\u{2079} US$");
        assert_eq!(said(&huge), ["0", "100", "200", "300"]);
        let tiny = Axis::with_zero(&[4.1e-7], 4, &labels);
        assert_eq!(tiny.unit("kg"), "10\u{207B}\u{2079} kg");
        assert_eq!(tiny.ticks.last().map(|tick| tick.said.as_str()), Some("600"));
        assert_eq!(plain_number(1.5e12, &labels), "1,5 \u{D7} 10\u{B9}\u{B2}");
        assert_eq!(plain_number(-1234.5, &labels), "\u{2212}1.234,5");
        assert_eq!(plain_number(0.0, &labels), "0");
        assert_eq!(plain_number(1.0 / 3.0, &labels), "0,333");
    }

    #[test]
    fn any_values_give_a_few_ticks_that_ascend_and_hold_them_all() {
        let labels = german();
        let ends = [0.0, 1.0, -1.0, 1e-290, 1e290, -1e290, 7e9, 0.1, 123_456.789, 1e15, 1e15 + 1.0];
        for low in ends {
            for high in ends {
                let axis = Axis::over(&[low, high], 5, &labels);
                assert!((2..=12).contains(&axis.ticks.len()), "{low} {high} {axis:?}");
                assert!(axis.ticks.windows(2).all(|two| two[0].value < two[1].value), "{axis:?}");
                let slack = (axis.high - axis.low) * 1e-9;
                assert!(axis.low - slack <= low.min(high), "{axis:?}");
                assert!(axis.high + slack >= low.max(high), "{axis:?}");
                assert!(axis.ticks.windows(2).all(|two| two[0].said != two[1].said), "{axis:?}");
                assert!(axis.ticks.iter().all(|tick| tick.said.len() < 32), "{axis:?}");
                assert!((0.0..=1.0).contains(&axis.part(low)));
            }
        }
    }

    #[test]
    fn what_is_no_number_is_not_known() {
        assert_eq!(known(Some(f64::NAN)), None);
        assert_eq!(known(Some(f64::INFINITY)), None);
        assert_eq!(known(None), None);
        assert_eq!(known(Some(1e-300)), Some(0.0));
        assert_eq!(known(Some(-2.0)), Some(-2.0));
    }
}
