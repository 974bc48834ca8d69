//! The pages of the window, one file each.

mod about;
mod criterion;
mod data;
mod decision;
mod end_use;
mod explanation;
mod goods;
mod history;
mod incidents;
mod judgement;
mod mapping;
mod parties;
mod question;
mod relook;
mod report;
mod request;
mod review;
mod scenarios;
mod stages;
mod start;

pub use self::about::about_ui;
pub use self::criterion::criterion_ui;
pub use self::data::data_ui;
pub use self::decision::decision_ui;
pub use self::end_use::{EndUseState, end_use_ui};
pub use self::history::history_ui;
pub use self::incidents::{IncidentsState, incidents_ui};
pub use self::mapping::MappingState;
pub use self::relook::{RelookState, relook_banner, relook_ui};
pub use self::report::{ReportState, report_ui};
pub use self::request::request_ui;
pub use self::review::{ReviewState, review_ui, sent_back_ui};
pub use self::start::start_ui;
