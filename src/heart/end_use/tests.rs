use super::*;
use crate::Bundle;
use crate::date::Date;
use crate::dossier::{EndUseReply as Reply, EvidenceKind, Grade, RemovedEvidence};
use crate::edit::Edit;
use crate::level::Stance;
use crate::rulebook::{EndUseScreen, QuestionId, Weight};
use crate::text::{Lang, Text};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The files that the build embeds.
fn bundle() -> &'static Bundle {
    static BUNDLE: OnceLock<Bundle> = OnceLock::new();
    BUNDLE.get_or_init(|| {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
        let assets = texts(&root.join("assets"), "");
        let assets: Vec<_> =
            assets.into_iter().filter(|(name, _)| !name.starts_with("i18n/")).collect();
        crate::bundle_from_texts(&texts(&root.join("criteria"), ""), &assets)
    })
}

fn texts(folder: &Path, prefix: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found.extend(texts(&entry.path(), &format!("{name}/")));
        } else if name.ends_with(".ron") {
            found.push((name, std::fs::read_to_string(entry.path()).unwrap()));
        }
    }
    found.sort();
    found
}

fn screen() -> &'static EndUseScreen {
    &bundle().rules.end_use
}

fn case() -> Dossier {
    let day = Date::parse("2026-11-25").unwrap();
    Dossier::new("x".to_owned(), day, Lang::De, crate::dossier::Editions::default())
}

fn reply(dossier: &mut Dossier, id: &str, reply: Option<Reply>) {
    answer(screen(), dossier, id, reply).unwrap().apply(dossier);
}

fn answered(answers: &[(&str, Reply)]) -> Dossier {
    let mut dossier = case();
    answers.iter().for_each(|(id, given)| reply(&mut dossier, id, Some(*given)));
    dossier
}

/// The steps of Article 5 that the answers leave possible, and what is open.
fn article5(answers: &[(&str, Reply)]) -> (Vec<&'static str>, Vec<&'static str>) {
    let found = found(&screen().article5, &answered(answers).end_use);
    (found.possible.iter().map(|way| way.id.as_str()).collect(), found.open)
}

fn tier(answers: &[(&str, Reply)]) -> Vec<&'static str> {
    let found = found(&screen().tiers, &answered(answers).end_use);
    found.possible.iter().map(|way| way.id.as_str()).collect()
}

const FITS: [(&str, Reply); 3] =
    [("listed", Reply::No), ("covert", Reply::Yes), ("data", Reply::Yes)];

