//! Small files in the publishers' real layouts, made for these tests; every figure in them is invented.

mod freedom;
mod hdr;
mod hostile;
mod mapping;
mod milex;
mod perceptions;
mod register;
mod tiv;
mod ucdp;
mod wdi;

use super::{Imported, NotRead, PublisherFile, PublisherKind, Remark, read};
use crate::import::report::{Reason, Rejected};
use kriterion_heart::Bundle;
use kriterion_heart::atlas::{Iso3, Qualifier, ValueStatus};
use kriterion_heart::pack::{self, PackPoint, PackSeries, Reach};
use rust_xlsxwriter::{Color, Format, Workbook};
use std::sync::{Arc, OnceLock};

pub(super) fn atlas() -> &'static kriterion_heart::atlas::Atlas {
    &bundle().atlas
}

fn bundle() -> &'static Bundle {
    static BUNDLE: OnceLock<Arc<Bundle>> = OnceLock::new();
    BUNDLE.get_or_init(crate::bundle::load)
}

fn try_bytes(name: &str, bytes: &[u8]) -> Result<Imported, NotRead> {
    read(&PublisherFile { name, bytes }, &bundle().atlas)
}

/// Reads a file that is right. Its pack must be one that the program takes in, and the same after it was written.
fn of_bytes(bytes: &[u8]) -> Imported {
    let imported = try_bytes("download.dat", bytes).unwrap();
    let (back, faults) = pack::read("pack.ron", &pack::write(&imported.pack), &bundle().atlas);
    assert_eq!(faults, []);
    assert_eq!(back.as_ref(), Some(&imported.pack));
    assert_eq!(pack::apply(&bundle().atlas, std::slice::from_ref(&imported.pack)).1, []);
    imported
}

fn of_text(text: &str) -> Imported {
    of_bytes(text.as_bytes())
}

fn iso(code: &str) -> Iso3 {
    Iso3::parse(code).unwrap()
}

/// A series, also one that stands beside that of the program because these files are so small.
fn find<'i>(imported: &'i Imported, id: &str) -> Option<&'i PackSeries> {
    let is_it =
        |series: &&PackSeries| series.id == id || series.id == format!("{id}_{}", series.source);
    imported.pack.series.iter().find(is_it)
}

fn series<'i>(imported: &'i Imported, id: &str) -> &'i PackSeries {
    find(imported, id).unwrap_or_else(|| panic!("{id} is not there"))
}

fn point(imported: &Imported, id: &str, code: &str, year: u16) -> Option<PackPoint> {
    let points = &find(imported, id)?.points;
    points.iter().find(|point| point.iso3 == iso(code) && point.year == year).copied()
}

/// What is said about the file, but for the smallness that all these files have.
fn remarks(imported: &Imported) -> Vec<&Remark> {
    imported.remarks.iter().filter(|remark| !matches!(remark, Remark::Beside { .. })).collect()
}

/// A value that is there; a point without one is another thing.
fn value(imported: &Imported, id: &str, code: &str, year: u16) -> Option<f64> {
    point(imported, id, code, year).and_then(|point| point.value)
}

/// Line, reason and words of all that was left out.
fn left_out(imported: &Imported) -> Vec<(u64, Reason, &str)> {
    let row = |rejected: &'_ Rejected| (rejected.line, rejected.reason);
    imported
        .rejected
        .iter()
        .map(|rejected| (row(rejected).0, row(rejected).1, rejected.found.as_str()))
        .collect()
}

/// A cell of a workbook.
#[derive(Clone, Copy)]
enum C {
    /// Nothing.
    E,
    T(&'static str),
    N(f64),
    Blue(f64),
    Red(f64),
    /// A text that spans so many columns.
    Merged(&'static str, u16),
}

fn book(sheets: &[(&str, Vec<Vec<C>>)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (line, cells) in (0_u32..).zip(rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                let coloured = |colour| Format::new().set_font_color(colour);
                match *cell {
                    C::E => {}
                    C::T(text) => drop(sheet.write_string(line, column, text).unwrap()),
                    C::N(number) => drop(sheet.write_number(line, column, number).unwrap()),
                    C::Blue(number) => {
                        sheet
                            .write_number_with_format(
                                line,
                                column,
                                number,
                                &coloured(Color::RGB(0x00_00_FF)),
                            )
                            .unwrap();
                    }
                    C::Red(number) => {
                        sheet
                            .write_number_with_format(
                                line,
                                column,
                                number,
                                &coloured(Color::RGB(0xFF_00_00)),
                            )
                            .unwrap();
                    }
                    C::Merged(text, columns) => {
                        sheet
                            .merge_range(
                                line,
                                column,
                                line,
                                column + columns - 1,
                                text,
                                &Format::new(),
                            )
                            .unwrap();
                    }
                }
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn utf16(text: &str) -> Vec<u8> {
    [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}
