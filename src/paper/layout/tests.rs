use super::*;
use crate::document::Language;
use crate::fonts::tests::fonts;
use crate::sample;

fn laid(document: &Document) -> Laid {
    let fonts = fonts();
    pages(document, &fonts, &mut |_, _| true).expect("not stopped")
}

#[test]
fn first() {
    let fonts = fonts();
    let t = std::time::Instant::now();
    let document = sample::report(Language::De);
    let laid = laid(&document);
    println!("{} pages {:?}", laid.pages.len(), t.elapsed());
    let t = std::time::Instant::now();
    let bytes = crate::pdf(&document, &fonts, &mut |_, _| true).expect("pdf");
    println!("{:?} {}", t.elapsed(), bytes.len());
    std::fs::write("/tmp/pdfout/a.pdf", bytes).unwrap();
    let bytes = crate::pdf(&sample::nightmare(), &fonts, &mut |_, _| true).expect("pdf");
    println!("{:?} {}", t.elapsed(), bytes.len());
    std::fs::write("/tmp/pdfout/b.pdf", bytes).unwrap();
}
