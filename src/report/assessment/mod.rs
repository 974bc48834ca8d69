//! The assessment: everything that was asked, answered, judged and decided in a case, with its evidence.

mod criterion;
mod decision;
mod end_use;
mod evidence;
mod facts;
mod head;
mod incidents;
mod judgement;
mod questions;
mod request;
mod signing;

pub use self::head::{finding, grounds, levels_table, named, outcome, overrides, warnings};
pub use self::incidents::{entries, pattern, removed, timeline};
pub use self::judgement::measure_name;
pub use self::questions::finding_word;

use crate::report::case::Case;
use crate::report::{Kind, Sheet};
use kriterion_heart::text::Lang;
use kriterion_paper::{Block, Document};

pub fn document(case: &Case<'_>, lang: Lang) -> Document {
    let mut sheet = Sheet::new(lang, Kind::Assessment, case.about(lang, Kind::Assessment));
    let page = &mut sheet;
    head::head(page, case);
    head::summary(page, case);
    page.push(Block::NewPage);
    page.push(Block::Contents);
    page.push(Block::NewPage);
    request::request(page, case);
    request::editions(page, case);
    for criterion in &case.bundle.rules.criteria {
        criterion::criterion(page, case, criterion);
    }
    incidents::incidents(page, case);
    end_use::end_use(page, case);
    decision::decision(page, case);
    decision::open_points(page, case);
    decision::relook(page, case);
    signing::signing(page, case);
    signing::history(page, case);
    evidence::evidence(page, case);
    sheet.finish()
}
