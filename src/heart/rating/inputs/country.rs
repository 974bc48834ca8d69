//! What belongs to a state alone: memberships, income group, least developed.

use super::{Found, Inputs, Who};
use crate::fixed::Fixed;
use crate::rating::{Gap, ReadingValue};

/// Where the tables of states come from; they carry no source in each row.
const MEMBERSHIPS_FROM: &str = "internacia";
const LDC_FROM: &str = "country_codes";
const INCOME_FROM: &str = "wdi_gapminder";
const REGIMES: [&str; 4] = ["wassenaar", "mtcr", "nsg", "australia_group"];
/// Income groups from the poorest; the code is the position, from 1.
const INCOME_GROUPS: [&str; 4] =
    ["low_income", "lower_middle_income", "upper_middle_income", "high_income"];

impl<'a> Inputs<'a> {
    /// `None` where the id is not about the state alone.
    pub(super) fn of_country(&self, id: &str, who: Who<'a>) -> Option<Found<'a>> {
        let country = who.country;
        let (value, source) = match id {
            // Without dates of joining a membership counts at every year.
            "WA_MEMBER" => (ReadingValue::YesNo(country.is_in("wassenaar")), MEMBERSHIPS_FROM),
            "OECD" => (ReadingValue::YesNo(country.is_in("oecd")), MEMBERSHIPS_FROM),
            "REGIMES" => {
                let joined = REGIMES.iter().filter(|regime| country.is_in(regime)).count() as u16;
                let value = ReadingValue::Count { joined, gaps: 0, of: REGIMES.len() as u16 };
                (value, MEMBERSHIPS_FROM)
            }
            "ALLIANCE" => (self.category(id, self.alliance(who)), MEMBERSHIPS_FROM),
            "LDC" => (ReadingValue::YesNo(self.is_least_developed(who)), LDC_FROM),
            "INCOME_GROUP" => {
                let at = INCOME_GROUPS.iter().position(|group| *group == country.income_group);
                let Some(at) = at else { return Some(Found::gap(Gap::NoValue)) };
                (self.category(id, Fixed::whole(at as i64 + 1)), INCOME_FROM)
            }
            "TRT_CHANGES" => return Some(self.treaty_changes(who)),
            "MIL_PRESENCE" => return Some(self.presence(id, who)),
            _ => return None,
        };
        Some(Found::new(value).from(self.copy_by_id(source, "countries.csv").into_iter().collect()))
    }

    fn is_least_developed(&self, who: Who<'a>) -> bool {
        let left_later = who.country.ldc_until.zip(self.clock.upto);
        who.country.ldc || left_later.is_some_and(|(until, upto)| upto < until)
    }

    /// 3 = EU, 2 = NATO only, 1 = treated as equal, 0 = none.
    fn alliance(&self, who: Who<'a>) -> Fixed {
        if who.country.is_in("eu") {
            Fixed::whole(3)
        } else if who.country.is_in("nato") {
            Fixed::whole(2)
        } else if self.allies.contains(&who.iso3) {
            Fixed::whole(1)
        } else {
            Fixed::ZERO
        }
    }
}
