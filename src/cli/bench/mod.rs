//! `kriterion bench`: the project's own figures, measured where the program runs.

mod keystrokes;
mod large;
mod starts;

use super::out::{Failure, Out};
use super::{End, rate};
use crate::sample::{self, METHOD};
use crate::store::SaveProblem;
use crate::{bundle, cli};
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::dossier::Dossier;
use kriterion_heart::pinned;
use kriterion_heart::rating::{self, AsOf, Inputs};
use kriterion_heart::score;
use kriterion_heart::search::SearchIndex;
use kriterion_heart::text::Lang;
use serde_json::{Value, json};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

/// Each figure is the best of so many runs: what the work costs, not what else the machine did.
const RUNS: usize = 5;
const QUERIES: [&str; 4] = ["Tokayev", "freedom kazakhstan", "military expenditure", "embargo"];

const FRAME_FIGURES: [&str; 6] = [
    "frame_criterion",
    "paint_criterion",
    "frame_request",
    "frame_typing",
    "frame_large",
    "frame_large_typing",
];
const KEYSTROKE_FIGURES: [&str; 3] =
    ["index_search_memory", "search_keystroke_median", "search_keystroke_worst"];
const START_FIGURES: [&str; 5] =
    ["first_frame", "first_frame_empty_eframe", "first_frame_ratio", "idle_cpu", "memory"];

/// Name, value and unit.
pub type Figure = (String, f64, &'static str);

/// Figures that somebody else measures: the window, of which this module knows nothing.
pub type Extra = fn(&Arc<Bundle>) -> Vec<Figure>;

/// `only` names one figure, or the beginning of several names.
pub fn run(out: &Out, only: Option<&str>, frames: Extra) -> Result<End, Failure> {
    let mut figures = figures(only);
    let wanted = |name: &str| only.is_none_or(|only| name.starts_with(only));
    let mut add = |more: Vec<Figure>| {
        figures.extend(more.into_iter().filter(|(name, ..)| wanted(name)));
    };
    if FRAME_FIGURES.iter().any(|name| wanted(name)) {
        add(frames(&bundle::load()));
    }
    if START_FIGURES.iter().any(|name| wanted(name)) {
        add(starts::figures());
    }
    // Only when asked for: it takes a while, and three gigabytes of disk.
    if only.is_some_and(|only| only.starts_with("large")) {
        let told = large::figures(&bundle::load()).map_err(|error| {
            out.cannot_save(&std::env::temp_dir(), SaveProblem::from_io(&error))
        })?;
        figures.extend(
            told.into_iter().filter(|(name, ..)| only.is_none_or(|only| name.starts_with(only))),
        );
    }
    let lines: Vec<String> =
        figures.iter().map(|(name, value, unit)| format!("{name}\t{value:.3}\t{unit}")).collect();
    out.text_or_json(&lines.join("\n"), || {
        let of =
            |(name, value, unit): &Figure| json!({ "name": name, "value": value, "unit": unit });
        figures.iter().map(of).collect::<Value>()
    })
}

fn figures(only: Option<&str>) -> Vec<Figure> {
    let mut figures = Vec::new();
    let wanted = |name: &str| only.is_none_or(|only| name.starts_with(only));
    let mut measure = |name: &str, work: &mut dyn FnMut()| {
        if wanted(name) {
            figures.push((name.to_owned(), best(work), "ms"));
        }
    };
    measure("load_bundle", &mut || drop(black_box(bundle::load())));
    let bundle = bundle::load();
    let atlas = &bundle.atlas;
    measure("rate_all", &mut || rate_all(&bundle, METHOD));
    measure("rate_all_methods", &mut || {
        for method in &bundle.methods {
            rate_all(&bundle, &method.id);
        }
    });
    measure("index_search", &mut || drop(black_box(SearchIndex::new(atlas))));
    let index = SearchIndex::new(atlas);
    measure("search", &mut || {
        for query in QUERIES {
            black_box(index.search(atlas, Lang::En, query, None, usize::MAX));
        }
    });
    let dossier = sample::dossier(&bundle, Lang::En, cli::today());
    measure("assess_sample", &mut || drop(black_box(score::assess(&bundle.rules, &dossier))));
    changes(&bundle, &dossier, &mut measure);
    if KEYSTROKE_FIGURES.iter().any(|name| wanted(name)) {
        let told = keystrokes::figures(atlas, &index);
        figures.extend(told.into_iter().filter(|(name, ..)| wanted(name)));
    }
    figures
}

/// What would change it: of a case with its country, of the same with everything open and ten thousand pieces of
/// evidence, and of every state.
fn changes(bundle: &Bundle, sample: &Dossier, measure: &mut dyn FnMut(&str, &mut dyn FnMut())) {
    let of_case = |case: &Dossier| {
        for criterion in 1..=8 {
            let country = pinned::country_flips(case, bundle, criterion);
            black_box(score::flips(&bundle.rules, case, criterion, country.as_ref()));
        }
    };
    measure("changes_sample", &mut || of_case(sample));
    let mut largest = sample::large(bundle, large::PIECES);
    largest.answers.clear();
    measure("changes_largest", &mut || of_case(&largest));
    measure("changes_all_states", &mut || {
        let Some(method) = bundle.method(METHOD) else { return };
        let inputs = Inputs::for_method(bundle.world(), method, AsOf::Newest);
        for country in &bundle.atlas.countries {
            for rating in rating::rate(&inputs, method, country.iso3).criteria {
                black_box(rating::flips(&inputs, method, country.iso3, &rating));
            }
        }
    });
}

fn rate_all(bundle: &Bundle, method: &str) {
    let states: Vec<Iso3> = bundle.atlas.countries.iter().map(|country| country.iso3).collect();
    if let Some(method) = bundle.method(method) {
        black_box(rate::ratings(bundle, method, &states, AsOf::Newest));
    }
}

/// Milliseconds of the fastest run.
fn best(work: &mut dyn FnMut()) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..RUNS {
        let start = Instant::now();
        work();
        best = best.min(start.elapsed().as_secs_f64() * 1000.0);
    }
    best
}