fn with(more: &[(&'static str, Reply)]) -> Vec<(&'static str, Reply)> {
    [&FITS[..], more].concat()
}

#[test]
fn every_path_of_article_5() {
    use Reply::{No, Yes};
    let none = [("intended", No), ("informed", No), ("aware", No), ("suspects", No)];
    let nothing_of = |id: &str, given: Reply| -> Vec<(&'static str, Reply)> {
        with(&none.map(|(of, no)| (of, if of == id { given } else { no })))
    };
    for (answers, expected) in [
        (vec![("listed", Yes)], "listed"),
        (vec![("listed", No), ("covert", No)], "outside"),
        (vec![("listed", No), ("covert", Yes), ("data", No)], "outside"),
        (with(&[("informed", Yes)]), "informed"),
        (nothing_of("aware", Yes), "aware"),
        (nothing_of("suspects", Yes), "suspects"),
        (nothing_of("intended", Yes), "may_inform"),
        (nothing_of("", No), "free"),
    ] {
        assert_eq!(article5(&answers), (vec![expected], vec![]), "{answers:?}");
    }
    // What the authority has said goes before what the exporter knows, and that before a suspicion.
    let all = with(&[("informed", Yes), ("aware", Yes), ("suspects", Yes), ("intended", Yes)]);
    assert_eq!(article5(&all).0, ["informed"]);
    assert_eq!(
        article5(
            &all[..3]
                .iter()
                .chain(&all[4..])
                .copied()
                .chain([("informed", No)])
                .collect::<Vec<_>>()
        )
        .0,
        ["aware"]
    );
    // Every step of the file is reached above.
    assert_eq!(screen().article5.len(), 7);
}

/// What nobody knows is no "no": the path stays open, and says what would close it.
#[test]
fn what_is_not_known_leaves_the_path_open() {
    use Reply::{No, NoInformation, Unclear, Yes};
    let all: Vec<&str> = screen().article5.iter().map(|way| way.id.as_str()).collect();
    assert_eq!(article5(&[]).0, all);
    for unknown in [Unclear, NoInformation] {
        let answers =
            with(&[("informed", No), ("aware", unknown), ("suspects", No), ("intended", Yes)]);
        assert_eq!(article5(&answers), (vec!["aware", "may_inform"], vec!["aware"]));
        let answers = [("listed", unknown), ("covert", No)];
        assert_eq!(article5(&answers), (vec!["listed", "outside"], vec!["listed"]));
    }
    // One half of the definition is enough to be outside, whatever the other is.
    assert_eq!(article5(&[("listed", No), ("data", No)]), (vec!["outside"], vec![]));
    assert_eq!(article5(&[("listed", Yes), ("aware", Unclear)]), (vec!["listed"], vec![]));
}

#[test]
fn a_case_is_sorted_into_a_tier() {
    use Reply::{No, Yes};
    assert_eq!(tier(&[]), ["banned", "high", "medium", "low"]);
    assert_eq!(tier(&[("emotion", Yes)]), ["banned"]);
    let bans = ["manipulation", "weakness", "scoring", "emotion", "sorting", "personal_data"];
    let no: Vec<_> = bans.iter().map(|id| (*id, No)).collect();
    assert_eq!(tier(&[&no[..], &[("protests", Yes)]].concat()), ["high"]);
    let marks = ["covert", "intended", "aware", "watch_list", "protests", "results"];
    let open: Vec<_> = no.iter().copied().chain(marks.map(|id| (id, No))).collect();
    assert_eq!(tier(&[&open[..], &[("judge", No)]].concat()), ["medium"]);
    let safe =
        ["viewers", "judge", "retention", "audit", "errors", "risk_management", "safety_papers"];
    let low: Vec<_> = open.iter().copied().chain(safe.map(|id| (id, Yes))).collect();
    assert_eq!(tier(&low), ["low"]);
    // One safeguard that nobody knows of is not there.
    let mut unknown = low.clone();
    unknown.retain(|(id, _)| *id != "audit");
    assert_eq!(tier(&unknown), ["medium", "low"]);
}

#[test]
fn the_screen_has_the_six_practices_the_two_duties_and_says_what_they_are() {
    let group = |id: &str| screen().groups.iter().find(|group| group.id == id).unwrap();
    assert_eq!(group("article5").questions.len(), 7);
    assert_eq!(group("use").questions.len(), 11);
    assert_eq!(group("practices").questions.len(), 6);
    assert_eq!(group("duties").questions.len(), 2);
    let [kaz, deu] = ["KAZ", "DEU"].map(|code| Iso3::parse(code).unwrap());
    for id in ["practices", "duties"] {
        let group = group(id);
        let own = lead(&group.lead, group.home.as_ref(), Some(kaz));
        let other = lead(&group.lead, group.home.as_ref(), Some(deu));
        assert!(other.en.contains("not the law of this destination"), "{}", other.en);
        assert!(!own.en.contains("not the law of this destination"), "{}", own.en);
        assert_eq!(lead(&group.lead, group.home.as_ref(), None), &group.lead);
    }
    assert!(screen().terms.iter().any(|term| term.id == "eu_ai_act"));
    // Evidence on a trigger would take away the sign that it hangs on nothing.
    for id in screen().served() {
        let question = bundle().rules.question(id).unwrap();
        assert_ne!(question.weight, Weight::Trigger, "{id}");
        assert!([2, 3].contains(&id.criterion), "{id}");
    }
}

fn piece(dossier: &Dossier, id: &str) -> Option<crate::dossier::Evidence> {
    let key = key_of(id);
    dossier.evidence.values().find(|item| item.key == key).map(|item| (**item).clone())
}

fn question(code: &str) -> QuestionId {
    QuestionId::parse(code).unwrap()
}

#[test]
fn an_answer_is_evidence() {
    let mut dossier = case();
    reason("protests", "Ausschreibung, S. 4".to_owned()).apply(&mut dossier);
    reply(&mut dossier, "protests", Some(Reply::Yes));
    let item = piece(&dossier, "protests").unwrap();
    assert_eq!((item.kind, item.grade), (EvidenceKind::Note, Grade::C));
    assert_eq!(item.dated, Some(dossier.assessed_on));
    assert!(item.extract.de.ends_with("Antwort: ja. Ausschreibung, S. 4"), "{}", item.extract.de);
    assert!(item.extract.en.contains("Answer: yes."), "{}", item.extract.en);
    assert!(item.title.de.contains("Proteste"), "{}", item.title.de);
    for code in ["C2-Q08", "C2-Q20", "C3-Q06"] {
        assert_eq!(item.serves.get(&question(code)), Some(&Stance::Raises), "{code}");
    }
    // A changed reason changes what the evidence says, and leaves no trace for each letter.
    reason("protests", "Vertrag, Anlage 2".to_owned()).apply(&mut dossier);
    let item = piece(&dossier, "protests").unwrap();
    assert!(item.extract.fr.ends_with("oui. Vertrag, Anlage 2"), "{}", item.extract.fr);
    assert!(!item.extract.fr.contains("S. 4"));
    assert_eq!(dossier.removed_evidence, []);
}

#[test]
fn what_nobody_knows_pulls_nowhere_and_is_not_fresh() {
    for unknown in [Reply::Unclear, Reply::NoInformation] {
        let item = piece(&answered(&[("judge", unknown)]), "judge").unwrap();
        assert!(item.serves.values().all(|stance| *stance == Stance::Neutral));
        assert_eq!(item.dated, None);
    }
    let item = piece(&answered(&[("judge", Reply::No)]), "judge").unwrap();
    assert_eq!(item.serves.get(&question("C2-Q20")), Some(&Stance::Raises));
}

#[test]
fn a_changed_answer_renews_the_evidence_and_keeps_a_trace() {
    let mut dossier = answered(&[("judge", Reply::Yes)]);
    let id = *dossier.evidence.keys().next().unwrap();
    Edit::Grade(id, Grade::A).apply(&mut dossier);
    let before = piece(&dossier, "judge").unwrap();
    reply(&mut dossier, "judge", Some(Reply::No));
    let after = piece(&dossier, "judge").unwrap();
    assert_eq!(dossier.evidence.keys().copied().collect::<Vec<_>>(), [id]);
    assert_eq!(after.serves.get(&question("C2-Q20")), Some(&Stance::Raises));
    assert_eq!(after.grade, Grade::A, "the grade is the officer's");
    assert!(after.extract.de.contains("Antwort: nein."));
    let [RemovedEvidence { evidence, from: None, reason, .. }] = &dossier.removed_evidence[..]
    else {
        panic!("no trace: {:?}", dossier.removed_evidence)
    };
    assert_eq!(*evidence, before);
    assert!(reason.contains("von „ja“ zu „nein“"), "{reason}");
    // The same answer again is no change.
    assert_eq!(answer(screen(), &dossier, "judge", Some(Reply::No)), None);
    assert_eq!(answer(screen(), &dossier, "no such question", Some(Reply::No)), None);
}

#[test]
fn an_answer_taken_back_takes_its_evidence_with_a_trace() {
    let mut dossier = answered(&[("judge", Reply::Yes), ("audit", Reply::No)]);
    reply(&mut dossier, "judge", None);
    assert_eq!(piece(&dossier, "judge"), None);
    assert!(piece(&dossier, "audit").is_some());
    assert_eq!(dossier.removed_evidence.len(), 1);
    assert!(dossier.removed_evidence[0].reason.contains("zurückgenommen"));
    assert!(!dossier.end_use.answers.contains_key("judge"), "an empty answer leaves the file");
    reply(&mut dossier, "audit", None);
    assert!(dossier.end_use.is_empty());
}

/// The officer took it from a question: there it does not come back by itself.
#[test]
fn what_the_officer_took_away_stays_away() {
    let mut dossier = answered(&[("protests", Reply::Yes)]);
    let evidence = *dossier.evidence.keys().next().unwrap();
    let from = question("C3-Q06");
    Edit::Detach { evidence, question: from, reason: "no".to_owned() }.apply(&mut dossier);
    reply(&mut dossier, "protests", Some(Reply::No));
    let item = piece(&dossier, "protests").unwrap();
    assert!(!item.serves.contains_key(&from));
    assert_eq!(item.serves.get(&question("C2-Q20")), Some(&Stance::Neutral));
}

#[test]
fn only_goods_with_a_tag_are_asked_about() {
    let mut dossier = case();
    assert!(!concerns(screen(), &dossier));
    for tag in ["interception", "cyber_surv", "ai_biometric"] {
        let mut tagged = dossier.clone();
        Edit::LineTag(0, tag.to_owned(), true).apply(&mut tagged);
        assert!(concerns(screen(), &tagged), "{tag}");
    }
    Edit::LineTag(0, "salw".to_owned(), true).apply(&mut dossier);
    assert!(!concerns(screen(), &dossier));
    assert_eq!(progress(screen(), &answered(&[("judge", Reply::No)])), (1, 26));
}

fn columns(code: &str) -> Beside {
    let day = Date::parse("2026-11-25").unwrap();
    beside(bundle(), Iso3::parse(code).unwrap(), day, &|_| Text::same("value"))
}

fn keys(lines: &[Line]) -> Vec<&str> {
    lines
        .iter()
        .filter_map(|line| match line {
            Line::Fact(fact) => Some(fact.evidence.key.as_str()),
            Line::Gap(_) => None,
        })
        .collect()
}

#[test]
fn law_on_paper_stands_beside_practice_on_the_ground() {
    let found = columns("KAZ");
    let (law, practice) = (keys(&found.law), keys(&found.practice));
    let bans = law.iter().filter(|key| key.starts_with("table/KAZ/ai_law/AL-1")).count();
    assert!(bans >= 6, "{law:?}");
    assert!(law.contains(&"treaty/KAZ/iccpr_1966"));
    assert!(law.contains(&"table/KAZ/surveillance_tech/ST-13"), "the rule on loans is law");
    assert!(practice.contains(&"table/KAZ/surveillance_tech/ST-01"));
    assert!(!practice.contains(&"table/KAZ/surveillance_tech/ST-13"));
    assert!(practice.contains(&"event/KAZ/KAZ-E267"));
    for line in found.law.iter().chain(&found.practice) {
        let Line::Fact(fact) = line else { continue };
        let source = &fact.evidence.source;
        assert!(!source.title.en.is_empty(), "no source: {}", fact.evidence.key);
        assert!(!fact.evidence.title.en.is_empty(), "no title: {}", fact.evidence.key);
    }
    let event = |id: &str| {
        let key = format!("event/KAZ/{id}");
        found.practice.iter().find_map(|line| match line {
            Line::Fact(fact) if fact.evidence.key == key => Some(fact),
            _ => None,
        })
    };
    assert_eq!(event("KAZ-E267").unwrap().certainty.en, "disputed");
    assert!(event("KAZ-E274").unwrap().certainty.en.contains("alleged"));
    assert!(event("KAZ-E261").unwrap().is_undated);
}

/// What is not bundled is said to be not bundled, in every column and for every state.
#[test]
fn a_gap_is_said_as_a_gap() {
    let gaps = |lines: &[Line]| {
        let gap = |line: &Line| match line {
            Line::Gap(text) => Some(text.en.clone()),
            Line::Fact(_) => None,
        };
        lines.iter().filter_map(gap).collect::<Vec<_>>()
    };
    let here = columns("KAZ");
    assert!(gaps(&here.law).iter().any(|text| text.contains("to be read in a document")));
    let elsewhere = columns("DEU");
    assert!(gaps(&elsewhere.law).iter().any(|text| text.contains("no proof that there is none")));
    assert!(gaps(&elsewhere.practice).iter().any(|text| text.contains("no proof")));
    assert!(keys(&elsewhere.law).contains(&"treaty/DEU/iccpr_1966"));
    assert!(keys(&elsewhere.practice).iter().any(|key| key.starts_with("reading/DEU/FH_TOTAL")));
}
