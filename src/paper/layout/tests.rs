use super::style::{BOTTOM, LEFT, PAGE, RIGHT, TOP};
use super::*;
use crate::chart::examples::Dice;
use crate::document::*;
use crate::drawing::Outline;
use crate::fonts::tests::fonts;
use crate::page::{Belongs, Furniture, Page, Part, Piece};
use crate::sample;

fn laid(document: &Document) -> Laid {
    let fonts = fonts();
    pages(document, &fonts, &mut |_, _| true).expect("not stopped")
}

/// Left, top, right, bottom of what is seen of a shape.
fn bounds(shape: &Shape, shaper: &mut Shaper) -> Option<[f32; 4]> {
    Some(match shape {
        Shape::Fill { outline, .. } | Shape::Stroke { outline, .. } => match outline {
            Outline::Rect([x, y, width, height]) => [*x, *y, x + width, y + height],
            Outline::Circle([x, y, r]) => [x - r, y - r, x + r, y + r],
            Outline::Path { points, .. } => {
                let xs = || points.iter().map(|point| point[0]);
                let ys = || points.iter().map(|point| point[1]);
                let least = f32::INFINITY;
                [
                    xs().fold(least, f32::min),
                    ys().fold(least, f32::min),
                    xs().fold(-least, f32::max),
                    ys().fold(-least, f32::max),
                ]
            }
        },
        Shape::Text(label) => {
            let seen = label.text.trim_end();
            if seen.is_empty() || label.is_upward {
                return None;
            }
            let width = shaper.width(seen, label.is_strong, label.size);
            let back = match label.anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => width / 2.0,
                Anchor::End => width,
            };
            let [x, y] = label.at;
            [x - back, y - 0.75 * label.size, x - back + width, y + 0.25 * label.size]
        }
    })
}

/// Nothing is beside the text, above or below it, but bars in the margin, head and foot.
fn assert_within(laid: &Laid) {
    let fonts = fonts();
    let mut shaper = Shaper::new(&fonts);
    for (number, page) in laid.pages.iter().enumerate() {
        assert_eq!([page.width, page.height], PAGE);
        for piece in &page.pieces {
            let (left, right, top, bottom) = match piece.belongs {
                Belongs::Furniture(Furniture::Head) => (LEFT, RIGHT, 10.0, TOP - 10.0),
                Belongs::Furniture(Furniture::Foot) => (LEFT, RIGHT, BOTTOM + 5.0, PAGE[1] - 10.0),
                Belongs::Furniture(Furniture::Again | Furniture::Ornament) => {
                    (LEFT - 12.0, RIGHT, TOP - 1.0, BOTTOM + 2.0)
                }
                Belongs::Content { .. } => (LEFT, RIGHT, TOP - 1.0, BOTTOM + 2.0),
            };
            for shape in &piece.shapes {
                let Some(seen) = bounds(shape, &mut shaper) else { continue };
                let is_within = seen[0] >= left - 0.6
                    && seen[2] <= right + 0.6
                    && seen[1] >= top - 0.6
                    && seen[3] <= bottom + 0.6;
                assert!(is_within, "page {}: {seen:?} {piece:?}", number + 1);
            }
        }
    }
}

fn all(laid: &Laid) -> impl Iterator<Item = (usize, &Piece)> {
    let pages = laid.pages.iter().enumerate();
    pages.flat_map(|(at, page)| page.pieces.iter().map(move |piece| (at, piece)))
}

fn block(piece: &Piece) -> Option<u32> {
    match piece.belongs {
        Belongs::Content { block, .. } => Some(block),
        Belongs::Furniture(_) => None,
    }
}

#[test]
fn nothing_leaves_the_page() {
    for language in [Language::De, Language::En, Language::Fr] {
        assert_within(&laid(&sample::report(language)));
    }
    assert_within(&laid(&sample::nightmare()));
}

