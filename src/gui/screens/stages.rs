//! The two stages above the questions: the filter, the figures beside region and income group, the full look.

use crate::gui::chart::spark_ui;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::drag;
use crate::gui::screens::request::date_note;
use crate::gui::stages::{Line, Panel, Shown, Table};
use crate::gui::theme::{GAP, SMALL, TITLE};
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use crate::session::{Action, Place};
use egui::{Button, CollapsingHeader, Grid, Label, RichText, Sense, Ui, vec2};
use kriterion_heart::dossier::{Asked, Dossier};
use kriterion_heart::edit::{Edit, MinistryEdit};

pub fn stages_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, number: u8, out: &mut Outbox) {
    let rules = cx.session.bundle.rules.stages.as_ref();
    let Some(rules) = rules.filter(|rules| rules.criterion == number) else { return };
    let Some(panel) = &cx.facts.stages.panel else { return };
    ui.add_space(GAP);
    cx.theme.card_frame().show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.label(widgets::bold(cx.say(Key::StagesTitle), TITLE));
            widgets::mark_tag(ui, cx, rules.mark);
        });
        ui.add(Label::new(RichText::new(&panel.rule).small().color(cx.theme.weak)).wrap());
        ui.add_space(4.0);
        first_ui(ui, cx, panel, out);
        ui.add_space(4.0);
        match &cx.facts.stages.table {
            // What the filter has settled is there for who wants to see it.
            Some(table) => {
                CollapsingHeader::new(&table.head)
                    .id_salt(("figures", panel.passed))
                    .default_open(!panel.passed)
                    .show_unindented(ui, |ui| table_ui(ui, cx, dossier, table, out));
            }
            None => drop(widgets::weak(ui, cx, cx.say(Key::StagesNoDestination))),
        }
        ui.add_space(4.0);
        widgets::strong(ui, cx.say(Key::StagesSecond));
        lines_ui(ui, &panel.second);
        if panel.needed || !dossier.record(number).ministry.is_empty() {
            ui.add_space(4.0);
            ministry_ui(ui, cx, dossier, number, out);
        }
    });
}

fn first_ui(ui: &mut Ui, cx: &Cx<'_>, panel: &Panel, out: &mut Outbox) {
    widgets::strong(ui, cx.say(Key::StagesFirst));
    for (question, text) in &panel.standings {
        // A click leads to the question.
        let shown = RichText::new(format!("• {text}")).small().color(cx.theme.text);
        if widgets::text_link(ui, shown, text) {
            widgets::seek_question(ui, *question);
            out.push(Action::Go(Place::of_question(*question)));
        }
    }
    lines_ui(ui, &panel.first);
}

fn lines_ui(ui: &mut Ui, lines: &[String]) {
    for line in lines {
        ui.add(Label::new(line).wrap());
    }
}

/// Five columns need so much.
const WIDE: f32 = 600.0;

fn table_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, table: &Table, out: &mut Outbox) {
    widgets::weak(ui, cx, cx.say(Key::StagesHint));
    if ui.available_width() < WIDE {
        for (at, line) in table.rows.iter().enumerate() {
            ui.add_space(6.0);
            ui.push_id(at, |ui| stacked_ui(ui, cx, dossier, table, line, out));
        }
        return;
    }
    let room = ui.available_width() - 4.0 * 10.0;
    let widths = [0.28, 0.21, 0.17, 0.17, 0.17].map(|share: f32| (share * room).floor());
    let [name, own, region, income, years] = widths;
    Grid::new("figures").striped(true).spacing(vec2(10.0, 6.0)).show(ui, |ui| {
        wide(ui, name, |ui| widgets::small_strong(ui, cx.say(Key::StagesColumnFigure)));
        for (width, title) in [own, region, income, years].into_iter().zip(&table.columns) {
            wide(ui, width, |ui| widgets::small_strong(ui, title));
        }
        ui.end_row();
        for (at, line) in table.rows.iter().enumerate() {
            wide(ui, name, |ui| name_ui(ui, cx, line));
            wide(ui, own, |ui| {
                ui.push_id(at, |ui| figure_ui(ui, cx, dossier, line, out));
            });
            wide(ui, region, |ui| middle_ui(ui, cx, &line.region));
            wide(ui, income, |ui| middle_ui(ui, cx, &line.income));
            wide(ui, years, |ui| years_ui(ui, cx, line));
            ui.end_row();
        }
    });
}

