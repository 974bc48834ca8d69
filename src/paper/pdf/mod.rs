//! A report as a PDF that a screen reader can read: tagged, with bookmarks, its letters within it (PDF/UA-1), and
//! fit for an archive (PDF/A-2a).

mod draw;
mod ranges;
#[cfg(test)]
mod reader;
mod tags;
#[cfg(test)]
pub(crate) mod tests;

use crate::document::{Document, Link};
use crate::fonts::{Face, Fonts, Shaper};
use crate::layout::{WHOLE, Watch, pages};
use crate::page::{Belongs, Furniture, Laid, Page, Part, Place};
use draw::Pen;
use krilla::SerializeSettings;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::{Destination, XyzDestination};
use krilla::geom::{Point, Quadrilateral, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use std::collections::{BTreeMap, HashMap};
use tags::Tree;

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfProblem {
    /// It was told to stop.
    Stopped,
    /// The file of this face cannot be put into a PDF.
    Font(Face),
    /// What the writer says; it names a fault of the program.
    Writer(String),
}

/// Writes a report. The same document gives the same bytes.
pub fn pdf(document: &Document, fonts: &Fonts, watch: Watch) -> Result<Vec<u8>, PdfProblem> {
    let mut half = |done: usize, of: usize| watch(done, of * 2);
    let laid = pages(document, fonts, &mut half).ok_or(PdfProblem::Stopped)?;
    let mut configuration =
        ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1);
    // Archives want to know of which day a file is.
    if date(&document.about.day).is_some() {
        configuration = configuration.with_archival_validator(Archival::A2_A);
    }
    let configuration =
        configuration.finish().map_err(|problem| PdfProblem::Writer(format!("{problem:?}")))?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut file = krilla::Document::new_with(settings);
    let mut pen = Pen::new(fonts, Shaper::new(fonts))?;
    let mut tree = Tree::new(&laid, document);
    let places: HashMap<&str, Place> =
        laid.places.iter().map(|(id, place)| (id.as_str(), *place)).collect();
    let total = laid.pages.len();
    for (at, page) in laid.pages.iter().enumerate() {
        let settings = PageSettings::from_wh(page.width, page.height)
            .ok_or_else(|| PdfProblem::Writer("page size".to_owned()))?;
        let mut sheet = file.start_page_with(settings);
        let mut surface = sheet.surface();
        for piece in &page.pieces {
            if !pen.shows(piece) {
                continue;
            }
            match piece.belongs {
                Belongs::Furniture(furniture) => {
                    let artifact = Artifact::with_kind(match furniture {
                        Furniture::Head => ArtifactType::Header,
                        Furniture::Foot => ArtifactType::Footer,
                        Furniture::Again => ArtifactType::PaginationOther,
                        Furniture::Ornament => ArtifactType::Layout,
                    });
                    surface.start_tagged(ContentTag::Artifact(artifact));
                    pen.draw(&mut surface, piece);
                    surface.end_tagged();
                }
                Belongs::Content { element, order, .. } => {
                    let language = piece.language.map(|language| language.code());
                    let unsaid = pen.unsaid(piece);
                    let is_figure = laid
                        .elements
                        .get(element)
                        .is_some_and(|element| matches!(element.part, Part::Figure { .. }));
                    let tag = if is_figure {
                        ContentTag::Other
                    } else {
                        let span = SpanTag::empty().with_lang(language);
                        ContentTag::Span(span.with_actual_text(unsaid.as_deref()))
                    };
                    let id = surface.start_tagged(tag);
                    pen.draw(&mut surface, piece);
                    surface.end_tagged();
                    tree.leaf(element, order, id);
                    if is_figure {
                        tree.surround(element, at, piece.area);
                    }
                }
            }
        }
        surface.finish();
        for (element, annotation) in links(&laid, page, &places) {
            let order = u32::MAX;
            let id = sheet.add_tagged_annotation(annotation);
            tree.leaf(element, order, id);
        }
        sheet.finish();
        if !watch(WHOLE + (at + 1) * WHOLE / total.max(1), WHOLE * 2) {
            return Err(PdfProblem::Stopped);
        }
    }
    file.set_tag_tree(tree.finish());
    file.set_outline(bookmarks(&laid, document));
    file.set_metadata(properties(document));
    file.finish().map_err(|problem| PdfProblem::Writer(format!("{problem:?}")))
}

