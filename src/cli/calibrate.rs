//! `kriterion calibrate`: how far a method agrees with ratings that somebody has published.

use super::out::{Failure, Out};
use super::{End, rate};
use crate::i18n::{Key, Word as _, fill, number, say};
use crate::import::Rejected;
use crate::import::publisher::PublisherFile;
use crate::import::publisher::ratings::{Contradicted, ratings};
use crate::shell::MOST_PUBLISHED;
use crate::store::{self, OpenProblem};
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::calibration::{Agreement, Fraction, calibrate};
use kriterion_heart::level::Level;
use kriterion_heart::rating::{AsOf, Inputs, levels};
use kriterion_heart::text::Lang;
use serde_json::{Value, json};
use std::path::Path;

/// The three levels in the order of the table.
const LEVELS: [Level; 3] = [Level::NotCritical, Level::PossiblyCritical, Level::Critical];

/// More rows are only counted.
const MOST_TOLD: usize = 100;
/// As much of a cell is shown.
const MOST_LETTERS: usize = 40;

pub fn run(
    out: &Out,
    bundle: &Bundle,
    path: &Path,
    method: Option<&str>,
    as_of: Option<u16>,
) -> Result<End, Failure> {
    let lang = out.lang;
    let method = &*rate::chosen(out, bundle, method)?;
    let bytes = store::read_limited(path, MOST_PUBLISHED)
        .map_err(|error| out.cannot_open(path, OpenProblem::from_io(&error)))?;
    let shown = path.display().to_string();
    let file = PublisherFile { name: &shown, bytes: &bytes };
    let level_words: Vec<(&str, Level)> = Level::ALL
        .into_iter()
        .flat_map(|level| Lang::ALL.map(|lang| (level.word(lang), level)))
        .collect();
    let read = ratings(&file, &bundle.atlas, &level_words).map_err(|why| Failure {
        end: End::Unreadable,
        message: words::labelled(lang, &shown, &words::not_read(lang, &why)),
    })?;
    let rejected = read.rejected.iter().map(|row| left_out(lang, row));
    let told = rejected.chain(read.contradicted.iter().map(|it| contradicted(lang, &shown, it)));
    for message in told.take(MOST_TOLD) {
        out.note(&message);
    }
    let more = (read.rejected.len() + read.contradicted.len()).saturating_sub(MOST_TOLD);
    if more > 0 {
        out.note(&fill(lang, Key::CalibrateMore, &[("n", &more.to_string())]));
    }
    if read.published.is_empty() {
        let message = fill(lang, Key::CalibrateNothing, &[("path", &shown)]);
        return Err(Failure { end: End::Unreadable, message });
    }
    let as_of = as_of.map_or(AsOf::Newest, AsOf::Year);
    let inputs = Inputs::for_method(bundle.world(), method, as_of).without_sources();
    let found = calibrate(&read.published, |iso3| Some(levels(&inputs, method, iso3)));
    let year = inputs.clock.year.to_string();
    let slots = [
        ("method", method.title.get(lang)),
        ("year", &year),
        ("n", &read.published.len().to_string()),
    ];
    let mut lines = vec![fill(lang, Key::CalibrateHead, &slots)];
    lines.extend(found.iter().map(|agreement| text(lang, agreement)));
    out.text_or_json(&lines.join("\n"), || found.iter().map(as_json).collect::<Value>())?;
    let is_whole = read.rejected.is_empty() && read.contradicted.is_empty();
    Ok(if is_whole { End::Fine } else { End::Findings })
}

/// A row with what stands in its cell, cut where that is long.
fn left_out(lang: Lang, row: &Rejected) -> String {
    let cut: String = row.found.chars().take(MOST_LETTERS).collect();
    let found = if cut.len() < row.found.len() { format!("{cut}…") } else { cut };
    words::left_out(lang, &Rejected { found, ..row.clone() })
}

fn contradicted(lang: Lang, file: &str, twice: &Contradicted) -> String {
    let slots = [
        ("file", file),
        ("line", &twice.line.to_string()),
        ("first", &twice.first.to_string()),
        ("state", twice.iso3.as_str()),
        ("n", &twice.criterion.to_string()),
    ];
    fill(lang, Key::CalibrateContradicted, &slots)
}

fn text(lang: Lang, agreement: &Agreement) -> String {
    let share = |share: Option<Fraction>| {
        share.map_or_else(|| say(lang, Key::CalibrateNone).to_owned(), |it| rounded(lang, it))
    };
    let head = words::criterion(lang, agreement.criterion);
    let n = agreement.n().to_string();
    let [linear, quadratic] = [agreement.kappa_linear(), agreement.kappa_quadratic()].map(share);
    let mut lines = vec![match agreement.majority() {
        Some((level, baseline)) => {
            let slots = [
                ("n", n.as_str()),
                ("share", &share(agreement.share())),
                ("level", level.word(lang)),
                ("baseline", &rounded(lang, baseline)),
                ("linear", &linear),
                ("quadratic", &quadratic),
            ];
            words::labelled(lang, &head, &fill(lang, Key::CalibrateLine, &slots))
        }
        None => words::labelled(lang, &head, say(lang, Key::CalibrateNothingCompared)),
    }];
    if agreement.n() > 0 && agreement.kappa_linear().is_none() {
        lines.push(format!("  {}", say(lang, Key::CalibrateOneClass)));
    }
    if agreement.n() > 0 {
        for (level, row) in LEVELS.into_iter().zip(agreement.table.0) {
            let cells = LEVELS.into_iter().zip(row);
            let cells = cells.map(|(by_method, count)| format!("{} {count}", by_method.word(lang)));
            let cells = cells.collect::<Vec<_>>().join(" · ");
            let slots = [("level", level.word(lang)), ("cells", cells.as_str())];
            lines.push(format!("  {}", fill(lang, Key::CalibrateRow, &slots)));
        }
    }
    for (states, key) in
        [(&agreement.no_data, Key::CalibrateNoData), (&agreement.unrated, Key::CalibrateUnrated)]
    {
        if !states.is_empty() {
            let (n, codes) = (states.len().to_string(), codes(states).join(", "));
            lines.push(format!("  {}", fill(lang, key, &[("n", &n), ("states", &codes)])));
        }
    }
    lines.join("\n")
}

fn rounded(lang: Lang, share: Fraction) -> String {
    number(lang, share.value(), 2)
}

fn codes(states: &[Iso3]) -> Vec<&str> {
    states.iter().map(Iso3::as_str).collect()
}

/// `null` where a figure is not defined.
fn as_json(agreement: &Agreement) -> Value {
    let value = |share: Option<Fraction>| share.map(Fraction::value);
    let majority = agreement.majority();
    let apart: Vec<Value> = agreement
        .apart
        .iter()
        .map(|(iso3, published, by_method)| {
            json!({ "iso3": iso3, "published": published.code(), "method": by_method.code() })
        })
        .collect();
    json!({
        "criterion": agreement.criterion,
        "n": agreement.n(),
        "agreement": value(agreement.share()),
        "kappa_weighted": value(agreement.kappa_linear()),
        "kappa_quadratic": value(agreement.kappa_quadratic()),
        "majority_baseline": value(majority.map(|(_, share)| share)),
        "majority_level": majority.map(|(level, _)| level.code()),
        "no_data": agreement.no_data.len(),
        "no_data_states": codes(&agreement.no_data),
        "unrated": agreement.unrated.len(),
        "unrated_states": codes(&agreement.unrated),
        "levels": LEVELS.map(Level::code),
        "confusion": agreement.table.0,
        "apart": apart,
    })
}
