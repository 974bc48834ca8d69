//! Why figures do not mix, and which kind of nothing stands in place of one.

use crate::i18n::{Key, Word, fill, say};
use kriterion_heart::measure::{Mixed, Nothing, Prices};
use kriterion_heart::text::Lang;

/// `no delivery recorded`, `not available`, `not applicable`.
pub fn nothing(lang: Lang, nothing: Nothing) -> &'static str {
    nothing.word(lang)
}

/// One sentence that names what is mixed.
pub fn mixed(lang: Lang, mixed: &Mixed) -> String {
    let two = |a: &str, b: &str| fill(lang, Key::MixedTwo, &[("a", a), ("b", b)]);
    match mixed {
        Mixed::Empty => say(lang, Key::MixedEmpty).to_owned(),
        Mixed::NoSum(kind) => fill(lang, Key::MixedNoSum, &[("kind", kind.word(lang))]),
        Mixed::PerHead => say(lang, Key::MixedPerHead).to_owned(),
        Mixed::Kinds(a, b) => two(a.word(lang), b.word(lang)),
        Mixed::Currencies(a, b) => two(a.word(lang), b.word(lang)),
        Mixed::Pieces(a, b) => two(a.word(lang), b.word(lang)),
        Mixed::Prices(a, b) => two(&prices(lang, *a), &prices(lang, *b)),
        Mixed::Wholes(a, b) => two(&whole(lang, a), &whole(lang, b)),
        Mixed::Scales(a, b) => two(&scale(lang, a), &scale(lang, b)),
        Mixed::Rates(a, b) => two(&rate(lang, *a), &rate(lang, *b)),
        Mixed::Things(a, b) | Mixed::Lists(a, b) => two(a, b),
        Mixed::Years(a, b) => fill(lang, Key::MixedYears, &[("a", &span(*a)), ("b", &span(*b))]),
        Mixed::Moments(a, b) => {
            fill(lang, Key::MixedMoments, &[("a", &a.to_string()), ("b", &b.to_string())])
        }
    }
}

fn prices(lang: Lang, prices: Prices) -> String {
    match prices {
        Prices::Constant(Some(year)) => {
            fill(lang, Key::MixedConstant, &[("year", &year.to_string())])
        }
        Prices::Constant(None) => say(lang, Key::MixedConstantUnknown).to_owned(),
        Prices::Current => say(lang, Key::MixedCurrent).to_owned(),
        Prices::Unknown => say(lang, Key::MixedPricesUnknown).to_owned(),
    }
}

fn whole(lang: Lang, of: &str) -> String {
    match of {
        "" => say(lang, Key::MixedWholeUnknown).to_owned(),
        of => fill(lang, Key::MixedWhole, &[("of", of)]),
    }
}

fn scale(lang: Lang, scale: &str) -> String {
    match scale {
        "" => say(lang, Key::MixedScaleUnknown).to_owned(),
        scale => fill(lang, Key::MixedScale, &[("scale", scale)]),
    }
}

fn rate(lang: Lang, per: u32) -> String {
    fill(lang, Key::MixedRate, &[("n", &crate::i18n::number_short(lang, f64::from(per)))])
}

fn span((from, to): (u16, u16)) -> String {
    if from == to { from.to_string() } else { format!("{from}–{to}") }
}
