//! Reads a PDF again, with another library than the one that wrote it: what each tag holds, in reading order.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::HashMap;

/// A tag and what is in it.
#[derive(Debug, Default, Clone)]
pub struct Node {
    pub role: String,
    pub title: String,
    pub alt: String,
    pub scope: String,
    pub has_bounds: bool,
    pub has_annotation: bool,
    pub spans: i64,
    pub inner: Vec<Inner>,
}

#[derive(Debug, Clone)]
pub enum Inner {
    Node(Node),
    Text(String),
}

impl Node {
    /// All tags below it and itself, in reading order.
    pub fn all(&self) -> Vec<&Node> {
        let mut all = vec![self];
        for inner in &self.inner {
            if let Inner::Node(node) = inner {
                all.extend(node.all());
            }
        }
        all
    }

    pub fn of(&self, role: &str) -> Vec<&Node> {
        self.all().into_iter().filter(|node| node.role == role).collect()
    }

    /// Its words; a figure says its alternative text. Tags whose role is left out are passed over.
    pub fn text(&self, without: &[&str]) -> String {
        if self.role == "Figure" {
            return format!(" {} ", self.alt);
        }
        let mut text = String::new();
        for inner in &self.inner {
            match inner {
                Inner::Text(words) => text.push_str(words),
                Inner::Node(node) if without.contains(&node.role.as_str()) => {}
                Inner::Node(node) => {
                    let is_inline = matches!(node.role.as_str(), "Link" | "Reference");
                    let words = node.text(without);
                    text.push_str(&if is_inline { words } else { format!(" {words} ") });
                }
            }
        }
        text
    }
}

pub fn dictionary<'a>(file: &'a Document, object: &'a Object) -> &'a Dictionary {
    match object {
        Object::Reference(id) => dictionary(file, file.get_object(*id).expect("object")),
        Object::Dictionary(dictionary) => dictionary,
        Object::Stream(stream) => &stream.dict,
        other => panic!("no dictionary: {other:?}"),
    }
}

