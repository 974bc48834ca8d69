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
            Says::Figure { name, figure, unit, when } => format!("{}: {figure} {} ({when})", name.en, unit.en),
            Says::Computed { how, value, unit } => format!("={how:?} {value} {}", unit.en),
            Says::Holds { how, what } => format!("={how:?} {what}"),
        };
        println!("{} | {} | {}\n    A {}\n    B {}\n    {:?} {:?} {:?}", f.known.as_deref().unwrap_or("-"), f.rule.code(), f.topic.en, s(&f.a), s(&f.b), f.uses, f.why, f.criteria);
    }
}
