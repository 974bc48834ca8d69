//! Files as their publishers issue them, found by what stands in them: bytes in, a data pack and a list of what was left out.
//!
//! Knows no files and no clock, and guesses nothing: what it cannot read for certain it reports.

mod catalogue;
mod figures;
mod freedom;
mod harvest;
mod hdr;
pub mod mapping;
mod milex;
mod perceptions;
pub mod ratings;
mod register;
mod states;
mod table;
#[cfg(test)]
mod tests;
pub(super) mod text;
mod tiv;
mod ucdp;
mod wdi;
mod workbook;
mod zipped;

pub use figures::Decimal;
pub use states::{States, Unplaced};

use super::report::Rejected;
use catalogue::Catalogue;
use harvest::Harvest;
use kriterion_heart::atlas::Atlas;
use kriterion_heart::pack::Pack;
use serde::Serialize;
use std::borrow::Cow;
use table::Table;

/// A file as given.
#[derive(Debug, Clone, Copy)]
pub struct PublisherFile<'f> {
    /// For messages only; nothing is concluded from it.
    pub name: &'f str,
    pub bytes: &'f [u8],
}

/// What a file brought.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Imported {
    pub kind: PublisherKind,
    pub pack: Pack,
    /// What was not taken, and why, in order of lines.
    pub rejected: Vec<Rejected>,
    /// What a reader of the values must know.
    pub remarks: Vec<Remark>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PublisherKind {
    WorldBankWdi,
    SipriMilex,
    SipriTiv,
    SipriRegister,
    FreedomHouse,
    TransparencyCpi,
    UndpHdr,
    UcdpEvents,
    UcdpCountryYears,
    /// Any table, read after an officer's mapping.
    Mapped,
}

/// A finding about a file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// Estimates that the file marks, by colour or in brackets, and the pack keeps as such.
    Estimates(u64),
    /// The workbook has no colours, so the publisher's estimates look like firm values.
    EstimateMarksLost,
    /// The prices of a series are those of another year than the program's own, so it is a series of its own.
    BasePrices { series: String, year: u16 },
    /// The file has too little to take the place of a series from another source, so its values stand beside it.
    Beside { series: String, own: String },
    /// The values are sums over the events in the file: too low if the file is a selection.
    SumsOfEvents,
    /// How the decimal mark of a file was told.
    Decimal(Decimal),
    /// Rows or cells that repeat a value given before.
    Repeated(u64),
    /// Partners in a table whose name is no state of ours; the name is kept as it is written.
    NameKept(String),
}

/// Why a whole file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotRead {
    Empty,
    /// Larger than any publisher's file, packed or unpacked.
    TooLarge,
    /// A web page under another name, as a failed download leaves it.
    WebPage,
    /// A workbook of the old binary kind, or one with a password.
    OldWorkbook,
    /// A workbook or archive that is cut off or damaged.
    Damaged,
    NotText,
    /// A table or workbook of no publisher that the program knows.
    UnknownKind,
    /// The kind is known, and a column that it needs is not there.
    MissingColumn {
        kind: PublisherKind,
        column: String,
    },
    /// Of a mapping: it names a column that the file does not have.
    MappingDoesNotFit {
        column: String,
    },
}

/// Reads a file of a publisher that the program knows.
pub fn read(file: &PublisherFile<'_>, atlas: &Atlas) -> Result<Imported, NotRead> {
    let catalogue = Catalogue::embedded();
    let states = States::new(atlas, catalogue);
    let zipped;
    let (file, opened) = match text::kind(file.bytes)? {
        text::Kind::Archive if !workbook::is_one(file.bytes) => {
            zipped = zipped::tables(file.bytes)?;
            let known = zipped.iter().find_map(|(name, bytes)| {
                let inner = PublisherFile { name, bytes };
                let opened = open(&inner).ok()?;
                known(&opened.tables()).map(|_| (inner, opened))
            });
            known.ok_or(NotRead::UnknownKind)?
        }
        _ => (*file, open(file)?),
    };
    let tables = opened.tables();
    let kind = known(&tables).ok_or(NotRead::UnknownKind)?;
    let mut harvest = Harvest::new(kind, file.name, atlas, &states, catalogue);
    match kind {
        PublisherKind::WorldBankWdi => wdi::read(&tables, &mut harvest)?,
        PublisherKind::SipriMilex => milex::read(&tables, &mut harvest)?,
        PublisherKind::SipriTiv => tiv::read(&tables, &mut harvest)?,
        PublisherKind::SipriRegister => register::read(&tables, &mut harvest)?,
        PublisherKind::FreedomHouse => freedom::read(&tables, &mut harvest)?,
        PublisherKind::TransparencyCpi => perceptions::read(&tables, &mut harvest)?,
        PublisherKind::UndpHdr => hdr::read(&tables, &mut harvest)?,
        PublisherKind::UcdpEvents => ucdp::events(&tables, &mut harvest)?,
        PublisherKind::UcdpCountryYears => ucdp::country_years(&tables, &mut harvest)?,
        PublisherKind::Mapped => return Err(NotRead::UnknownKind),
    }
    Ok(harvest.finish())
}

/// A file with its text decoded or its cells unpacked.
enum Opened<'f> {
    Text { text: Cow<'f, str>, separator: u8 },
    Book(Vec<Table<'static>>),
}

impl Opened<'_> {
    fn tables(&self) -> Vec<Table<'_>> {
        match self {
            Self::Text { text, separator } => vec![Table::text(text, *separator)],
            Self::Book(tables) => tables.iter().map(Table::shared).collect(),
        }
    }
}

fn open<'f>(file: &PublisherFile<'f>) -> Result<Opened<'f>, NotRead> {
    match text::kind(file.bytes)? {
        text::Kind::Archive => workbook::read(file.bytes).map(Opened::Book),
        text::Kind::Text => {
            let text = text::decoded(file.bytes)?;
            let separator = text::separator(&text);
            Ok(Opened::Text { text, separator })
        }
    }
}

/// Which publisher's layout the tables have.
fn known(tables: &[Table<'_>]) -> Option<PublisherKind> {
    type Knows = fn(&[Table<'_>]) -> bool;
    let all: [(PublisherKind, Knows); 9] = [
        (PublisherKind::SipriMilex, milex::knows),
        (PublisherKind::FreedomHouse, freedom::knows),
        (PublisherKind::TransparencyCpi, perceptions::knows),
        (PublisherKind::UndpHdr, hdr::knows),
        (PublisherKind::UcdpCountryYears, ucdp::knows_country_years),
        (PublisherKind::UcdpEvents, ucdp::knows_events),
        (PublisherKind::SipriRegister, register::knows),
        (PublisherKind::SipriTiv, tiv::knows),
        (PublisherKind::WorldBankWdi, wdi::knows),
    ];
    all.into_iter().find(|(_, knows)| knows(tables)).map(|(kind, _)| kind)
}
