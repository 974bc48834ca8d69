//! A drawing as SVG that stands in the midst of an HTML file: real text, no style sheet, no script.

use crate::drawing::{Anchor, Dash, Drawing, Ink, Label, Line, Outline, Shape};
use crate::fonts::Shaper;
use std::fmt::Write;

/// Points of body text that one em stands for, so that the chart grows with the text around it.
const EM: f32 = 11.0;

/// `id` is unique in the file; `title` and `description` are what a screen reader says.
pub fn svg(
    drawing: &Drawing,
    shaper: &mut Shaper<'_>,
    title: &str,
    description: &str,
    id: &str,
) -> String {
    let mut out = String::new();
    let id = escaped(id);
    let size = [number(drawing.width), number(drawing.height)];
    let em = [number(drawing.width / EM), number(drawing.height / EM)];
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-desc\" width=\"{}em\" height=\"{}em\" \
         viewBox=\"0 0 {} {}\" style=\"max-width:100%;height:auto\" \
         font-family=\"Inter, sans-serif\">\n<title id=\"{id}-title\">{}</title>\n\
         <desc id=\"{id}-desc\">{}</desc>\n",
        em[0],
        em[1],
        size[0],
        size[1],
        escaped(title),
        escaped(description),
    );
    for shape in &drawing.shapes {
        match shape {
            Shape::Fill { outline, ink } => {
                element(&mut out, outline, &format!("fill=\"{}\"", colour(*ink)));
            }
            Shape::Stroke { outline, line } => element(&mut out, outline, &stroke(*line)),
            Shape::Text(label) => text(&mut out, label, shaper),
        }
    }
    out.push_str("</svg>\n");
    out
}

fn element(out: &mut String, outline: &Outline, look: &str) {
    let _ = match outline {
        Outline::Rect(sides) => {
            let [x, y, width, height] = sides.map(number);
            writeln!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {look}/>"
            )
        }
        Outline::Circle(circle) => {
            let [x, y, radius] = circle.map(number);
            writeln!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {look}/>")
        }
        Outline::Path { points, is_closed } => {
            let mut way = String::new();
            for (index, point) in points.iter().enumerate() {
                let step = if index == 0 { 'M' } else { 'L' };
                let _ = write!(way, "{step}{} {}", number(point[0]), number(point[1]));
            }
            if *is_closed {
                way.push('Z');
            }
            writeln!(out, "<path d=\"{way}\" {look}/>")
        }
    };
}

fn stroke(line: Line) -> String {
    let mut look = format!(
        "fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"",
        colour(line.ink),
        number(line.width)
    );
    if line.dash != Dash::Solid {
        let lengths: Vec<String> = line.dash.lengths(line.width).into_iter().map(number).collect();
        let _ = write!(look, " stroke-dasharray=\"{}\"", lengths.join(" "));
    }
    look
}

/// Its length is given, so that labels do not run into each other where the reader has another font.
fn text(out: &mut String, label: &Label, shaper: &mut Shaper<'_>) {
    let [x, y] = label.at.map(number);
    let length = shaper.width(&label.text, label.is_strong, label.size);
    let _ = write!(
        out,
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{}\" fill=\"{}\" textLength=\"{}\" \
         lengthAdjust=\"spacingAndGlyphs\"",
        number(label.size),
        colour(label.ink),
        number(length)
    );
    match label.anchor {
        Anchor::Start => {}
        Anchor::Middle => out.push_str(" text-anchor=\"middle\""),
        Anchor::End => out.push_str(" text-anchor=\"end\""),
    }
    if label.is_strong {
        out.push_str(" font-weight=\"600\"");
    }
    if label.is_slanted {
        out.push_str(" font-style=\"italic\"");
    }
    if label.is_upward {
        let _ = write!(out, " transform=\"rotate(-90 {x} {y})\"");
    }
    let _ = writeln!(out, ">{}</text>", escaped(&label.text));
}

fn colour(ink: Ink) -> String {
    format!("#{:02x}{:02x}{:02x}", ink.0, ink.1, ink.2)
}

/// Hundredths are finer than any printer.
fn number(value: f32) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    if rounded.is_finite() { (rounded + 0.0).to_string() } else { "0".to_owned() }
}

/// Without the characters that no XML may hold, not even escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            _ if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    out
}