#[test]
fn a_paragraph_leaves_no_line_alone_and_a_heading_no_text_behind() {
    let laid = laid(&sample::report(Language::De));
    for (at, element) in laid.elements.iter().enumerate() {
        let mut tops: Vec<(usize, i32)> = all(&laid)
            .filter(|(_, piece)| block(piece) == Some(at as u32))
            .map(|(page, piece)| (page, piece.area[1].round() as i32))
            .collect();
        tops.sort_unstable();
        tops.dedup();
        let (Some(first), Some(last)) = (tops.first(), tops.last()) else { continue };
        match element.part {
            Part::Paragraph if first.0 != last.0 => {
                for page in first.0..=last.0 {
                    let lines = tops.iter().filter(|(on, _)| *on == page).count();
                    assert!(lines >= 2, "{lines} line of a paragraph on page {}", page + 1);
                }
            }
            Part::Heading { .. } => {
                let below = all(&laid).any(|(page, piece)| {
                    page == last.0 && piece.area[1] as i32 > last.1 && piece.area[1] < BOTTOM - 20.0
                });
                assert!(below, "{element:?} ends page {}", last.0 + 1);
            }
            _ => {}
        }
    }
}

#[test]
fn a_note_begins_on_the_page_that_calls_it() {
    let document = sample::report(Language::De);
    let laid = laid(&document);
    let place =
        |id: &str| laid.places.iter().find(|(known, _)| known == id).map(|(_, place)| *place);
    for note in 0..document.notes.len() {
        let target = compose::note_place(note);
        let calls =
            |part: &Part| matches!(part, Part::Link { to: Link::Within(id), .. } if *id == target);
        let call = laid.elements.iter().position(|element| calls(&element.part)).expect("a call");
        let on =
            all(&laid).find(|(_, piece)| block_element(piece) == Some(call)).expect("a piece").0;
        let place = place(&target).expect("a place");
        assert_eq!(place.page, on, "note {}", note + 1);
    }
}

fn block_element(piece: &Piece) -> Option<usize> {
    match piece.belongs {
        Belongs::Content { element, .. } => Some(element),
        Belongs::Furniture(_) => None,
    }
}

#[test]
fn a_note_that_is_too_long_goes_on_and_none_of_it_is_lost() {
    let text = format!("Anfang {} Ende", sample::GERMAN.repeat(30));
    let blocks =
        vec![sample::paragraph(Role::Body, vec![Span::plain("Wort"), Span::Note { at: 0 }])];
    let document =
        Document { blocks, notes: vec![sample::note(&text, None)], ..Document::default() };
    let laid = laid(&document);
    assert!(laid.pages.len() >= 3);
    assert_within(&laid);
    let read: String = laid.pages.iter().map(Page::text).collect::<Vec<_>>().join("");
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    assert!(squeezed(&read).contains(&squeezed(&text)));
}

#[test]
fn the_head_of_a_table_comes_again_on_each_page() {
    let document = Document {
        labels: sample::labels(),
        blocks: vec![Block::Table(sample::series(150))],
        ..Document::default()
    };
    let laid = laid(&document);
    assert!(laid.pages.len() >= 3);
    for (at, page) in laid.pages.iter().enumerate() {
        let words = |piece: &Piece| {
            let of = |shape: &Shape| match shape {
                Shape::Text(label) => Some(label.text.clone()),
                _ => None,
            };
            piece.shapes.iter().filter_map(of).collect::<String>()
        };
        let ornaments: String =
            page.pieces.iter().filter(|piece| block(piece).is_none()).map(words).collect();
        assert_eq!(ornaments.contains("Bemerkung"), at > 0, "page {}", at + 1);
        assert_eq!(ornaments.contains("Fortsetzung"), at > 0, "page {}", at + 1);
    }
    let rows: Vec<usize> = (0..laid.elements.len())
        .filter(|at| laid.elements.get(*at).is_some_and(|element| element.part == Part::Row))
        .collect();
    for row in rows {
        let of_row = |piece: &Piece| {
            let cell = block(piece).and_then(|block| laid.elements.get(block as usize));
            cell.is_some_and(|cell| cell.parent == Some(row))
        };
        let mut on: Vec<usize> =
            all(&laid).filter(|(_, piece)| of_row(piece)).map(|(page, _)| page).collect();
        on.dedup();
        assert_eq!(on.len(), 1, "a row is on pages {on:?}");
    }
}

