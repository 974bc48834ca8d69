//! The facts beside the questions: made once when case or language changes, never while drawing.

use crate::gui::cx::Cx;
use crate::gui::relooks::Relooks;
use crate::gui::stages::Stages;
use crate::gui::why::Why;
use crate::i18n::{self, Key};
use crate::session::{Place, Session};
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{Evidence, Incident, IncidentId};
use kriterion_heart::evidence;
use kriterion_heart::ledger::{self, case_facts};
use kriterion_heart::level::Finding;
use kriterion_heart::rating::{self, Age, CaseFacts, Reading, ReadingValue};
use kriterion_heart::rulebook::{QuestionId, RegistryEntry};
use kriterion_heart::search::Hit;
use kriterion_heart::text::Lang;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One fact worth looking at.
#[derive(Debug, Clone)]
pub struct Chip {
    pub key: String,
    /// The key of the bundled observation that was read.
    pub fact: Option<String>,
    /// The bundled series with its years.
    pub series: Option<String>,
    /// `Freedom in the World: 23 (2025)`.
    pub text: String,
    pub source: String,
    pub old: bool,
    /// The last ten years of the series, gaps as gaps; empty where there is no series.
    pub trend: Vec<Option<f64>>,
    /// Ready to be attached.
    pub evidence: Evidence,
}

/// What the bundled data would answer. The officer confirms.
#[derive(Debug, Clone)]
pub struct Hint {
    pub finding: Finding,
    pub because: String,
}

/// What the incidents of the case suggest, in words, and what of them has aged out.
#[derive(Debug, Clone)]
pub struct LedgerHint {
    pub said: String,
    pub aged: Option<String>,
}

/// The chips and hints of the criterion at hand.
#[derive(Default)]
pub struct Facts {
    /// Where and at which revision of the case they were looked at last.
    seen: Option<Seen>,
    made_for: Option<Basis>,
    chips: BTreeMap<QuestionId, Vec<Chip>>,
    gaps: BTreeMap<QuestionId, Vec<String>>,
    overview: Vec<Chip>,
    hints: BTreeMap<QuestionId, Hint>,
    /// What the incident ledger suggests.
    ledger: BTreeMap<QuestionId, LedgerHint>,
    /// What the case rests on that says something else by now.
    pub relooks: Relooks,
    /// Why the criterion at hand has its level.
    pub why: Why,
    /// The two stages of the criterion at hand.
    pub stages: Stages,
}

struct Seen {
    place: Place,
    revision: u64,
    lang: Lang,
    destination: Option<Iso3>,
    bundle: Arc<Bundle>,
}

impl Seen {
    fn is(&self, other: &Self) -> bool {
        let key = |seen: &Self| (seen.place, seen.revision, seen.lang, seen.destination);
        key(self) == key(other) && Arc::ptr_eq(&self.bundle, &other.bundle)
    }
}

/// Everything that chips and hints depend on; a typed reason is not among it.
#[derive(Debug, PartialEq)]
struct Basis {
    place: Place,
    lang: Lang,
    destination: Option<Iso3>,
    day: Option<Date>,
    case: CaseFacts,
    /// What the ledger suggests rests on, too.
    ledger: BTreeMap<IncidentId, Incident>,
    data_hash: String,
}

impl Facts {
    pub fn chips(&self, id: QuestionId) -> &[Chip] {
        self.chips.get(&id).map_or(&[], Vec::as_slice)
    }

