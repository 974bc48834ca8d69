//! What a case rests on that says something else by now, in words.

use super::{says, value_text};
use crate::i18n;
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

fn dated(lang: Lang, bundle: &Bundle, item: &Evidence) -> String {
    let says = says(lang, &bundle.atlas, item);
    match item.dated {
        Some(day) => format!("{says} ({})", i18n::date(lang, day)),
        None => says,
    }
}
