//! What a copy has changed is said where the words of the file still state the number as it was.

use crate::intake::fault::{FaultKind, IdKind, nearest};
use crate::intake::reader::{Reader, Spot};
use crate::intake::tree::Node;
use crate::level::Mark;
use crate::phrase::{filled, joined};
use crate::rating::{Changed, Method, Number, NumberPart as Part, kin};
use crate::text::Text;

pub(super) fn changed(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Spot<Changed>> {
    let mut f = reader.fields(node)?;
    let (at, was) = (f.need("at"), f.need("was"));
    f.close();
    Some(Spot { value: Changed { at: at?, was: was? }, place: node.place })
}

/// Those that name a number of the file; the others are told and say nothing.
pub(super) fn known(
    changed: Vec<Spot<Changed>>,
    numbers: &[Number],
    reader: &mut Reader<'_>,
) -> Vec<Changed> {
    let mut known = Vec::new();
    for Spot { value, place } in changed {
        if numbers.iter().any(|number| number.at == value.at) {
            known.push(value);
            continue;
        }
        let nearest = nearest(&value.at, numbers.iter().map(|number| number.at.as_str()));
        reader.warn(place, FaultKind::UnknownId { what: IdKind::Number, id: value.at, nearest });
    }
    known
}

/// A copy made by hand says nothing of what it changed: its numbers are held against the method that it resembles.
pub(super) fn imply(method: &mut Method, others: &[Method]) {
    let model = match &method.parent {
        // Of a parent that is not here nobody knows what its numbers were.
        Some(parent) => others.iter().find(|other| other.hash == parent.hash),
        None => match others.iter().find(|other| other.id == method.id) {
            // The very file again.
            Some(same) if same.hash == method.hash => {
                method.changed.clone_from(&same.changed);
                return;
            }
            // The words of another version are of its own numbers.
            Some(same) if same.changed.is_empty() => None,
            _ => kin(method, others),
        },
    };
    let Some(model) = model else { return };
    let implied: Vec<Changed> = method
        .numbers
        .iter()
        .filter(|number| method.changed.iter().all(|change| change.at != number.at))
        .filter_map(|number| {
            let there = model.number(&number.at)?;
            // Another word or indicator makes it another number.
            let is_same = (&there.word, &there.input) == (&number.word, &number.input);
            let was = model.original(there);
            (is_same && was != number.value).then(|| Changed { at: number.at.clone(), was })
        })
        .collect();
    method.changed.extend(implied);
}

/// Puts `[18 → 20]` behind the words of each rule, indicator and list whose numbers are others, and takes their mark:
/// nobody has confirmed the new ones.
pub(super) fn say(method: &mut Method) {
    let changed: Vec<(&Part, String)> = method
        .numbers
        .iter()
        .map(|number| (number, method.original(number)))
        .filter(|(number, was)| number.value != *was)
        .map(|(number, was)| (&number.part, format!("{was} → {}", number.value)))
        .collect();
    let said = |fits: &dyn Fn(&Part) -> bool| {
        let here = changed.iter().filter(|(part, _)| fits(part));
        let list: Vec<&str> = here.map(|(_, change)| change.as_str()).collect();
        (!list.is_empty()).then(|| sentence(&list.join("; ")))
    };
    for list in &mut method.lists {
        if let Some(words) = said(&|part| matches!(part, Part::List(id) if *id == list.id)) {
            (list.note, list.mark) = (behind(&list.note, words), Mark::U);
        }
    }
    for criterion in &mut method.criteria {
        for rule in &mut criterion.rules {
            if let Some(words) =
                said(&|part| matches!(part, Part::Rule { id, .. } if *id == rule.id))
            {
                (rule.text, rule.mark) = (behind(&rule.text, words), Mark::U);
            }
        }
        let number = criterion.number;
        for item in criterion.points.iter_mut().flat_map(|points| &mut points.items) {
            let fits = |part: &Part| {
                matches!(part, Part::Item { criterion, input, .. }
                    if *criterion == number && *input == item.input)
            };
            if let Some(words) = said(&fits) {
                (item.note, item.mark) = (behind(&item.note, words), Mark::U);
            }
        }
    }
}

fn behind(words: &Text, more: Text) -> Text {
    joined(&[words.clone(), more], " ")
}

/// With the decimal mark of each language.
fn sentence(list: &str) -> Text {
    let comma = list.replace('.', ",");
    let [dot, comma] =
        [list, comma.as_str()].map(|list| filled("number_changed", &[("list", list)]));
    Text { en: dot.en, de: comma.de, fr: comma.fr }
}