#[test]
fn contents_name_the_pages_of_their_headings() {
    let laid = laid(&sample::report(Language::De));
    let first = laid.pages.first().expect("a page").text();
    let mut checked = 0;
    for heading in laid.headings.iter().filter(|heading| heading.level < 4) {
        let line = format!("{} {}", heading.title, heading.place.page + 1);
        let lines = first.lines().filter(|known| **known == line).count();
        assert!(lines > 0, "{line} is not in\n{first}");
        checked += 1;
    }
    assert!(checked > 10);
}

#[test]
fn a_page_knows_its_heading_and_its_words() {
    let laid = laid(&sample::report(Language::De));
    let page = |heading: &str| {
        laid.headings.iter().find(|known| known.title.starts_with(heading)).map(|it| it.place.page)
    };
    let at = page("Abschnitt 3").expect("a heading");
    assert!(laid.pages[at + 1].heading.len() > 3);
    assert_eq!(laid.pages[0].heading, "");
    let text = laid.pages[at].text();
    assert!(text.lines().any(|line| line.starts_with("Abschnitt 3: Donau")), "{text}");
    assert!(!text.contains('\u{AD}'));
}

#[test]
fn marking_reference_and_number_stand_on_each_page() {
    let document = sample::report(Language::De);
    let laid = laid(&document);
    let of = laid.pages.len();
    for (at, page) in laid.pages.iter().enumerate() {
        let texts: Vec<String> = page
            .drawing()
            .shapes
            .into_iter()
            .filter_map(|shape| match shape {
                Shape::Text(label) => Some(label.text),
                _ => None,
            })
            .collect();
        let count = |text: &str| texts.iter().filter(|known| known.as_str() == text).count();
        assert_eq!(count(&document.about.marking), 2, "page {}", at + 1);
        assert_eq!(count(&document.about.reference), 1);
        assert_eq!(count(&format!("Seite {} von {of}", at + 1)), 1);
    }
}

#[test]
fn a_hundred_pages_are_laid_out_and_written_in_time() {
    let fonts = fonts();
    let mut document = sample::report(Language::De);
    for number in 0..10 {
        let language = [Language::De, Language::En, Language::Fr][number % 3];
        let more = sample::report(language).blocks;
        document.blocks.extend(more.into_iter().filter(|block| *block != Block::Contents));
    }
    let begin = std::time::Instant::now();
    let laid = laid(&document);
    let taken = begin.elapsed();
    let bytes = crate::pdf(&document, &fonts, &mut |_, _| true).expect("a PDF");
    println!(
        "{} pages: laid out in {taken:?}, all in {:?}, {} bytes",
        laid.pages.len(),
        begin.elapsed() - taken,
        bytes.len()
    );
    assert!(laid.pages.len() > 90);
    // Unoptimised and on a busy machine; optimised it is a tenth.
    assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
}

/// A document by chance: any block within any other, any words anywhere.
fn random(dice: &mut Dice) -> Document {
    let mut document = Document::default();
    document.about.language = [Language::De, Language::En, Language::Fr][dice.below(3) as usize];
    document.about.title = word(dice);
    document.about.marking = word(dice);
    document.labels = sample::labels();
    document.notes = (0..dice.below(6))
        .map(|_| Note { text: inline(dice, 9), source: Some(dice.below(4) as usize) })
        .collect();
    document.sources = (0..dice.below(3))
        .map(|_| Source { said: word(dice), url: word(dice), ..Source::default() })
        .collect();
    document.blocks = blocks(dice, 0);
    document
}

fn word(dice: &mut Dice) -> String {
    let hostile = sample::hostile();
    let text = match dice.below(4) {
        0 => hostile[dice.below(hostile.len() as u64) as usize].clone(),
        1 => sample::GERMAN.to_owned(),
        2 => sample::FRENCH.to_owned(),
        _ => "kurz".to_owned(),
    };
    text.chars().take(dice.below(220) as usize).collect()
}

fn inline(dice: &mut Dice, most: u64) -> Inline {
    (0..dice.below(most))
        .map(|_| match dice.below(6) {
            0 => Span::Break,
            1 => Span::Note { at: dice.below(8) as usize },
            2 => Span::Words(Words {
                text: word(dice),
                link: Some(Link::Within("a".into())),
                ..Words::default()
            }),
            3 => Span::Words(Words {
                text: word(dice),
                link: Some(Link::Url(format!("https://{}", word(dice)))),
                language: Some(Language::Fr),
                ..Words::default()
            }),
            4 => Span::strong(word(dice)),
            _ => Span::plain(word(dice)),
        })
        .collect()
}

