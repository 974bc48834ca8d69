//! Facts about drawings rather than their pixels.

use super::examples::{self, Dice, bar, german};
use super::{axis, drawing};
use crate::drawing::{Anchor, Drawing, Label, Outline, Shape};
use crate::fonts::tests::fonts;
use crate::{
    Bars, Chart, Fonts, Labels, Lane, LevelRow, Levels, Lines, Moment, Shaper, TimeLine, Tone,
    Trace, paint, png, svg,
};

/// Left, top, right, bottom.
type Box = [f32; 4];

fn box_of(label: &Label, shaper: &mut Shaper<'_>) -> Box {
    let wide = shaper.width(&label.text, label.is_strong, label.size);
    let back = match label.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => wide / 2.0,
        Anchor::End => wide,
    };
    let [x, y] = label.at;
    let (rise, fall) = (label.size * 0.74, label.size * 0.2);
    if label.is_upward {
        [x - rise, y + back - wide, x + fall, y + back]
    } else {
        [x - back, y - rise, x - back + wide, y + fall]
    }
}

fn labels(drawing: &Drawing) -> Vec<&Label> {
    drawing
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Text(label) => Some(label),
            _ => None,
        })
        .collect()
}

fn texts(drawing: &Drawing) -> Vec<&str> {
    labels(drawing).into_iter().map(|label| label.text.as_str()).collect()
}

fn drawn(chart: &Chart) -> Drawing {
    let fonts = fonts();
    drawing(chart, &german(), &mut Shaper::new(&fonts), 480.0)
}

/// The filled rectangles of the ink that bars have.
fn bars_of(drawing: &Drawing) -> Vec<[f32; 4]> {
    drawing
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Fill { outline: Outline::Rect(room), ink } if *ink == super::sheet::ACCENT => {
                Some(*room)
            }
            _ => None,
        })
        .collect()
}

#[track_caller]
fn assert_within(name: &str, drawing: &Drawing, shaper: &mut Shaper<'_>) {
    let (width, height) = (drawing.width, drawing.height);
    assert!(width >= 200.0 && height > 0.0 && height < 800.0, "{name}: {width} x {height}");
    let inside = |x: f32, y: f32| {
        assert!((-0.1..=width + 0.1).contains(&x), "{name}: {x} of {width}");
        assert!((-0.1..=height + 0.1).contains(&y), "{name}: {y} of {height}");
    };
    for shape in &drawing.shapes {
        match shape {
            Shape::Text(label) => {
                let [left, top, right, bottom] = box_of(label, shaper);
                assert!(label.size >= 5.0, "{name}: {label:?}");
                assert!(left >= -0.1 && right <= width + 0.1, "{name}: {label:?}");
                assert!(top >= -0.6 && bottom <= height + 0.6, "{name}: {label:?} of {height}");
            }
            Shape::Fill { outline, .. } | Shape::Stroke { outline, .. } => match outline {
                Outline::Rect([x, y, wide, high]) => {
                    assert!(*wide >= 0.0 && *high >= 0.0, "{name}: {outline:?}");
                    inside(*x, *y);
                    inside(x + wide, y + high);
                }
                Outline::Circle([x, y, radius]) => {
                    inside(x - radius, y - radius);
                    inside(x + radius, y + radius);
                }
                Outline::Path { points, .. } => {
                    points.iter().for_each(|point| inside(point[0], point[1]));
                }
            },
        }
    }
}

#[track_caller]
fn assert_apart(name: &str, drawing: &Drawing, shaper: &mut Shaper<'_>) {
    let boxes: Vec<(&str, Box)> = labels(drawing)
        .into_iter()
        .map(|label| (label.text.as_str(), box_of(label, shaper)))
        .collect();
    for (index, (text, one)) in boxes.iter().enumerate() {
        for (other_text, other) in &boxes[index + 1..] {
            let wide = one[2].min(other[2]) - one[0].max(other[0]);
            let high = one[3].min(other[3]) - one[1].max(other[1]);
            assert!(wide <= 0.3 || high <= 0.3, "{name}: {text:?} on {other_text:?}");
        }
    }
}

