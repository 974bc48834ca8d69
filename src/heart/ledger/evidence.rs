//! An entry of the ledger as a piece of evidence for a question.

use crate::atlas::SourceCopy;
use crate::dossier::{
    Credibility, Evidence, EvidenceKind, Grade, Incident, IncidentField, IncidentId,
    IncidentSource, Reliability, SourceField,
};
use crate::text::Text;
use std::collections::BTreeMap;

/// Longer words make no title.
const LONGEST_TITLE: usize = 90;

/// A copy of an entry, which serves no question yet.
pub fn as_evidence(id: &IncidentId, incident: &Incident) -> Evidence {
    let what = incident.field(IncidentField::What);
    let best = incident.sources.iter().min_by_key(|source| grade(source));
    let rest = [IncidentField::Place, IncidentField::Unit, IncidentField::Response]
        .map(|field| incident.field(field));
    let parts = std::iter::once(what).chain(rest).filter(|part| !part.trim().is_empty());
    Evidence {
        kind: EvidenceKind::Event,
        key: id.key(),
        title: Text::same(title(what, id)),
        extract: Text::same(parts.collect::<Vec<_>>().join(" · ")),
        figure: None,
        source: best.map(copy).unwrap_or_default(),
        dated: incident.date.or(incident.until),
        accessed: None,
        attachment: None,
        grade: best.map_or(Grade::D, grade),
        serves: BTreeMap::new(),
    }
}

/// The grade of evidence that the Admiralty scale comes to. What nobody has graded is weak; the best grade is left to
/// the officer, who alone knows whether a source is official.
pub fn grade(source: &IncidentSource) -> Grade {
    use Credibility::{Confirmed, PossiblyTrue, ProbablyTrue};
    use Reliability::{A, B, C};
    match (source.reliability, source.credibility) {
        (Some(A | B), Some(Confirmed | ProbablyTrue)) => Grade::B,
        (Some(A | B | C), Some(Confirmed | ProbablyTrue | PossiblyTrue)) => Grade::C,
        _ => Grade::D,
    }
}

fn copy(source: &IncidentSource) -> SourceCopy {
    SourceCopy {
        title: Text::same(source.field(SourceField::Title)),
        place: source.field(SourceField::Place).to_owned(),
        url: source.field(SourceField::Url).to_owned(),
        vintage: Text::same(source.dated.map(|date| date.to_string()).unwrap_or_default()),
        ..SourceCopy::default()
    }
}

fn title(what: &str, id: &IncidentId) -> String {
    let line: String = what.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return id.to_string();
    }
    let cut: String = line.chars().take(LONGEST_TITLE).collect();
    if cut.len() < line.len() { format!("{cut}…") } else { cut }
}
