//! What a letter costs in the search over all states, and what its index holds.

use super::{Figure, best};
use kriterion_heart::atlas::Atlas;
use kriterion_heart::search::SearchIndex;
use kriterion_heart::text::Lang;
use std::hint::black_box;

/// Typed letter by letter.
const TYPED: [&str; 12] = [
    "kasachstan militärausgaben 2024",
    "corruption",
    "a",
    "e",
    "toqajew",
    "att",
    "deaths 2022",
    "embargo ru",
    "rüstungsimporte",
    "kaz freedom",
    "droits de l'homme",
    "238",
];
/// As many hits as the window shows.
const SHOWN: usize = 60;

pub fn figures(atlas: &Atlas, index: &SearchIndex) -> Vec<Figure> {
    let mut spent: Vec<f64> = Vec::new();
    for text in TYPED {
        for (at, letter) in text.char_indices() {
            let query = text.get(..at + letter.len_utf8()).unwrap_or(text);
            spent.push(best(&mut || {
                black_box(index.search(atlas, Lang::En, query, None, SHOWN));
            }));
        }
    }
    spent.sort_by(f64::total_cmp);
    let ms = |name: &str, value: Option<&f64>| {
        value.map(|value| (format!("search_keystroke_{name}"), *value, "ms"))
    };
    let mib = index.bytes() as f64 / (1024.0 * 1024.0);
    let mut figures = vec![("index_search_memory".to_owned(), mib, "MiB")];
    figures.extend(ms("median", spent.get(spent.len() / 2)));
    figures.extend(ms("worst", spent.last()));
    figures
}