/// `KRITERION_CHARTS=dir` writes the pictures for those who want to look.
fn show(name: &str, drawing: &Drawing, shaper: &mut Shaper<'_>) {
    let folder = std::env::var("KRITERION_CHARTS").ok();
    let scale = if folder.is_some() { 2.0 } else { 0.5 };
    let file = png(&paint(drawing, shaper, scale).expect("painted"));
    assert!(tiny_skia::Pixmap::decode_png(&file).is_ok(), "{name}");
    if let Some(folder) = folder {
        std::fs::write(format!("{folder}/{name}.png"), file).expect("written");
        let text = svg(drawing, shaper, name, "", name);
        std::fs::write(format!("{folder}/{name}.svg"), text).expect("written");
    }
}

#[test]
fn examples_stay_within_their_sheets_and_no_words_overlap() {
    let fonts = fonts();
    let mut shaper = Shaper::new(&fonts);
    for (name, chart) in examples::all() {
        for (width, labels) in [(480.0, german()), (220.0, examples::french()), (700.0, german())] {
            let name = format!("{name}-{width}");
            let drawing = drawing(&chart, &labels, &mut shaper, width);
            show(&name, &drawing, &mut shaper);
            assert_within(&name, &drawing, &mut shaper);
            assert_apart(&name, &drawing, &mut shaper);
        }
    }
}

#[test]
fn the_same_chart_gives_the_same_drawing() {
    for (name, chart) in examples::all() {
        assert_eq!(drawn(&chart), drawn(&chart), "{name}");
    }
}

#[test]
fn each_bar_has_its_value_and_is_as_long_as_it() {
    for chart in [examples::rows_of_forty(), examples::rows_below_zero()] {
        let Chart::Bars(data) = &chart else { panic!("bars") };
        let drawing = drawn(&chart);
        let said = texts(&drawing);
        let known: Vec<f64> = data.bars.iter().filter_map(|bar| bar.value).collect();
        for bar in &data.bars {
            assert!(said.contains(&bar.said.as_str()), "{bar:?}");
            assert!(said.contains(&bar.name.as_str()), "{bar:?}");
        }
        let bars = bars_of(&drawing);
        assert_eq!(bars.len(), known.len());
        let point = bars[0][2] / known[0].abs() as f32;
        for (bar, value) in bars.iter().zip(&known) {
            assert!((bar[2] / point - value.abs() as f32).abs() < 0.02 * value.abs() as f32 + 0.1);
        }
        // Negative ones end where the others begin.
        let zero = bars.iter().zip(&known).find(|(_, value)| **value > 0.0).expect("one").0[0];
        for (bar, value) in bars.iter().zip(&known) {
            let foot = if *value < 0.0 { bar[0] + bar[2] } else { bar[0] };
            assert!((foot - zero).abs() < 0.01);
        }
    }
}

#[test]
fn no_data_is_written_and_hatched_and_zero_is_written_zero() {
    for is_upright in [false, true] {
        let bars = vec![
            bar("2020", Some(4.0), "4"),
            bar("2021", None, ""),
            bar("2022", Some(0.0), ""),
            bar("2023", Some(f64::NAN), "NaN"),
        ];
        let drawing = drawn(&Chart::Bars(Bars { unit: "t".into(), bars, is_upright }));
        assert_eq!(bars_of(&drawing).len(), 1, "upright: {is_upright}");
        let said = texts(&drawing);
        assert_eq!(said.iter().filter(|text| **text == "keine Daten").count(), 2);
        assert!(said.contains(&"0") && said.contains(&"4") && !said.contains(&"NaN"));
        let hatches = drawing.shapes.iter().filter(|shape| {
            matches!(shape, Shape::Stroke { line, .. } if line.ink == super::pattern::HATCH)
        });
        assert!(hatches.count() > 8);
    }
}

#[test]
fn a_gap_interrupts_a_line_and_a_year_alone_is_a_dot() {
    let trace = |values: &[Option<f64>]| {
        let traces = vec![Trace { name: "A".into(), values: values.to_vec() }];
        let years = (2000..2000 + values.len() as u16).collect();
        drawn(&Chart::Lines(Lines { years, unit: "%".into(), traces }))
    };
    let ways = |drawing: &Drawing| -> Vec<usize> {
        let way = |shape: &Shape| match shape {
            Shape::Stroke { outline: Outline::Path { points, .. }, line } => {
                (line.width == 1.6 && points.len() > 2).then_some(points.len())
            }
            _ => None,
        };
        drawing.shapes.iter().filter_map(way).collect()
    };
    let (some, none) = (Some(3.0), None);
    assert_eq!(ways(&trace(&[some, some, some, some, some, some])), [6]);
    assert_eq!(ways(&trace(&[some, some, some, none, some, some, some])), [3, 3]);
    let dots = |drawing: &Drawing| {
        let is_dot = |shape: &&Shape| matches!(shape, Shape::Fill { outline: Outline::Circle(circle), .. } if circle[2] > 2.3);
        drawing.shapes.iter().filter(is_dot).count()
    };
    assert_eq!(dots(&trace(&[some, some, some, none, some, none, some])), 2);
    assert_eq!(dots(&trace(&[some, some, some, some])), 0);
}

