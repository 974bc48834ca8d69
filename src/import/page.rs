//! Writes RON that reads well in a diff: one thing per line, the same bytes for the same data.
//!
//! Knows no table.

use kriterion_heart::intake::tree::{Node, Value};
use kriterion_heart::text::Text;

/// A longer struct gets a line per field.
const LONGEST_LINE: usize = 140;

/// A file being written.
#[derive(Debug, Default)]
pub struct Page {
    text: String,
    depth: usize,
}

impl Page {
    pub fn new(comment: &str) -> Self {
        let text = if comment.is_empty() { String::new() } else { format!("// {comment}\n") };
        Self { text, depth: 0 }
    }

    /// A part of a file, `depth` brackets deep.
    pub fn inside(depth: usize) -> Self {
        Self { text: String::new(), depth }
    }

    pub fn line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.text.push_str("    ");
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Opens a bracket: `name: (` or `(`.
    pub fn open(&mut self, head: &str) {
        self.line(head);
        self.depth += 1;
    }

    pub fn close(&mut self, tail: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.line(tail);
    }

    pub fn field(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}: {value},"));
    }

    pub fn words(&mut self, name: &str, value: &str) {
        self.field(name, &quote(value));
    }

    /// A string that is left out when empty.
    pub fn words_if_any(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.words(name, value);
        }
    }

    /// A value that is left out when there is none.
    pub fn maybe(&mut self, name: &str, value: Option<impl std::fmt::Display>) {
        if let Some(value) = value {
            self.field(name, &value.to_string());
        }
    }

    /// A text that is left out when empty; a long one gets a line per language.
    pub fn text(&mut self, name: &str, value: &Text) {
        if value.is_empty() {
            return;
        }
        let short = text(value);
        if short.len() + name.len() < LONGEST_LINE {
            return self.field(name, &short);
        }
        self.open(&format!("{name}: ("));
        for (lang, words) in languages(value) {
            self.words_if_any(lang, words);
        }
        self.close("),");
    }

    /// A value as it was read; a long one gets a line per part.
    pub fn node(&mut self, head: &str, value: &Node<'_>) {
        let short = node(value);
        if head.len() + short.len() < LONGEST_LINE {
            return self.line(&format!("{head}{short},"));
        }
        match &value.value {
            Value::List(items) => self.nodes(&format!("{head}["), items, "],"),
            Value::Tuple(tuple) => {
                self.nodes(&format!("{head}{}(", tuple.name.unwrap_or("")), &tuple.items, "),")
            }
            Value::Struct(inner) => {
                self.open(&format!("{head}{}(", inner.name.unwrap_or("")));
                for field in &inner.fields {
                    self.node(&format!("{}: ", field.name), &field.value);
                }
                self.close("),");
            }
            Value::Map(entries) => {
                self.open(&format!("{head}{{"));
                for (key, value) in entries {
                    self.node(&format!("{}: ", node(key)), value);
                }
                self.close("},");
            }
            _ => self.line(&format!("{head}{short},")),
        }
    }

    fn nodes(&mut self, head: &str, items: &[Node<'_>], tail: &str) {
        self.open(head);
        for item in items {
            self.node("", item);
        }
        self.close(tail);
    }

    pub fn finish(self) -> String {
        self.text
    }
}

fn languages(value: &Text) -> [(&'static str, &str); 3] {
    [("en", &value.en), ("de", &value.de), ("fr", &value.fr)]
}

/// `(en: "…", de: "…", fr: "…")`, without the languages that are empty.
pub fn text(value: &Text) -> String {
    let fields: Vec<String> = languages(value)
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(lang, words)| format!("{lang}: {}", quote(words)))
        .collect();
    format!("({})", fields.join(", "))
}

pub fn quote(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 2);
    out.push('"');
    for c in words.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

pub fn quoted_list<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let words: Vec<String> = words.into_iter().map(quote).collect();
    format!("[{}]", words.join(", "))
}

pub fn list(values: impl IntoIterator<Item = impl std::fmt::Display>) -> String {
    let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    format!("[{}]", values.join(", "))
}

/// True if a field of this name anywhere in the value holds a string.
pub fn names_column(value: &Node<'_>, field: &str) -> bool {
    node(value).contains(&format!("{field}: \""))
}

/// A value as it was read, on one line.
fn node(node: &Node<'_>) -> String {
    let all = |nodes: &[Node<'_>]| nodes.iter().map(self::node).collect::<Vec<_>>().join(", ");
    match &node.value {
        Value::Text(words) => quote(words),
        Value::Number { raw, .. } => (*raw).to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Word(word) => (*word).to_owned(),
        Value::List(items) => format!("[{}]", all(items)),
        Value::Struct(inner) => {
            let fields: Vec<_> = inner
                .fields
                .iter()
                .map(|field| format!("{}: {}", field.name, self::node(&field.value)))
                .collect();
            format!("{}({})", inner.name.unwrap_or(""), fields.join(", "))
        }
        Value::Tuple(tuple) => format!("{}({})", tuple.name.unwrap_or(""), all(&tuple.items)),
        Value::Map(entries) => {
            let entries: Vec<_> = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", self::node(key), self::node(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
        Value::Some(inner) => format!("Some({})", self::node(inner)),
        Value::None | Value::Broken => "None".to_owned(),
    }
}
