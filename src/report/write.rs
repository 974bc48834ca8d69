//! From what is ordered to the bytes of a file.

use crate::letters;
use crate::report::{Case, Extra, compose, country};
use crate::session::{Order, Subject};
use kriterion_heart::wish::{Form, Problem};
use kriterion_paper::{self as paper, Document, Fonts, PdfProblem};
use std::sync::LazyLock;

/// The faces of paper and preview; read when the first report is made. `None` would mean that the program was built
/// with files that are no fonts.
pub fn fonts() -> Option<&'static Fonts> {
    static FONTS: LazyLock<Option<Fonts>> =
        LazyLock::new(|| Fonts::new(letters::FILES.map(|(_, bytes)| bytes)).ok());
    FONTS.as_ref()
}

/// Told how many pages of how many are done; false stops.
pub type Watch<'a> = &'a mut dyn FnMut(usize, usize) -> bool;

/// The report that is ordered, in no form yet.
pub fn document(order: &Order) -> Result<Document, Problem> {
    match &order.subject {
        Subject::Case(opened) => {
            let case = Case::opened(&order.bundle, opened, order.today);
            compose(order.wish.kind, &case, order.lang, Extra::default())
        }
        Subject::State(manuscript) => {
            let options = country::Options { is_final: true, has_marks: false };
            Ok(country::document(manuscript, &order.bundle, order.lang, options))
        }
    }
}

/// The same as it goes to disk.
pub fn made(order: &Order, watch: Watch<'_>) -> Result<Vec<u8>, Problem> {
    write(&document(order)?, order.wish.form, watch)
}

/// A document in a form.
pub fn write(document: &Document, form: Form, watch: Watch<'_>) -> Result<Vec<u8>, Problem> {
    let fonts = fonts().ok_or_else(|| Problem::Form("fonts".to_owned()))?;
    Ok(match form {
        Form::Pdf => paper::pdf(document, fonts, watch).map_err(|problem| match problem {
            PdfProblem::Stopped => Problem::Stopped,
            PdfProblem::Font(face) => Problem::Form(format!("{face:?}")),
            PdfProblem::Writer(why) => Problem::Form(why),
        })?,
        Form::Docx => {
            paper::docx(document, fonts).map_err(|problem| Problem::Form(format!("{problem:?}")))?
        }
        Form::Html => paper::html(document, fonts).into_bytes(),
        Form::Markdown => paper::markdown(document).into_bytes(),
        Form::Json => paper::json(document).into_bytes(),
        Form::Csv => paper::csv(document).into_bytes(),
        Form::Bibtex => paper::bibtex(document).into_bytes(),
        Form::Ris => paper::ris(document).into_bytes(),
    })
}
