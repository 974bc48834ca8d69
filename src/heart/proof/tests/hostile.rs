//! Text that nobody would write: no panic, and no work that grows faster than the text.

use super::corpus::script;
use crate::proof::{Block, BlockKind, Proofreader, check};
use crate::rating::tests::bundle;
use crate::text::Lang;

#[test]
fn odd_text_is_read_without_a_panic() {
    let atlas = &bundle().atlas;
    let odd = [
        "",
        " ",
        ".",
        "…",
        "–",
        "\u{0}\u{301}",
        "1",
        "1,",
        ",1",
        "1.2.3.4",
        "99999999999999999999999999999999 percent of GDP in 2023",
        "rank 0 of 0 in 2023 HDI",
        "2020–2024–2028",
        "31.02.2023",
        "0000-00-00",
        "٣٤٥ ٪",
        "ʼ’'ʼ",
        "Tabelle 99999999999",
        "Table 1–99999",
        "military spending military spending 0.4 percent of GDP 2023 2024 2023 2024",
        "ΑΒΓ 12 % ﷽",
        "a\u{ad}b\u{200b}c",
        "İstanbul 2016’da 12 ölü",
        "1\u{a0}000\u{202f}000",
        "-–-–",
        "(((((((((",
        "by by by by 2021 will will",
        "$$$ 5 €",
        "5 % % %",
    ];
    for lang in Lang::ALL {
        let reader = Proofreader::new(atlas, lang);
        for text in odd {
            for pair in odd {
                reader.check(&script(
                    lang,
                    &format!("{text} {pair} // | {text} | {pair} | // | {pair} | {text} |"),
                ));
            }
        }
        let mut broken = script(lang, "x");
        let cells = vec!["ä".to_owned(), "2023".to_owned(), "1".to_owned()];
        // A row whose text is not made of its cells.
        broken.blocks.push(Block { text: "ü".to_owned(), ..Block::row("", cells.clone(), 1) });
        broken.blocks.push(Block { text: String::new(), ..Block::row("", cells, 1) });
        broken.blocks.push(Block::new("", BlockKind::Heading(255), "Military spending 2023", 0));
        check(atlas, &broken);
    }
}

/// Every range that is told lies in its block, between letters.
#[test]
fn every_range_lies_in_its_block() {
    for line in include_str!("slips.txt").lines() {
        let mut parts = line.splitn(3, ' ');
        let lang = Lang::from_code(parts.next().unwrap()).unwrap();
        let script = script(lang, parts.nth(1).unwrap());
        for finding in check(&bundle().atlas, &script) {
            let text = &script.blocks[finding.block].text;
            assert_eq!(text.get(finding.at.clone()), Some(finding.says.words.as_str()), "{line}");
            let fix = finding.fix.as_ref();
            assert!(fix.is_none_or(|fix| text.get(fix.range.clone()).is_some()), "{line}");
        }
    }
}

/// Twice the text is about twice the work: counted in findings' worth of input, not in time.
#[test]
fn a_megabyte_is_read() {
    let corpus = [include_str!("slips.txt"), include_str!("clean.txt")].concat();
    let mut text = String::new();
    while text.len() < 300_000 {
        text.push_str(&corpus.replace('\n', " // "));
    }
    let long = script(Lang::En, &text);
    assert!(check(&bundle().atlas, &long).len() <= 2000);
    for one in [
        "2023 ",
        "military spending ",
        "Kazakhstan ",
        "1,5 ",
        "Table 1 ",
        "to 5 ",
        "– ",
        "12 dead in Almaty 2022. ",
        "by 2021 will ",
        "a",
        "1",
    ] {
        let block = Block::new("", BlockKind::Paragraph, one.repeat(100_000 / one.len()), 1);
        let mut script = script(Lang::En, "x");
        script.blocks.push(block);
        check(&bundle().atlas, &script);
    }
}

/// What reports of a megabyte cost, and shapes that would show work growing faster than the text. Read in release.
#[test]
#[ignore = "prints figures"]
fn costs() {
    let atlas = &bundle().atlas;
    let reader = Proofreader::new(atlas, Lang::En);
    let corpus = [include_str!("slips.txt"), include_str!("clean.txt")].concat();
    for one in
        ["2023 ", "Table 1 ", "to 5 ", "12 dead in Almaty 2022. ", &corpus.replace('\n', " // ")]
    {
        for size in [100_000, 200_000, 1_000_000] {
            let long = script(Lang::En, &one.repeat(size / one.len() + 1));
            let begun = std::time::Instant::now();
            let found = reader.check(&long).len();
            let shown = one.get(..20).unwrap_or(one);
            println!("{shown:?} {size} bytes: {:?}, {found} findings", begun.elapsed());
        }
    }
}
