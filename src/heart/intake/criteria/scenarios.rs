//! Likelihood and severity: `scenarios.ron`.

use super::catalogue::criterion_numbers;
use crate::intake::reader::{Reader, words};
use crate::intake::tree::Node;
use crate::level::{Mark, Risk};
use crate::rulebook::{LikelihoodRow, ScenarioRules};
use crate::text::Text;

words! {
    Risk: Low Moderate High;
}

pub(super) fn scenarios(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<ScenarioRules> {
    let mut f = reader.fields(node)?;
    let criteria = f.need_with("criteria", criterion_numbers);
    let likelihood = f.need_with("likelihood", likelihood);
    let severity = f.need_with("severity", severity);
    let prompt = f.need("prompt");
    let about = f.maybe_with("about", |node, reader| reader.each(node, remark));
    let mark = f.need("mark");
    f.close();
    Some(ScenarioRules {
        criteria: criteria?,
        likelihood: likelihood?,
        severity: severity?,
        prompt: prompt?,
        about: about.unwrap_or_default(),
        mark: mark?,
    })
}

fn likelihood(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<[LikelihoodRow; 4]> {
    let mut f = reader.fields(node)?;
    let [remote, conceivable, credible, evident] =
        ["remote", "conceivable", "credible", "evident"].map(|name| f.need_with(name, row));
    f.close();
    Some([remote?, conceivable?, credible?, evident?])
}

fn row(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<LikelihoodRow> {
    let mut f = reader.fields(node)?;
    let (meaning, gives) = (f.need("meaning"), f.need("gives"));
    f.close();
    Some(LikelihoodRow { meaning: meaning?, gives: gives? })
}

fn severity(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<[Text; 4]> {
    let mut f = reader.fields(node)?;
    let [limited, serious, grave, mass] =
        ["limited", "serious", "grave", "mass"].map(|name| f.need(name));
    f.close();
    Some([limited?, serious?, grave?, mass?])
}

fn remark(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<(Text, Mark)> {
    let mut f = reader.fields(node)?;
    let (text, mark) = (f.need("text"), f.need("mark"));
    f.close();
    Some((text?, mark?))
}
