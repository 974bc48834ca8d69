//! What the page of incidents remembers, and what it shows: made when the case changes, never while drawing.

use crate::gui::chart::{Chart, ChartState, ChartTrace};
use crate::i18n::{self, Key, Word as _};
use crate::session::Session;
use crate::words::{self, Count, Sorted};
use kriterion_heart::dossier::{Dossier, Incident, IncidentFinding, IncidentId};
use kriterion_heart::ledger::{Pattern, pattern};
use kriterion_heart::text::{Lang, fold};
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    #[default]
    List,
    Pattern,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reviewed {
    #[default]
    All,
    Drafts,
    Accepted,
}

/// Which entries the list shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    pub words: String,
    pub reviewed: Reviewed,
    pub criterion: Option<u8>,
}

#[derive(Default)]
pub struct IncidentsState {
    case: String,
    pub view: View,
    pub filter: Filter,
    /// The entry whose form is open.
    pub open: Option<IncidentId>,
    /// A form was opened: the keyboard goes to its beginning.
    pub fresh: bool,
    /// What is being typed and is no date or number yet, by field.
    pub typed: BTreeMap<String, String>,
    pub reason: String,
    /// The list shows all that fit, however many.
    pub all: bool,
    /// `None`: as many as the rules say.
    pub years: Option<u16>,
    /// The number whose entries are shown.
    pub expanded: Option<String>,
    pub chart_state: ChartState,
    pub shown: Arc<Shown>,
    made_for: Option<(Arc<Dossier>, Lang, u16)>,
}

/// Everything in words.
#[derive(Default)]
pub struct Shown {
    pub rows: Vec<Row>,
    pub pattern: Option<Pattern>,
    pub statement: Vec<Count>,
    pub harm: Vec<Count>,
    pub not_counted: Vec<Count>,
    pub tables: Vec<Sorted>,
    pub chart: Chart,
}

/// An entry in the list.
pub struct Row {
    pub id: IncidentId,
    /// When and what.
    pub title: String,
    /// Review, finding, who, and what it serves.
    pub below: String,
    pub is_accepted: bool,
    criteria: Vec<u8>,
    /// All that the filter looks at.
    words: String,
}

impl Row {
    fn new(session: &Session, id: &IncidentId, incident: &Incident) -> Self {
        let (lang, bundle) = (session.lang, &session.bundle);
        let when = words::incident_when(lang, incident);
        let name = words::incident_name(lang, incident);
        let mut below = vec![words::incident_review(lang, incident)];
        below.extend(incident.finding.map(|finding| finding.word(lang).to_owned()));
        below.extend(incident.actor.map(|actor| actor.word(lang).to_owned()));
        let criteria: Vec<u8> = (1..=8).filter(|number| incident.serves(*number)).collect();
        let names: Vec<String> = criteria.iter().map(u8::to_string).collect();
        if !names.is_empty() {
            let n = names.join(", ");
            below.push(i18n::fill(lang, Key::IncidentCriterionN, &[("n", &n)]));
        }
        let origin = incident.origin.as_ref().filter(|origin| origin.certainty != "reported");
        below.extend(origin.map(|origin| words::certainty(lang, bundle, &origin.certainty)));
        let words = words::incident_lines(lang, bundle, incident).join(" ");
        Self {
            id: id.clone(),
            title: format!("{when} · {name}"),
            below: below.join(" · "),
            is_accepted: incident.is_accepted(),
            criteria,
            words: fold(&format!("{id} {words}")),
        }
    }

    fn fits(&self, filter: &Filter, words: &[String]) -> bool {
        let reviewed = match filter.reviewed {
            Reviewed::All => true,
            Reviewed::Drafts => !self.is_accepted,
            Reviewed::Accepted => self.is_accepted,
        };
        reviewed
            && filter.criterion.is_none_or(|number| self.criteria.contains(&number))
            && words.iter().all(|word| self.words.contains(word.as_str()))
    }
}

impl IncidentsState {
    /// Opens the form of an entry.
    pub fn begin(&mut self, id: IncidentId) {
        self.open = Some(id);
        self.fresh = true;
        self.typed.clear();
        self.reason.clear();
    }

    pub fn close(&mut self) {
        self.open = None;
        self.typed.clear();
    }

    /// The list of what serves one criterion.
    pub fn show_criterion(&mut self, number: u8) {
        self.close();
        self.view = View::List;
        self.filter = Filter { criterion: Some(number), ..Filter::default() };
    }

    pub fn years(&self, session: &Session) -> u16 {
        self.years.unwrap_or(session.bundle.ledger.years)
    }

