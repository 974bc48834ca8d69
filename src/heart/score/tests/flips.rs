//! What would change a proposal: what is named works, and nothing smaller does.

use super::invariants::{Chance, chance_case};
use super::*;
use Finding::{Concern, NoConcern, Unclear};
use Level::{Critical, NoData, NotCritical, PossiblyCritical};

fn flips_of(dossier: &Dossier, criterion: u8) -> Vec<Flip> {
    flips(rules(), dossier, criterion, None)
}

fn with(dossier: &Dossier, criterion: u8, way: &Way, skip: usize) -> Dossier {
    let mut other = dossier.clone();
    let mut used = Vec::new();
    for turn in &way.answers {
        // Any so many of them: the first, or the last.
        let mut of: Vec<_> = turn.of.iter().filter(|id| !used.contains(*id)).copied().collect();
        if skip > 0 {
            of.reverse();
        }
        for question in of.into_iter().take(turn.count) {
            used.push(question);
            let any = if skip == 0 { Concern } else { NoConcern };
            answer(&mut other, question, turn.to.unwrap_or(any));
        }
    }
    if let Some(level) = way.country {
        let old = dossier.country_view.clone();
        let level_of = |number: u8| {
            let old = old.as_ref().and_then(|view| view.criterion(number));
            if number == criterion { level } else { old.map_or(NoData, |old| old.level) }
        };
        other.country_view = Some(view(level_of));
    }
    other
}

/// A single change of an answer or of the country's level.
fn each_change(dossier: &Dossier, criterion: u8) -> Vec<Dossier> {
    let questions = &rules().criterion(criterion).unwrap().questions;
    let mut all = Vec::new();
    for question in
        questions.iter().filter(|question| applies(rules(), dossier, question) == Applies::Yes)
    {
        for finding in [Concern, Unclear, NoConcern] {
            if dossier.finding(question.id) != Some(finding) {
                let mut other = dossier.clone();
                answer(&mut other, question.id, finding);
                all.push(other);
            }
        }
    }
    for country in [NotCritical, PossiblyCritical, Critical] {
        let way = Way { country: Some(country), ..Way::default() };
        all.push(with(dossier, criterion, &way, 0));
    }
    all
}

#[test]
fn what_is_named_works_and_nothing_smaller_does() {
    let mut chance = Chance(0x5eed_0fac_7500_0001);
    let mut sizes = [0_usize; 12];
    for round in 0..48_u64 {
        let dossier = chance_case(&mut chance, if round % 3 == 0 { 6 } else { 30 });
        let criterion = (round % 8) as u8 + 1;
        let now = propose(&dossier, criterion).level;
        let found = flips_of(&dossier, criterion);
        for flip in &found {
            assert!(flip.to != now && !flip.ways.is_empty() && flip.size > 0);
            sizes[flip.size.min(11)] += 1;
            for way in &flip.ways {
                let size: usize = way.answers.iter().map(|turn| turn.count).sum::<usize>()
                    + usize::from(way.country.is_some());
                assert_eq!(size, flip.size, "{way:?}");
                for skip in [0, 1] {
                    let level = propose(&with(&dossier, criterion, way, skip), criterion).level;
                    assert_eq!(level, flip.to, "criterion {criterion}: {way:?}");
                }
            }
        }
        let singles = each_change(&dossier, criterion);
        for single in &singles {
            let level = propose(single, criterion).level;
            if level != now && level != NoData {
                let flip = found.iter().find(|flip| flip.to == level).expect("a way to it");
                assert_eq!(flip.size, 1, "criterion {criterion} to {level:?}");
            }
        }
        // Pairs are many: a few of them.
        for _ in 0..60 {
            let pair = &each_change(&singles[chance.below(singles.len())], criterion);
            let level = propose(&pair[chance.below(pair.len())], criterion).level;
            if level != now && level != NoData {
                let flip = found.iter().find(|flip| flip.to == level).expect("a way to it");
                assert!(flip.size <= 2, "criterion {criterion} to {level:?}");
            }
        }
    }
    assert!(sizes[1] > 20 && sizes[2] > 5 && sizes[3..].iter().sum::<usize>() > 5, "{sizes:?}");
}

#[test]
fn questions_that_count_alike_are_one_line() {
    let flips = flips_of(&clean(), 2);
    let possibly = flips.iter().find(|flip| flip.to == PossiblyCritical).unwrap();
    assert_eq!(possibly.size, 1);
    let major =
        possibly.ways.iter().find(|way| way.answers.iter().any(|turn| turn.to == Some(Concern)));
    let turn = &major.unwrap().answers[0];
    assert!(turn.count == 1 && turn.of.contains(&id("C2-Q02")) && turn.of.len() > 1, "{turn:?}");
    let critical = flips.iter().find(|flip| flip.to == Critical).unwrap();
    assert!(critical.ways.iter().any(|way| way.country == Some(Critical)));
}

#[test]
fn an_open_case_says_all_that_must_be_answered() {
    let mut dossier = clean();
    let open = ["C3-Q01", "C3-Q04", "C3-Q03"].map(id);
    for question in open {
        dossier.answers.remove(&question);
    }
    assert_eq!(propose(&dossier, 3).level, NoData);
    let flips = flips_of(&dossier, 3);
    let green = flips.iter().find(|flip| flip.to == NotCritical).unwrap();
    let must: usize = green.ways[0].answers.iter().map(|turn| turn.count).sum();
    assert_eq!((green.size, must), (must, must));
    assert!(green.size >= 2);
}

#[test]
fn an_exemption_counts_only_where_it_applies() {
    let mut dossier = clean();
    answer(&mut dossier, id("C1-Q01"), Concern);
    answer(&mut dossier, id("C1-Q04"), Concern);
    attach(&mut dossier, "C1-Q04", Grade::A, Stance::Lowers, "2026");
    assert_eq!(propose(&dossier, 1).level, Critical);
    let flips = flips_of(&dossier, 1);
    let possibly = flips.iter().find(|flip| flip.to == PossiblyCritical).unwrap();
    let paper = AnswerTurn { count: 1, of: vec![id("C1-Q04")], to: Some(NoConcern) };
    assert!(possibly.ways.iter().any(|way| way.answers == [paper.clone()]), "{possibly:?}");
    let green = flips.iter().find(|flip| flip.to == NotCritical).unwrap();
    let lifted = AnswerTurn { count: 1, of: vec![id("C1-Q01")], to: Some(NoConcern) };
    assert!(green.ways.iter().any(|way| way.answers == [lifted.clone()]), "{green:?}");
}

/// Questions about how much the goods matter must be answered for "not critical"; how does not matter there.
#[test]
fn an_answer_of_any_kind_is_said_once() {
    let mut dossier = clean();
    for question in ["C8-Q02", "C8-Q01", "C8-Q04"].map(id) {
        dossier.answers.remove(&question);
    }
    let flips = flips_of(&dossier, 8);
    let green = flips.iter().find(|flip| flip.to == NotCritical).unwrap();
    for way in &green.ways {
        let free = way.answers.iter().any(|turn| turn.of == [id("C8-Q02")] && turn.to.is_none());
        let said = way.answers.iter().any(|turn| turn.of == [id("C8-Q02")] && turn.to.is_some());
        assert!(free && !said, "{green:?}");
    }
}
