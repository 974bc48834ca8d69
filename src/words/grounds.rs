//! What a recommendation rests on, what must hold before signing, and what a request lacks.
//!
//! Every text is right after one number and after many, so that sentences which differ by a number become one.

use super::{grouped, labelled, listed};
use crate::i18n::{Key, Word, fill, say};
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::score::{Gate, Ground, LinePart, Missing};
use kriterion_heart::text::Lang;

/// What a sentence is about.
#[derive(Debug, Clone, Copy)]
enum About {
    Case,
    Criterion(u8),
    /// Position in the dossier, counted from 0.
    Denial(usize),
    Question(QuestionId),
    Missing(Missing),
}

pub fn ground(lang: Lang, ground: Ground) -> String {
    let (key, about) = of_ground(ground);
    line(lang, key, &[about])
}

/// Grounds of the same kind in one line, in the order in which the kinds first come.
pub fn ground_lines(lang: Lang, grounds: &[Ground]) -> Vec<String> {
    lines(lang, grounds.iter().map(|ground| of_ground(*ground)))
}

/// What the ground is about, and the sentence without it.
pub fn ground_apart(lang: Lang, ground: Ground) -> (Option<String>, String) {
    let (key, about) = of_ground(ground);
    (place(lang, &[about]), text(lang, key, &[about]))
}

/// Gates of the same kind in one line.
pub fn gate_lines<'g>(lang: Lang, gates: impl IntoIterator<Item = &'g Gate>) -> Vec<String> {
    lines(lang, gates.into_iter().map(of_gate))
}

/// What the gate is about, and the sentence without it.
pub fn gate_apart(lang: Lang, gate: &Gate) -> (Option<String>, String) {
    let (key, about) = of_gate(gate);
    (place(lang, &[about]), text(lang, key, &[about]))
}

/// What is missing, as its field is called on the request page.
pub fn missing(lang: Lang, missing: Missing) -> String {
    let key = match missing {
        Missing::Field(field) => return field.word(lang).to_owned(),
        Missing::Line { line, part } => {
            let part = match part {
                LinePart::Description => Key::PartDescription,
                LinePart::ListEntry => Key::PartListEntry,
                LinePart::QuantityOrValue => Key::PartQuantityOrValue,
            };
            let head = fill(lang, Key::LineHead, &[("n", &(line + 1).to_string())]);
            return labelled(lang, &head, say(lang, part));
        }
        Missing::Kind => Key::LicenceKindLabel,
        Missing::Applicant => Key::MissingApplicant,
        Missing::GoodsLines => Key::CardGoods,
        Missing::Destination => Key::DestinationLabel,
        Missing::Consignee => Key::MissingConsignee,
        Missing::EndUserKind => Key::EndUserKindLabel,
        Missing::Transit => Key::TransitLabel,
        Missing::Certificate => Key::CertificateLabel,
    };
    say(lang, key).to_owned()
}

fn of_ground(ground: Ground) -> (Key, About) {
    match ground {
        Ground::MissingField(missing) => (Key::GroundMissing, About::Missing(missing)),
        Ground::FindingMet(n) => (Key::GroundFindingMet, About::Criterion(n)),
        Ground::RefuseOnThis(n) => (Key::GroundRefuseOnThis, About::Criterion(n)),
        Ground::DenialOpen(at) => (Key::GroundDenialOpen, About::Denial(at)),
        Ground::DenialUnclear(at) => (Key::GroundDenialUnclear, About::Denial(at)),
        Ground::NoDataLevel(n) => (Key::GroundNoDataLevel, About::Criterion(n)),
        Ground::FindingOpen(n) => (Key::GroundFindingOpen, About::Criterion(n)),
        Ground::StaleEmbargo => (Key::GroundStaleEmbargo, About::Case),
        Ground::ScopeDecisionMissing => (Key::GroundScopeDecision, About::Case),
        Ground::CertificateMissing => (Key::GroundCertificateMissing, About::Case),
        Ground::CertificateUnchecked => (Key::GroundCertificateUnchecked, About::Case),
        Ground::CertificateFalse => (Key::GroundCertificateFalse, About::Case),
        Ground::CertificateExpired => (Key::GroundCertificateExpired, About::Case),
        Ground::NonStateEndUser => (Key::GroundNonState, About::Case),
        Ground::WeighingOpen(n) => (Key::GroundWeighingOpen, About::Criterion(n)),
        Ground::SpecialCaution => (Key::GroundSpecialCaution, About::Criterion(2)),
        Ground::Raised(n) => (Key::GroundRaised, About::Criterion(n)),
        Ground::OnlyWithMeasures(n) => (Key::GroundOnlyWithMeasures, About::Criterion(n)),
        Ground::ProvisoMissing(n) => (Key::GroundProvisoMissing, About::Criterion(n)),
    }
}

fn of_gate(gate: &Gate) -> (Key, About) {
    let key = match gate.id {
        "G1" => Key::GateG1,
        "G2" => Key::GateG2,
        "G3" => Key::GateG3,
        "G4" => Key::GateG4,
        "G5" => Key::GateG5,
        "G6" => Key::GateG6,
        _ => Key::GateOverride,
    };
    let about = match (gate.question, gate.criterion) {
        (Some(question), _) => About::Question(question),
        (None, Some(number)) => About::Criterion(number),
        (None, None) => About::Case,
    };
    (key, about)
}

fn lines(lang: Lang, sentences: impl Iterator<Item = (Key, About)>) -> Vec<String> {
    grouped(sentences).iter().map(|(key, abouts)| line(lang, *key, abouts)).collect()
}

