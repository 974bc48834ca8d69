//! The grammar: brackets, fields, elements, names.
//!
//! Knows no field by name. Every loop moves forward by at least one byte, and never more than `MAX_DEPTH` calls deep.

use super::cursor::Milestone;
use super::{Field, MAX_DEPTH, Node, Span, Struct, Tuple, Value};
use crate::intake::fault::{Expected, Fault, FaultKind};

pub(super) struct Parser<'a, 'f> {
    pub(super) file: &'f str,
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) milestone: Milestone,
    /// The field being read, for faults.
    pub(super) field: &'a str,
    pub(super) faults: &'f mut Vec<Fault>,
    /// How many of the faults are from here.
    pub(super) found: usize,
    pub(super) in_vain: usize,
    pub(super) gave_up: bool,
    open: Vec<Open>,
    /// The comma here was lost with what has just been reported.
    pub(super) comma_lost: bool,
    /// The innermost bracket ends here, although nothing closes it.
    ended: bool,
}

/// An open bracket.
struct Open {
    bracket: u8,
    line: u32,
    /// Something in it could not be read, or may belong elsewhere.
    damaged: bool,
}

impl Open {
    fn partner(&self) -> u8 {
        match self.bracket {
            b'(' => b')',
            b'[' => b']',
            _ => b'}',
        }
    }
}

/// What is read between two brackets.
#[derive(Default)]
struct Group<'a> {
    fields: Vec<Field<'a>>,
    items: Vec<Node<'a>>,
}

impl<'a, 'f> Parser<'a, 'f> {
    pub(super) fn new(file: &'f str, text: &'a str, faults: &'f mut Vec<Fault>) -> Self {
        Self {
            file,
            text,
            at: 0,
            milestone: Milestone::START,
            field: "",
            faults,
            found: 0,
            in_vain: 0,
            gave_up: false,
            open: Vec::new(),
            comma_lost: false,
            ended: false,
        }
    }

