//! The structure of a report as the tags of a PDF.

use super::short;
use crate::document::Document;
use crate::page::{Laid, Part};
use krilla::geom::Rect;
use krilla::tagging::{
    BBox, Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};
use std::num::{NonZeroU16, NonZeroU32};

/// Grows while pages are drawn: what is drawn becomes a leaf of what it belongs to.
pub struct Tree<'a> {
    laid: &'a Laid,
    language: &'static str,
    leaves: Vec<Vec<(u32, Node)>>,
    bounds: Vec<Option<BBox>>,
}

impl<'a> Tree<'a> {
    pub fn new(laid: &'a Laid, document: &Document) -> Self {
        let count = laid.elements.len();
        let leaves = (0..count).map(|_| Vec::new()).collect();
        let language = document.about.language.code();
        Self { laid, language, leaves, bounds: vec![None; count] }
    }

    pub fn leaf(&mut self, element: usize, order: u32, id: Identifier) {
        if let Some(leaves) = self.leaves.get_mut(element) {
            leaves.push((order, Node::Leaf(id)));
        }
    }

    /// Where a chart stands.
    pub fn surround(&mut self, element: usize, page: usize, [left, top, width, height]: [f32; 4]) {
        if let (Some(place), Some(rect)) =
            (self.bounds.get_mut(element), Rect::from_xywh(left, top, width, height))
        {
            *place = Some(BBox::new(page, rect));
        }
    }

    pub fn finish(mut self) -> TagTree {
        let levels = self.levels();
        let mut top: Vec<(u32, Node)> = Vec::new();
        // Children stand behind their parents, so that from the end each has all of its own.
        for (at, element) in self.laid.elements.iter().enumerate().rev() {
            let Some(mut children) = self.leaves.pop() else { break };
            // An empty cell holds the place of a cell, an item has a body, and a chart in which nothing is drawn still
            // has its words.
            let stays = matches!(
                element.part,
                Part::HeadCell { .. } | Part::Cell { .. } | Part::ItemBody | Part::Figure { .. }
            );
            if children.is_empty() && !stays {
                continue;
            }
            children.sort_by_key(|(order, _)| *order);
            let children = children.into_iter().map(|(_, node)| node).collect();
            let level = levels.get(at).copied().unwrap_or(1);
            let bounds = self.bounds.get(at).copied().flatten();
            let group = TagGroup::with_children(kind(&element.part, level, bounds), children);
            match element.parent.and_then(|parent| self.leaves.get_mut(parent)) {
                Some(above) => above.push((element.order, Node::Group(group))),
                None => top.push((element.order, Node::Group(group))),
            }
        }
        top.sort_by_key(|(order, _)| *order);
        let mut tree = TagTree::new().with_lang(Some(self.language.to_owned()));
        for (_, node) in top {
            tree.push(node);
        }
        tree
    }

    /// Levels of headings go down one at a time, as readers expect.
    fn levels(&self) -> Vec<u8> {
        let mut last = 0;
        let level = |part: &Part| match part {
            Part::Heading { level, .. } => {
                last = (*level).min(last + 1);
                last
            }
            _ => 0,
        };
        self.laid.elements.iter().map(|element| &element.part).map(level).collect()
    }
}

fn kind(part: &Part, level: u8, bounds: Option<BBox>) -> TagKind {
    match part {
        Part::Title => Tag::Title.into(),
        Part::Heading { title, .. } => {
            let level = NonZeroU16::new(u16::from(level)).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(short(title))).into()
        }
        Part::Paragraph => Tag::P.into(),
        Part::Quote => Tag::BlockQuote.into(),
        Part::List { is_numbered } => {
            let signs = if *is_numbered { ListNumbering::Decimal } else { ListNumbering::Disc };
            Tag::L(signs).into()
        }
        Part::Item => Tag::LI.into(),
        Part::ItemLabel => Tag::Lbl.into(),
        Part::ItemBody => Tag::LBody.into(),
        Part::Table => Tag::Table.into(),
        Part::TableHead => Tag::THead.into(),
        Part::TableBody => Tag::TBody.into(),
        Part::Row => Tag::TR.into(),
        Part::HeadCell { is_row, spans } => {
            let scope = if *is_row { TableHeaderScope::Row } else { TableHeaderScope::Column };
            Tag::TH(scope).with_col_span(span(*spans)).into()
        }
        Part::Cell { spans } => Tag::TD.with_col_span(span(*spans)).into(),
        Part::Caption => Tag::Caption.into(),
        Part::Figure { alt } => Tag::Figure(Some(short(alt))).with_bbox(bounds).into(),
        Part::Section => Tag::Section.into(),
        Part::Note => Tag::Note.into(),
        Part::Reference => Tag::Reference.into(),
        Part::Link { .. } => Tag::Link.into(),
        Part::Contents => Tag::TOC.into(),
        Part::ContentsEntry => Tag::TOCI.into(),
    }
}

fn span(columns: u32) -> Option<NonZeroU32> {
    NonZeroU32::new(columns).filter(|columns| columns.get() > 1)
}
