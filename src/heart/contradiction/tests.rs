//! placeholder
use super::*;
use crate::rating::tests::bundle;

#[test]
fn show() {
    let atlas = &bundle().atlas;
    let kaz = Iso3::parse("KAZ").unwrap();
    for f in find(atlas, kaz) {
        let s = |x: &Side| match &x.says {
            Says::Words(t) => t.en.clone(),
            Says::Figure { name, figure, unit, when } => {
                format!("{}: {figure} {} ({when})", name.en, unit.en)
            }
            Says::Computed { how, value, unit } => format!("={how:?} {value} {}", unit.en),
            Says::Holds { how, what } => format!("={how:?} {what}"),
        };
        println!(
            "{} | {} | {}\n    A {}\n    B {}\n    {:?} {:?} {:?}",
            f.known.as_deref().unwrap_or("-"),
            f.rule.code(),
            f.topic.en,
            s(&f.a),
            s(&f.b),
            f.uses,
            f.why,
            f.criteria
        );
    }
}

#[test]
fn counts() {
    let atlas = &bundle().atlas;
    let t = std::time::Instant::now();
    let all = find_all(atlas);
    println!("all {:?}", t.elapsed());
    let mut by = std::collections::BTreeMap::new();
    let mut most = (0, None);
    for (iso, fs) in &all {
        if iso.as_str() != "KAZ" && fs.len() > most.0 {
            most = (fs.len(), Some(*iso));
        }
        for f in fs {
            if iso.as_str() != "KAZ" {
                *by.entry(f.rule.code()).or_insert(0) += 1;
                println!(
                    "{iso} {} {} A {:?} B {:?}",
                    f.rule.code(),
                    f.topic.en,
                    f.a.says,
                    f.b.says
                );
            }
        }
    }
    println!("{} states {by:?} most {most:?}", all.len());
}
