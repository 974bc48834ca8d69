//! What the facts on a state say against each other: both sides, their sources, which one is used and why.

use super::profile::page::{Detail, Drawn, Row, Table, TableCell, Tone};
use super::profile::{Wish, grid};
use crate::gui::cx::Cx;
use crate::gui::flags::{Flag, FlagSide};
use crate::gui::widgets;
use crate::i18n::{Key, fill, say};
use crate::session::Session;
use egui::{Label, RichText, Ui};
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::text::Lang;

#[derive(Default)]
pub struct ConflictsView {
    table: Option<Table>,
}

impl ConflictsView {
    pub fn forget(&mut self) {
        self.table = None;
    }

    /// Makes the table once the rules have done their work.
    pub fn make(&mut self, session: &Session, flags: &crate::gui::flags::Flags) {
        if self.table.is_none() && !flags.is_waiting() {
            self.table = Some(table(session.lang, flags.all()));
        }
    }
}

fn table(lang: Lang, flags: &[Flag]) -> Table {
    let columns = [Key::ProfileOneSide, Key::ProfileOtherSide, Key::ConflictsUsed];
    Table {
        columns: columns.map(|key| say(lang, key).to_owned()).to_vec(),
        rows: flags.iter().map(|flag| row(lang, flag)).collect(),
        with_sparks: false,
        drawn: Drawn::default(),
    }
}

fn row(lang: Lang, flag: &Flag) -> Row {
    let side = |side: &FlagSide| {
        let lines = vec![flag.headline.clone(), side.says.clone(), side.source.clone()];
        TableCell {
            text: format!("{}\n{}", side.says, side.source).trim_end().to_owned(),
            tone: Tone::Words,
            detail: side.key.clone().map(|key| Box::new(Detail { lines, key: Some(key) })),
        }
    };
    let [a, b] = &flag.sides;
    let criteria: Vec<String> = flag.criteria.iter().map(u8::to_string).collect();
    let below = match criteria.as_slice() {
        [] => String::new(),
        criteria => fill(lang, Key::ConflictsCriteria, &[("numbers", &criteria.join(", "))]),
    };
    Row {
        head: flag.headline.clone(),
        below,
        is_older: false,
        cells: vec![
            side(a),
            side(b),
            TableCell {
                text: format!("{}\n{}", flag.used, flag.remark).trim_end().to_owned(),
                tone: Tone::Words,
                detail: None,
            },
        ],
        spark: Vec::new(),
        note: String::new(),
    }
}

pub fn conflicts_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &ConflictsView,
    target: Option<QuestionId>,
) -> Option<Wish> {
    let mut wish = None;
    ui.add(Label::new(RichText::new(cx.say(Key::ConflictsLead)).color(cx.theme.weak)).wrap());
    let Some(table) = &view.table else {
        widgets::weak(ui, cx, cx.say(Key::ConflictsWaiting));
        return None;
    };
    if table.rows.is_empty() {
        ui.label(cx.say(Key::ConflictsNone));
        return None;
    }
    let count = table.rows.len().to_string();
    widgets::strong(ui, cx.fill(Key::ConflictsCount, &[("n", &count)]));
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        grid::table_ui(ui, cx, table, target, &mut wish);
    });
    wish
}
