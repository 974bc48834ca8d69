//! The cells of a comparison: in words, and drawn.

use crate::gui::chart::fifth_ui;
use crate::gui::cx::Cx;
use crate::gui::theme::SMALL;
use crate::gui::widgets;
use crate::i18n::{self, Key, Word as _};
use crate::session::Session;
use crate::words;
use egui::{RichText, Ui};
use kriterion_heart::atlas::Embargo;
use kriterion_heart::comparison::{Figure, Row, Says, What};
use kriterion_heart::level::Level;
use kriterion_heart::phrase::phrase;
use kriterion_heart::rating::Age;
use kriterion_heart::text::Lang;

/// What a cell says.
pub enum Shown {
    Level(Level),
    Text { text: String, below: String, fifth: Option<u8>, is_gap: bool },
}

/// What a row is about, with its unit.
pub fn row_words(session: &Session, row: &Row) -> (String, String) {
    let lang = session.lang;
    match &row.what {
        What::Criterion(number) => {
            let criterion = session.bundle.rules.criterion(*number);
            let short = criterion.map_or("", |criterion| criterion.short.get(lang));
            (format!("{number}  {short}"), String::new())
        }
        What::Series { name, unit, .. } => (name.get(lang).to_owned(), unit.get(lang).to_owned()),
        What::Treaty(short) => (short.get(lang).to_owned(), String::new()),
        What::Bloc(bloc) => (bloc_name(lang, bloc), String::new()),
        What::Embargo => (i18n::say(lang, Key::CompareInForce).to_owned(), String::new()),
    }
}

pub fn shown(session: &Session, says: &Says) -> Shown {
    let lang = session.lang;
    let text = |text: String, is_gap: bool| Shown::Text {
        text,
        below: String::new(),
        fifth: None,
        is_gap,
    };
    match says {
        Says::Level(level) => Shown::Level(*level),
        Says::Figure(figure) => of_figure(lang, figure),
        Says::Treaty(None) => text(i18n::say(lang, Key::CompareNotListed).to_owned(), true),
        Says::Treaty(Some((status, year))) => Shown::Text {
            text: status.word(lang).to_owned(),
            below: year.map(|year| year.to_string()).unwrap_or_default(),
            fifth: None,
            is_gap: false,
        },
        Says::Member(is) => {
            let key = if *is { Key::CompareMember } else { Key::CompareNoMember };
            text(i18n::say(lang, key).to_owned(), !*is)
        }
        Says::Embargoes(ids) if ids.is_empty() => {
            text(i18n::say(lang, Key::CompareNoEmbargo).to_owned(), true)
        }
        Says::Embargoes(ids) => {
            let all = session.bundle.atlas.embargoes.iter();
            let here = all.filter(|embargo| ids.contains(&embargo.id));
            let lines: Vec<String> = here.map(|embargo| embargo_words(lang, embargo)).collect();
            text(words::listed(lang, &lines), false)
        }
    }
}

/// `EU: the state, whole Military List`, by the newest reading.
fn embargo_words(lang: Lang, embargo: &Embargo) -> String {
    let reading = embargo.newest();
    let says = reading.map_or_else(String::new, |reading| {
        format!("{}, {}", reading.target.word(lang), reading.scope.word(lang))
    });
    words::labelled(lang, embargo.issuer.word(lang), &says)
}

fn of_figure(lang: Lang, figure: &Figure) -> Shown {
    let year = figure.year.map(|year| year.to_string()).unwrap_or_default();
    let Some(value) = figure.value else {
        let text = figure.nothing.map_or("", |nothing| words::nothing(lang, nothing));
        return Shown::Text { text: text.to_owned(), below: year, fifth: None, is_gap: true };
    };
    let text = match &figure.word {
        Some(word) => word.get(lang).to_owned(),
        None => words::qualified(lang, figure.qualifier, &i18n::number_short(lang, value)),
    };
    let below = match figure.age {
        Age::Old => i18n::fill(lang, Key::CompareOld, &[("year", &year)]),
        Age::NotUsed => i18n::fill(lang, Key::CompareTooOld, &[("year", &year)]),
        _ => year,
    };
    Shown::Text { text, below, fifth: figure.fifth, is_gap: false }
}

/// The short name of an alliance, union or regime.
pub fn bloc_name(lang: Lang, bloc: &str) -> String {
    phrase(&format!("bloc_{bloc}")).get(lang).to_owned()
}

pub fn cell_ui(ui: &mut Ui, cx: &Cx<'_>, cell: &Shown) {
    match cell {
        Shown::Level(level) => {
            widgets::level_badge(ui, cx, *level);
        }
        Shown::Text { text, below, fifth, is_gap } => {
            let colour = if *is_gap { cx.theme.weak } else { cx.theme.text };
            if fifth.is_none() && below.is_empty() {
                ui.add(egui::Label::new(RichText::new(text).size(SMALL).color(colour)).wrap());
                return;
            }
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().interact_size.y = 0.0;
                if let Some(fifth) = fifth {
                    fifth_ui(ui, cx, *fifth);
                }
                ui.label(RichText::new(text).size(SMALL).color(colour));
                ui.label(RichText::new(below).size(SMALL - 1.0).color(cx.theme.weak));
            });
        }
    }
}
