//! A report as a Word document, with styles, footnotes and a table of contents of its own.
//!
//! The crates that write such files know no alternative text of pictures, no repeated head of a table and no language of
//! words, which all three are what makes a report readable for everybody. So the parts are written here.

mod body;
mod inline;
mod parts;
mod table;

use crate::document::Document;
use crate::fonts::Fonts;
use crate::paint::PaintProblem;
use body::Body;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const STYLES: &str = include_str!("styles.xml");

/// Why there is no document.
#[derive(Debug)]
pub enum DocxProblem {
    /// A chart could not be painted.
    Chart(PaintProblem),
    Zip(zip::result::ZipError),
}

impl From<PaintProblem> for DocxProblem {
    fn from(problem: PaintProblem) -> Self {
        Self::Chart(problem)
    }
}

impl From<zip::result::ZipError> for DocxProblem {
    fn from(problem: zip::result::ZipError) -> Self {
        Self::Zip(problem)
    }
}

impl From<std::io::Error> for DocxProblem {
    fn from(problem: std::io::Error) -> Self {
        Self::Zip(problem.into())
    }
}

/// The bytes of the file. The same report gives the same ones.
pub fn docx(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, DocxProblem> {
    let mut body = Body::new(document, fonts);
    let text = body.text()?;
    let (notes, note_links) = body.notes();
    let language = parts::language(document.about.language);
    let files: [(&str, String); 14] = [
        ("[Content_Types].xml", parts::content_types()),
        ("_rels/.rels", parts::root_links()),
        ("docProps/core.xml", parts::core(document)),
        ("docProps/app.xml", parts::app(document)),
        ("docProps/custom.xml", parts::custom(document, body.generated)),
        ("word/document.xml", text),
        ("word/styles.xml", STYLES.replace("{lang}", language)),
        ("word/settings.xml", parts::settings(language)),
        ("word/numbering.xml", parts::numbering(&body.numberings)),
        ("word/footnotes.xml", notes),
        ("word/header1.xml", parts::header(document)),
        ("word/footer1.xml", parts::footer(document)),
        ("word/_rels/document.xml.rels", body.links.document(body.pictures.len())),
        ("word/_rels/footnotes.xml.rels", note_links.footnotes()),
    ];
    // No time of the machine: the oldest that a zip can tell.
    let options = SimpleFileOptions::default()
        .last_modified_time(zip::DateTime::default())
        .compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    for (at, picture) in body.pictures.iter().enumerate() {
        zip.start_file(format!("word/media/chart{}.png", at + 1), options)?;
        zip.write_all(picture)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests;
