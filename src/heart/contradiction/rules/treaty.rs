//! Treaties: joined before they were open, and a report that states another status than the depositary's list.

use super::super::view::{View, holds};
use super::super::{Found, How, Says, Side, Uses, Why};
use super::Rule;
use crate::atlas::{Joined, Treaty, TreatyStatus};
use crate::key::FactKey;
use crate::phrase::{joined, phrase};
use crate::text::Text;

/// Party in a year before the treaty was open.
pub fn years(view: &View<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for row in view.atlas.statuses_of(view.iso3()) {
        let Some(treaty) = view.atlas.treaty_of(row) else { continue };
        if let (Some(year), Some(opened)) = (row.year, treaty.opened)
            && year < opened
        {
            let a = side(view, row, treaty);
            let b = holds(How::OpenedIn, opened.to_string(), &a);
            found.push(view.found(
                Rule::TreatyYear,
                treaty.short.clone(),
                a,
                b,
                Uses::Neither,
                Why::NeedsCheck,
            ));
        }
    }
    found
}

/// Joined by the report and not by the list, or the other way round.
pub fn statuses(view: &View<'_>) -> Vec<Found> {
    const COLUMNS: [&str; 3] = ["short_en", "status_code", "year_in_report"];
    let mut found = Vec::new();
    for row in view.rows(&COLUMNS) {
        let said = match row.get("status_code") {
            "joined" | "joined_with_limits" => true,
            "not_joined" => false,
            _ => continue,
        };
        let Some((status, treaty)) = meant(view, row.get("short_en")) else { continue };
        let listed = match status.status {
            Joined::Party | Joined::PartyWithReservation => true,
            Joined::NotParty | Joined::Signatory => false,
            Joined::Unknown => continue,
        };
        if said != listed {
            let name = Text {
                en: row.get("short_en").to_owned(),
                de: row.get("short_de").to_owned(),
                fr: String::new(),
            };
            let from = view.row(row, name.clone(), "", Text::default(), "");
            let told = match row.get("status_code") {
                "joined" => Joined::Party,
                "joined_with_limits" => Joined::PartyWithReservation,
                _ => Joined::NotParty,
            };
            let says = Says::Words(joined(&[name, phrase(told.code())], ", "));
            let b = Side { says, ..from };
            let a = side(view, status, treaty);
            found.push(view.found(
                Rule::TreatyStatus,
                treaty.short.clone(),
                a,
                b,
                Uses::A,
                Why::SeriesOverReport,
            ));
        }
    }
    found
}

/// The treaty whose short or full name is the one of the table, or whose initials stand there in brackets.
fn meant<'a>(view: &View<'a>, name: &str) -> Option<(&'a TreatyStatus, &'a Treaty)> {
    let initials = name.split(['(', ')']).nth(1).unwrap_or_default();
    view.atlas.statuses_of(view.iso3()).iter().find_map(|row| {
        let treaty = view.atlas.treaty_of(row)?;
        let is = |text: &Text| {
            text.en.eq_ignore_ascii_case(name) || (!initials.is_empty() && text.en == initials)
        };
        (is(&treaty.short) || is(&treaty.full)).then_some((row, treaty))
    })
}

fn side(view: &View<'_>, row: &TreatyStatus, treaty: &Treaty) -> Side {
    let source = view.atlas.source(row.source);
    let year = row.year.map_or_else(Text::default, |year| Text::same(year.to_string()));
    Side {
        says: Says::Words(joined(&[treaty.short.clone(), phrase(row.status.code()), year], ", ")),
        source: source.map_or_else(String::new, |source| source.title.en.clone()),
        place: String::new(),
        key: Some(FactKey::Treaty { iso3: view.iso3(), treaty: treaty.id.clone() }),
        criteria: treaty.criteria.clone(),
        refs: Vec::new(),
    }
}
