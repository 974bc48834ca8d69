//! Numbers as officers type them.

/// Reads `1200`, `1 200 000`, `1.200.000,50`, `1,200,000.50`, `12,5`. `None` where it is no number.
///
/// With one kind of separator only, a single one followed by exactly three digits is ambiguous and read as thousands.
pub fn parse(text: &str) -> Option<f64> {
    let plain: String = text
        .trim()
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '\u{2019}'))
        .collect();
    let (dots, commas) = (plain.matches('.').count(), plain.matches(',').count());
    let decimal = match (plain.rfind('.'), plain.rfind(',')) {
        (Some(dot), Some(comma)) => Some(if dot > comma { '.' } else { ',' }),
        (Some(dot), None) if dots == 1 && plain.len() - dot != 4 => Some('.'),
        (None, Some(comma)) if commas == 1 && plain.len() - comma != 4 => Some(','),
        _ => None,
    };
    let mut clean = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            '0'..='9' | '-' => clean.push(c),
            '.' | ',' if decimal == Some(c) => clean.push('.'),
            '.' | ',' => (),
            _ => return None,
        }
    }
    clean.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn reads_german_french_and_english_amounts() {
        for (text, number) in [
            ("1200", 1200.0),
            ("1 200 000", 1_200_000.0),
            ("1.200.000,50", 1_200_000.5),
            ("1,200,000.50", 1_200_000.5),
            ("12,5", 12.5),
            ("0.75", 0.75),
            ("4.800.000", 4_800_000.0),
            ("4.800", 4800.0),
        ] {
            assert_eq!(parse(text), Some(number), "{text}");
        }
        for text in ["", "twelve", "12 pieces", "--"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