#[test]
fn an_axis_that_does_not_start_at_zero_shows_none() {
    let chart = examples::line_alone();
    assert!(!texts(&drawn(&chart)).contains(&"0"));
    assert!(texts(&drawn(&examples::lines_of_four())).contains(&"0"));
    assert!(texts(&drawn(&examples::rows_of_forty())).contains(&"0"));
}

#[test]
fn shares_are_as_wide_as_their_values_and_all_are_named() {
    let chart = examples::shares_of_nine();
    let drawing = drawn(&chart);
    let said = texts(&drawing).join("\n");
    let Chart::Shares(data) = &chart else { panic!("shares") };
    for bar in &data.bars {
        assert!(said.contains(&bar.name) && said.contains(&bar.said), "{bar:?}");
    }
    assert!(said.contains("Schweiz: keine Daten"));
    let first = bars_of(&drawing)[0];
    assert!((first[2] - 480.0 * 0.58).abs() < 1.0, "{first:?}");
}

#[test]
fn levels_say_their_words_and_differ_without_colour() {
    let chart = examples::levels_of_eight();
    let drawing = drawn(&chart);
    let said = texts(&drawing);
    assert_eq!(said.iter().filter(|text| **text == "nicht kritisch").count(), 6);
    assert_eq!(said.iter().filter(|text| **text == "\u{2013}").count(), 4);
    let mut looks = Vec::new();
    for tone in [Tone::Plain, Tone::Calm, Tone::Caution, Tone::Grave, Tone::Unknown] {
        let rows = vec![LevelRow { name: "1".into(), marks: vec![Some(("x".into(), tone))] }];
        let fonts = fonts();
        let mut shaper = Shaper::new(&fonts);
        let levels = Chart::Levels(Levels { columns: vec!["c".into()], rows });
        let drawing = super::drawing(&levels, &german(), &mut shaper, 480.0);
        let pixels = paint(&drawing, &mut shaper, 2.0).expect("painted");
        let grey: u64 = pixels.rgba.chunks_exact(4).map(|pixel| 255 - u64::from(pixel[1])).sum();
        looks.push(grey);
    }
    looks.sort_unstable();
    assert!(looks.windows(2).all(|two| two[1] - two[0] > 1000), "{looks:?}");
}

#[test]
fn moments_stand_in_their_order_and_all_are_counted() {
    let drawing = drawn(&examples::time_of_a_case());
    let label = |text: &str| {
        let found = labels(&drawing).into_iter().find(|label| label.text == text);
        found.unwrap_or_else(|| panic!("{text}")).at[0]
    };
    assert!(label("Festnahmen nach der Wahl") < label("Folter in Haft, mehrere Berichte"));
    assert!(label("Überwachung eines Anwalts, Tag nicht bekannt") < 20.0);
    let many = drawn(&examples::time_of_many());
    let counts = texts(&many).into_iter().filter_map(|text| text.split_once(": "));
    let grouped: Vec<usize> = counts.filter_map(|(count, _)| count.parse().ok()).collect();
    let single = texts(&many).iter().filter(|text| text.starts_with("Vorfall")).count();
    assert_eq!(grouped.iter().sum::<usize>() + single, 220);
}

#[test]
fn a_chart_without_values_says_so() {
    let bars = || Bars { bars: vec![bar("A", None, "")], ..Bars::default() };
    let trace = Trace { name: "A".into(), values: vec![None, None] };
    let lines = Lines { years: vec![2000, 2001], unit: "%".into(), traces: vec![trace] };
    for chart in [
        Chart::Lines(lines),
        Chart::Lines(Lines::default()),
        Chart::Bars(bars()),
        Chart::Bars(Bars::default()),
        Chart::Shares(bars()),
        Chart::Levels(Levels::default()),
        Chart::TimeLine(TimeLine::default()),
    ] {
        assert!(texts(&drawn(&chart)).contains(&"keine Daten"), "{chart:?}");
    }
}

