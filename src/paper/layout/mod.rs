//! A report on pages: lines, columns, notes at the foot, contents with page numbers.
//!
//! Blocks become strips that no page divides, with the structure they belong to (`compose`, `table`, `lists` ...); the
//! strips are then put on pages (`flow`). Room for page numbers is kept, so that one pass is enough.

mod columns;
mod compose;
mod contents;
mod figure;
mod flow;
mod furniture;
mod grid;
mod lines;
mod lists;
mod notes;
mod strip;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod tone;

use crate::document::{Block, Document, Heading, plain};
use crate::drawing::{Anchor, Shape};
use crate::fonts::{Fonts, Shaper};
use crate::page::{Belongs, Laid, Landmark, Piece};
use compose::{Composer, Room};
use flow::Flow;
use strip::{Mark, Strip};

/// Is told how far the work is, and of how much; says false when it is to stop.
pub type Watch<'a> = &'a mut dyn FnMut(usize, usize) -> bool;

/// How the parts of the work are told.
pub(crate) const WHOLE: usize = 1000;

/// Lays a report out on A4 pages; `None` where it was told to stop.
pub fn pages(document: &Document, fonts: &Fonts, watch: Watch) -> Option<Laid> {
    let mut composer = Composer::new(document, Shaper::new(fonts));
    let room = Room::sheet();
    composer.title(&room);
    let all = count(&document.blocks).max(1);
    let mut half = |done: usize, _: usize| watch(done * WHOLE / 2 / all, WHOLE);
    if !composer.blocks(&document.blocks, &room, &mut half) {
        return None;
    }
    composer.uncalled_notes(&room);
    if !document.sources.is_empty() {
        composer.sources_heading(&room);
        composer.sources(&document.sources, &room);
    }
    let strips = std::mem::take(&mut composer.strips);
    let mut notes = std::mem::take(&mut composer.notes);
    notes
        .iter_mut()
        .filter(|note| note.as_ref().is_some_and(Vec::is_empty))
        .for_each(|note| *note = None);
    let mut flow = Flow::new(&composer.frames, &composer.heads, notes);
    let total = strips.len().max(1);
    let mut done = 0;
    let mut cluster: Vec<Strip> = Vec::new();
    for strip in strips {
        done += 1;
        if strip.begins_page && !cluster.is_empty() {
            flow.add(std::mem::take(&mut cluster));
        }
        let is_kept = strip.is_kept;
        cluster.push(strip);
        if !is_kept {
            flow.add(std::mem::take(&mut cluster));
            if !watch(WHOLE / 2 + done * WHOLE / 2 / total, WHOLE) {
                return None;
            }
        }
    }
    if !cluster.is_empty() {
        flow.add(cluster);
    }
    flow.finish();
    let Flow { pages, marks, numbers, .. } = flow;
    let mut laid = Laid { pages, elements: composer.elements, ..Laid::default() };
    let mut pages_of = vec![None; composer.headings.len()];
    for (mark, place) in marks {
        match mark {
            Mark::Place(id) => laid.places.push((id, place)),
            Mark::Heading(at) => {
                if let Some(page) = pages_of.get_mut(at) {
                    *page = Some(place.page);
                }
                if let Some(heading) = composer.headings.get(at) {
                    laid.headings.push(Landmark {
                        level: heading.level.clamp(1, 4),
                        title: compose::title_of(&heading.text),
                        id: heading.id.clone(),
                        place,
                    });
                }
            }
        }
    }
    number(&mut laid, &numbers, &pages_of);
    let of = laid.pages.len();
    for (at, page) in laid.pages.iter_mut().enumerate() {
        in_reading_order(&mut page.pieces);
        furniture::dress(document, page, at, of, &mut composer.shaper);
        let begun = laid.headings.iter().rfind(|heading| heading.place.page < at);
        let first = laid.headings.iter().find(|heading| heading.place.page == at);
        // A heading at the very top is the one that the page begins in.
        let heading = first.filter(|first| first.place.top < style::TOP + 1.0).or(begun);
        page.heading = heading.map(|heading| heading.title.clone()).unwrap_or_default();
    }
    Some(laid)
}

impl Composer<'_> {
    fn sources_heading(&mut self, room: &Room) {
        let text = plain(self.document.labels.sources.clone());
        let heading = Heading { level: 1, id: compose::SOURCES.to_owned(), text };
        let _ = self.blocks(&[Block::Heading(heading)], room, &mut |_, _| true);
    }
}

/// Grounds and rules first, then what is read: readers without tags go by the order in which a page is drawn.
fn in_reading_order(pieces: &mut [Piece]) {
    pieces.sort_by_key(|piece| match piece.belongs {
        Belongs::Furniture(_) => 0,
        Belongs::Content { order, .. } => order,
    });
}

/// Writes the page numbers into the contents.
fn number(laid: &mut Laid, numbers: &[flow::Number], pages_of: &[Option<usize>]) {
    for number in numbers {
        let Some(Some(page)) = pages_of.get(number.heading) else { continue };
        let text = (page + 1).to_string();
        let page = laid.pages.get_mut(number.page);
        let Some(piece) = page.and_then(|page| page.pieces.get_mut(number.piece)) else { continue };
        piece.says.clone_from(&text);
        if let Some(Shape::Text(label)) = piece.shapes.first_mut() {
            debug_assert_eq!(label.anchor, Anchor::End);
            label.text = text;
        }
    }
}

fn count(blocks: &[Block]) -> usize {
    let of = |block: &Block| match block {
        Block::Box(boxed) => 1 + count(&boxed.blocks),
        _ => 1,
    };
    blocks.iter().map(of).sum()
}
