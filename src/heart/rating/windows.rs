//! How far a method looks back, and from when the lists that it reads can be trusted.

use serde::{Deserialize, Serialize};

/// Years unless said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Windows {
    /// Past conflicts: the ten-year look-backs.
    pub conflicts: u16,
    /// Civilians killed by the government.
    pub one_sided: u16,
    /// Growth of military spending.
    pub growth: u16,
    /// Deliveries, summed and set against as many years before.
    pub deliveries: u16,
    /// A report to the United Nations counts for so long.
    pub reports: u16,
    /// One on small arms, due every second year.
    pub small_arms_reports: u16,
    /// Withdrawals from treaties.
    pub treaty_changes: u16,
    /// Deaths from which a year is one of armed conflict, where years of a look-back are missing.
    pub armed_conflict: u32,
    /// A treaty list from before this year decides nothing on a state that it calls a signatory.
    pub treaty_lists_from: u16,
    /// The lists of troops abroad begin: no row means none from here on.
    pub troop_lists_from: u16,
}

impl Windows {
    /// The years of which an input takes the sum or the most. Such a figure falls by what leaves the window at its far
    /// end, so a fall says nothing about the newest year.
    pub fn looks_back(&self, id: &str) -> Option<u16> {
        match id {
            "UCDP_STATE_10Y"
            | "UCDP_INTERNAL_10Y"
            | "UCDP_INTERSTATE_10Y"
            | "NEIGHBOUR_CONFLICT_10Y" => Some(self.conflicts),
            "UCDP_ONESIDED" => Some(self.one_sided),
            "UNROCA_REPORT" | "MILEX_REPORT" | "ATT_REPORT" => Some(self.reports),
            "POA_REPORT" => Some(self.small_arms_reports),
            _ => None,
        }
    }
}
