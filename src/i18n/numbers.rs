//! Numbers and dates as each language writes them.

use kriterion_heart::date::Date;
use kriterion_heart::text::Lang;

/// A number with grouped thousands and at most `decimals` decimals, trailing zeros dropped.
pub fn number(lang: Lang, value: f64, decimals: usize) -> String {
    let (group, point) = match lang {
        Lang::En => (",", "."),
        Lang::De => (".", ","),
        Lang::Fr => ("\u{202f}", ","),
    };
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, part) = plain.split_once('.').unwrap_or((plain.as_str(), ""));
    let part = part.trim_end_matches('0');
    let mut out = String::new();
    if value < 0.0 && plain.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
        out.push('\u{2212}');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push_str(group);
        }
        out.push(digit);
    }
    if !part.is_empty() {
        out.push_str(point);
        out.push_str(part);
    }
    out
}

/// A number short enough for a chip: three significant places, whole numbers whole.
pub fn number_short(lang: Lang, value: f64) -> String {
    let size = value.abs();
    let decimals = if value.fract() == 0.0 || size >= 1000.0 {
        0
    } else if size >= 10.0 {
        1
    } else {
        3
    };
    number(lang, value, decimals)
}

/// A date as far as it is known.
pub fn date(lang: Lang, date: Date) -> String {
    let Date { year, month, day } = date;
    match (lang, month, day) {
        (_, 0, _) => year.to_string(),
        (Lang::En, _, 0) => format!("{year}-{month:02}"),
        (Lang::En, ..) => format!("{year}-{month:02}-{day:02}"),
        (Lang::De, _, 0) => format!("{month:02}.{year}"),
        (Lang::De, ..) => format!("{day:02}.{month:02}.{year}"),
        (Lang::Fr, _, 0) => format!("{month:02}/{year}"),
        (Lang::Fr, ..) => format!("{day:02}/{month:02}/{year}"),
    }
}

/// Reads what `date` writes in any language, and what people write otherwise.
pub fn read_date(text: &str) -> Option<Date> {
    Date::parse(text).or_else(|| {
        // A month: Date knows only days in these forms.
        let (month, year) = text.trim().split_once(['.', '/'])?;
        (month.len() <= 2).then(|| Date::parse(&format!("{year}-{month}")))?
    })
}

/// A moment (seconds since 1970) as date and UTC time.
pub fn time(lang: Lang, at: u64) -> String {
    let (hour, minute) = (at / 3600 % 24, at / 60 % 60);
    format!("{} {hour:02}:{minute:02} UTC", date(lang, Date::from_unix(at)))
}

#[cfg(test)]
mod tests {
    use super::{date, number, number_short, read_date};
    use kriterion_heart::date::Date;
    use kriterion_heart::text::Lang;

    #[test]
    fn each_language_groups_in_its_own_way() {
        assert_eq!(number(Lang::En, 1_234_567.5, 2), "1,234,567.5");
        assert_eq!(number(Lang::De, 1_234_567.5, 2), "1.234.567,5");
        assert_eq!(number(Lang::Fr, 1_234_567.5, 2), "1\u{202f}234\u{202f}567,5");
        assert_eq!(number(Lang::De, -0.25, 2), "\u{2212}0,25");
        assert_eq!(number(Lang::En, -0.001, 1), "0");
        assert_eq!(number_short(Lang::En, 0.837), "0.837");
        assert_eq!(number_short(Lang::De, 40.0), "40");
    }

    #[test]
    fn dates_say_no_more_than_is_known() {
        let of = |text| Date::parse(text).unwrap();
        assert_eq!(date(Lang::De, of("2026-11-25")), "25.11.2026");
        assert_eq!(date(Lang::Fr, of("2026-11")), "11/2026");
        assert_eq!(date(Lang::En, of("2026")), "2026");
    }

    #[test]
    fn every_written_date_is_read_again() {
        for text in ["2023", "2023-02", "2023-02-05"] {
            let day = Date::parse(text).unwrap();
            for lang in Lang::ALL {
                assert_eq!(read_date(&date(lang, day)), Some(day), "{text} in {lang:?}");
            }
        }
        for text in ["13.2023", "1.1", "02.23", "2023.02", "soon"] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }
}
