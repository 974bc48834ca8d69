//! What a rule would say had some of its readings been others: which of them moved it.

use super::weigh::{CaseSide, Weigher};
use super::{Inputs, Method, Reading, Truth};
use crate::atlas::Iso3;

/// The truth of one rule had these readings of the state itself been as given, all others as they are.
/// `None` where the method has no such rule.
pub fn truth_had(
    inputs: &Inputs<'_>,
    method: &Method,
    iso3: Iso3,
    (criterion, rule): (u8, &str),
    given: &[Reading],
) -> Option<Truth> {
    let criterion = method.criterion(criterion)?;
    let rule = criterion.rules.iter().find(|it| it.id == rule)?;
    let mut weigher = Weigher::new(inputs, iso3, CaseSide::default());
    for reading in given {
        weigher.put(reading.clone());
    }
    Some(weigher.truth_with(&rule.when, criterion.points.as_ref(), &mut Vec::new()))
}