pub fn string(object: &Object) -> String {
    match object {
        Object::String(bytes, _) if bytes.starts_with(&[0xFE, 0xFF]) => utf16(&bytes[2..]),
        // The characters of PDFDocEncoding that are used here are those of Latin-1.
        Object::String(bytes, _) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
        _ => String::new(),
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> =
        bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// The structure of a file.
pub fn tree(file: &Document) -> Node {
    let mut texts = HashMap::new();
    for page in file.get_pages().into_values() {
        page_texts(file, page, &mut texts);
    }
    let root =
        dictionary(file, file.catalog().expect("catalog").get(b"StructTreeRoot").expect("tree"));
    let mut used = Vec::new();
    let mut node = Node::default();
    let kids = root.get(b"K").expect("kids");
    read(file, kids, None, &texts, &mut used, &mut node);
    let before = used.len();
    used.sort_unstable();
    used.dedup();
    assert_eq!(used.len(), before, "some content has two parents");
    assert_eq!(used.len(), texts.len(), "some content has no parent");
    node
}

type Texts = HashMap<(ObjectId, i64), String>;

fn read(
    file: &Document,
    object: &Object,
    page: Option<ObjectId>,
    texts: &Texts,
    used: &mut Vec<(ObjectId, i64)>,
    into: &mut Node,
) {
    match object {
        Object::Array(all) => {
            all.iter().for_each(|one| read(file, one, page, texts, used, into));
        }
        Object::Integer(id) => {
            let key = (page.expect("a page"), *id);
            used.push(key);
            into.inner.push(Inner::Text(texts.get(&key).expect("content").clone()));
        }
        Object::Reference(id) => {
            read(file, file.get_object(*id).expect("object"), page, texts, used, into);
        }
        Object::Dictionary(own) => {
            let page = own.get(b"Pg").ok().and_then(|page| page.as_reference().ok()).or(page);
            let kind = own.get(b"Type").ok().map(string).unwrap_or_default();
            match kind.as_str() {
                "MCR" => read(file, own.get(b"MCID").expect("id"), page, texts, used, into),
                "OBJR" => into.has_annotation = true,
                _ => {
                    let text = |key: &[u8]| own.get(key).map(string).unwrap_or_default();
                    let mut node = Node {
                        role: text(b"S"),
                        title: text(b"T"),
                        alt: text(b"Alt"),
                        ..Node::default()
                    };
                    attributes(file, own, &mut node);
                    if let Ok(kids) = own.get(b"K") {
                        read(file, kids, page, texts, used, &mut node);
                    }
                    into.inner.push(Inner::Node(node));
                }
            }
        }
        other => panic!("in the tree: {other:?}"),
    }
}

fn attributes(file: &Document, own: &Dictionary, node: &mut Node) {
    let Ok(attributes) = own.get(b"A") else { return };
    let attributes = match attributes {
        Object::Reference(id) => file.get_object(*id).expect("attributes"),
        other => other,
    };
    let all = match attributes {
        Object::Array(all) => all.clone(),
        one => vec![one.clone()],
    };
    for one in &all {
        let one = dictionary(file, one);
        if let Ok(scope) = one.get(b"Scope") {
            node.scope = string(scope);
        }
        node.has_bounds |= one.has(b"BBox");
        node.spans = one.get(b"ColSpan").and_then(Object::as_i64).unwrap_or(node.spans);
    }
}

/// The words of each marked stretch of a page.
fn page_texts(file: &Document, page: ObjectId, texts: &mut Texts) {
    let mut fonts = HashMap::new();
    for (name, font) in file.get_page_fonts(page).expect("fonts") {
        if let Ok(map) = font.get(b"ToUnicode") {
            let id = map.as_reference().expect("a stream");
            let stream = file.get_object(id).and_then(Object::as_stream).expect("a stream");
            let bytes = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
            fonts.insert(name, letters(&String::from_utf8_lossy(&bytes)));
        }
    }
    let content = Content::decode(&file.get_page_content(page)).expect("content");
    let mut font: Vec<u8> = Vec::new();
    let mut is_reversed = false;
    // For each open mark: its id, and the text that stands for all within.
    let mut open: Vec<(Option<i64>, Option<String>)> = Vec::new();
    for operation in content.operations {
        match operation.operator.as_str() {
            "Tf" => font = operation.operands[0].as_name().expect("a name").to_vec(),
            "BMC" => {
                // Each string in it is written from its end.
                is_reversed = string(&operation.operands[0]) == "ReversedChars";
                open.push((None, None));
            }
            "BDC" => {
                let own = match &operation.operands[1] {
                    Object::Dictionary(own) => own.clone(),
                    Object::Name(name) => {
                        let (resources, ids) = file.get_page_resources(page).expect("resources");
                        let resources = resources
                            .unwrap_or_else(|| file.get_dictionary(ids[0]).expect("resources"));
                        let all =
                            dictionary(file, resources.get(b"Properties").expect("properties"));
                        dictionary(file, all.get(name).expect("property")).clone()
                    }
                    other => panic!("{other:?}"),
                };
                let id = own.get(b"MCID").and_then(Object::as_i64).ok();
                if let Some(id) = id {
                    texts.entry((page, id)).or_default();
                }
                let actual = own.get(b"ActualText").ok().map(string);
                open.push((id, None));
                if let Some(actual) = &actual {
                    say(&open, actual, page, texts);
                }
                if let Some(last) = open.last_mut() {
                    last.1 = actual;
                }
            }
            "EMC" => {
                open.pop().expect("an open mark");
                is_reversed = false;
            }
            "Tj" | "TJ" => {
                assert!(!open.is_empty(), "content without a tag");
                let codes: Vec<u8> = operation.operands.iter().flat_map(codes).collect();
                let map = &fonts[&font];
                let mut words: Vec<&str> = codes
                    .chunks(2)
                    .map(|pair| map[&u16::from_be_bytes([pair[0], pair[1]])].as_str())
                    .collect();
                if is_reversed {
                    words.reverse();
                }
                let words = words.concat();
                say(&open, &words, page, texts);
            }
            "f" | "S" | "B" | "f*" => assert!(!open.is_empty(), "a shape without a tag"),
            _ => {}
        }
    }
    assert!(open.is_empty());
}

fn say(open: &[(Option<i64>, Option<String>)], words: &str, page: ObjectId, texts: &mut Texts) {
    if open.iter().any(|(_, actual)| actual.is_some()) {
        return;
    }
    if let Some(id) = open.iter().rev().find_map(|(id, _)| *id) {
        texts.entry((page, id)).or_default().push_str(words);
    }
}

fn codes(object: &Object) -> Vec<u8> {
    match object {
        Object::String(bytes, _) => bytes.clone(),
        Object::Array(all) => all.iter().flat_map(codes).collect(),
        _ => Vec::new(),
    }
}

/// Which code is which letter.
fn letters(map: &str) -> HashMap<u16, String> {
    let mut letters = HashMap::new();
    let mut mode = "";
    for line in map.lines() {
        match line.trim() {
            line if line.ends_with("beginbfchar") => mode = "char",
            line if line.ends_with("beginbfrange") => mode = "range",
            line if line.starts_with("endbf") => mode = "",
            line => {
                let parts: Vec<Vec<u8>> = line
                    .split(['<', '>', ' '])
                    .filter(|part| !part.trim().is_empty())
                    .map(|part| {
                        (0..part.len() / 2)
                            .map(|at| {
                                u8::from_str_radix(&part[2 * at..2 * at + 2], 16).unwrap_or(0)
                            })
                            .collect()
                    })
                    .collect();
                match mode {
                    "char" => {
                        let code = u16::from_be_bytes([parts[0][0], parts[0][1]]);
                        letters.insert(code, utf16(&parts[1]));
                    }
                    "range" => panic!("ranges are not read here"),
                    _ => {}
                }
            }
        }
    }
    letters
}
