//! Which of the editors' contradictions says the same as a finding, so that their remark can stand beside it.
//!
//! Told by what both speak of: the kind, the places in the document, the remarks of the data, the figures, the words.

use super::reading::{figures, shared, words};
use super::view::View;
use super::{Found, How, Rule, Says, Side};
use crate::atlas::{Contradiction, Iso3};
use crate::text::Text;

/// As many points make two statements the same.
const ENOUGH: usize = 5;

/// Gives each finding the editors' contradiction that is most like it, and each of those to the finding most like it
/// among those of one rule.
pub fn mark(view: &View<'_>, found: &mut [Found]) {
    let noted: Vec<Noted<'_>> = view.country.contradictions.iter().map(Noted::of).collect();
    let best: Vec<Option<(usize, &Contradiction)>> =
        found.iter().map(|one| best(view, &noted, one)).collect();
    let is_taken = |at: usize, rule: Rule, points: usize, id: &str| {
        found.iter().zip(&best).enumerate().any(|(other, (one, theirs))| {
            let same = theirs.is_some_and(|(more, known)| {
                known.id == id && (more > points || (more == points && other < at))
            });
            other != at && one.rule == rule && same
        })
    };
    let known: Vec<Option<String>> = found
        .iter()
        .zip(&best)
        .enumerate()
        .map(|(at, (one, best))| {
            let (points, known) = (*best)?;
            (!is_taken(at, one.rule, points, &known.id)).then(|| known.id.clone())
        })
        .collect();
    for (one, known) in found.iter_mut().zip(known) {
        one.known = known;
    }
}

/// What the editors noted, taken apart once.
struct Noted<'a> {
    one: &'a Contradiction,
    title: Vec<String>,
    words: Vec<String>,
    figures: Vec<f64>,
}

impl<'a> Noted<'a> {
    fn of(one: &'a Contradiction) -> Self {
        let told =
            format!("{}; {}; {}; {}", one.topic.en, one.claim_a.en, one.claim_b.en, one.why.en);
        Self { one, title: words(&one.topic.en), words: words(&told), figures: figures(&told) }
    }
}

fn best<'a>(
    view: &View<'_>,
    noted: &[Noted<'a>],
    found: &Found,
) -> Option<(usize, &'a Contradiction)> {
    let kinds = found.rule.kinds();
    let title = words(&found.topic.en);
    let said = format!("{} {} {}", found.topic.en, said(view, &found.a), said(view, &found.b));
    let said = words(&said);
    let likeness = |noted: &Noted<'_>| {
        let remarked = found.a.refs.iter().chain(&found.b.refs).any(|id| *id == noted.one.id);
        4 * usize::from(remarked)
            + figures_in_common(&noted.figures, found)
            + shared(&noted.words, &said).min(4)
            + shared(&noted.title, &title).min(2)
            + places(noted.one, found)
    };
    let fitting = noted.iter().filter(|noted| kinds.contains(&noted.one.kind.as_str()));
    let all = fitting.map(|noted| (likeness(noted), noted.one));
    // The first of equals, so that the order of the list decides.
    let enough = all.filter(|(points, _)| *points >= ENOUGH);
    enough.reduce(|best, next| if next.0 > best.0 { next } else { best })
}

/// A telling figure counts two, a year one: years are in every text.
fn figures_in_common(told: &[f64], found: &Found) -> usize {
    let (mut telling, mut years) = (Vec::new(), Vec::new());
    for value in side_figures(&found.a).into_iter().chain(side_figures(&found.b)) {
        let is_year = (1900.0..2100.0).contains(&value) && value.fract() == 0.0;
        let seen = if is_year { &mut years } else { &mut telling };
        let small = (0.0..10.0).contains(&value) && value.fract() == 0.0;
        if !small && !seen.contains(&value) && told.contains(&value) {
            seen.push(value);
        }
    }
    2 * telling.len().min(2) + years.len().min(2)
}

/// Sides that stand where the editors found theirs.
fn places(one: &Contradiction, found: &Found) -> usize {
    // The places are those of the document, in whichever language it is.
    let is_in = |side: &Side, refs: &Text| {
        let head = side.place.split(',').next().unwrap_or_default().trim();
        !head.is_empty() && [&refs.en, &refs.de].into_iter().any(|refs| refs.contains(head))
    };
    let (a, b) = (&found.a, &found.b);
    let straight = usize::from(is_in(a, &one.ref_a)) + usize::from(is_in(b, &one.ref_b));
    let crossed = usize::from(is_in(a, &one.ref_b)) + usize::from(is_in(b, &one.ref_a));
    straight.max(crossed)
}

fn said(view: &View<'_>, side: &Side) -> String {
    match &side.says {
        Says::Words(text) | Says::Event { text, .. } => text.en.clone(),
        Says::Figure { name, when, unit, .. } => format!("{} {} {when}", name.en, unit.en),
        Says::Computed { unit, .. } => unit.en.clone(),
        Says::Holds { how: How::States, what } => {
            let states =
                what.en.split(", ").filter_map(|code| view.atlas.country(Iso3::parse(code)?));
            states.map(|state| state.name.en.as_str()).collect::<Vec<_>>().join(" ")
        }
        Says::Holds { what, .. } => what.en.clone(),
    }
}

fn side_figures(side: &Side) -> Vec<f64> {
    match &side.says {
        Says::Words(text) => figures(&text.en),
        Says::Event { text, figure, .. } => {
            let mut all = figures(&text.en);
            all.extend(figures(figure));
            all
        }
        // A table prints figures as its language does.
        Says::Figure { figure, when, .. } => {
            let mut all = figures(figure);
            all.extend(crate::amount::parse(figure));
            all.extend(figures(when));
            all
        }
        // The lists of editors count in millions where they can.
        Says::Computed { value, .. } => vec![*value, *value / 1e6],
        Says::Holds { what, .. } => figures(&what.en),
    }
}
