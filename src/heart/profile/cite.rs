//! Which sources an element, and the whole profile, stands on.

use super::Maker;
use super::model::{Body, Element, Grid, Section};
use crate::atlas::{Citation, SourceCopy};

impl Maker<'_> {
    /// The source of a report's figure, for people: not the file it was read from.
    pub(super) fn cited(&self, citation: &Citation) -> SourceCopy {
        SourceCopy {
            title: self.word("cited", &citation.source),
            url: citation.url.clone(),
            place: citation.place.clone(),
            ..SourceCopy::default()
        }
    }
}

/// The sources of a body, each once.
pub fn of(body: &Body) -> Vec<SourceCopy> {
    let rows = |grid: &Grid| grid.rows.iter().map(|row| row.source.clone()).collect::<Vec<_>>();
    let found: Vec<SourceCopy> = match body {
        Body::Grid(grid) => rows(grid),
        Body::Lines(lines) => lines.traces.iter().map(|trace| trace.source.clone()).collect(),
        Body::Bars(bars) => bars.iter().map(|bar| bar.source.clone()).collect(),
        Body::Sides(sides) => sides.iter().flat_map(|side| rows(&side.grid)).collect(),
        Body::Strips(strips) => strips.iter().map(|strip| strip.source.clone()).collect(),
        Body::Treaties(rows) => rows.iter().filter_map(|row| row.source.clone()).collect(),
        Body::Embargoes(rows) => rows.iter().map(|row| row.source.clone()).collect(),
        Body::Events(rows) => rows.iter().map(|row| row.source.clone()).collect(),
        Body::Ratings(rows) => rows.iter().filter_map(|row| row.source.clone()).collect(),
        Body::Nothing | Body::Contradictions(_) | Body::Gaps(_) | Body::Sources => Vec::new(),
    };
    once(found)
}

/// Two places in one source are one source.
fn once(found: Vec<SourceCopy>) -> Vec<SourceCopy> {
    let mut kept: Vec<SourceCopy> = Vec::new();
    for mut source in found {
        source.place.clear();
        if source != SourceCopy::default() && !kept.iter().any(|known| same(known, &source)) {
            kept.push(source);
        }
    }
    kept
}

fn same(a: &SourceCopy, b: &SourceCopy) -> bool {
    a.id == b.id && a.title == b.title && a.vintage == b.vintage
}

/// Gives the list of sources what all other elements cite.
pub fn fill(sections: &mut [Section]) {
    let all = sections.iter().flat_map(|section| &section.elements).flat_map(|e| &e.sources);
    let all = once(all.cloned().collect());
    let elements = sections.iter_mut().flat_map(|section| &mut section.elements);
    for element in elements.filter(|element: &&mut Element| element.body == Body::Sources) {
        element.sources.clone_from(&all);
    }
}