    /// What the program has no figure for, one line for each reason.
    pub fn gaps(&self, id: QuestionId) -> &[String] {
        self.gaps.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The facts of all questions of the criterion, each once.
    pub fn overview(&self) -> &[Chip] {
        &self.overview
    }

    /// The key of the bundled fact behind a key: a reading rests on an observation.
    pub fn fact_key<'k>(&'k self, key: &'k str) -> &'k str {
        let chip = self.overview.iter().find(|chip| chip.key == key);
        chip.and_then(|chip| chip.fact.as_deref()).unwrap_or(key)
    }

    pub fn hint(&self, id: QuestionId) -> Option<&Hint> {
        self.hints.get(&id)
    }

    /// What the incidents suggest; never more than a suggestion.
    pub fn ledger_hint(&self, id: QuestionId) -> Option<&LedgerHint> {
        self.ledger.get(&id)
    }

    /// Makes them anew where what they depend on is another.
    pub fn refresh(&mut self, session: &Session) {
        let dossier = session.dossier();
        let destination = dossier.and_then(|dossier| dossier.request.destination);
        self.relooks.refresh(session);
        self.why.refresh(session);
        self.stages.refresh(session);
        let seen = Seen {
            place: session.place,
            revision: session.revision(),
            lang: session.lang,
            destination,
            bundle: Arc::clone(&session.bundle),
        };
        if self.seen.as_ref().is_some_and(|before| before.is(&seen)) {
            return;
        }
        self.seen = Some(seen);
        let rules = &session.bundle.ledger;
        let basis = Basis {
            place: session.place,
            lang: session.lang,
            destination,
            day: dossier.map(|dossier| dossier.assessed_on),
            data_hash: session.bundle.atlas.edition.hash.clone(),
            case: dossier.map(|dossier| case_facts(rules, dossier)).unwrap_or_default(),
            ledger: dossier.map(|dossier| dossier.incidents.clone()).unwrap_or_default(),
        };
        if self.made_for.as_ref() != Some(&basis) {
            self.make(session, &basis);
            self.made_for = Some(basis);
        }
    }

    fn make(&mut self, session: &Session, basis: &Basis) {
        self.chips.clear();
        self.gaps.clear();
        self.overview.clear();
        self.hints.clear();
        self.ledger.clear();
        let (Place::Criterion(number), Some(iso3), Some(day)) =
            (basis.place, basis.destination, basis.day)
        else {
            return;
        };
        let bundle = &session.bundle;
        let Some(criterion) = bundle.rules.criterion(number) else { return };
        let inputs = rating::Inputs::for_case(bundle.world(), day);
        let suggester = rating::Suggester::new(
            &bundle.atlas,
            &bundle.rules,
            &bundle.prefill,
            iso3,
            day,
            &basis.case,
        );
        for question in &criterion.questions {
            let readings = question.evidence.iter().map(|id| inputs.reading(id, iso3));
            let (gaps, facts): (Vec<_>, Vec<_>) =
                readings.partition(|reading| matches!(reading.value, ReadingValue::Gap(_)));
            // What the case itself answers is no gap.
            let gaps: Vec<Reading> =
                gaps.into_iter().filter(|gap| !basis.case.given.contains_key(&gap.id)).collect();
            self.gaps.insert(question.id, words::gap_lines(session.lang, &gaps));
            let said = session.dossier().and_then(|dossier| {
                let found = ledger::hint(&bundle.ledger, dossier, question.id)?;
                let said = words::ledger_hint(session.lang, &found);
                Some(LedgerHint { said, aged: words::ledger_aged(session.lang, &found) })
            });
            self.ledger.extend(said.map(|said| (question.id, said)));
            let chips: Vec<_> =
                facts.into_iter().map(|reading| chip(session, iso3, reading)).collect();
            for chip in &chips {
                if !self.overview.iter().any(|seen| seen.key == chip.key) {
                    self.overview.push(chip.clone());
                }
            }
            self.chips.insert(question.id, chips);
            if let Some(found) = suggester.suggest(question.id) {
                let because = found.rule.get(session.lang).to_owned();
                self.hints.insert(question.id, Hint { finding: found.finding, because });
            }
        }
    }
}

/// A reading as a fact that can be attached.
pub fn chip(session: &Session, iso3: Iso3, reading: Reading) -> Chip {
    let lang = session.lang;
    let text = words::reading(lang, &reading);
    let source = reading.sources.first().map_or_else(String::new, |source| {
        format!("{} · {} · {}", source.publisher, source.title.get(lang), source.vintage.get(lang))
    });
    let entry = session.bundle.rules.registry_entry(&reading.id);
    let series = entry.and_then(|entry| entry.bundled.first().cloned());
    let scale = entry.map_or_else(String::new, |entry| scale(lang, entry));
    let source = if scale.is_empty() { source } else { format!("{scale}\n{source}") };
    let trend = series.as_deref().map_or_else(Vec::new, |id| trend(session, iso3, id));
    let old = reading.age == Age::Old;
    let evidence = evidence::of_reading(&reading, iso3, words::value_text(&reading));
    let key = evidence.key.clone();
    let fact = series.as_ref().zip(reading.year);
    let fact = fact.map(|(series, year)| format!("observation/{iso3}/{series}/{year}"));
    Chip { key, fact, series, text, source, old, trend, evidence }
}

/// `0 to 100 · worse: lower`, where the registry says so.
fn scale(lang: Lang, entry: &RegistryEntry) -> String {
    let worse = entry.worse.get(lang);
    let worse = if worse.is_empty() {
        String::new()
    } else {
        i18n::fill(lang, Key::WorseIs, &[("worse", worse)])
    };
    let parts = [entry.scale.get(lang), &worse];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn trend(session: &Session, iso3: Iso3, series: &str) -> Vec<Option<f64>> {
    let points = session.bundle.atlas.points(series, iso3);
    let Some(last) = points.last() else { return Vec::new() };
    let years = last.year.saturating_sub(9)..=last.year;
    years.map(|year| points.iter().find(|point| point.year == year)?.value).collect()
}

/// `Freedom in the World: 23 (2025)`, as the search found it.
pub fn hit_words(cx: &Cx<'_>, hit: &Hit) -> String {
    // A coded value is said in the series' own words.
    let indicator = series_of(&hit.key).and_then(|id| cx.session.bundle.atlas.indicator(&id));
    let category = indicator.zip(hit.number).and_then(|(series, code)| series.category(code));
    let value = category
        .map(|text| cx.text(text).to_owned())
        .or_else(|| {
            let number = i18n::number_short(cx.lang, hit.number?);
            let unit = indicator.map_or("", |series| cx.text(&series.unit));
            Some(format!("{number} {unit}").trim_end().to_owned())
        })
        .or_else(|| words::hit_value(cx.lang, hit));
    let year = hit.year.map(|year| format!(" ({year})")).unwrap_or_default();
    match value {
        Some(value) if !value.is_empty() => format!("{}: {value}{year}", cx.text(&hit.label)),
        _ => format!("{}{year}", cx.text(&hit.label)),
    }
}

/// The source, and what of the reason the words of the hit do not show.
pub fn hit_below(cx: &Cx<'_>, hit: &Hit) -> String {
    let why = words::why(cx.lang, hit.why.iter().filter(|why| why.found.surprises()));
    let parts = [hit.source.as_str(), &why];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The series that a key speaks of: `observation/KAZ/fh_total/2025`, `indicator/fh_total`.
pub fn series_of(key: &str) -> Option<String> {
    let parts: Vec<&str> = key.split('/').collect();
    match parts.as_slice() {
        ["observation", _, series, _] | ["indicator", series] => Some((*series).to_owned()),
        _ => None,
    }
}
