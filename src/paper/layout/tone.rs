//! How grave a cell is, as a sign and a shade that can be told apart in grey.

use super::strip::{fill, rule};
use super::style::{FAINT, INK, RULE};
use crate::document::Tone;
use crate::drawing::{Dash, Ink, Line, Outline, Shape};

/// The room that a sign takes from the words beside it.
pub const SIGN: f32 = 11.0;

/// The shade of a cell; one without data is hatched, and never like one that is not critical.
pub fn ground(rect: [f32; 4], tone: Tone) -> Vec<Shape> {
    match tone {
        Tone::Plain | Tone::Calm => Vec::new(),
        Tone::Caution => vec![fill(rect, Ink::grey(238))],
        Tone::Grave => vec![fill(rect, Ink::grey(216))],
        Tone::Unknown => {
            let [left, top, wide, high] = rect;
            let mut lines = Vec::new();
            let mut along = 4.0;
            while along < wide + high {
                let (from, to) = ((along - high).max(0.0), along.min(wide));
                let at = |x: f32| [left + x, top + along - x];
                lines.push(rule(at(from), at(to), 0.3, Ink::grey(222)));
                along += 5.0;
            }
            lines
        }
    }
}

/// The signs of the charts: ring, grey triangle, dark diamond, dotted ring.
pub fn sign([x, y]: [f32; 2], radius: f32, tone: Tone) -> Vec<Shape> {
    let edge = Line { ink: INK, width: 0.9, dash: Dash::Solid };
    let path = |points: Vec<[f32; 2]>| Outline::Path { points, is_closed: true };
    let circle = |radius: f32| Outline::Circle([x, y, radius]);
    match tone {
        Tone::Plain => Vec::new(),
        Tone::Calm => vec![
            Shape::Fill { outline: circle(radius), ink: Ink::WHITE },
            Shape::Stroke { outline: circle(radius - 0.5), line: edge },
        ],
        Tone::Caution => {
            let points = vec![
                [x, y - radius],
                [x + radius, y + radius * 0.8],
                [x - radius, y + radius * 0.8],
            ];
            vec![
                Shape::Fill { outline: path(points.clone()), ink: Ink::grey(0xc4) },
                Shape::Stroke { outline: path(points), line: edge },
            ]
        }
        Tone::Grave => {
            let far = radius * 1.15;
            let points = vec![[x, y - far], [x + far, y], [x, y + far], [x - far, y]];
            vec![Shape::Fill { outline: path(points), ink: INK }]
        }
        Tone::Unknown => {
            let line = Line { ink: FAINT, width: 0.9, dash: Dash::Dotted };
            vec![
                Shape::Fill { outline: circle(radius), ink: Ink::WHITE },
                Shape::Stroke { outline: circle(radius - 0.4), line },
                rule([x - 1.2, y], [x + 1.2, y], 0.8, RULE),
            ]
        }
    }
}
