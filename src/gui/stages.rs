//! A criterion in two stages: put into words when the case changes, never while drawing.

use crate::gui::facts::{Chip, chip};
use crate::i18n::{Key, Word as _, fill, say};
use crate::session::{Place, Session};
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::date::Date;
use kriterion_heart::dossier::Dossier;
use kriterion_heart::rating::CaseFacts;
use kriterion_heart::rulebook::{QuestionId, StageRules};
use kriterion_heart::stages::{self, Call, Figures, Filter, Row};
use kriterion_heart::text::Lang;
use std::sync::Arc;

/// The panel of the criterion at hand; none where its criterion has no stages.
#[derive(Default)]
pub struct Stages {
    made_for: Option<MadeFor>,
    table_for: Option<TableFor>,
    pub panel: Option<Panel>,
    pub table: Option<Table>,
}

struct MadeFor {
    dossier: Arc<Dossier>,
    bundle: Arc<Bundle>,
    lang: Lang,
    criterion: u8,
}

/// What the figures depend on; a typed reason is not among it.
#[derive(PartialEq)]
struct TableFor {
    bundle: *const Bundle,
    lang: Lang,
    destination: Option<kriterion_heart::atlas::Iso3>,
    day: Date,
    case: CaseFacts,
}

pub struct Panel {
    /// Each question of the filter, and how it stands.
    pub standings: Vec<(QuestionId, String)>,
    pub first: Vec<String>,
    pub second: Vec<String>,
    pub passed: bool,
    pub needed: bool,
    pub rule: String,
}

pub struct Table {
    pub head: String,
    /// Recipient, region, income group, years.
    pub columns: [String; 4],
    pub rows: Vec<Line>,
}

pub struct Line {
    pub question: QuestionId,
    pub name: String,
    /// The unit and what is asked of the figure.
    pub below: String,
    pub figure: Shown,
    /// The median or what stands in its place, and of what it is.
    pub region: (String, String),
    pub income: (String, String),
    pub years: String,
    pub trend: Vec<Option<f64>>,
}

/// The recipient's figure.
pub enum Shown {
    Value { text: String, below: String, chip: Box<Chip> },
    Gap(String),
}

impl Stages {
    /// Makes everything anew where the case, the data, the criterion or the language is another.
    pub fn refresh(&mut self, session: &Session) {
        let (Place::Criterion(criterion), Some(dossier)) = (session.place, session.dossier())
        else {
            return;
        };
        let (lang, bundle) = (session.lang, &session.bundle);
        let same = |made: &MadeFor| {
            Arc::ptr_eq(&made.dossier, dossier)
                && Arc::ptr_eq(&made.bundle, bundle)
                && (made.criterion, made.lang) == (criterion, lang)
        };
        if self.made_for.as_ref().is_some_and(same) {
            return;
        }
        self.panel = None;
        let rules = bundle.rules.stages.as_ref().filter(|rules| rules.criterion == criterion);
        if let Some(rules) = rules {
            self.panel = panel(lang, bundle, rules, dossier);
            self.make_table(session, rules, dossier);
        }
        let (dossier, bundle) = (Arc::clone(dossier), Arc::clone(bundle));
        self.made_for = Some(MadeFor { dossier, bundle, lang, criterion });
    }

    fn make_table(&mut self, session: &Session, rules: &StageRules, dossier: &Dossier) {
        let table_for = TableFor {
            bundle: Arc::as_ptr(&session.bundle),
            lang: session.lang,
            destination: dossier.request.destination,
            day: dossier.assessed_on,
            case: dossier.case_facts(),
        };
        if self.table_for.as_ref() == Some(&table_for) {
            return;
        }
        self.table_for = Some(table_for);
        let figures = stages::figures(&session.bundle, dossier);
        self.table = figures.map(|figures| table(session, rules, &figures));
    }
}

fn panel(lang: Lang, bundle: &Bundle, rules: &StageRules, dossier: &Dossier) -> Option<Panel> {
    let found = stages::of_case(bundle, dossier)?;
    let of_filter = rules.filter.iter().filter_map(|id| found.standing(*id));
    Some(Panel {
        standings: of_filter.map(|it| (it.question, words::standing(lang, it))).collect(),
        first: words::first_stage(lang, rules, &found),
        second: words::second_stage(lang, rules, &found, dossier),
        passed: found.filter == Filter::Passed,
        needed: found.second.call == Call::Needed,
        rule: rules.text.get(lang).to_owned(),
    })
}

fn table(session: &Session, rules: &StageRules, figures: &Figures) -> Table {
    let lang = session.lang;
    let state = session.bundle.atlas.country(figures.iso3);
    let region = figures.region.get(lang);
    let income = match &figures.income {
        Some(name) => fill(lang, Key::StagesColumnIncome, &[("name", name.get(lang))]),
        None => say(lang, Key::StagesNoIncome).to_owned(),
    };
    let shown: Vec<QuestionId> =
        std::iter::once(rules.alone).chain(rules.together.of.iter().copied()).collect();
    let shown = words::questions(lang, &shown);
    Table {
        head: fill(lang, Key::StagesFigures, &[("questions", &shown)]),
        columns: [
            state.map_or_else(String::new, |state| state.name.get(lang).to_owned()),
            fill(lang, Key::StagesColumnRegion, &[("name", region)]),
            income,
            fill(lang, Key::StagesColumnYearsN, &[("n", &rules.years.to_string())]),
        ],
        rows: figures.rows.iter().map(|row| line(session, figures, row)).collect(),
    }
}

fn line(session: &Session, figures: &Figures, row: &Row) -> Line {
    let (lang, bundle) = (session.lang, &*session.bundle);
    let reading = &row.reading;
    let mut below = vec![reading.unit.get(lang).to_owned()];
    below.extend(words::stage_limits(lang, bundle, row));
    below.retain(|line| !line.is_empty());
    let value = words::value(lang, reading);
    let figure = if reading.is_gap() {
        Shown::Gap(value)
    } else {
        let chip = chip(session, figures.iso3, reading.clone());
        let year = reading.year.map(|year| year.to_string());
        let publisher = reading.sources.first().map(|source| source.publisher.clone());
        let said = [year, Some(reading.age.word(lang).to_owned()), publisher];
        let said: Vec<String> = said.into_iter().flatten().filter(|it| !it.is_empty()).collect();
        let text = words::qualified(lang, reading.qualifier, &value);
        Shown::Value { text, below: said.join(" · "), chip: Box::new(chip) }
    };
    Line {
        question: row.question,
        name: reading.name.get(lang).to_owned(),
        below: below.join(" · "),
        figure,
        region: words::middle(lang, &row.region),
        income: words::middle(lang, &row.income),
        years: words::stage_years(lang, row)
            .unwrap_or_else(|| say(lang, Key::StagesNoYears).to_owned()),
        trend: row.years.iter().map(|(_, value)| value.map(|it| it.to_f64())).collect(),
    }
}
