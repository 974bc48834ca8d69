//! Stable names of facts: `observation/KAZ/fh_total/2025`, `event/KAZ/KAZ-E001`.
//!
//! The same fact has the same key in search, in the drawer and in a dossier, over all editions of the data.

use crate::atlas::{FactTable, Iso3};
use std::fmt;

/// Which fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactKey {
    Observation {
        iso3: Iso3,
        indicator: String,
        year: u16,
    },
    Treaty {
        iso3: Iso3,
        treaty: String,
    },
    Embargo {
        id: String,
    },
    Event {
        iso3: Iso3,
        id: String,
    },
    /// Position in `Country::facts`.
    Fact {
        iso3: Iso3,
        at: usize,
    },
    Table {
        iso3: Iso3,
        table: String,
        row: String,
    },
    Contradiction {
        iso3: Iso3,
        id: String,
    },
    Conflict {
        iso3: Iso3,
        year: u16,
        kind: String,
    },
    /// Position among the rows of the state.
    Presence {
        iso3: Iso3,
        at: usize,
    },
    /// Position in `Country::published_ratings`.
    Rating {
        iso3: Iso3,
        at: usize,
    },
}

impl FactKey {
    pub fn parse(key: &str) -> Option<Self> {
        let (kind, rest) = key.split_once('/')?;
        if kind == "embargo" {
            return (!rest.is_empty()).then(|| Self::Embargo { id: rest.to_owned() });
        }
        let (iso3, rest) = rest.split_once('/')?;
        let iso3 = Iso3::parse(iso3)?;
        let pair = || rest.rsplit_once('/').map(|(a, b)| (a.to_owned(), b.to_owned()));
        Some(match kind {
            "observation" => {
                let (indicator, year) = pair()?;
                Self::Observation { iso3, indicator, year: year.parse().ok()? }
            }
            "treaty" => Self::Treaty { iso3, treaty: rest.to_owned() },
            "event" => Self::Event { iso3, id: rest.to_owned() },
            "fact" => Self::Fact { iso3, at: rest.parse().ok()? },
            "table" => {
                let (table, row) = rest.split_once('/')?;
                Self::Table { iso3, table: table.to_owned(), row: row.to_owned() }
            }
            "contradiction" => Self::Contradiction { iso3, id: rest.to_owned() },
            "conflict" => {
                let (year, kind) = pair()?;
                Self::Conflict { iso3, year: year.parse().ok()?, kind }
            }
            "presence" => Self::Presence { iso3, at: rest.parse().ok()? },
            "rating" => Self::Rating { iso3, at: rest.parse().ok()? },
            _ => return None,
        })
    }
}

impl fmt::Display for FactKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Observation { iso3, indicator, year } => {
                write!(f, "observation/{iso3}/{indicator}/{year}")
            }
            Self::Treaty { iso3, treaty } => write!(f, "treaty/{iso3}/{treaty}"),
            Self::Embargo { id } => write!(f, "embargo/{id}"),
            Self::Event { iso3, id } => write!(f, "event/{iso3}/{id}"),
            Self::Fact { iso3, at } => write!(f, "fact/{iso3}/{at}"),
            Self::Table { iso3, table, row } => write!(f, "table/{iso3}/{table}/{row}"),
            Self::Contradiction { iso3, id } => write!(f, "contradiction/{iso3}/{id}"),
            Self::Conflict { iso3, year, kind } => write!(f, "conflict/{iso3}/{year}/{kind}"),
            Self::Presence { iso3, at } => write!(f, "presence/{iso3}/{at}"),
            Self::Rating { iso3, at } => write!(f, "rating/{iso3}/{at}"),
        }
    }
}

/// A row's own id where its table gives one, else its position.
pub fn row_id(table: &FactTable, at: usize, row: &[String]) -> String {
    match table.cell(row, "row_id").trim() {
        "" => at.to_string(),
        id => id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::FactKey;

    #[test]
    fn keys_come_back_as_they_were() {
        for key in [
            "observation/KAZ/fh_total/2025",
            "treaty/KAZ/npt_1968",
            "embargo/ARM-OSCE",
            "event/KAZ/KAZ-E001",
            "fact/KAZ/12",
            "table/KAZ/arms_deals/AD-01",
            "contradiction/KAZ/KAZ-X01",
            "conflict/KAZ/2020/non_state",
            "presence/DEU/3",
            "rating/KAZ/0",
        ] {
            assert_eq!(FactKey::parse(key).map(|key| key.to_string()).as_deref(), Some(key));
        }
        for key in ["", "event", "event/kaz/1", "fact/KAZ/x", "source/wdi", "observation/KAZ/2025"]
        {
            assert_eq!(FactKey::parse(key), None, "{key}");
        }
    }
}
