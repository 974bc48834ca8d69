//! The fields of one struct: which were asked for, which are missing, which nobody knows.
//!
//! Knows no field by itself: the names asked for are the names there are.

use super::{Ids, Read, Reader, Spot};
use crate::intake::fault::{FaultKind, Place, nearest};
use crate::intake::tree::{Node, Struct, Value};
use crate::text::{Lang, Text};
use std::ops::RangeInclusive;

/// An open struct. Ask for every field, then `close` it: that is when missing and unknown fields are reported.
#[must_use = "a struct that is not closed does not report its missing and unknown fields"]
pub struct Fields<'n, 't, 'r, 'f> {
    reader: &'r mut Reader<'f>,
    place: Place,
    inner: &'n Struct<'t>,
    asked: Vec<&'static str>,
    missing: Vec<(&'static str, FaultKind)>,
}

impl<'n, 't, 'r, 'f> Fields<'n, 't, 'r, 'f> {
    pub(super) fn open(reader: &'r mut Reader<'f>, place: Place, inner: &'n Struct<'t>) -> Self {
        Self { reader, place, inner, asked: Vec::new(), missing: Vec::new() }
    }

    pub fn reader(&mut self) -> &mut Reader<'f> {
        self.reader
    }

    /// Where the struct begins.
    pub fn place(&self) -> Place {
        self.place
    }

    /// A field's value as it stands; a missing one is no fault.
    pub fn node(&mut self, name: &'static str) -> Option<&'n Node<'t>> {
        self.asked.push(name);
        self.inner.field(name).map(|field| &field.value)
    }

    /// A field that must be there.
    pub fn need<T: Read>(&mut self, name: &'static str) -> Option<T> {
        self.need_with(name, T::read)
    }

    /// A field that must be there, read in a way of its own.
    pub fn need_with<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&'n Node<'t>, &mut Reader<'f>) -> Option<T>,
    ) -> Option<T> {
        match self.node(name) {
            Some(node) => self.inside(name, node, read),
            None => {
                self.missing.push((name, FaultKind::MissingField { name: name.to_owned() }));
                None
            }
        }
    }

    /// A whole number from `range` that must be there.
    pub fn whole<T: TryFrom<u32>>(
        &mut self,
        name: &'static str,
        range: RangeInclusive<u32>,
    ) -> Option<T> {
        self.need_with(name, |node, reader| reader.whole(node, range))
    }

    /// A field that may be left out, or be `None`.
    pub fn maybe<T: Read>(&mut self, name: &'static str) -> Option<T> {
        self.maybe_with(name, T::read)
    }

    /// A field that may be left out, read in a way of its own.
    pub fn maybe_with<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&'n Node<'t>, &mut Reader<'f>) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(name)?;
        match &node.value {
            Value::None => None,
            Value::Some(inner) => self.inside(name, inner, read),
            _ => self.inside(name, node, read),
        }
    }

    /// A field that may be empty and so may be left out.
    pub fn or_empty<T: Read + Default>(&mut self, name: &'static str) -> T {
        self.maybe(name).unwrap_or_default()
    }

    /// A text that may be left out; one that is empty in all languages is the same.
    pub fn text_or_empty(&mut self, name: &'static str) -> Text {
        let nothing = |node: &Node<'_>| {
            node.as_struct().is_some_and(|text| {
                let mut fields = text.fields.iter();
                fields.len() == Lang::ALL.len()
                    && fields.all(|field| field.value.as_str() == Some(""))
            })
        };
        self.maybe_with(
            name,
            |node, reader| if nothing(node) { None } else { Text::read(node, reader) },
        )
        .unwrap_or_default()
    }

    /// A list that may not be empty; elements that cannot be read are reported and left out.
    pub fn some_of<T>(
        &mut self,
        name: &'static str,
        read: impl FnMut(&Node<'_>, &mut Reader<'f>) -> Option<T>,
    ) -> Vec<T> {
        self.need_with(name, |node, reader| {
            if node.as_list().is_some_and(<[_]>::is_empty) {
                reader.fault(node.place, FaultKind::Empty { field: name.to_owned() });
            }
            reader.each(node, read)
        })
        .unwrap_or_default()
    }

    /// The id of a new thing. Without one it cannot be told which ids there are.
    pub fn new_id(
        &mut self,
        name: &'static str,
        ids: &mut Ids,
        is_good: impl FnOnce(&str) -> bool,
    ) -> Option<String> {
        match self.need::<Spot<String>>(name) {
            Some(id) => {
                let good = is_good(&id.value);
                ids.take(id, good, self.reader)
            }
            None => {
                ids.lost_one();
                None
            }
        }
    }

    /// The words of a text in one language, without which there is a fault.
    pub(super) fn words_in(&mut self, lang: Lang) -> Option<String> {
        let (name, field) = (lang.code(), self.reader.field);
        let without = FaultKind::MissingLanguage { field: field.to_owned(), lang };
        let Some(node) = self.node(name) else {
            self.missing.push((name, without));
            return None;
        };
        let words = self.inside(name, node, String::read)?;
        if words.trim().is_empty() {
            self.reader.fault(node.place, without);
            return None;
        }
        Some(words)
    }

    fn inside<T>(
        &mut self,
        name: &'static str,
        node: &'n Node<'t>,
        read: impl FnOnce(&'n Node<'t>, &mut Reader<'f>) -> Option<T>,
    ) -> Option<T> {
        let outer = std::mem::replace(&mut self.reader.field, name);
        let value = read(node, self.reader);
        self.reader.field = outer;
        value
    }

    /// Reports what is missing, unknown, or there twice.
    pub fn close(mut self) {
        let mut fields: Vec<_> = self.inner.fields.iter().collect();
        fields.sort_by_key(|field| field.name); // Stable, so the first of two comes first.
        let absent: Vec<_> =
            self.asked.iter().copied().filter(|name| self.inner.field(name).is_none()).collect();
        for same in fields.chunk_by(|a, b| a.name == b.name) {
            let Some((first, again)) = same.split_first() else { continue };
            if self.reader.is_full() {
                break;
            }
            if !self.asked.contains(&first.name) {
                self.unknown(first.name, first.place, &absent);
            }
            // With brackets missing, fields of two structs may have come together.
            for field in again.iter().filter(|_| !self.inner.damaged) {
                let kind =
                    FaultKind::FieldTwice { name: field.name.to_owned(), first: first.place };
                self.reader.fault(field.place, kind);
            }
        }
        if self.inner.damaged {
            return; // What seems missing may be what could not be read.
        }
        for (_, kind) in self.missing {
            self.reader.fault(self.place, kind);
        }
    }

    /// A misspelt name explains a missing field, so the two are one fault.
    fn unknown(&mut self, name: &str, place: Place, absent: &[&'static str]) {
        let missed = nearest(name, self.missing.iter().map(|(name, _)| *name));
        self.missing.retain(|(name, _)| Some(*name) != missed.as_deref());
        let near = missed
            .or_else(|| nearest(name, absent.iter().copied()))
            .or_else(|| nearest(name, self.asked.iter().copied()));
        if self.inner.damaged && near.is_none() {
            return; // Probably a stray from another struct.
        }
        self.reader.fault(place, FaultKind::UnknownField { name: name.to_owned(), nearest: near });
    }
}
