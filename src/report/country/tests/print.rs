use super::super::*;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::date::Date;
#[test]
fn print_drafts() {
    let bundle = crate::bundle::load();
    let day = Date::parse("2026-11-28").unwrap();
    for code in std::env::var("STATES").unwrap_or_default().split(',') {
        let Some(iso3) = Iso3::parse(code) else { continue };
        for lang in Lang::ALL {
            if !std::env::var("LANGS").unwrap_or_default().contains(lang.code()) {
                continue;
            }
            let m = new_manuscript(&bundle, iso3, lang, day, "x").unwrap();
            println!("=== {code} {lang:?} {} KB", save(&m).unwrap().len() / 1024);
            let mut part = String::new();
            for d in &m.drafts {
                if d.part != part {
                    println!("-- {}", d.part);
                    part = d.part.clone();
                }
                println!("{}{}", if d.is_summary { "* " } else { "  " }, d.text);
            }
        }
    }
}
#[test]
fn print_report() {
    let bundle = crate::bundle::load();
    let day = Date::parse("2026-11-28").unwrap();
    let Ok(code) = std::env::var("REPORT") else { return };
    let m = new_manuscript(&bundle, Iso3::parse(&code).unwrap(), Lang::De, day, "x").unwrap();
    let at = std::time::Instant::now();
    let d = document(&m, &bundle, Lang::De, Options::default());
    println!("{:?} notes {} sources {}", at.elapsed(), d.notes.len(), d.sources.len());
    println!("{}", kriterion_paper::said(&d).join("\n"));
}