fn blocks(dice: &mut Dice, depth: u64) -> Vec<Block> {
    (0..dice.below(12 - 3 * depth.min(3)))
        .map(|_| match dice.below(9) {
            0 => Block::Heading(Heading {
                level: dice.below(9) as u8,
                id: "a".into(),
                text: inline(dice, 3),
            }),
            1 if depth < 3 => Block::Box(Boxed {
                id: "b".into(),
                title: inline(dice, 3),
                blocks: blocks(dice, depth + 1),
            }),
            2 => Block::List(list(dice, 0)),
            3 => Block::Table(table(dice)),
            4 => Block::Figure(Figure {
                id: String::new(),
                caption: inline(dice, 3),
                alt: word(dice),
                chart: Chart::Bars(Bars {
                    unit: word(dice),
                    bars: vec![Bar { name: word(dice), value: Some(f64::NAN), ..Bar::default() }],
                    is_upright: false,
                }),
                below: vec![inline(dice, 2)],
            }),
            5 if depth == 0 => Block::Contents,
            6 => Block::NewPage,
            _ => Block::Paragraph(Paragraph {
                role: [
                    Role::Body,
                    Role::Lead,
                    Role::Aside,
                    Role::Hint,
                    Role::Quote,
                    Role::Address,
                    Role::Right,
                ][dice.below(7) as usize],
                text: inline(dice, 6),
                is_generated: dice.below(3) == 0,
            }),
        })
        .collect()
}

fn list(dice: &mut Dice, depth: u64) -> List {
    let items = (0..dice.below(4)).map(|_| Item {
        text: inline(dice, 3),
        below: (depth < 6 && dice.below(2) == 0).then(|| list(dice, depth + 1)),
    });
    List { items: items.collect(), is_numbered: dice.below(2) == 0 }
}

fn table(dice: &mut Dice) -> Table {
    let count = dice.below(14);
    let columns = (0..count).map(|_| Column {
        title: inline(dice, 2),
        align: [Align::Start, Align::Middle, Align::End][dice.below(3) as usize],
        share: dice.below(5) as f32 - 1.0,
    });
    let columns = columns.collect();
    let rows = (0..dice.below(8))
        .map(|_| Row {
            kind: [RowKind::Plain, RowKind::Group, RowKind::Total][dice.below(3) as usize],
            cells: (0..dice.below(16))
                .map(|_| Cell {
                    text: inline(dice, 3),
                    tone: [Tone::Plain, Tone::Calm, Tone::Caution, Tone::Grave, Tone::Unknown]
                        [dice.below(5) as usize],
                })
                .collect(),
        })
        .collect();
    Table {
        id: "t".into(),
        caption: inline(dice, 2),
        columns,
        rows,
        has_row_heads: dice.below(2) == 0,
        below: vec![inline(dice, 2)],
    }
}

#[test]
fn any_report_is_laid_out_and_written() {
    let fonts = fonts();
    for seed in 0..40 {
        let document = random(&mut Dice(seed));
        let laid = laid(&document);
        assert_within(&laid);
        let bytes = crate::pdf(&document, &fonts, &mut |_, _| true);
        let bytes = bytes.unwrap_or_else(|problem| panic!("seed {seed}: {problem:?}"));
        assert!(bytes.starts_with(b"%PDF-1.7"));
        crate::pdf::tests::assert_read_again(&document, &bytes);
    }
}

#[test]
fn a_letter_begins_without_a_title_page() {
    let document = Document {
        about: About { author: "Referat 1".into(), title: "Ablehnung".into(), ..About::default() },
        blocks: vec![
            sample::paragraph(
                Role::Address,
                vec![Span::plain("Frau Muster"), Span::Break, Span::plain("Berlin")],
            ),
            sample::paragraph(Role::Body, plain("Sehr geehrte Frau Muster,")),
        ],
        ..Document::default()
    };
    let text = laid(&document).pages.first().expect("a page").text();
    assert_eq!(text, "Ablehnung\nFrau Muster Berlin\nSehr geehrte Frau Muster,");
}
