//! The blocks of a report into strips, with the structure that they belong to.

use super::lines::{Bit, Flat, Line};
use super::strip::{Frame, FrameKind, Mark, Strip, keep_all, keep_ends, label, move_by, rule};
use super::style::{LEFT, LINK, Style, WIDTH};
use crate::document::{
    Block, Boxed, Document, Heading, Inline, Language, Link, Paragraph, Role, plain,
};
use crate::drawing::Shape;
use crate::fonts::Shaper;
use crate::page::{Belongs, Element, Part, Piece};
use crate::said::words;
use std::collections::HashSet;

/// A line of text, from its upper left corner.
pub struct Set {
    pub pieces: Vec<Piece>,
    pub width: f32,
    pub notes: Vec<usize>,
}

/// Where blocks stand and what they are part of.
#[derive(Debug, Clone)]
pub struct Room {
    pub x: f32,
    pub width: f32,
    pub parent: Option<usize>,
    pub frames: Vec<usize>,
}

impl Room {
    pub fn sheet() -> Self {
        Self { x: LEFT, width: WIDTH, parent: None, frames: Vec::new() }
    }

    pub fn within(&self, parent: usize) -> Self {
        Self { parent: Some(parent), ..self.clone() }
    }

    pub fn inset(&self, left: f32, right: f32) -> Self {
        let width = (self.width - left - right).max(40.0);
        Self { x: self.x + left, width, ..self.clone() }
    }

    pub fn framed(&self, frame: usize) -> Self {
        let mut frames = self.frames.clone();
        frames.push(frame);
        Self { frames, ..self.clone() }
    }
}

/// Everything that is known once a report is in strips.
pub struct Composer<'a> {
    pub document: &'a Document,
    pub shaper: Shaper<'a>,
    pub elements: Vec<Element>,
    pub strips: Vec<Strip>,
    pub frames: Vec<Frame>,
    /// Heads of tables, as they come again.
    pub heads: Vec<Vec<Strip>>,
    /// The strips of each footnote that has been called.
    pub notes: Vec<Option<Vec<Strip>>>,
    pub headings: Vec<Heading>,
    order: u32,
    /// Called, and not yet set.
    open_notes: Vec<usize>,
    /// Places that a link may lead to.
    known: HashSet<String>,
    /// The least space above the next block.
    after: f32,
    passed: usize,
    passed_headings: usize,
}

/// Links to it lead to a footnote or source; no id of a report begins so.
pub fn note_place(note: usize) -> String {
    format!("\u{1}note {note}")
}

pub fn source_place(source: usize) -> String {
    format!("\u{1}source {source}")
}

/// The heading of the list of sources.
pub const SOURCES: &str = "\u{1}sources";