fn line(lang: Lang, key: Key, abouts: &[About]) -> String {
    let text = text(lang, key, abouts);
    place(lang, abouts).map_or_else(|| text.clone(), |place| labelled(lang, &place, &text))
}

fn text(lang: Lang, key: Key, abouts: &[About]) -> String {
    let gaps = abouts.iter().filter_map(|about| match about {
        About::Missing(gap) => Some(missing(lang, *gap)),
        _ => None,
    });
    let what: Vec<String> = gaps.collect();
    fill(lang, key, &[("what", &listed(lang, &what))])
}

/// `Criterion 2`, `Criteria 1–4, 7`, `Denial 1`, `C2-Q05, C2-Q07`; nothing where a sentence is about the whole case.
fn place(lang: Lang, abouts: &[About]) -> Option<String> {
    let numbers = |one, many| {
        let numbers = abouts.iter().filter_map(|about| match about {
            About::Criterion(number) => Some(usize::from(*number)),
            About::Denial(at) => Some(at + 1),
            _ => None,
        });
        let key = if abouts.len() == 1 { one } else { many };
        fill(lang, key, &[("n", &ranges(numbers))])
    };
    match abouts.first()? {
        About::Case | About::Missing(_) => None,
        About::Criterion(_) => Some(numbers(Key::PlaceCriterion, Key::PlaceCriteria)),
        About::Denial(_) => Some(numbers(Key::PlaceDenial, Key::PlaceDenials)),
        About::Question(_) => {
            let questions = abouts.iter().filter_map(|about| match about {
                About::Question(id) => Some(id.to_string()),
                _ => None,
            });
            Some(questions.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Ascending numbers; three and more in a row as a range: `1–3, 5, 6`.
fn ranges(numbers: impl Iterator<Item = usize>) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let words = runs.into_iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    });
    words.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use kriterion_heart::dossier::Field;

    #[test]
    fn three_in_a_row_are_a_range() {
        let of = |numbers: &[usize]| ranges(numbers.iter().copied());
        assert_eq!(of(&[4]), "4");
        assert_eq!(of(&[1, 2]), "1, 2");
        assert_eq!(of(&[1, 3]), "1, 3");
        assert_eq!(of(&[1, 2, 3, 4, 5, 6, 7, 8]), "1–8");
        assert_eq!(of(&[1, 2, 3, 5, 7, 8]), "1–3, 5, 7, 8");
        assert_eq!(of(&[]), "");
    }

    #[test]
    fn grounds_of_one_kind_become_one_line() {
        let all: Vec<Ground> = (1..=8)
            .map(Ground::NoDataLevel)
            .chain([Ground::FindingOpen(1), Ground::FindingOpen(3), Ground::StaleEmbargo])
            .collect();
        let english = ground_lines(Lang::En, &all);
        assert_eq!(english.len(), 3, "{english:?}");
        assert!(english[0].starts_with("Criteria 1–8: "), "{}", english[0]);
        assert!(english[1].starts_with("Criteria 1, 3: "), "{}", english[1]);
        assert_eq!(english[2], say(Lang::En, Key::GroundStaleEmbargo));
        assert!(ground_lines(Lang::De, &all)[0].starts_with("Kriterien 1–8: "));
        assert!(ground_lines(Lang::Fr, &all)[1].starts_with("Critères 1, 3\u{a0}: "));
    }

    #[test]
    fn kinds_that_alternate_are_sorted_out() {
        let all = [
            Ground::Raised(2),
            Ground::ProvisoMissing(2),
            Ground::Raised(3),
            Ground::ProvisoMissing(3),
            Ground::OnlyWithMeasures(7),
        ];
        let lines = ground_lines(Lang::En, &all);
        let heads: Vec<&str> =
            lines.iter().filter_map(|line| Some(line.split_once(':')?.0)).collect();
        assert_eq!(heads, ["Criteria 2, 3", "Criteria 2, 3", "Criterion 7"]);
    }

    #[test]
    fn one_ground_alone_speaks_in_the_singular() {
        for lang in Lang::ALL {
            let alone = ground(lang, Ground::FindingMet(4));
            assert_eq!(alone, ground_lines(lang, &[Ground::FindingMet(4)])[0]);
            let (place, text) = ground_apart(lang, Ground::FindingMet(4));
            assert_eq!(alone, labelled(lang, &place.unwrap(), &text));
        }
        assert_eq!(
            ground_lines(Lang::De, &[Ground::DenialOpen(0)])[0].split(':').next(),
            Some("Ablehnung 1")
        );
        assert!(ground_lines(Lang::En, &[]).is_empty());
    }

    #[test]
    fn what_is_missing_is_one_list() {
        let line = Missing::Line { line: 1, part: LinePart::Description };
        let all = [Missing::Field(Field::EndUse), line].map(Ground::MissingField);
        let lines = ground_lines(Lang::En, &all);
        assert_eq!(lines, ["Missing in the request: Stated end use; Goods line 2: description."]);
    }

    #[test]
    fn gates_join_by_criterion_and_by_question() {
        let gate = |id, criterion, question| Gate { id, criterion, question, passed: false };
        let question = |number| Some(QuestionId { criterion: 2, number });
        let gates = [
            gate("G1", Some(2), question(5)),
            gate("G1", Some(2), question(7)),
            gate("G6", Some(1), None),
            gate("G6", Some(2), None),
            gate("G6", Some(3), None),
        ];
        let lines = gate_lines(Lang::En, &gates);
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("C2-Q05, C2-Q07: "), "{}", lines[0]);
        assert!(lines[1].starts_with("Criteria 1–3: "), "{}", lines[1]);
    }
}
