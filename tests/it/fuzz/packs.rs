//! Data packs, spoilt: whatever can be read can be put on the facts, previewed, and written again.

use super::{Chance, Tally};
use kriterion_heart::pack::{apply, preview, read, write};

const SEED: &str = include_str!("../../../docs/data-packs.md");

#[test]
fn any_pack_is_answered() {
    let atlas = &kriterion::bundle::load().atlas;
    let from = SEED.find("```ron\n").unwrap() + 7;
    let example = &SEED[from..from + SEED[from..].find("```").unwrap()];
    let seeds = [example, crate::packs::PACK];
    let mut tally = Tally::new("packs");
    let mut seed = 0;
    while tally.goes_on() {
        seed += 1;
        let mut chance = Chance::of(seed);
        let mut bytes = chance.of_all(&seeds).as_bytes().to_vec();
        chance.change(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        tally.run(&format!("seed {seed}"), || {
            let (pack, _) = read("fuzz.ron", &text, atlas);
            let Some(pack) = pack else { return false };
            let written = write(&pack);
            let (again, faults) = read("again.ron", &written, atlas);
            assert_eq!(faults, [], "{written}");
            assert_eq!(again.as_ref(), Some(&pack), "{written}");
            // Now and then, because it copies all facts.
            if seed % 8 == 0 {
                apply(atlas, std::slice::from_ref(&pack));
                preview(atlas, &pack);
            }
            true
        });
    }
    tally.end();
}
