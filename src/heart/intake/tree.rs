//! A syntax tree of RON in which every node knows its line and column.
//!
//! Knows neither field names nor what they mean, and never gives up at the first fault: what cannot be read
//! becomes `Value::Broken`, is reported once, and reading goes on at the next field or element.

mod cursor;
mod literal;
mod parser;

use super::fault::{Fault, Place};
use std::borrow::Cow;

/// Brackets inside brackets; deeper ones are a fault. Keeps reading and dropping off the end of the stack.
pub const MAX_DEPTH: usize = 64;

/// Reads one value with everything in it. `None` if there is no value at all; the faults say why.
pub fn parse<'a>(file: &str, text: &'a str, faults: &mut Vec<Fault>) -> Option<Node<'a>> {
    parser::Parser::new(file, text, faults).document()
}

/// Bytes of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    fn at(start: usize) -> Self {
        Self { start, end: start }
    }
}

/// A value, where it begins, and what of the file it takes up.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'a> {
    pub place: Place,
    pub span: Span,
    pub value: Value<'a>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Escapes resolved, line ends as `\n`.
    Text(Cow<'a, str>),
    Number {
        value: f64,
        raw: &'a str,
    },
    Bool(bool),
    /// A bare identifier: an enum variant.
    Word(&'a str),
    List(Vec<Node<'a>>),
    /// `(a: 1)`, `Name(a: 1)`, and `()`.
    Struct(Struct<'a>),
    /// `(1, 2)` and `Name(1, 2)`.
    Tuple(Tuple<'a>),
    Map(Vec<(Node<'a>, Node<'a>)>),
    Some(Box<Node<'a>>),
    None,
    /// Could not be read; the fault is already reported.
    Broken,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Struct<'a> {
    pub name: Option<&'a str>,
    pub fields: Vec<Field<'a>>,
    /// Something between the brackets could not be read, so a field that seems missing may be there.
    pub damaged: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Tuple<'a> {
    pub name: Option<&'a str>,
    pub items: Vec<Node<'a>>,
}

/// A named value; `place` is that of the name.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<'a> {
    pub name: &'a str,
    pub place: Place,
    pub value: Node<'a>,
}

impl<'a> Node<'a> {
    pub fn is_broken(&self) -> bool {
        matches!(self.value, Value::Broken)
    }

    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_number(&self) -> Option<f64> {
        match &self.value {
            Value::Number { value, .. } => Some(*value),
            _ => None,
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        match &self.value {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }

    pub fn as_word(&self) -> Option<&'a str> {
        match &self.value {
            Value::Word(word) => Some(word),
            _ => None,
        }
    }

    pub fn as_list(&self) -> Option<&[Node<'a>]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    pub fn as_map(&self) -> Option<&[(Node<'a>, Node<'a>)]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    pub fn as_struct(&self) -> Option<&Struct<'a>> {
        match &self.value {
            Value::Struct(value) => Some(value),
            _ => None,
        }
    }

    /// The values of `(1, 2)`; `()` has none.
    pub fn as_tuple(&self) -> Option<&[Node<'a>]> {
        match &self.value {
            Value::Tuple(tuple) => Some(&tuple.items),
            Value::Struct(empty) if empty.fields.is_empty() => Some(&[]),
            _ => None,
        }
    }

    /// The name before a bracket: `Name` of `Name(a: 1)`, `Name(1)` and `Name`.
    pub fn name(&self) -> Option<&'a str> {
        match &self.value {
            Value::Word(word) => Some(word),
            Value::Struct(value) => value.name,
            Value::Tuple(value) => value.name,
            _ => None,
        }
    }
}

impl<'a> Struct<'a> {
    pub fn field(&self, name: &str) -> Option<&Field<'a>> {
        self.fields.iter().find(|field| field.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fault::{Expected, FaultKind};
    use super::*;

    fn read(text: &str) -> (Option<Node<'_>>, Vec<(u32, u32, FaultKind)>) {
        let mut faults = Vec::new();
        let node = parse("f.ron", text, &mut faults);
        (
            node,
            faults.into_iter().map(|fault| (fault.at.line, fault.at.column, fault.kind)).collect(),
        )
    }

    /// The value in ron's own words, so that a test reads at a glance.
    fn show(node: &Node<'_>) -> String {
        let all = |nodes: &[Node<'_>]| nodes.iter().map(show).collect::<Vec<_>>().join(",");
        match &node.value {
            Value::Text(text) => format!("{text:?}"),
            Value::Number { value, .. } => value.to_string(),
            Value::Bool(value) => value.to_string(),
            Value::Word(word) => (*word).to_owned(),
            Value::List(items) => format!("[{}]", all(items)),
            Value::Tuple(tuple) => format!("{}({})", tuple.name.unwrap_or(""), all(&tuple.items)),
            Value::Struct(inner) => {
                let fields: Vec<_> = inner
                    .fields
                    .iter()
                    .map(|field| format!("{}:{}", field.name, show(&field.value)))
                    .collect();
                format!("{}({})", inner.name.unwrap_or(""), fields.join(","))
            }
            Value::Map(entries) => {
                let entries: Vec<_> = entries
                    .iter()
                    .map(|(key, value)| format!("{}:{}", show(key), show(value)))
                    .collect();
                format!("{{{}}}", entries.join(","))
            }
            Value::Some(inner) => format!("Some({})", show(inner)),
            Value::None => "None".to_owned(),
            Value::Broken => "?".to_owned(),
        }
    }

    #[test]
    fn an_escape_may_stand_before_any_letter() {
        assert_eq!(sound("\"\\u{0}éé\\u{e9}é\""), "\"\\0éééé\"");
    }

    fn sound(text: &str) -> String {
        let (node, faults) = read(text);
        assert_eq!(faults, [], "{text}");
        show(&node.unwrap())
    }

    #[test]
    fn every_kind_of_value_is_read() {
        assert_eq!(
            sound(
                "#![enable(implicit_some)] /* a /* b */ */ (a: 1, // c\n b: [X, Y(2), Z(c: -1.5e-3),], )"
            ),
            "(a:1,b:[X,Y(2),Z(c:-0.0015)])"
        );
        assert_eq!(
            sound(r##"("a\n\u{e9}\x41\"", r#"b"\n"#, r"c")"##),
            r##"("a\né A\"","b\"\\n","c")"##.replace("é A", "éA")
        );
        assert_eq!(
            sound("{\"a\": Some(1), \"b\": None, 3: true,}"),
            "{\"a\":Some(1),\"b\":None,3:true}"
        );
        assert_eq!(
            sound("[(), 0x1F, 1_000, .5, +2, Some((a: 1)), Unit ()]"),
            "[(),31,1000,0.5,2,Some((a:1)),Unit()]"
        );
        assert_eq!(sound("\u{feff}\"a\r\nb\""), "\"a\\nb\"");
    }

    #[test]
    fn places_count_lines_and_characters() {
        let (node, faults) = read("(\n  é: [\"ä\nö\", 7],\n)");
        assert_eq!(faults, []);
        let node = node.unwrap();
        let field = node.as_struct().unwrap().field("é").unwrap();
        assert_eq!((field.place.line, field.place.column), (2, 3));
        let seven = field.value.as_list().unwrap()[1].place;
        assert_eq!((seven.line, seven.column), (3, 5));
    }

    #[test]
    fn a_syntax_fault_is_told_once_and_the_rest_is_read() {
        use Expected::{Colon, Comma, Escape, FieldName, OneValue, Value};
        let syntax =
            |expected, found: &str| FaultKind::Syntax { expected, found: found.to_owned() };
        let open = |open, line| FaultKind::NotClosed { open, line };
        for (text, shown, fault) in [
            ("(a: 1\n b: 2)", "(a:1,b:2)", (2, 2, syntax(Comma, "b"))),
            ("(a: ,\n b: 2)", "(a:?,b:2)", (1, 5, syntax(Value, ","))),
            ("(a \"x\", b: 2)", "(a:\"x\",b:2)", (1, 4, syntax(Colon, "\"x\", b: 2)"))),
            ("(a = 1, b: 2)", "(a:1,b:2)", (1, 4, syntax(Colon, "="))),
            ("(a: 1, ?: 3, b: 2)", "(a:1,b:2)", (1, 8, syntax(FieldName, "?"))),
            ("[1,, 2]", "[1,2]", (1, 4, syntax(Value, ","))),
            ("[\"a\" \"b\"]", "[\"a\",\"b\"]", (1, 6, syntax(Comma, "\"b\"]"))),
            ("(a: [1, 2,\n b: 3)", "(a:[1,2],b:3)", (2, 2, open('[', 1))),
            ("(a: [1, 2\n, b: (c: 3))", "(a:[1,2],b:(c:3))", (2, 3, open('[', 1))),
            ("(a: [1, 2)", "(a:[1,2])", (1, 10, open('[', 1))),
            ("[(a: 1,\n(a: 2)]", "[(a:1),(a:2)]", (2, 1, open('(', 1))),
            (
                "[(a: 1, b: \"x\\q\"), 2]",
                "[(a:1,b:\"x\u{fffd}\"),2]",
                (1, 14, syntax(Escape, "\\q")),
            ),
            (
                "(a: \"one,\n b: \"two\",\n c: \"three\")",
                "(a:?,b:\"two\",c:\"three\")",
                (1, 5, open('"', 1)),
            ),
            (
                "(a: 1.2.3, b: 2)",
                "(a:?,b:2)",
                (1, 5, FaultKind::BadNumber { field: "a".into(), found: "1.2.3".into() }),
            ),
            ("(a: Some(1, 2), b: 2)", "(a:?,b:2)", (1, 9, syntax(OneValue, "("))),
            ("(a: 1", "(a:1)", (1, 6, open('(', 1))),
            ("(a: 1) /* x", "(a:1)", (1, 8, open('*', 1))),
            ("(a: 1) 2", "(a:1)", (1, 8, syntax(Expected::EndOfFile, "2"))),
        ] {
            let (node, faults) = read(text);
            assert_eq!(faults, [fault], "{text}");
            assert_eq!(show(&node.unwrap()), shown, "{text}");
        }
        assert_eq!(read(" // nothing"), (None, vec![(1, 12, syntax(Value, ""))]));
    }

    #[test]
    fn depth_and_number_of_faults_are_bounded() {
        for text in [
            "(".repeat(100_000),
            "[".repeat(100_000),
            "Some(".repeat(100_000),
            "{a:".repeat(100_000),
        ] {
            let (_, faults) = read(&text);
            assert!(faults.iter().any(|(_, _, kind)| *kind == FaultKind::TooDeep));
            assert!(faults.len() <= MAX_DEPTH + 2);
        }
        let (_, faults) = read(&format!("[{}]", "?,".repeat(10_000)));
        assert_eq!(faults.last().map(|(_, _, kind)| kind), Some(&FaultKind::TooManyFaults));
        assert!(faults.len() < 200);
    }

    #[test]
    fn time_grows_with_length_and_not_faster() {
        let ugly = [
            "\"\n\\",
            "\\\"",
            "r#\"",
            "/*",
            "a\n",
            "(a: \"x\ny",
            "[,",
            "a ",
            "\"a\nb\"c",
            "(a: 1) ",
            "é",
            "((,",
        ];
        let start = std::time::Instant::now();
        for piece in ugly {
            read(&format!("[{}", piece.repeat(200_000 / piece.len())));
            read(&format!("[?{}", piece.repeat(200_000 / piece.len())));
        }
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}
