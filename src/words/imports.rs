//! What an import left out, and what it says about a file.

use crate::i18n::{Key, fill, say};
use crate::import::publisher::{Decimal, NotRead, PublisherKind, Remark};
use crate::import::{Reason, Rejected};
use kriterion_heart::text::Lang;

/// One line: where, why, what stands there, and what was probably meant.
pub fn left_out(lang: Lang, rejected: &Rejected) -> String {
    let Rejected { file, line, reason, found, nearest, at, times } = rejected;
    let line = line.to_string();
    let reason = import_reason(lang, *reason);
    let mut slots =
        vec![("file", file.as_str()), ("line", &line), ("reason", reason), ("found", found)];
    let mut text = match at {
        Some(at) => {
            slots.push(("at", at));
            fill(lang, Key::ImportLineAt, &slots)
        }
        None => fill(lang, Key::ImportLine, &slots),
    };
    if *times > 1 {
        text = format!("{text} {}", fill(lang, Key::ImportTimes, &[("n", &times.to_string())]));
    }
    match nearest {
        Some(nearest) => format!("{text}. {}", super::guess(lang, nearest)),
        None => text,
    }
}

pub fn import_reason(lang: Lang, reason: Reason) -> &'static str {
    let key = match reason {
        Reason::MissingTable => Key::ImportMissingTable,
        Reason::UnknownTable => Key::ImportUnknownTable,
        Reason::NotCsv => Key::ImportNotCsv,
        Reason::MissingColumn => Key::ImportMissingColumn,
        Reason::CellCount => Key::ImportCellCount,
        Reason::ColumnTwice => Key::ImportColumnTwice,
        Reason::Empty => Key::ImportEmpty,
        Reason::UnknownCountry => Key::ImportUnknownCountry,
        Reason::UnknownSource => Key::ImportUnknownSource,
        Reason::UnknownIndicator => Key::ImportUnknownIndicator,
        Reason::UnknownTreaty => Key::ImportUnknownTreaty,
        Reason::OtherSource => Key::ImportOtherSource,
        Reason::OtherUnit => Key::ImportOtherUnit,
        Reason::UnknownWord => Key::ImportUnknownWord,
        Reason::NotANumber => Key::ImportNotANumber,
        Reason::NotACriterion => Key::CalibrateNotACriterion,
        Reason::NotAYear => Key::ImportNotAYear,
        Reason::NotADate => Key::ImportNotADate,
        Reason::BadId => Key::ImportBadId,
        Reason::Twice => Key::ImportTwice,
        Reason::NotAState => Key::ImportNotAState,
        Reason::CodeAndNameDiffer => Key::ImportCodeAndNameDiffer,
        Reason::AmbiguousNumber => Key::ImportAmbiguousNumber,
        Reason::Contradicted => Key::ImportContradicted,
    };
    say(lang, key)
}

/// Why a file could not be read, and what to do.
pub fn not_read(lang: Lang, why: &NotRead) -> String {
    let key = match why {
        NotRead::Empty => Key::ImportFileIsEmpty,
        NotRead::TooLarge => Key::ImportTooLarge,
        NotRead::WebPage => Key::ImportWebPage,
        NotRead::OldWorkbook => Key::ImportOldWorkbook,
        NotRead::Damaged => Key::ImportDamaged,
        NotRead::NotText => Key::ImportNotText,
        NotRead::UnknownKind => Key::ImportUnknownKind,
        NotRead::MissingColumn { kind, column } => {
            let slots = [("kind", publisher(lang, *kind)), ("column", column)];
            return fill(lang, Key::ImportLacksColumn, &slots);
        }
        NotRead::MappingDoesNotFit { column } => {
            return fill(lang, Key::ImportMappingDoesNotFit, &[("column", column)]);
        }
    };
    say(lang, key).to_owned()
}

pub fn import_remark(lang: Lang, remark: &Remark) -> String {
    let count = |key, n: &u64| fill(lang, key, &[("n", &n.to_string())]);
    match remark {
        Remark::Estimates(n) => count(Key::ImportEstimates, n),
        Remark::EstimateMarksLost => say(lang, Key::ImportEstimateMarksLost).to_owned(),
        Remark::BasePrices { series, year } => {
            let slots = [("series", series.as_str()), ("year", &year.to_string())];
            fill(lang, Key::ImportBasePrices, &slots)
        }
        Remark::Beside { series, own } => {
            fill(lang, Key::ImportBeside, &[("series", series), ("own", own)])
        }
        Remark::SumsOfEvents => say(lang, Key::ImportSumsOfEvents).to_owned(),
        Remark::Decimal(Decimal::Comma) => say(lang, Key::ImportDecimalComma).to_owned(),
        Remark::Decimal(Decimal::Point) => say(lang, Key::ImportDecimalPoint).to_owned(),
        Remark::Decimal(Decimal::Undecided) => say(lang, Key::ImportDecimalUndecided).to_owned(),
        Remark::Repeated(n) => count(Key::ImportRepeated, n),
        Remark::NameKept(name) => fill(lang, Key::ImportNameKept, &[("name", name)]),
    }
}

/// Publisher and data set.
pub fn publisher(lang: Lang, kind: PublisherKind) -> &'static str {
    let key = match kind {
        PublisherKind::WorldBankWdi => Key::ImportKindWdi,
        PublisherKind::SipriMilex => Key::ImportKindMilex,
        PublisherKind::SipriTiv => Key::ImportKindTiv,
        PublisherKind::SipriRegister => Key::ImportKindRegister,
        PublisherKind::FreedomHouse => Key::ImportKindFreedom,
        PublisherKind::TransparencyCpi => Key::ImportKindCpi,
        PublisherKind::UndpHdr => Key::ImportKindHdr,
        PublisherKind::UcdpEvents => Key::ImportKindUcdpEvents,
        PublisherKind::UcdpCountryYears => Key::ImportKindUcdpYears,
        PublisherKind::Mapped => Key::ImportKindMapped,
    };
    say(lang, key)
}
