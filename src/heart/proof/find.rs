//! Collects findings, gives each its id, and puts them in the order of the text.

use super::figure::Figure;
use super::model::{Finding, Fix, Kind, Other, Said, Severity};
use super::page::{Line, Page};
use crate::text::fold;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

pub struct Report<'p, 'a> {
    page: &'p Page<'a>,
    found: Vec<Finding>,
    /// Block and bytes of numbers that a rule has found wrong: no second rule tells them again.
    told: HashSet<(usize, usize)>,
}

impl<'p, 'a> Report<'p, 'a> {
    pub fn new(page: &'p Page<'a>) -> Self {
        Self { page, found: Vec::new(), told: HashSet::new() }
    }

    pub fn is_told(&self, block: usize, at: &Range<usize>) -> bool {
        self.told.contains(&(block, at.start))
    }

    pub fn add(
        &mut self,
        (kind, severity): (Kind, Severity),
        (block, at): (usize, Range<usize>),
        other: Other,
    ) {
        self.push(kind, severity, block, at, Said::default(), other, None);
    }

    pub fn add_fixed(
        &mut self,
        (kind, severity): (Kind, Severity),
        (block, at): (usize, Range<usize>),
        other: Other,
        fix: Option<Fix>,
    ) {
        self.push(kind, severity, block, at, Said::default(), other, fix);
    }

    /// On a figure of a line.
    pub fn on_figure(
        &mut self,
        (kind, severity): (Kind, Severity),
        (line, figure): (&Line, &Figure),
        year: Option<u16>,
        other: Other,
        fix: Option<Fix>,
    ) {
        // That the data are silent does not settle it.
        if kind != Kind::NotInData {
            self.told.insert((line.block, figure.at.start));
        }
        let said = Said {
            words: String::new(),
            value: Some(figure.value),
            year,
            unit: figure.unit.code().to_owned(),
        };
        self.push(kind, severity, line.block, figure.at.clone(), said, other, fix);
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a finding, in one place")]
    fn push(
        &mut self,
        kind: Kind,
        severity: Severity,
        block: usize,
        at: Range<usize>,
        said: Said,
        other: Other,
        fix: Option<Fix>,
    ) {
        let words = self.page.text(block, &at).to_owned();
        let says = Said { words, ..said };
        self.found.push(Finding { kind, severity, block, at, says, other, fix, id: String::new() });
    }

    pub fn finish(self, most: usize) -> Vec<Finding> {
        let Self { page, mut found, .. } = self;
        found.sort_by(|a, b| {
            (a.block, a.at.start, a.severity, a.kind)
                .cmp(&(b.block, b.at.start, b.severity, b.kind))
        });
        found.dedup_by(|a, b| a.kind == b.kind && a.block == b.block && a.at == b.at);
        found.truncate(most);
        let mut seen: HashMap<String, usize> = HashMap::new();
        for finding in &mut found {
            let id = id(page, finding);
            let nth = seen.entry(id.clone()).or_default();
            *nth += 1;
            finding.id = if *nth == 1 { id } else { format!("{id}-{nth}") };
        }
        found
    }
}

/// Of the kind and of the sentence around the words, whatever its spaces and signs.
fn id(page: &Page<'_>, finding: &Finding) -> String {
    let around = page
        .lines_of(finding.block)
        .iter()
        .find(|line| line.at.start <= finding.at.start && finding.at.end <= line.at.end);
    let range = around.map_or_else(|| finding.at.clone(), |line| line.at.clone());
    let mut hash = Sha256::new();
    hash.update(finding.kind.code());
    for text in [page.text(finding.block, &range), &finding.says.words] {
        hash.update([0]);
        let plain: String = fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
        hash.update(plain);
    }
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