fn wide(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 1.0;
        content(ui);
    });
}

/// Where the columns do not fit: one below the other, each with its heading.
fn stacked_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    table: &Table,
    line: &Line,
    out: &mut Outbox,
) {
    let [own, region, income, years] = &table.columns;
    ui.spacing_mut().item_spacing.y = 2.0;
    name_ui(ui, cx, line);
    let headed = |ui: &mut Ui, title: &str, content: &mut dyn FnMut(&mut Ui)| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().interact_size.y = 16.0;
            ui.label(RichText::new(title).size(SMALL).color(cx.theme.weak));
            content(ui);
        });
    };
    headed(ui, own, &mut |ui| figure_ui(ui, cx, dossier, line, out));
    for (title, (value, below)) in [(region, &line.region), (income, &line.income)] {
        let text = format!("{title} · {value} · {below}");
        ui.add(Label::new(RichText::new(text).size(SMALL)).wrap());
    }
    if line.trend.is_empty() {
        let text = format!("{years} · {}", line.years);
        ui.add(Label::new(RichText::new(text).size(SMALL)).wrap());
    } else {
        headed(ui, years, &mut |ui| years_ui(ui, cx, line));
    }
}

fn name_ui(ui: &mut Ui, cx: &Cx<'_>, line: &Line) {
    let name = format!("{}  {}", line.question, line.name);
    ui.add(Label::new(widgets::bold(name, SMALL)).wrap());
    below_ui(ui, cx, &line.below);
}

/// The recipient's figure: a click or Enter attaches it to its question.
fn figure_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, line: &Line, out: &mut Outbox) {
    let (text, below, chip) = match &line.figure {
        Shown::Gap(why) => {
            let text = RichText::new(format!("- - -  {why}")).size(SMALL).color(cx.theme.weak);
            ui.add(Label::new(text).wrap());
            return;
        }
        Shown::Value { text, below, chip } => (text, below, chip),
    };
    let question = line.question;
    let attached = dossier.evidence_for(question).any(|(_, item, _)| item.key == chip.key);
    let button = Button::selectable(attached, RichText::new(text).size(SMALL));
    let button = button.frame_when_inactive(true).sense(Sense::click_and_drag());
    let response = ui.add(button);
    let spoken =
        cx.fill(Key::AttachFact, &[("fact", &chip.text), ("question", &question.to_string())]);
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, attached, &spoken));
    let response =
        response.on_hover_text(format!("{}\n{}", chip.source, cx.say(Key::ClickToAttach)));
    drag::source(&response, || Some(chip.evidence.clone()));
    if response.clicked() && !attached {
        drag::attach(out, chip.evidence.clone(), question);
    }
    below_ui(ui, cx, below);
}

fn middle_ui(ui: &mut Ui, cx: &Cx<'_>, (value, below): &(String, String)) {
    ui.add(Label::new(RichText::new(value).size(SMALL)).wrap());
    below_ui(ui, cx, below);
}

fn years_ui(ui: &mut Ui, cx: &Cx<'_>, line: &Line) {
    if !line.trend.is_empty() {
        spark_ui(ui, cx, &line.trend);
    }
    below_ui(ui, cx, &line.years);
}

fn below_ui(ui: &mut Ui, cx: &Cx<'_>, text: &str) {
    if !text.is_empty() {
        let text = RichText::new(text).size(SMALL - 1.0).color(cx.theme.weak);
        ui.add(Label::new(text).wrap());
    }
}

/// Whether the development ministry was asked, and what it said.
fn ministry_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, number: u8, out: &mut Outbox) {
    let now = &dossier.record(number).ministry;
    widgets::strong(ui, cx.say(Key::MinistryTitle));
    let label = cx.say(Key::MinistryAsked);
    if let Some(asked) = widgets::choice(ui, cx, label, Some(now.asked), &Asked::ALL) {
        out.edit(Edit::Ministry(number, MinistryEdit::Asked(asked)));
    }
    let on = widgets::text_field(ui, out, cx.say(Key::MinistryOn), &now.on, Shape::Line(140.0));
    if let Some(on) = on {
        out.edit(Edit::Ministry(number, MinistryEdit::On(on)));
    }
    date_note(ui, cx, &now.on);
    let text = widgets::text_field(ui, out, cx.say(Key::MinistryText), &now.text, Shape::Rows(2));
    if let Some(text) = text {
        out.edit(Edit::Ministry(number, MinistryEdit::Text(text)));
    }
}
