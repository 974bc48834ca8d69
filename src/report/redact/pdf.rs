//! Texts of a PDF: what its pages show, and every string that it holds otherwise – alternative texts, bookmarks,
//! properties, metadata, names and contents of attached files.

use super::leaks::{self, Unreadable};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId, Stream};
use std::collections::BTreeMap;

/// No stream of a report unpacks to more.
const MOST_STREAM: usize = 256 * 1024 * 1024;
/// In thousandths of the letter size: so far back is a gap between words.
const GAP: f32 = -180.0;

pub fn read(file: &[u8], depth: usize, text: &mut String) -> Result<(), Unreadable> {
    let told = |error: lopdf::Error| Unreadable(error.to_string());
    let document = Document::load_mem(file).map_err(told)?;
    let pages = document.get_pages();
    if pages.is_empty() || document.is_encrypted() {
        return Err(Unreadable("no page can be read".to_owned()));
    }
    for page in pages.values() {
        let content = document.get_page_content_with_limit(*page, MOST_STREAM).map_err(told)?;
        let fonts = document.get_page_fonts(*page).map_err(told)?;
        shown(&content, &encodings(&document, fonts.into_iter()), text)?;
    }
    for object in document.objects.values() {
        object_texts(&document, object, depth, text)?;
    }
    strings(&Object::Dictionary(document.trailer.clone()), text);
    Ok(())
}

type Encodings<'d> = BTreeMap<Vec<u8>, Encoding<'d>>;

fn encodings<'d>(
    document: &'d Document,
    fonts: impl Iterator<Item = (Vec<u8>, &'d Dictionary)>,
) -> Encodings<'d> {
    let known = |(name, font): (Vec<u8>, &'d Dictionary)| {
        Some((name, font.get_font_encoding_with_limit(document, MOST_STREAM).ok()?))
    };
    fonts.filter_map(known).collect()
}

/// The words that a content stream shows; each text object is a line.
fn shown(content: &[u8], fonts: &Encodings<'_>, text: &mut String) -> Result<(), Unreadable> {
    let content = Content::decode(content).map_err(|error| Unreadable(error.to_string()))?;
    let mut font: Option<&Encoding<'_>> = None;
    for Operation { operator, operands } in &content.operations {
        match operator.as_str() {
            "Tf" => {
                let name = operands.first().and_then(|name| name.as_name().ok());
                font = name.and_then(|name| fonts.get(name));
            }
            "Tj" | "TJ" | "'" | "\"" => {
                let font = font.ok_or_else(|| {
                    Unreadable("letters whose meaning the file does not tell".to_owned())
                })?;
                operands.iter().for_each(|operand| letters(operand, font, text));
            }
            "ET" | "T*" | "Td" | "TD" | "Tm" => text.push('\n'),
            _ => (),
        }
    }
    text.push('\n');
    Ok(())
}

fn letters(operand: &Object, font: &Encoding<'_>, text: &mut String) {
    match operand {
        Object::String(bytes, _) => {
            text.push_str(&Document::decode_text(font, bytes).unwrap_or_default());
        }
        Object::Array(parts) => {
            for part in parts {
                match part {
                    Object::Integer(back) if (*back as f32) < GAP => text.push(' '),
                    Object::Real(back) if *back < GAP => text.push(' '),
                    other => letters(other, font, text),
                }
            }
        }
        _ => (),
    }
}

fn object_texts(
    document: &Document,
    object: &Object,
    depth: usize,
    text: &mut String,
) -> Result<(), Unreadable> {
    strings(object, text);
    let Object::Stream(stream) = object else { return Ok(()) };
    let name = |key: &[u8]| stream.dict.get(key).and_then(Object::as_name).unwrap_or_default();
    match (name(b"Type"), name(b"Subtype")) {
        (b"Metadata", _) | (_, b"XML") => leaks::read(&unpacked(stream)?, depth - 1, text),
        (b"EmbeddedFile", _) => leaks::read(&unpacked(stream)?, depth - 1, text),
        (_, b"Form") => form(document, stream, text),
        _ => Ok(()),
    }
}

fn unpacked(stream: &Stream) -> Result<Vec<u8>, Unreadable> {
    if stream.dict.get(b"Filter").is_err() {
        return Ok(stream.content.clone());
    }
    let told = |error: lopdf::Error| Unreadable(error.to_string());
    stream.decompressed_content_with_limit(MOST_STREAM).map_err(told)
}

/// A drawing that pages share has fonts of its own.
fn form(document: &Document, stream: &Stream, text: &mut String) -> Result<(), Unreadable> {
    let content = unpacked(stream)?;
    let dictionary = |object: &Object| -> Option<Dictionary> {
        let id: Option<ObjectId> = object.as_reference().ok();
        let object = id.map_or(Some(object), |id| document.get_object(id).ok());
        object.and_then(|object| object.as_dict().ok()).cloned()
    };
    let resources = stream.dict.get(b"Resources").ok().and_then(dictionary);
    let fonts = resources.and_then(|all| all.get(b"Font").ok().and_then(dictionary));
    let fonts: Vec<(Vec<u8>, Dictionary)> = fonts
        .iter()
        .flat_map(|fonts| fonts.iter())
        .filter_map(|(name, font)| Some((name.clone(), dictionary(font)?)))
        .collect();
    let fonts = encodings(document, fonts.iter().map(|(name, font)| (name.clone(), font)));
    shown(&content, &fonts, text)
}

/// All strings of an object and what stands in it, in the three ways in which a PDF writes text.
fn strings(object: &Object, text: &mut String) {
    match object {
        Object::String(bytes, _) => {
            text.push_str(&string(bytes));
            text.push('\n');
        }
        Object::Array(all) => all.iter().for_each(|it| strings(it, text)),
        Object::Dictionary(all) => all.iter().for_each(|(_, it)| strings(it, text)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, it)| strings(it, text)),
        Object::Name(name) => {
            text.push_str(&String::from_utf8_lossy(name));
            text.push('\n');
        }
        _ => (),
    }
}

fn string(bytes: &[u8]) -> String {
    let wide = |rest: &[u8], of: fn([u8; 2]) -> u16| {
        let units: Vec<u16> =
            rest.chunks_exact(2).filter_map(|pair| Some(of(pair.try_into().ok()?))).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // PDFDocEncoding: for letters the same as Latin 1.
        bytes => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}