#[test]
fn an_svg_can_be_read_and_holds_every_word() {
    let fonts = fonts();
    let mut shaper = Shaper::new(&fonts);
    for (name, chart) in examples::all() {
        let drawing = drawing(&chart, &german(), &mut shaper, 480.0);
        let title = "\"Ausfuhr\" & <Wert>\u{1}";
        let text = svg(&drawing, &mut shaper, title, "a\nb", "figure-1");
        let mut reader = quick_xml::Reader::from_str(&text);
        let (mut words, mut depth, mut texts_open) = (Vec::new(), 0_i32, 0);
        loop {
            match reader.read_event().unwrap_or_else(|problem| panic!("{name}: {problem}")) {
                quick_xml::events::Event::Start(start) => {
                    depth += 1;
                    texts_open += i32::from(start.name().as_ref() == "text");
                    start.attributes().for_each(|attribute| {
                        attribute.expect("an attribute");
                    });
                }
                quick_xml::events::Event::End(_) => depth -= 1,
                quick_xml::events::Event::Text(text) => {
                    words.push(text.to_string());
                }
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0);
        assert_eq!(texts_open as usize, labels(&drawing).len());
        let all = words.concat();
        for label in labels(&drawing).iter().filter(|label| !label.text.contains(['&', '<'])) {
            assert!(all.contains(&label.text), "{name}: {label:?}");
        }
        assert!(text.contains(
            "<title id=\"figure-1-title\">&quot;Ausfuhr&quot; &amp; &lt;Wert&gt;</title>"
        ));
        assert!(
            text.contains("role=\"img\"") && !text.contains("=\"NaN") && !text.contains("=\"inf")
        );
    }
}

/// What a broken or hostile report may hold.
struct Hostile(Dice);

impl Hostile {
    fn text(&mut self) -> String {
        match self.0.below(9) {
            0 => String::new(),
            1 => "x".repeat(1000),
            2 => "Wort ".repeat(200),
            3 => "\u{0}\u{7}\n<&>\"\u{202E}\u{FFFF}".into(),
            4 => "\u{648}\u{632}\u{627}\u{631}\u{629} \u{5D0}\u{5D1} \u{1F600}\u{4E2D}".into(),
            5 => "\u{2014}".repeat(400),
            6 => " \u{A0}\u{202F}\u{200B}".into(),
            7 => "iiiii".repeat(80),
            _ => format!("Name {}", self.0.below(50)),
        }
    }

    fn value(&mut self) -> Option<f64> {
        match self.0.below(14) {
            0 => None,
            1 => Some(f64::NAN),
            2 => Some(f64::INFINITY),
            3 => Some(f64::NEG_INFINITY),
            4 => Some(f64::MAX),
            5 => Some(f64::MIN_POSITIVE / 4.0),
            6 => Some(-1e200),
            7 => Some(1e18),
            8 => Some(1e-12),
            9 => Some(-0.0),
            _ => Some(self.0.part() * 200.0 - 80.0),
        }
    }

    fn tone(&mut self) -> Tone {
        let tones = [Tone::Plain, Tone::Calm, Tone::Caution, Tone::Grave, Tone::Unknown];
        tones[self.0.below(5) as usize]
    }

    fn count(&mut self) -> usize {
        [0, 1, 2, 5, 9, 30, 70, 300][self.0.below(8) as usize]
    }

    fn many<T>(&mut self, make: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.count()).map(|_| make(self)).collect()
    }

    fn bars(&mut self) -> Bars {
        let unit = self.text();
        let is_upright = self.0.below(2) == 0;
        let are_years = self.0.below(2) == 0;
        let mut bars = self.many(|at| crate::Bar {
            name: at.text(),
            value: at.value(),
            said: at.text(),
            tone: at.tone(),
        });
        for (index, bar) in bars.iter_mut().enumerate().filter(|_| are_years) {
            bar.name = (1700 + index).to_string();
        }
        Bars { unit, bars, is_upright }
    }

    fn day(&mut self) -> String {
        match self.0.below(7) {
            0 => self.text(),
            1 => "2022-13-45".into(),
            2 => "9999-12-31".into(),
            3 => "0001".into(),
            4 => format!("{}", 1990 + self.0.below(40)),
            5 => format!("{}-{:02}", 1990 + self.0.below(40), 1 + self.0.below(12)),
            _ => format!("2020-{:02}-{:02}", 1 + self.0.below(12), 1 + self.0.below(28)),
        }
    }

    fn chart(&mut self) -> Chart {
        match self.0.below(5) {
            0 => Chart::Lines(Lines {
                years: self.many(|at| at.0.next() as u16),
                unit: self.text(),
                traces: self.many(|at| Trace { name: at.text(), values: at.many(Self::value) }),
            }),
            1 => Chart::Bars(self.bars()),
            2 => Chart::Shares(self.bars()),
            3 => Chart::Levels(Levels {
                columns: self.many(Self::text),
                rows: self.many(|at| LevelRow {
                    name: at.text(),
                    marks: at.many(|at| (at.0.below(3) > 0).then(|| (at.text(), at.tone()))),
                }),
            }),
            _ => Chart::TimeLine(TimeLine {
                lanes: self.many(|at| Lane {
                    name: at.text(),
                    moments: at.many(|at| Moment {
                        from: at.day(),
                        until: if at.0.below(2) == 0 { String::new() } else { at.day() },
                        label: at.text(),
                        tone: at.tone(),
                    }),
                }),
            }),
        }
    }
}

