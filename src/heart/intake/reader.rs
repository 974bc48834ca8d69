//! Takes values out of the tree, field by field, and reports everything that does not fit.
//!
//! Knows how texts, words, numbers and lists are written, and no file in particular. A reader asks for all its fields,
//! closes the struct, and only then looks at what it got: so the first fault does not hide the others.

mod fields;
mod ids;

pub use fields::Fields;
pub use ids::Ids;

use super::fault::{Fault, FaultKind, IdKind, Kind, Place, Severity, nearest};
use super::tree::{Node, Value};
use crate::date::Date;
use crate::fixed::{FURTHEST, Fixed};
use crate::text::{Lang, Text};
use std::ops::RangeInclusive;

/// Something that can be read from one node; `None` after a fault.
pub trait Read: Sized {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self>;
}

/// Beyond these nobody reads on, so that a file cannot buy much time with its faults.
const MOST_FAULTS: usize = 1_000;

/// The file and the field being read, and where the faults go.
pub struct Reader<'f> {
    file: &'f str,
    /// Faults that were there before.
    before: usize,
    field: &'static str,
    /// The brackets of the file do not match, so parts of it may be lost.
    is_torn: bool,
    faults: &'f mut Vec<Fault>,
}

impl<'f> Reader<'f> {
    pub fn new(file: &'f str, faults: &'f mut Vec<Fault>) -> Self {
        let is_torn = faults.iter().any(|fault| fault.at.file == file && fault.kind.tears());
        Self { file, before: faults.len(), field: "", is_torn, faults }
    }

    /// So many faults that the rest is not read.
    pub fn is_full(&self) -> bool {
        self.faults.len().saturating_sub(self.before) >= MOST_FAULTS
    }

    /// No ids yet; complete in the end only if no part of the file is lost.
    pub fn new_ids(&self, what: IdKind) -> Ids {
        if self.is_torn { Ids::unreadable(what) } else { Ids::new(what) }
    }

    pub fn file(&self) -> &'f str {
        self.file
    }

    /// Name of the field that is being read; in a list that of the list.
    pub fn field(&self) -> &'static str {
        self.field
    }

    /// How many there are so far, of this file and those before it.
    pub fn fault_count(&self) -> usize {
        self.faults.len()
    }

    pub fn fault(&mut self, place: Place, kind: FaultKind) {
        if self.is_full() {
            return;
        }
        let last = self.faults.len() + 1 == self.before + MOST_FAULTS;
        let kind = if last { FaultKind::TooManyFaults } else { kind };
        self.faults.push(Fault::new(self.file, place, kind));
    }

    /// Reports what loses nothing.
    pub fn warn(&mut self, place: Place, kind: FaultKind) {
        let fault = Fault::new(self.file, place, kind);
        self.faults.push(Fault { severity: Severity::Warning, ..fault });
    }

    /// Reports that a node is of the wrong kind, unless it is broken and so already reported.
    pub fn wrong_kind<T>(&mut self, node: &Node<'_>, expected: Kind) -> Option<T> {
        if !node.is_broken() {
            self.fault(node.place, FaultKind::WrongKind { field: self.field.to_owned(), expected });
        }
        None
    }

    /// The fields of a struct.
    pub fn fields<'n, 't>(&mut self, node: &'n Node<'t>) -> Option<Fields<'n, 't, '_, 'f>> {
        self.fields_of_kind(node, Kind::Struct)
    }

    fn fields_of_kind<'n, 't>(
        &mut self,
        node: &'n Node<'t>,
        kind: Kind,
    ) -> Option<Fields<'n, 't, '_, 'f>> {
        match node.as_struct() {
            Some(inner) => Some(Fields::open(self, node.place, inner)),
            None => self.wrong_kind(node, kind),
        }
    }

    /// The elements of a list.
    pub fn list<'n, 't>(&mut self, node: &'n Node<'t>) -> Option<&'n [Node<'t>]> {
        node.as_list().or_else(|| self.wrong_kind(node, Kind::List))
    }

    /// Every element that can be read.
    pub fn each<T>(
        &mut self,
        node: &Node<'_>,
        mut read: impl FnMut(&Node<'_>, &mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut found = Vec::new();
        for node in self.list(node)? {
            if self.is_full() {
                break;
            }
            found.extend(read(node, self));
        }
        Some(found)
    }

    pub fn str<'n>(&mut self, node: &'n Node<'_>) -> Option<&'n str> {
        node.as_str().or_else(|| self.wrong_kind(node, Kind::String))
    }

    /// A finite number.
    pub fn number(&mut self, node: &Node<'_>) -> Option<f64> {
        match &node.value {
            Value::Number { value, .. } if value.is_finite() => Some(*value),
            Value::Number { raw, .. } => {
                let found = raw.chars().take(24).collect();
                self.fault(
                    node.place,
                    FaultKind::BadNumber { field: self.field.to_owned(), found },
                );
                None
            }
            _ => self.wrong_kind(node, Kind::Number),
        }
    }

    /// A number without fraction, from `range`.
    pub fn whole<T: TryFrom<u32>>(
        &mut self,
        node: &Node<'_>,
        range: RangeInclusive<u32>,
    ) -> Option<T> {
        let Value::Number { .. } = node.value else {
            return self.wrong_kind(node, Kind::WholeNumber);
        };
        let value = self.number(node)?;
        if value.fract() != 0.0 {
            return self.wrong_kind(node, Kind::WholeNumber);
        }
        let (low, high) = (f64::from(*range.start()), f64::from(*range.end()));
        let read = (low..=high)
            .contains(&value)
            .then_some(value as u32)
            .and_then(|value| T::try_from(value).ok());
        if read.is_none() {
            self.fault(
                node.place,
                FaultKind::ValueOutOfRange { field: self.field.to_owned(), value, low, high },
            );
        }
        read
    }

    /// One of the bare words that are allowed here.
    pub fn word<T: Copy>(&mut self, node: &Node<'_>, words: &[(&str, T)]) -> Option<T> {
        match node.as_word() {
            Some(word) => self.one_of(node.place, word, words),
            None => self.wrong_kind(node, Kind::Word),
        }
    }

    /// One of the strings that are allowed here, as in `since: "2008"`.
    pub fn quoted_word<T: Copy>(&mut self, node: &Node<'_>, words: &[(&str, T)]) -> Option<T> {
        let word = self.str(node)?;
        self.one_of(node.place, word, words)
    }

    fn one_of<T: Copy>(&mut self, place: Place, word: &str, words: &[(&str, T)]) -> Option<T> {
        let found = words.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
        if found.is_none() {
            let kind = FaultKind::UnknownWord {
                field: self.field.to_owned(),
                word: word.to_owned(),
                nearest: nearest(word, words.iter().map(|(name, _)| *name)),
                allowed: words.iter().map(|(name, _)| (*name).to_owned()).collect(),
            };
            self.fault(place, kind);
        }
        found
    }
}

