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
    let l = laid(&document);
    println!("{} pages {:?}", l.pages.len(), t.elapsed());
    let t = std::time::Instant::now();
    let bytes = crate::pdf(&document, &fonts, &mut |_, _| true).expect("pdf");
    println!("{:?} {}", t.elapsed(), bytes.len());
    std::fs::write("/tmp/pdfout/a.pdf", bytes).unwrap();
    let mut d = sample::report(Language::De);
    for i in 0..9 {
        let more = sample::report([Language::De, Language::En, Language::Fr][i % 3]);
        d.blocks.extend(more.blocks.into_iter().filter(|b| *b != Block::Contents));
    }
    let t = std::time::Instant::now();
    let l = laid(&d);
    println!("{} pages {:?}", l.pages.len(), t.elapsed());
    let bytes = crate::pdf(&d, &fonts, &mut |_, _| true).expect("pdf");
    println!("long {:?} {}", t.elapsed(), bytes.len());
    for t in sample::hostile() {
        let c = std::time::Instant::now();
        let mut d = Document::default();
        d.blocks.push(sample::paragraph(crate::document::Role::Body, plain(t.clone())));
        d.blocks.push(Block::Table(crate::document::Table {
            caption: plain(t.clone()),
            columns: vec![Default::default()],
            rows: vec![crate::document::Row {
                cells: vec![sample::cell(&t, crate::document::Tone::Grave)],
                ..Default::default()
            }],
            ..Default::default()
        }));
        let l = laid(&d);
        let a = c.elapsed();
        let bytes = crate::pdf(&d, &fonts, &mut |_, _| true).expect("pdf");
        println!(
            "{:?} {:?} {:?} {}",
            t.chars().take(8).collect::<String>(),
            a,
            c.elapsed() - a,
            bytes.len()
        );
    }
    let t = std::time::Instant::now();
    let bytes = crate::pdf(&sample::nightmare(), &fonts, &mut |_, _| true).expect("pdf");
    println!("{:?} {}", t.elapsed(), bytes.len());
    std::fs::write("/tmp/pdfout/b.pdf", bytes).unwrap();
}
#[test]
fn second() {
    let fonts = fonts();
    let d = sample::nightmare();
    let t = std::time::Instant::now();
    let l = laid(&d);
    println!(
        "{} {:?} {} pieces {} elements",
        l.pages.len(),
        t.elapsed(),
        l.pages.iter().map(|p| p.pieces.len()).sum::<usize>(),
        l.elements.len()
    );
    let bytes = crate::pdf(&d, &fonts, &mut |_, _| true).expect("pdf");
    println!("{:?} {}", t.elapsed(), bytes.len());
}
