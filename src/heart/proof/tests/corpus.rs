//! Our own sentences: each slip must be found, each clean sentence left alone. What is found and missed is counted.

use crate::atlas::Iso3;
use crate::date::Date;
use crate::proof::{Block, BlockKind, Finding, Kind, Script, check};
use crate::rating::tests::bundle;
use crate::text::Lang;

/// ` // ` between blocks; `# ` heading, `^ ` caption, `* ` item, `| ` row, `S: ` a paragraph of the summary.
pub fn script(lang: Lang, text: &str) -> Script {
    let mut section = "I.0";
    let blocks = text.split(" // ").enumerate().map(|(at, part)| {
        let line = at + 1;
        if let Some(text) = part.strip_prefix("# ") {
            section = "I.4";
            return Block::new(section, BlockKind::Heading(2), text, line);
        }
        if let Some(text) = part.strip_prefix("S: ") {
            return Block::new("S", BlockKind::Paragraph, text, line);
        }
        if let Some(text) = part.strip_prefix("^ ") {
            return Block::new(section, BlockKind::Caption, text, line);
        }
        if let Some(text) = part.strip_prefix("* ") {
            return Block::new(section, BlockKind::Item, text, line);
        }
        if let Some(text) = part.strip_prefix("| ") {
            let cells = text.trim_end_matches('|').split('|').map(|cell| cell.trim().to_owned());
            return Block::row(section, cells.collect(), line);
        }
        Block::new(section, BlockKind::Paragraph, part, line)
    });
    let blocks = blocks.collect();
    let (iso3, day) = (Iso3::parse("KAZ").unwrap(), Date::parse("2026-11-25").unwrap());
    Script { iso3, lang, day, blocks }
}

fn found(lang: Lang, text: &str) -> Vec<Finding> {
    check(&bundle().atlas, &script(lang, text))
}

fn told(findings: &[Finding]) -> String {
    let told = findings.iter().map(|one| format!("{} “{}”", one.kind.code(), one.says.words));
    told.collect::<Vec<_>>().join("; ")
}

#[test]
fn slips_are_found_and_clean_sentences_left_alone() {
    let slips: Vec<&str> = include_str!("slips.txt").lines().collect();
    let clean: Vec<&str> = include_str!("clean.txt").lines().collect();
    assert!(slips.len() >= 60 && clean.len() >= 120);
    let (mut hits, mut false_alarms) = (0, 0);
    let mut report = Vec::new();
    for line in &slips {
        let mut parts = line.splitn(3, ' ');
        let (lang, code, text) =
            (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        let lang = Lang::from_code(lang).unwrap();
        assert!(Kind::ALL.iter().any(|kind| kind.code() == code), "{code}");
        let findings = found(lang, text);
        let (right, rest): (Vec<_>, Vec<_>) =
            findings.into_iter().partition(|one| one.kind.code() == code);
        if right.is_empty() {
            report.push(format!("missed {code}: {text} -> {}", told(&rest)));
        } else {
            hits += 1;
        }
        // An old edition, an undated figure may well stand beside another slip.
        let besides = ["old_edition", "undated", "two_currencies", "not_in_data", "old_current"];
        let alarms: Vec<Finding> =
            rest.into_iter().filter(|one| !besides.contains(&one.kind.code())).collect();
        if !alarms.is_empty() && !right.is_empty() {
            false_alarms += alarms.len();
            report.push(format!("beside {code}: {text} -> {}", told(&alarms)));
        }
    }
    for line in &clean {
        let (lang, text) = line.split_once(' ').unwrap();
        let findings = found(Lang::from_code(lang).unwrap(), text);
        if !findings.is_empty() {
            false_alarms += findings.len();
            report.push(format!("false alarm: {text} -> {}", told(&findings)));
        }
    }
    let recall = f64::from(hits) / slips.len() as f64;
    let precision = f64::from(hits) / f64::from(hits + false_alarms as i32);
    println!(
        "{} slips, {} clean sentences; recall {recall:.3}, precision {precision:.3}\n{}",
        slips.len(),
        clean.len(),
        report.join("\n")
    );
    assert!(recall >= 0.97, "recall {recall}\n{}", report.join("\n"));
    assert!(precision >= 0.98, "precision {precision}\n{}", report.join("\n"));
}

/// Every kind of finding has a sentence.
#[test]
fn every_kind_is_planted() {
    for kind in Kind::ALL {
        let planted = include_str!("slips.txt")
            .lines()
            .any(|line| line.split(' ').nth(1) == Some(kind.code()));
        assert!(planted, "{}", kind.code());
    }
}

#[test]
fn a_fix_makes_the_sentence_right() {
    for (lang, text, fixed) in [
        (Lang::En, "In 2024 military spending took 0.7 percent of GDP.", "0.4"),
        (Lang::En, "Military spending was 1,264 million US dollars in 2023.", "1,164"),
        (Lang::De, "Die Militärausgaben lagen 2020 bei 2.302 Mio. US-Dollar.", "2.002"),
        (Lang::De, "Präsident Toqajew sprach. // Später reiste Tokajew nach Berlin.", "Toqajew"),
    ] {
        let mut script = script(lang, text);
        let findings = check(&bundle().atlas, &script);
        let first = findings.first().unwrap();
        let fix = first.fix.clone().unwrap();
        assert_eq!(fix.replacement, fixed);
        script.blocks[first.block].text.replace_range(fix.range, &fix.replacement);
        assert_eq!(check(&bundle().atlas, &script), [], "{text}");
    }
}

/// An author keeps a finding by its id, wherever the paragraph goes.
#[test]
fn an_id_stays_when_the_text_around_it_moves() {
    let id = |text: &str| found(Lang::En, text).first().map(|one| one.id.clone()).unwrap();
    let slip = "In 2024 military spending took 0.7 percent of GDP.";
    assert_eq!(id(slip), id(&format!("Another paragraph. // It stands here. {slip}")));
    assert_ne!(id(slip), id("In 2024 military spending took 0.8 percent of GDP."));
}