/// The areas of a page that lead somewhere, one for each link.
fn links(laid: &Laid, page: &Page, places: &HashMap<&str, Place>) -> Vec<(usize, Annotation)> {
    let mut areas: BTreeMap<usize, Vec<Quadrilateral>> = BTreeMap::new();
    for piece in &page.pieces {
        let Belongs::Content { element, .. } = piece.belongs else { continue };
        let is_link =
            laid.elements.get(element).is_some_and(|it| matches!(it.part, Part::Link { .. }));
        let [left, top, width, height] = piece.area;
        if is_link
            && width > 0.0
            && let Some(rect) = Rect::from_xywh(left, top, width, height)
        {
            areas.entry(element).or_default().push(Quadrilateral::from(rect));
        }
    }
    let mut all = Vec::new();
    for (element, quads) in areas {
        let Some(Part::Link { to, alt }) = laid.elements.get(element).map(|it| &it.part) else {
            continue;
        };
        let target = match to {
            Link::Url(url) => Target::Action(Action::Link(LinkAction::new(address(url)))),
            Link::Within(id) => {
                let Some(place) = places.get(id.as_str()) else { continue };
                Target::Destination(Destination::Xyz(destination(*place)))
            }
        };
        let alt = if alt.trim().is_empty() { "\u{2013}".to_owned() } else { short(alt) };
        let link = LinkAnnotation::new_with_quad_points(quads, target);
        all.push((element, Annotation::new_link(link, Some(alt))));
    }
    all
}

fn destination(place: Place) -> XyzDestination {
    XyzDestination::new(place.page, Point::from_xy(0.0, (place.top - 12.0).max(0.0)))
}

/// An address holds ASCII only.
fn address(url: &str) -> String {
    use std::fmt::Write;
    let mut address = String::new();
    for byte in url.bytes() {
        if byte.is_ascii_graphic() {
            address.push(char::from(byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

/// Headings as a tree; one whose level is skipped hangs below the last that is higher.
fn bookmarks(laid: &Laid, document: &Document) -> Outline {
    let mut open: Vec<(u8, OutlineNode)> = Vec::new();
    let mut outline = Outline::new();
    let close = |open: &mut Vec<(u8, OutlineNode)>, outline: &mut Outline| {
        if let Some((_, node)) = open.pop() {
            match open.last_mut() {
                Some((_, above)) => above.push_child(node),
                None => outline.push_child(node),
            }
        }
    };
    for heading in &laid.headings {
        while open.last().is_some_and(|(level, _)| *level >= heading.level) {
            close(&mut open, &mut outline);
        }
        let node = OutlineNode::new(short(&heading.title), destination(heading.place));
        open.push((heading.level, node));
    }
    while !open.is_empty() {
        close(&mut open, &mut outline);
    }
    if laid.headings.is_empty() {
        let top = Place::default();
        outline.push_child(OutlineNode::new(title(document), destination(top)));
    }
    outline
}

/// A file without a title is no accessible one.
fn title(document: &Document) -> String {
    let about = &document.about;
    let all = [&about.title, &about.running_head, &about.reference, &about.kind];
    let found = all.into_iter().map(|text| text.trim()).find(|text| !text.is_empty());
    found.unwrap_or("\u{2013}").to_owned()
}

/// Nothing of it is of the clock or of the machine.
fn properties(document: &Document) -> Metadata {
    let about = &document.about;
    let mut properties = Metadata::new()
        .title(plain_line(&title(document)))
        .description(plain_line(&about.subject))
        .creator(plain_line(&about.made_with))
        .language(about.language.code().to_owned());
    let keywords: Vec<String> = about
        .keywords
        .iter()
        .map(|word| plain_line(word))
        .filter(|word| !word.is_empty())
        .collect();
    properties = properties.keywords(keywords);
    let author = plain_line(&about.author);
    if !author.is_empty() {
        properties = properties.authors(vec![author]);
    }
    if let Some(date) = date(&about.day) {
        properties = properties.creation_date(date);
    }
    properties
}

/// XML, in which the properties stand a second time, has no control characters.
fn plain_line(text: &str) -> String {
    let allowed =
        |letter: &char| !letter.is_control() && !matches!(letter, '\u{FFFE}' | '\u{FFFF}');
    short(text.trim()).chars().filter(allowed).collect()
}

/// Readers need not take strings of more than 32,767 bytes.
fn short(text: &str) -> String {
    text.chars().take(8_000).collect()
}

fn date(day: &str) -> Option<DateTime> {
    let mut parts = day.split('-');
    let year: u16 = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let of_month: u8 = parts.next()?.parse().ok()?;
    let is_day =
        (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&of_month);
    (is_day && parts.next().is_none()).then(|| {
        DateTime::new(year)
            .month(month)
            .day(of_month)
            .hour(0)
            .minute(0)
            .second(0)
            .utc_offset_hour(0)
    })
}
