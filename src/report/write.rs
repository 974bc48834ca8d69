//! From what is ordered to the bytes of a file.

use crate::i18n::{Key, fill};
use crate::letters;
use crate::report::{Case, Extra, Letter, Notification, Removed, compose, country, leaks, redact};
use crate::session::{Order, Subject};
use kriterion_heart::wish::{Form, Problem};
use kriterion_paper::{self as paper, Block, Document, Fonts, PdfProblem};
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

/// The report that is ordered, in no form yet; and what was taken out of it.
pub fn document(order: &Order) -> Result<(Document, Removed), Problem> {
    match &order.subject {
        Subject::Case(opened) => {
            let case = Case::opened(&order.bundle, opened, order.today);
            let (case, removed) = redact(&case, order.wish.redaction, order.lang);
            let model = order.model.as_deref();
            let model = model.map(|model| Case::opened(&order.bundle, model, order.today));
            let office = order.office.clone();
            let notification = Notification {
                authority: office.authority.clone(),
                circulation: office.circulation,
                ..Notification::default()
            };
            let letter = Letter {
                authority: office.authority,
                place: office.place,
                remedy: office.remedy,
                signatory: office.signatory,
                ..Letter::default()
            };
            let extra = Extra {
                letter: Some(&letter),
                notification: Some(&notification),
                model: model.as_ref(),
            };
            Ok((compose(order.wish.kind, &case, order.lang, extra)?, removed))
        }
        Subject::State(manuscript) => {
            let options = country::Options { is_final: true, has_marks: false };
            let mut made = country::document(manuscript, &order.bundle, order.lang, options);
            // For programs, in the properties of every form.
            let drafted = generated(&made.blocks).to_string();
            made.about.keywords.push(fill(order.lang, Key::ReportDrafted, &[("n", &drafted)]));
            Ok((made, Removed::default()))
        }
    }
}

/// The same as it goes to disk. The finished file is opened and searched for what was to be left out.
pub fn made(order: &Order, watch: Watch<'_>) -> Result<(Vec<u8>, Removed), Problem> {
    let (document, removed) = document(order)?;
    let bytes = write(&document, order.wish.form, watch)?;
    match leaks(&bytes, &removed) {
        Ok(found) if found.is_empty() => Ok((bytes, removed)),
        Ok(found) => Err(Problem::Leaks(found)),
        Err(why) => Err(Problem::Unreadable(why.to_string())),
    }
}

/// Paragraphs that the program has drafted.
fn generated(blocks: &[Block]) -> usize {
    let one = |block: &Block| match block {
        Block::Paragraph(paragraph) => usize::from(paragraph.is_generated),
        Block::Box(boxed) => generated(&boxed.blocks),
        _ => 0,
    };
    blocks.iter().map(one).sum()
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
