//! The file of a manuscript: RON, and its outermost enum is the format number. A file of somebody else is hostile.

use super::Manuscript;
use crate::profile::{Body, Cell, Grid};
use ron::extensions::Extensions;
use serde::{Deserialize, Serialize};

/// A report with all facts has a few megabytes.
pub const MOST_BYTES: usize = 64 << 20;
/// Longer than the history of states; a chart draws every year.
const MOST_YEARS: u16 = 300;
const NEWEST: u32 = 1;

#[derive(Serialize, Deserialize)]
enum ManuscriptFile<M> {
    V1(M),
}

/// Why a file is no manuscript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    TooLarge {
        mib: usize,
    },
    /// Not a manuscript at all.
    Foreign,
    Newer {
        found: u32,
        known: u32,
    },
    Garbled {
        line: usize,
        column: usize,
        why: String,
    },
    /// The facts are about another state than the report.
    OtherState {
        report: String,
        facts: String,
    },
    /// A value that is no number, or a table whose rows do not fit its columns; the element where it stands.
    Broken {
        element: String,
    },
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// The author's part on lines of its own; facts are closely packed, for nobody edits them by hand.
pub fn to_ron(manuscript: &Manuscript) -> Result<String, String> {
    let pretty = ron::ser::PrettyConfig::new()
        .indentor("  ".to_owned())
        .new_line("\n".to_owned())
        .depth_limit(4)
        .escape_strings(true);
    options()
        .to_string_pretty(&ManuscriptFile::V1(manuscript), pretty)
        .map_err(|error| error.to_string())
}

pub fn from_ron(text: &str) -> Result<Manuscript, FileFault> {
    if text.len() > MOST_BYTES {
        return Err(FileFault::TooLarge { mib: MOST_BYTES >> 20 });
    }
    match format_number(text) {
        None => return Err(FileFault::Foreign),
        Some(found) if found > NEWEST => return Err(FileFault::Newer { found, known: NEWEST }),
        Some(_) => (),
    }
    let read: Result<ManuscriptFile<Manuscript>, _> = options().from_str(text);
    let ManuscriptFile::V1(manuscript) = read.map_err(|error| FileFault::Garbled {
        line: error.span.start.line,
        column: error.span.start.col,
        why: error.code.to_string(),
    })?;
    check(&manuscript)?;
    Ok(manuscript)
}

/// The number behind the `V` that a file begins with.
fn format_number(text: &str) -> Option<u32> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let digits = text.strip_prefix('V')?;
    let end = digits.find(|c: char| !c.is_ascii_digit())?;
    let (number, rest) = digits.split_at(end);
    rest.trim_start().starts_with('(').then(|| number.parse().ok())?
}

/// What the types cannot say: every value is a number, every row fits its columns, no chart has endless years.
fn check(manuscript: &Manuscript) -> Result<(), FileFault> {
    if manuscript.facts.iso3 != manuscript.iso3 {
        return Err(FileFault::OtherState {
            report: manuscript.iso3.to_string(),
            facts: manuscript.facts.iso3.to_string(),
        });
    }
    for (name, pin) in &manuscript.pins {
        if !is_number(&pin.cell) {
            return Err(FileFault::Broken { element: name.clone() });
        }
    }
    let elements = manuscript.facts.sections.iter().flat_map(|section| &section.elements);
    for element in elements {
        if !is_sound(&element.body) {
            return Err(FileFault::Broken { element: element.id.clone() });
        }
    }
    Ok(())
}

fn is_number(cell: &Cell) -> bool {
    cell.value.is_none_or(f64::is_finite) && cell.decimals <= 9
}

fn is_sound(body: &Body) -> bool {
    let grid = |grid: &Grid| {
        grid.rows
            .iter()
            .all(|row| row.cells.len() == grid.columns.len() && row.cells.iter().all(is_number))
    };
    match body {
        Body::Grid(one) => grid(one),
        Body::Sides(sides) => sides.iter().all(|side| grid(&side.grid)),
        Body::Bars(bars) => bars.iter().all(|bar| is_number(&bar.cell)),
        Body::Lines(lines) => {
            let Some(span) = lines.last.checked_sub(lines.first) else { return false };
            let fits = |points: usize| points == usize::from(span) + 1;
            span < MOST_YEARS
                && lines.traces.iter().all(|trace| {
                    fits(trace.points.len())
                        && trace.points.iter().all(|p| p.value.is_none_or(f64::is_finite))
                })
        }
        _ => true,
    }
}