/// The words of a heading on one line, as bookmarks show them.
pub fn title_of(text: &Inline) -> String {
    let text = words(text);
    let parts = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

impl<'a> Composer<'a> {
    pub fn new(document: &'a Document, shaper: Shaper<'a>) -> Self {
        let mut known: HashSet<String> = HashSet::new();
        let mut headings = Vec::new();
        scan(&document.blocks, &mut headings, &mut known);
        known.extend((0..document.notes.len()).map(note_place));
        known.extend((0..document.sources.len()).map(source_place));
        if !document.sources.is_empty() {
            let text = plain(document.labels.sources.clone());
            let heading = Heading { level: 1, id: SOURCES.to_owned(), text };
            scan(&[Block::Heading(heading)], &mut headings, &mut known);
        }
        known.remove("");
        Self {
            document,
            shaper,
            elements: Vec::new(),
            strips: Vec::new(),
            frames: Vec::new(),
            heads: Vec::new(),
            notes: vec![None; document.notes.len()],
            headings,
            order: 0,
            open_notes: Vec::new(),
            known,
            after: 0.0,
            passed: 0,
            passed_headings: 0,
        }
    }

    pub fn language(&self) -> Language {
        self.document.about.language
    }

    /// Body text.
    pub fn body(&self) -> Style {
        Style::new(10.0, 14.5, self.language())
    }

    pub fn small(&self) -> Style {
        Style::new(8.0, 11.0, self.language())
    }

    pub fn next_order(&mut self) -> u32 {
        self.order += 1;
        self.order
    }

    pub fn element(&mut self, part: Part, parent: Option<usize>) -> usize {
        let order = self.next_order();
        self.elements.push(Element { part, parent, order });
        self.elements.len() - 1
    }

    /// Adds a strip to the report. Its gap is at least what the block above asks for.
    pub fn push(&mut self, room: &Room, mut strip: Strip) {
        strip.gap = strip.gap.max(self.after);
        self.after = 0.0;
        strip.frames.clone_from(&room.frames);
        self.strips.push(strip);
    }

    pub fn push_all(&mut self, room: &Room, gap: f32, strips: Vec<Strip>) {
        for (at, mut strip) in strips.into_iter().enumerate() {
            if at == 0 {
                strip.gap = gap;
            }
            self.push(room, strip);
        }
    }

    /// Space below what was pushed last.
    pub fn leave(&mut self, space: f32) {
        self.after = self.after.max(space);
    }

    /// One word or number as a piece, from the left edge and top of its line.
    pub fn word(&mut self, text: &str, style: &Style, x: f32, element: usize) -> Piece {
        let order = self.next_order();
        let width = self.shaper.width(text, style.is_strong, style.size);
        let mut shape = label([x, style.baseline()], text.to_owned(), style.size, style.ink);
        shape.is_strong = style.is_strong;
        shape.is_slanted = style.is_slanted;
        Piece {
            belongs: Belongs::Content { element, order, block: element as u32 },
            shapes: vec![Shape::Text(shape)],
            says: text.to_owned(),
            language: None,
            area: [x, 0.0, width, style.leading],
        }
    }

    /// A text as lines; what is in it belongs to `owner`.
    pub fn set(&mut self, text: &Inline, style: &Style, width: f32, owner: usize) -> Vec<Set> {
        let flat = Flat::new(text, style, self.document.notes.len());
        self.set_flat(&flat, style, width, owner)
    }

    pub fn set_flat(&mut self, flat: &Flat, style: &Style, width: f32, owner: usize) -> Vec<Set> {
        let lines = if style.is_whole {
            flat.balanced(width, style.language, &mut self.shaper)
        } else {
            flat.lines(width, style.language, &mut self.shaper)
        };
        let mut link = None;
        lines.into_iter().map(|line| self.set_line(line, style, owner, &mut link)).collect()
    }

    fn set_line(
        &mut self,
        line: Line,
        style: &Style,
        owner: usize,
        link: &mut Option<(usize, usize)>,
    ) -> Set {
        let mut set = Set { pieces: Vec::new(), width: line.width, notes: Vec::new() };
        for bit in line.bits {
            let mut target = None;
            let element = if let Some(note) = bit.look.note {
                *link = None;
                if self.notes.get(note).is_some_and(Option::is_none)
                    && !self.open_notes.contains(&note)
                {
                    self.open_notes.push(note);
                    set.notes.push(note);
                }
                let reference = self.element(Part::Reference, Some(owner));
                let alt = format!("{} {}", self.document.labels.notes, note + 1);
                let to = Link::Within(note_place(note));
                self.element(Part::Link { to, alt }, Some(reference))
            } else if let Some((at, to)) =
                bit.look.link.as_ref().filter(|(_, to)| self.is_reachable(to))
            {
                target = Some(to.clone());
                match *link {
                    Some((last, element)) if last == *at => element,
                    _ => {
                        let to = to.clone();
                        let alt = match &to {
                            Link::Url(url) => url.clone(),
                            Link::Within(_) => bit.says.trim().to_owned(),
                        };
                        let element = self.element(Part::Link { to, alt }, Some(owner));
                        *link = Some((*at, element));
                        element
                    }
                }
            } else {
                *link = None;
                owner
            };
            let piece = self.piece(bit, style, element, owner, target.as_ref());
            set.pieces.push(piece);
        }
        set
    }

    fn piece(
        &mut self,
        bit: Bit,
        style: &Style,
        element: usize,
        block: usize,
        target: Option<&Link>,
    ) -> Piece {
        let baseline = style.baseline() - bit.look.rise;
        let ink = if target.is_some() { LINK } else { bit.look.ink };
        let mut shape = label([bit.x, baseline], bit.shown(), bit.look.size, ink);
        shape.is_strong = bit.look.is_strong;
        shape.is_slanted = bit.look.is_slanted;
        let mut shapes = vec![Shape::Text(shape)];
        if matches!(target, Some(Link::Url(_))) {
            let y = baseline + 1.5;
            shapes.push(rule([bit.x, y], [bit.x + bit.width, y], 0.35, LINK));
        }
        let order = self.next_order();
        Piece {
            belongs: Belongs::Content { element, order, block: block as u32 },
            shapes,
            says: bit.says,
            language: bit.look.language,
            area: [bit.x, 0.0, bit.width, style.leading],
        }
    }

    fn is_reachable(&self, to: &Link) -> bool {
        match to {
            Link::Within(id) => self.known.contains(id),
            Link::Url(url) => {
                ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme))
            }
        }
    }

    /// A paragraph as strips, which nothing keeps together yet.
    pub fn strips_of(
        &mut self,
        text: &Inline,
        style: &Style,
        room: &Room,
        owner: usize,
    ) -> Vec<Strip> {
        let lines = self.set(text, style, room.width, owner);
        lines.into_iter().map(|line| strip_of(line, style, room.x)).collect()
    }

    /// Sets the footnotes that have been called since, as parts of what called them.
    pub fn settle_notes(&mut self, parent: Option<usize>) {
        for note in std::mem::take(&mut self.open_notes) {
            let strips = self.note(note, parent);
            if let Some(place) = self.notes.get_mut(note) {
                *place = Some(strips);
            }
        }
    }

    /// A plain paragraph: element, lines, notes.
    pub fn simple(&mut self, text: &Inline, style: &Style, gap: f32, room: &Room) {
        let owner = self.element(Part::Paragraph, room.parent);
        let mut strips = self.strips_of(text, style, room, owner);
        keep_ends(&mut strips);
        self.settle_notes(Some(owner));
        self.push_all(room, gap, strips);
    }

    /// False = whoever waits for it has had enough.
    pub fn blocks(&mut self, blocks: &[Block], room: &Room, watch: super::Watch) -> bool {
        let mut run = None;
        for block in blocks {
            let is_generated =
                matches!(block, Block::Paragraph(paragraph) if paragraph.is_generated);
            if !is_generated {
                run = None;
            }
            match block {
                Block::Heading(heading) => self.heading(heading, room),
                Block::Paragraph(paragraph) if is_generated => {
                    let room = match &run {
                        Some(room) => Room::clone(room),
                        None => self.begin_generated(room),
                    };
                    run = Some(room.clone());
                    self.paragraph(paragraph, &room);
                }
                Block::Paragraph(paragraph) => self.paragraph(paragraph, room),
                Block::List(list) => self.list(list, 0, room),
                Block::Table(table) => self.table(table, room),
                Block::Figure(figure) => self.figure(figure, room),
                Block::Box(boxed) => {
                    if !self.boxed(boxed, room, watch) {
                        return false;
                    }
                }
                Block::Contents => self.contents(room),
                Block::NewPage => {
                    self.after = 0.0;
                    self.push(room, Strip { begins_page: true, ..Strip::default() });
                }
            }
            self.passed += 1;
            if !watch(self.passed, 0) {
                return false;
            }
        }
        true
    }

    fn heading(&mut self, heading: &Heading, room: &Room) {
        let level = heading.level.clamp(1, 4);
        let (style, gap) = match level {
            1 => (Style::new(16.0, 21.0, self.language()).strong(), 24.0),
            2 => (Style::new(13.0, 17.5, self.language()).strong(), 19.0),
            3 => (Style::new(11.0, 15.0, self.language()).strong(), 15.0),
            _ => (self.body().strong().slanted(), 12.0),
        };
        let style = style.whole();
        let title = title_of(&heading.text);
        if title.is_empty() {
            return;
        }
        let owner = self.element(Part::Heading { level, title }, room.parent);
        let mut strips = self.strips_of(&heading.text, &style, room, owner);
        self.settle_notes(room.parent);
        keep_all(&mut strips);
        if let Some(first) = strips.first_mut() {
            first.marks.push(Mark::Heading(self.passed_headings));
            first.marks.push(Mark::Place(heading.id.clone()));
        }
        self.passed_headings += 1;
        self.push_all(room, gap, strips);
    }

    fn begin_generated(&mut self, room: &Room) -> Room {
        let frame = Frame { x: room.x - 9.0, width: 0.0, kind: FrameKind::Generated };
        self.frames.push(frame);
        let room = room.framed(self.frames.len() - 1);
        if !self.document.labels.generated.trim().is_empty() {
            let style = Style::new(7.0, 9.5, self.language()).strong().faint();
            let owner = self.element(Part::Paragraph, room.parent);
            let text = plain(self.document.labels.generated.clone());
            let mut strips = self.strips_of(&text, &style, &room, owner);
            keep_all(&mut strips);
            self.push_all(&room, 8.0, strips);
            self.after = 0.0;
        }
        room
    }

    fn paragraph(&mut self, paragraph: &Paragraph, room: &Room) {
        let body = self.body();
        let is_after_label = self.strips.last().is_some_and(|last| last.is_kept);
        let gap = if is_after_label { 2.0 } else { 7.5 };
        match paragraph.role {
            Role::Body => self.simple(&paragraph.text, &body, gap, room),
            Role::Lead => {
                let style = Style::new(11.5, 16.5, self.language());
                self.simple(&paragraph.text, &style, gap + 1.0, room);
                self.leave(9.0);
            }
            Role::Aside => {
                // It speaks of what stands above.
                if let Some(last) = self.strips.last_mut() {
                    last.is_kept = true;
                }
                let style = self.small().faint();
                self.simple(&paragraph.text, &style, 4.0, room);
            }
            Role::Hint => {
                let frame = Frame { x: room.x + 2.0, width: 0.0, kind: FrameKind::Hint };
                self.frames.push(frame);
                let room = room.inset(12.0, 0.0).framed(self.frames.len() - 1);
                let style = Style::new(9.0, 12.5, self.language()).slanted().faint();
                self.simple(&paragraph.text, &style, gap, &room);
            }
            Role::Quote => {
                let frame = Frame { x: room.x + 8.0, width: 0.0, kind: FrameKind::Quote };
                self.frames.push(frame);
                let quote = self.element(Part::Quote, room.parent);
                let room = room.inset(20.0, 20.0).within(quote).framed(self.frames.len() - 1);
                self.simple(&paragraph.text, &body, gap + 1.0, &room);
                self.leave(9.0);
            }
            Role::Address => {
                self.simple(&paragraph.text, &body, 14.0, room);
                self.leave(20.0);
            }
            Role::Right => {
                let owner = self.element(Part::Paragraph, room.parent);
                let lines = self.set(&paragraph.text, &body, room.width, owner);
                let aligned = |line: Set| {
                    let x = room.x + room.width - line.width;
                    strip_of(line, &body, x)
                };
                let mut strips: Vec<Strip> = lines.into_iter().map(aligned).collect();
                keep_ends(&mut strips);
                self.settle_notes(Some(owner));
                self.push_all(room, gap, strips);
            }
        }
    }

    fn boxed(&mut self, boxed: &Boxed, room: &Room, watch: super::Watch) -> bool {
        const PAD: f32 = 10.0;
        // Boxes within boxes become no narrower than words.
        let pad = if room.width > 160.0 { PAD } else { 0.0 };
        self.frames.push(Frame { x: room.x, width: room.width, kind: FrameKind::Box });
        let section = self.element(Part::Section, room.parent);
        let inner = room.within(section).inset(pad, pad).framed(self.frames.len() - 1);
        let mut top = Strip::space(8.0);
        top.gap = 12.0;
        top.is_kept = true;
        top.marks.push(Mark::Place(boxed.id.clone()));
        self.push(&inner, top);
        let style = Style::new(10.5, 14.5, self.language()).strong();
        let owner = self.element(Part::Paragraph, inner.parent);
        let mut strips = self.strips_of(&boxed.title, &style, &inner, owner);
        keep_all(&mut strips);
        self.settle_notes(Some(owner));
        self.push_all(&inner, 0.0, strips);
        if !self.blocks(&boxed.blocks, &inner, watch) {
            return false;
        }
        self.after = 0.0;
        if let Some(last) = self.strips.last_mut() {
            last.is_kept = true;
        }
        self.push(&inner, Strip::space(9.0));
        self.leave(13.0);
        true
    }
}

/// A line of text as a strip, moved to its place from the left.
pub fn strip_of(line: Set, style: &Style, x: f32) -> Strip {
    let mut strip =
        Strip { height: style.leading, pieces: line.pieces, notes: line.notes, ..Strip::default() };
    move_by(&mut strip.pieces, x, 0.0);
    strip
}

/// All headings and all names of things, in the order of the report.
fn scan(blocks: &[Block], headings: &mut Vec<Heading>, known: &mut HashSet<String>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                if !title_of(&heading.text).is_empty() {
                    headings.push(heading.clone());
                    known.insert(heading.id.clone());
                }
            }
            Block::Table(table) => {
                known.insert(table.id.clone());
            }
            Block::Figure(figure) => {
                known.insert(figure.id.clone());
            }
            Block::Box(boxed) => {
                known.insert(boxed.id.clone());
                scan(&boxed.blocks, headings, known);
            }
            Block::Paragraph(_) | Block::List(_) | Block::Contents | Block::NewPage => {}
        }
    }
}
