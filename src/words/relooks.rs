//! What a case rests on that says something else by now, in words.

use super::{qualified, says, value_text};
use crate::i18n::{self, number_short};
use kriterion_heart::Bundle;
use kriterion_heart::dossier::{Dossier, Evidence};
use kriterion_heart::relook::{self, Relook};
use kriterion_heart::text::{Lang, Text};

/// Everything to look at again in a case.
pub fn relooks(bundle: &Bundle, dossier: &Dossier) -> Vec<Relook> {
    let item = |item: &Evidence| {
        let [en, de, fr] = Lang::ALL.map(|lang| dated(lang, bundle, item));
        Text { en, de, fr }
    };
    relook::list(bundle, dossier, &relook::Words { reading: &value_text, item: &item })
}

/// With its date, where what is said does not name the year itself. Of a plain figure the figure is enough.
fn dated(lang: Lang, bundle: &Bundle, item: &Evidence) -> String {
    let says = match figure(lang, bundle, item) {
        Some(figure) => figure,
        None => says(lang, &bundle.atlas, item),
    };
    match item.dated {
        Some(day) if !says.contains(&day.year.to_string()) => {
            format!("{says} ({})", i18n::date(lang, day))
        }
        _ => says,
    }
}

fn figure(lang: Lang, bundle: &Bundle, item: &Evidence) -> Option<String> {
    let figure = item.figure.as_ref().filter(|_| item.key.starts_with("observation/"))?;
    let value = figure.value?;
    let series = bundle.atlas.indicator(&figure.indicator);
    if series.is_some_and(|series| series.category(value).is_some()) {
        return None;
    }
    let number = qualified(lang, figure.qualifier, &number_short(lang, value));
    Some(format!("{number} {}", figure.unit.get(lang)).trim().to_owned())
}