    pub(super) fn document(mut self) -> Option<Node<'a>> {
        self.skip_blank();
        while self.peek() == Some(b'#') {
            self.at = self.rest().find(']').map_or(self.text.len(), |end| self.at + end + 1);
            self.skip_blank();
        }
        let mut node = self.value()?;
        self.skip_blank();
        if self.peek().is_some() {
            self.expected(Expected::EndOfFile);
            if let Value::Struct(inner) = &mut node.value {
                inner.damaged = true;
            }
        }
        Some(node)
    }

    /// A value; `None` if there is none here, which is reported.
    fn value(&mut self) -> Option<Node<'a>> {
        self.skip_blank();
        let (place, start) = (self.place(), self.at);
        let value = match self.peek() {
            Some(b'"') => self.string(),
            Some(b'(') => self.group(None),
            Some(b'[') => {
                let mut items = Vec::new();
                let closed = self.bracketed(|parser| parser.element(&mut items));
                closed.map_or(Value::Broken, |_| Value::List(items))
            }
            Some(b'{') => {
                let mut entries = Vec::new();
                let closed = self.bracketed(|parser| parser.entry(&mut entries));
                closed.map_or(Value::Broken, |_| Value::Map(entries))
            }
            Some(b'0'..=b'9' | b'+' | b'-' | b'.') => self.number(),
            _ => match self.word() {
                "" => {
                    self.expected(Expected::Value);
                    return None;
                }
                word => self.word_value(word),
            },
        };
        Some(Node { place, span: Span { start, end: self.at }, value })
    }

    fn word_value(&mut self, word: &'a str) -> Value<'a> {
        self.at += word.len();
        match (word, self.peek()) {
            ("r", Some(b'"')) => return self.raw_string(),
            ("r", Some(b'#')) if self.rest().trim_start_matches('#').starts_with('"') => {
                return self.raw_string();
            }
            ("r", Some(b'#')) => {
                self.at += 1; // A raw identifier.
                let word = self.word();
                self.at += word.len();
                return Value::Word(word);
            }
            ("true", _) => return Value::Bool(true),
            ("false", _) => return Value::Bool(false),
            ("inf", _) => return Value::Number { value: f64::INFINITY, raw: word },
            ("NaN", _) => return Value::Number { value: f64::NAN, raw: word },
            ("None", _) => return Value::None,
            _ => {}
        }
        let ahead = self.rest().trim_start_matches([' ', '\t']);
        if !ahead.starts_with('(') {
            return Value::Word(word);
        }
        self.skip_blank();
        if word == "Some" { self.some() } else { self.group(Some(word)) }
    }

    fn some(&mut self) -> Value<'a> {
        let (place, start) = (self.place(), self.at);
        match self.group(None) {
            Value::Tuple(Tuple { mut items, .. }) if items.len() == 1 => {
                items.pop().map_or(Value::Broken, |item| Value::Some(Box::new(item)))
            }
            Value::Struct(inner) if !inner.fields.is_empty() => {
                let span = Span { start, end: self.at };
                Value::Some(Box::new(Node { place, span, value: Value::Struct(inner) }))
            }
            Value::Broken => Value::Broken,
            Value::Struct(Struct { damaged: true, .. }) => Value::Broken,
            _ => {
                self.fault(
                    place,
                    FaultKind::Syntax { expected: Expected::OneValue, found: "(".to_owned() },
                );
                Value::Broken
            }
        }
    }

    fn group(&mut self, name: Option<&'a str>) -> Value<'a> {
        let mut group = Group::default();
        let outer = self.field;
        let closed = self.bracketed(|parser| parser.member(&mut group));
        self.field = outer;
        let Some(Open { damaged, .. }) = closed else { return Value::Broken };
        let Group { fields, items } = group;
        if fields.is_empty() && !items.is_empty() {
            return Value::Tuple(Tuple { name, items });
        }
        Value::Struct(Struct { name, fields, damaged })
    }

    /// Reads up to the closing bracket, and returns what was open; `None` if this is too deep to be read.
    fn bracketed(&mut self, mut one: impl FnMut(&mut Self) -> bool) -> Option<Open> {
        let line = self.place().line;
        let bracket = self.peek()?;
        self.at += 1;
        if self.open.len() >= MAX_DEPTH {
            self.too_deep();
            return None;
        }
        self.open.push(Open { bracket, line, damaged: false });
        while !self.at_end_of_bracket() {
            let before = self.at;
            if self.peek() == Some(b',') {
                self.expected(Expected::Value);
            } else if !one(self) {
                self.resync();
            }
            if std::mem::take(&mut self.ended) {
                break;
            }
            self.comma();
            if self.at == before {
                self.skip_char(); // Nothing here could be used; never stand still.
            }
        }
        self.open.pop()
    }

    fn too_deep(&mut self) {
        let place = self.place();
        self.fault(place, FaultKind::TooDeep);
        while let Some(b',') = {
            self.resync();
            self.peek()
        } {
            self.at += 1;
        }
        self.skip_char();
    }

    /// True once the innermost bracket is closed, or cannot be.
    fn at_end_of_bracket(&mut self) -> bool {
        self.skip_blank();
        let Some(Open { bracket, line, .. }) = self.open.last() else { return true };
        let (bracket, line) = (*bracket, *line);
        let partner = self.open.last().map_or(b')', Open::partner);
        match self.peek() {
            Some(here) if here == partner => {
                self.at += 1;
                true
            }
            Some(here @ (b')' | b']' | b'}')) => {
                self.not_closed(bracket, line);
                let belongs_further_out = self.open.iter().any(|open| open.partner() == here);
                if !belongs_further_out {
                    self.at += 1; // A slip of the finger: `]` for `)`.
                }
                true
            }
            None => {
                self.not_closed(bracket, line);
                true
            }
            Some(_) if self.is_forgotten_end() => {
                self.not_closed(bracket, line);
                self.comma_lost = true;
                true
            }
            Some(_) => false,
        }
    }

    /// With a bracket missing, nobody knows what belongs into which of those that are open.
    fn not_closed(&mut self, bracket: u8, line: u32) {
        let place = self.place();
        self.fault(place, FaultKind::NotClosed { open: char::from(bracket), line });
        self.open.iter_mut().for_each(|open| open.damaged = true);
    }

    fn damage(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.damaged = true;
        }
    }

    /// A field name inside `[…]` of a struct: the list was not closed.
    fn is_forgotten_end(&self) -> bool {
        let mut open = self.open.iter().rev().map(|open| open.bracket);
        (open.next(), open.next()) == (Some(b'['), Some(b'('))
            && self.word_then(|next| next == b':')
    }

    /// After a field or element: a comma, unless the bracket ends.
    fn comma(&mut self) {
        self.skip_blank();
        let lost = std::mem::take(&mut self.comma_lost);
        match self.peek() {
            Some(b',') => self.at += 1,
            None | Some(b')' | b']' | b'}') => {}
            Some(_) if lost || self.is_forgotten_end() => {}
            Some(next) => {
                self.expected(Expected::Comma);
                let starts_value = matches!(next, b'"' | b'(' | b'[' | b'{' | b'0'..=b'9' | b'-');
                if !(starts_value || self.word_then(|_| true)) {
                    self.damage();
                    self.resync();
                    self.eat(b',');
                }
            }
        }
    }

    fn element(&mut self, items: &mut Vec<Node<'a>>) -> bool {
        let (place, span) = (self.place(), Span::at(self.at));
        let node = self.value();
        let read = node.is_some();
        items.push(node.unwrap_or(Node { place, span, value: Value::Broken }));
        read
    }

    fn entry(&mut self, entries: &mut Vec<(Node<'a>, Node<'a>)>) -> bool {
        let Some(key) = self.value() else { return false };
        self.skip_blank();
        if !self.eat(b':') {
            self.expected(Expected::Colon);
            return false;
        }
        let (place, span) = (self.place(), Span::at(self.at));
        let value = self.value();
        let read = value.is_some();
        entries.push((key, value.unwrap_or(Node { place, span, value: Value::Broken })));
        read
    }

    /// A field, or a value without name, of what stands between `(` and `)`. After a field, another bracket in a list
    /// of structs is the next one: the closing bracket of this one was forgotten.
    fn member(&mut self, group: &mut Group<'a>) -> bool {
        let is_raw = self.rest().starts_with("r\"") || self.rest().starts_with("r#");
        if !is_raw && self.word_then(|next| matches!(next, b':' | b'=' | b'"' | b'[' | b'0'..=b'9'))
        {
            return self.field(group);
        }
        let damaged = self.open.last().is_some_and(|open| open.damaged);
        if group.fields.is_empty() && !damaged {
            return self.element(&mut group.items);
        }
        let in_list = self.open.iter().nth_back(1).is_some_and(|outer| outer.bracket == b'[');
        if in_list && self.peek() == Some(b'(') && !group.fields.is_empty() {
            let line = self.open.last().map_or(0, |open| open.line);
            self.not_closed(b'(', line);
            (self.ended, self.comma_lost) = (true, true);
            return true;
        }
        self.damage();
        self.expected(Expected::FieldName);
        false
    }

    fn field(&mut self, group: &mut Group<'a>) -> bool {
        let (place, name) = (self.place(), self.word());
        if let Some(stray) = group.items.first() {
            let stray = stray.place;
            group.items.clear();
            self.damage();
            self.fault(
                stray,
                FaultKind::Syntax { expected: Expected::FieldName, found: String::new() },
            );
        }
        self.at += name.len();
        self.skip_blank();
        if !self.eat(b':') {
            self.expected(Expected::Colon);
            self.eat(b'=');
        }
        self.field = name;
        let (at, span) = (self.place(), Span::at(self.at));
        let value = self.value();
        let read = value.is_some();
        group.fields.push(Field {
            name,
            place,
            value: value.unwrap_or(Node { place: at, span, value: Value::Broken }),
        });
        read
    }

    /// True if a word stands here and then, after blanks, something that `fits`.
    fn word_then(&self, fits: impl Fn(u8) -> bool) -> bool {
        let word = self.word();
        let after = self.text.get(self.at + word.len()..).unwrap_or("").trim_start();
        !word.is_empty() && after.bytes().next().is_some_and(fits)
    }
}
