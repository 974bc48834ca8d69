//! The rules, one file each.

mod certainty;
mod current;
mod dates;
mod equipment;
mod figures;
mod names;
mod numbering;
mod plans;
mod repeats;
mod sums;
mod tables;
mod tolls;
mod treaties;
mod twice;

use super::find::Report;
use super::page::Page;

/// What an earlier rule has told of a figure, a later one does not tell again.
pub const ALL: &[fn(&Page<'_>, &mut Report<'_, '_>)] = &[
    figures::check,
    sums::check,
    equipment::check,
    twice::check,
    tables::check,
    tolls::check,
    dates::check,
    plans::check,
    current::check,
    treaties::check,
    numbering::check,
    certainty::check,
    repeats::check,
    names::check,
];