#[test]
fn hostile_charts_are_drawn_within_their_sheets() {
    let fonts: Fonts = fonts();
    let mut shaper = Shaper::new(&fonts);
    let mut hostile = Hostile(Dice(2026));
    for round in 0..240 {
        let chart = hostile.chart();
        let labels = if round % 2 == 0 { german() } else { Labels::default() };
        let width = [480.0, 200.0, 0.0, f32::NAN, f32::INFINITY, 333.3][round % 6];
        let drawing = drawing(&chart, &labels, &mut shaper, width);
        let name = format!("round {round}");
        assert_within(&name, &drawing, &mut shaper);
        if round % 20 == 0 {
            paint(&drawing, &mut shaper, 0.5).expect("painted");
        }
    }
}

#[test]
fn ten_thousand_points_are_thinned_and_quick() {
    let fonts = fonts();
    let mut shaper = Shaper::new(&fonts);
    let mut dice = Dice(1);
    let values: Vec<Option<f64>> = (0..10_000).map(|_| Some(dice.part())).collect();
    let traces = vec![Trace { name: "A".into(), values: values.clone() }];
    let lines = Lines { years: (0..10_000).collect(), unit: "%".into(), traces };
    let bars: Vec<crate::Bar> = values
        .iter()
        .enumerate()
        .map(|(at, value)| bar(&format!("Name {at}"), *value, ""))
        .collect();
    let moment = |at: usize| Moment {
        from: format!("{}-{:02}", 1900 + at % 120, 1 + at % 12),
        label: format!("Vorfall {at}"),
        ..Moment::default()
    };
    let lane = Lane { name: "A".into(), moments: (0..10_000).map(moment).collect() };
    let bars = || Bars { bars: bars.clone(), ..Bars::default() };
    for chart in [
        Chart::Lines(lines),
        Chart::Bars(bars()),
        Chart::Bars(Bars { is_upright: true, ..bars() }),
        Chart::Shares(bars()),
        Chart::TimeLine(TimeLine { lanes: vec![lane] }),
    ] {
        let drawing = drawing(&chart, &german(), &mut shaper, 480.0);
        assert_within("many", &drawing, &mut shaper);
        let points: usize = drawing
            .shapes
            .iter()
            .map(|shape| match shape {
                Shape::Stroke { outline: Outline::Path { points, .. }, .. } => points.len(),
                _ => 1,
            })
            .sum();
        assert!(points < 25_000, "{points}");
    }
}

#[test]
fn numbers_are_written_as_the_language_has_them() {
    let chart = |value: f64| {
        let bars = vec![bar("A", Some(value), "")];
        Chart::Bars(Bars { unit: "t".into(), bars, is_upright: false })
    };
    assert!(texts(&drawn(&chart(-1234.5))).contains(&"\u{2212}1.234,5"));
    assert_eq!(axis::number(1_234_567.0, 0, &examples::french()), "1\u{202F}234\u{202F}567");
}