    /// The rows that fit the filter.
    pub fn rows(&self) -> Vec<usize> {
        let words: Vec<String> =
            fold(&self.filter.words).split_whitespace().map(str::to_owned).collect();
        let rows = self.shown.rows.iter().enumerate();
        rows.filter(|(_, row)| row.fits(&self.filter, &words)).map(|(at, _)| at).collect()
    }

    /// The first draft after an entry, in the order of the list.
    pub fn next_draft(&self, after: &IncidentId) -> Option<IncidentId> {
        let rows = &self.shown.rows;
        let at = rows.iter().position(|row| row.id == *after).map_or(0, |at| at + 1);
        let around = rows.iter().skip(at).chain(rows.iter().take(at));
        around.filter(|row| row.id != *after).find(|row| !row.is_accepted).map(|row| row.id.clone())
    }

    /// Makes what is shown anew, where case, language or years are others.
    pub fn refresh(&mut self, session: &Session) {
        let Some(dossier) = session.dossier() else {
            *self = Self::default();
            return;
        };
        if self.case != dossier.id {
            *self = Self { case: dossier.id.clone(), ..Self::default() };
        }
        let years = self.years(session);
        let is_known = self.made_for.as_ref().is_some_and(|(case, lang, back)| {
            let is_same = Arc::ptr_eq(case, dossier)
                || case.incidents == dossier.incidents && case.assessed_on == dossier.assessed_on;
            (*lang, *back) == (session.lang, years) && is_same
        });
        if !is_known {
            self.shown = Arc::new(Shown::new(session, dossier, years));
        }
        self.made_for = Some((Arc::clone(dossier), session.lang, years));
    }
}

impl Shown {
    fn new(session: &Session, dossier: &Dossier, years: u16) -> Self {
        let (lang, bundle) = (session.lang, &session.bundle);
        let found = pattern(dossier, years);
        let mut entries: Vec<_> = dossier.incidents.iter().collect();
        // Newest first; what has no date comes last.
        entries.sort_by_key(|(id, it)| (std::cmp::Reverse(it.date.or(it.until)), (*id).clone()));
        Self {
            rows: entries.iter().map(|(id, incident)| Row::new(session, id, incident)).collect(),
            statement: words::pattern_statement(lang, &found),
            harm: words::pattern_harm(lang, &found, &dossier.incidents),
            not_counted: words::pattern_not_counted(lang, &found),
            tables: words::pattern_tables(lang, bundle, &found),
            chart: chart(lang, dossier, &found),
            pattern: Some(found),
        }
    }

    /// An entry in one line.
    pub fn title<'a>(&'a self, id: &'a IncidentId) -> &'a str {
        self.rows.iter().find(|row| row.id == *id).map_or(id.as_str(), |row| &row.title)
    }
}

/// Reviewed entries by year, and how many of them are likely. These are counts of entries, so that none is zero.
fn chart(lang: Lang, dossier: &Dossier, found: &Pattern) -> Chart {
    let is_likely = |id: &&IncidentId| {
        let entry = dossier.incidents.get(*id);
        entry.is_some_and(|entry| entry.finding == Some(IncidentFinding::Likely))
    };
    let trace = |key: Key, count: &dyn Fn(&[IncidentId]) -> usize| {
        let counts: Vec<usize> = found.timeline.iter().map(|year| count(&year.ids)).collect();
        ChartTrace {
            name: i18n::say(lang, key).to_owned(),
            values: counts.iter().map(|n| Some(*n as f64)).collect(),
            said: counts.iter().map(usize::to_string).collect(),
        }
    };
    let traces = vec![
        trace(Key::PatternChartEntries, &|ids| ids.len()),
        trace(Key::PatternChartLikely, &|ids| ids.iter().filter(is_likely).count()),
    ];
    let title = i18n::say(lang, Key::PatternTimeline).to_owned();
    let unit = i18n::say(lang, Key::PatternChartUnit).to_owned();
    let years = found.timeline.iter().map(|year| year.year).collect();
    let from = found.window.from;
    // Only where it lies between the bars.
    let is_inside = found.timeline.first().is_some_and(|first| first.year <= from.year);
    let since = f64::from(from.year) - 0.5 + f64::from(from.month.max(1) - 1) / 12.0;
    let mut chart = Chart::new(title, unit, years, traces);
    chart.are_bars = true;
    if is_inside {
        chart.since = Some(since);
        chart.note = i18n::fill(lang, Key::PatternChartSince, &[("from", &i18n::date(lang, from))]);
    }
    chart
}
