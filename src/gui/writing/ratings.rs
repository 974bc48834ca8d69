//! The author's own level of each criterion, beside what the method said on the day the facts were taken.

use super::change;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use crate::words;
use egui::Ui;
use kriterion_heart::level::Level;
use kriterion_heart::manuscript::{Change, Manuscript, OwnRating};

const LEVELS: [Level; 4] =
    [Level::NotCritical, Level::PossiblyCritical, Level::Critical, Level::NoData];

pub fn ratings_ui(ui: &mut Ui, cx: &Cx<'_>, manuscript: &Manuscript, out: &mut Outbox) {
    widgets::card(ui, cx, Key::WritingRatings, |ui| {
        widgets::weak(ui, cx, cx.say(Key::WritingRatingsHint));
        for criterion in 1..=8 {
            ui.push_id(criterion, |ui| rating_ui(ui, cx, manuscript, criterion, out));
        }
    });
}

fn rating_ui(ui: &mut Ui, cx: &Cx<'_>, manuscript: &Manuscript, criterion: u8, out: &mut Outbox) {
    let own = manuscript.ratings.get(&criterion);
    let short = cx.session.bundle.rules.criterion(criterion).map_or("", |it| cx.text(&it.short));
    let name = words::labelled(cx.lang, &words::criterion(cx.lang, criterion), short);
    ui.add_space(4.0);
    widgets::small_strong(ui, name.clone());
    let proposal = manuscript.proposals.iter().find(|it| it.criterion == criterion);
    if let Some(proposal) = proposal {
        let slots = [("method", cx.text(&proposal.method)), ("level", cx.word(proposal.level))];
        widgets::weak(ui, cx, cx.fill(Key::WritingProposed, &slots));
    }
    let now = own.map(|own| own.level);
    if let Some(picked) = widgets::segments(ui, cx, now, &LEVELS, &name) {
        let reasons = own.map_or_else(String::new, |own| own.reasons.clone());
        let rating = picked.map(|level| OwnRating { level, reasons });
        change(out, Change::Rating(criterion, rating));
    }
    if let Some(own) = own {
        let label = cx.say(Key::WritingReasons);
        if let Some(reasons) = widgets::text_field(ui, out, label, &own.reasons, Shape::Rows(2)) {
            let rating = Some(OwnRating { level: own.level, reasons });
            change(out, Change::Rating(criterion, rating));
        }
        if own.reasons.trim().is_empty() {
            widgets::gap_note(ui, cx, cx.say(Key::WritingReasonsMissing));
        }
    }
}
