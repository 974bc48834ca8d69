use super::super::mapping::sketch;
use super::super::text::MOST_BYTES;
use super::super::workbook;
use super::C::{N, T};
use super::*;
use std::io::Write as _;

#[test]
fn files_that_are_none_of_ours_are_told_apart() {
    let told = |bytes: &[u8]| try_bytes("WDI_CSV.csv", bytes).unwrap_err();
    assert_eq!(told(b""), NotRead::Empty);
    assert_eq!(told(b"\n \r\n"), NotRead::Empty);
    assert_eq!(
        told(b"<!DOCTYPE html>\n<html><head><title>Error 404</title></head></html>"),
        NotRead::WebPage
    );
    assert_eq!(told(b"name,amount\nA,1\n"), NotRead::UnknownKind);
    assert_eq!(told(b"%PDF-1.7\n\0\0"), NotRead::NotText);
    assert_eq!(told(b"PK\x03\x04 not a zip"), NotRead::Damaged);
    assert_eq!(told(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), NotRead::OldWorkbook);
    const { assert!(MOST_BYTES > 300 << 20, "the events of UCDP must fit") };
}

fn small_book() -> Vec<u8> {
    book(&[(
        "CPI 2024",
        vec![
            ["Country / Territory", "ISO3", "Region", "CPI score 2024", "Rank 2024"]
                .map(T)
                .to_vec(),
            vec![T("Kazakhstan"), T("KAZ"), T("ECA"), N(40.0), N(88.0)],
        ],
    )])
}

#[test]
fn a_workbook_cut_off_anywhere_is_told() {
    let bytes = small_book();
    assert!(try_bytes("cpi.xlsx", &bytes).is_ok());
    for end in (2..bytes.len()).step_by(97) {
        assert_eq!(try_bytes("cpi.xlsx", &bytes[..end]), Err(NotRead::Damaged), "cut at {end}");
    }
}

/// Packs a workbook anew, with one of its parts replaced.
fn with_part(part: &str, text: &str) -> Vec<u8> {
    let bytes = small_book();
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(&bytes[..])).unwrap();
    let mut new = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let names: Vec<String> = old.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert!(names.iter().any(|name| name == part), "{names:?}");
    for name in names {
        new.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        if name == part {
            new.write_all(text.as_bytes()).unwrap();
        } else {
            std::io::copy(&mut old.by_name(&name).unwrap(), &mut new).unwrap();
        }
    }
    new.finish().unwrap().into_inner()
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

#[test]
fn a_cell_at_the_end_of_the_world_costs_no_memory() {
    let sheet = |cells: &str| {
        with_part(SHEET, &format!("<worksheet><sheetData>{cells}</sheetData></worksheet>"))
    };
    let far = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    assert_eq!(try_bytes("x", &sheet(far)), Err(NotRead::TooLarge));
    let low = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="B1048576"><v>1</v></c></row>"#;
    assert_eq!(try_bytes("x", &sheet(low)), Err(NotRead::UnknownKind));
    let rows: String = (1..5000)
        .map(|row| format!(r#"<row r="{row}"><c r="BXX{row}"><v>1</v></c></row>"#))
        .collect();
    assert_eq!(try_bytes("x", &sheet(&rows)), Err(NotRead::TooLarge));
}

#[test]
fn a_workbook_that_unpacks_to_much_more_is_refused_before_it_is_read() {
    let bomb = with_part(SHEET, &" ".repeat(4 << 20));
    assert!(bomb.len() < 1 << 17);
    assert_eq!(workbook::read_within(&bomb, 1 << 20).unwrap_err(), NotRead::TooLarge);
    assert!(workbook::read_within(&small_book(), 1 << 20).is_ok());
}

/// No damage may make the program fall over: not in our reading, not in the crate's.
#[test]
fn damaged_files_never_panic() {
    let mut chance = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = move |most: usize| {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        (chance % most as u64) as usize
    };
    let parts = [
        SHEET,
        "xl/workbook.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/_rels/workbook.xml.rels",
        "_rels/.rels",
    ];
    let whole = small_book();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&whole[..])).unwrap();
    let texts = parts.map(|part| std::io::read_to_string(zip.by_name(part).unwrap()).unwrap());
    let csv = "Country Name,Country Code,Indicator Name,Indicator Code,2022,2023\n\"Kazakhstan\",KAZ,Military expenditure (% of GDP),MS.MIL.XPND.GD.ZS,0.5,\"1,234\"\n";
    let secs =
        std::env::var("KRITERION_FUZZ_SECS").ok().and_then(|secs| secs.parse().ok()).unwrap_or(0);
    let until = std::time::Instant::now() + std::time::Duration::from_secs(secs);
    let mut rounds = 0..;
    while let Some(round) =
        rounds.next().filter(|round| *round < 200 || std::time::Instant::now() < until)
    {
        let at = next(parts.len());
        let text = if round % 3 == 0 { csv } else { texts[at].as_str() };
        let mut bytes = text.as_bytes().to_vec();
        for _ in 0..=next(4) {
            if bytes.is_empty() {
                break;
            }
            let place = next(bytes.len());
            match next(4) {
                0 => bytes[place] = next(256) as u8,
                1 => drop(bytes.drain(place..(place + next(20)).min(bytes.len()))),
                2 => bytes.truncate(place.max(1)),
                _ => bytes
                    .splice(place..place, [b"<", b"\"", b"/", b"9"][next(4)].repeat(1 + next(8)))
                    .for_each(drop),
            }
        }
        let file = if round % 3 == 0 {
            bytes
        } else {
            with_part(parts[at], &String::from_utf8_lossy(&bytes))
        };
        let _ = try_bytes("x", &file);
        let _ = sketch(&PublisherFile { name: "x", bytes: &file }, &bundle().atlas);
    }
}

#[test]
fn a_million_faults_of_one_kind_are_counted_and_not_listed() {
    let row = "Kazakhstan,KAZ,Military expenditure (% of GDP),MS.MIL.XPND.GD.ZS,abc,abc,abc\n";
    let head = "Country Name,Country Code,Indicator Name,Indicator Code,2021,2022,2023\n";
    let imported = try_bytes("x", format!("{head}{}", row.repeat(5000)).as_bytes()).unwrap();
    assert_eq!(imported.rejected.len(), 10_000);
    assert_eq!(imported.rejected.iter().map(|rejected| rejected.times).sum::<u64>(), 15_000);
}