/// A value and where it stands, for checks that come later.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot<T> {
    pub value: T,
    pub place: Place,
}

impl<T: Read> Read for Spot<T> {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        T::read(node, reader).map(|value| Self { value, place: node.place })
    }
}

impl Read for String {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.str(node).map(str::to_owned)
    }
}

impl Read for bool {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        node.as_bool().or_else(|| reader.wrong_kind(node, Kind::YesOrNo))
    }
}

impl Read for f64 {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.number(node)
    }
}

impl Read for Fixed {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let value = reader.number(node)?;
        let field = reader.field().to_owned();
        let fixed = Self::of(value);
        if fixed.is_none() {
            let (low, high) = (-FURTHEST, FURTHEST);
            reader.fault(node.place, FaultKind::ValueOutOfRange { field, value, low, high });
        }
        fixed
    }
}

impl Read for u8 {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.whole(node, 0..=u32::from(Self::MAX))
    }
}

impl Read for u16 {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.whole(node, 0..=u32::from(Self::MAX))
    }
}

impl Read for u32 {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.whole(node, 0..=Self::MAX)
    }
}

impl Read for Date {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.str(node)?;
        let date = Self::parse(text);
        if date.is_none() {
            let (field, found) = (reader.field.to_owned(), text.chars().take(24).collect());
            reader.fault(node.place, FaultKind::BadDate { field, found });
        }
        date
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.each(node, T::read)
    }
}

impl<T: Read, const N: usize> Read for [T; N] {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let found = reader.list(node)?.len();
        let values: Vec<T> = Vec::read(node, reader)?;
        if found != N {
            let field = reader.field.to_owned();
            reader.fault(
                node.place,
                FaultKind::Count { field, expected: N as u32, found: found as u32 },
            );
        }
        values.try_into().ok()
    }
}

/// All three languages are asked for; one without English is of no use.
impl Read for Text {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut fields = reader.fields_of_kind(node, Kind::Text)?;
        let [en, de, fr] = Lang::ALL.map(|lang| fields.words_in(lang));
        fields.close();
        Some(Self { en: en?, de: de.unwrap_or_default(), fr: fr.unwrap_or_default() })
    }
}

/// Lets an enum be read from its variants' names.
macro_rules! words {
    ($($kind:ty: $($word:ident)+;)*) => {$(
        impl $crate::intake::reader::Read for $kind {
            fn read(node: &$crate::intake::tree::Node<'_>, reader: &mut $crate::intake::reader::Reader<'_>) -> Option<Self> {
                reader.word(node, &[$((stringify!($word), Self::$word)),+])
            }
        }
    )*};
}
pub(crate) use words;

words! {
    crate::level::Mark: R S M P U;
}
