//! Reports are composed and written on a thread, which can be stopped.

use super::data::is_case;
use crate::report;
use crate::session::{Landed, Order, ReportProblem};
use crate::store::{self, SaveProblem};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Stops the report under way when it is set.
pub type Stop = Arc<AtomicBool>;

/// Never over a case; a report that is stopped leaves the file as it was.
pub fn write(order: &Order, stop: &Stop, tell: &impl Fn(Landed)) -> Result<(), ReportProblem> {
    if is_case(&order.path) {
        return Err(ReportProblem::Save(SaveProblem::IsDossier));
    }
    let mut watch = |done, of| {
        tell(Landed::ReportUnderWay { path: order.path.clone(), done, of });
        !stop.load(Ordering::Relaxed)
    };
    let bytes = report::made(order, &mut watch).map_err(ReportProblem::Composed)?;
    store::write_whole(&order.path, &bytes)
        .map_err(|error| ReportProblem::Save(SaveProblem::from_io(&error)))
}
