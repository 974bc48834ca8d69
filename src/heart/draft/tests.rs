//! Copies of the bundled methods, and each of their numbers changed.

use super::*;
use crate::level::Mark;
use crate::rating::NumberPart as Part;
use crate::rating::tests::bundle;

const DAY: Date = Date { year: 2026, month: 11, day: 28 };

fn naming(id: &str) -> Naming {
    Naming {
        id: id.to_owned(),
        name: "Ours, \"stricter\"".to_owned(),
        author: "N. N.".to_owned(),
        day: DAY,
    }
}

fn read(text: &str) -> Method {
    bundle().read_method("own.ron", text).unwrap()
}

fn copy_of(id: &str) -> Method {
    read(&copied(bundle().method(id).unwrap(), &naming("ours")))
}

fn fixed(number: f64) -> Fixed {
    Fixed::of(number).unwrap()
}

fn set(at: &str, value: f64) -> BTreeMap<String, Fixed> {
    BTreeMap::from([(at.to_owned(), fixed(value))])
}

#[test]
fn a_copy_has_the_same_rules_under_another_name() {
    for parent in &bundle().methods {
        let own = copy_of(&parent.id);
        assert_eq!((own.id.as_str(), own.version.as_str(), own.date), ("ours", "1", DAY));
        assert_eq!(own.title, Text::same("Ours, \"stricter\""));
        assert_eq!(own.criteria, parent.criteria);
        assert_eq!((&own.lists, own.min_coverage), (&parent.lists, parent.min_coverage));
        let from = own.parent.as_ref().unwrap();
        assert_eq!((&from.id, &from.hash), (&parent.id, &parent.hash));
        assert!(own.based_on.de.contains("Fassung 1"), "{}", own.based_on.de);
        assert!(own.about.fr.ends_with(&parent.about.fr));
        assert_ne!(own.hash, parent.hash);
        assert_eq!(read(&copied(&own, &naming("second"))).about, own.about);
    }
}

/// The structure in words, without what a new version changes anyway.
fn shown(method: &Method) -> String {
    format!("{:#?}", (method.min_coverage, &method.ages, method.windows, &method.lists))
        + &format!("{:#?}", (&method.ended_embargoes, &method.criteria))
}

#[test]
fn each_number_changes_alone_in_text_and_method() {
    for parent in &bundle().methods {
        let all = numbers(parent.text.as_str());
        assert!(all.len() > 40, "{}: {}", parent.id, all.len());
        let before = shown(parent);
        for number in &all {
            let up = number.value.plus(Fixed::whole(1));
            let value =
                if number.bounds.allow(up) { up } else { number.value.minus(Fixed::whole(1)) };
            assert!(number.bounds.allow(value), "{number:?}");
            let new = BTreeMap::from([(number.at.clone(), value)]);
            let text = with_numbers(parent.text.as_str(), &new);
            let differing = parent.text.as_str().lines().zip(text.lines()).filter(|(a, b)| a != b);
            assert_eq!(differing.count(), 1, "{}", number.at);
            for (old, new) in all.iter().zip(numbers(&text)) {
                let expected = if old.at == number.at { value } else { old.value };
                assert_eq!((&old.at, expected), (&new.at, new.value));
            }
            let after = shown(&read(&text));
            let differing = before.lines().zip(after.lines()).filter(|(a, b)| a != b).count();
            assert_eq!(
                (differing, before.lines().count()),
                (1, after.lines().count()),
                "{}",
                number.at
            );
        }
    }
}

#[test]
fn every_number_of_the_method_is_found() {
    let method = bundle().method("bicc").unwrap();
    let all = numbers(method.text.as_str());
    for at in [
        "min_coverage",
        "ages/yearly/used",
        "windows/conflicts",
        "lists/TRT_HR_IHL13/min_known",
        "ended_embargoes/CIV/ended",
        "criteria/2/points/min_present",
        "criteria/2/points/WGI_VA/two/0",
        "criteria/6/rules/c6-few-of-29/when/0",
    ] {
        assert!(all.iter().any(|number| number.at == at), "{at}");
    }
    // What is a name or a source is no number to be changed.
    let digits = tree_numbers(method.text.as_str());
    let names = method.criteria.len();
    assert_eq!(all.len() + names, digits, "every other number literal of the file");
}

/// Number literals of a file, counted another way.
fn tree_numbers(text: &str) -> usize {
    fn count(node: &tree::Node<'_>) -> usize {
        use tree::Value;
        match &node.value {
            Value::Number { .. } => 1,
            Value::List(items) => items.iter().map(count).sum(),
            Value::Tuple(tuple) => tuple.items.iter().map(count).sum(),
            Value::Struct(inner) => inner.fields.iter().map(|field| count(&field.value)).sum(),
            _ => 0,
        }
    }
    count(&tree::parse("", text, &mut Vec::new()).unwrap())
}

#[test]
fn a_change_is_a_new_version_and_is_said_beside_the_words() {
    let own = copy_of("bicc");
    let at = "criteria/7/rules/c7-poor/when/1";
    let second = read(&with_changes(&own, &set(at, 20.0), DAY));
    assert_eq!((second.version.as_str(), second.changed.len()), ("2", 1));
    assert_ne!(second.hash, own.hash);
    let rule = second.criterion(7).unwrap().rules.iter().find(|rule| rule.id == "c7-poor").unwrap();
    assert!(rule.text.en.ends_with("[Changed in this copy: 12.5 → 20]"), "{}", rule.text.en);
    assert!(rule.text.de.ends_with("[In dieser Kopie geändert: 12,5 → 20]"), "{}", rule.text.de);
    assert_eq!(rule.mark, Mark::U, "nobody has confirmed the new number");
    let third = read(&with_changes(&second, &set(at, 21.0), DAY));
    assert_eq!(third.original(third.number(at).unwrap()), fixed(12.5), "of the first method");
    let copy = read(&copied(&third, &naming("more")));
    assert_eq!(copy.criteria, third.criteria, "a copy of a copy says it too");
    let back = read(&with_changes(&third, &set(at, 12.5), DAY));
    assert!(back.changed.is_empty());
    assert_eq!(back.criteria, own.criteria);
    assert_eq!(read(&originals(&third)).criteria, own.criteria);
}

#[test]
fn what_has_no_rule_is_said_where_it_stands() {
    let own = copy_of("bicc");
    let new = [("criteria/2/points/PTS/one/0", 2.0), ("lists/TRT_HR_IHL13/min_known", 9.0)];
    let new = new.into_iter().map(|(at, value)| (at.to_owned(), fixed(value))).collect();
    let changed = read(&with_changes(&own, &new, DAY));
    let items = &changed.criterion(2).unwrap().points.as_ref().unwrap().items;
    let pts = items.iter().find(|item| item.input == "PTS").unwrap();
    assert!(pts.note.en.contains("3 → 2"), "{}", pts.note.en);
    assert!(changed.list("TRT_HR_IHL13").unwrap().note.fr.contains("8 → 9"));
}

#[test]
fn a_change_of_nothing_that_exists_is_told_and_says_nothing() {
    let text = copied(bundle().method("bicc").unwrap(), &naming("ours"));
    let text = with_fields(&text, &[("changed", "[(at: \"min_covrage\", was: 50)]".to_owned())]);
    let known = crate::intake::method::Known::of(
        &bundle().rules.registry,
        &bundle().prefill.inputs,
        &bundle().atlas,
    );
    let mut faults = Vec::new();
    let method = crate::intake::method::method("own.ron", &text, &known, &mut faults).unwrap();
    assert!(method.changed.is_empty());
    let line = text.lines().position(|line| line.contains("changed: [")).unwrap() + 1;
    assert_eq!(faults.iter().map(|fault| fault.at.line as usize).collect::<Vec<_>>(), [line]);
}

#[test]
fn a_file_may_begin_in_any_way() {
    let field = [("parent", "(a: 1)".to_owned())];
    for (file, made) in [
        ("Méthode(id: \"é\")", "Méthode(\n    parent: (a: 1),id: \"é\")"),
        ("\u{feff}// ä\n(parent: None)", "\u{feff}// ä\n(parent: (a: 1))"),
        ("[1, 2]", "[1, 2]"),
        ("", ""),
    ] {
        assert_eq!(with_fields(file, &field), made);
    }
}

#[test]
fn no_text_makes_it_panic() {
    let text = bundle().method("kriterion").unwrap().text.as_str();
    let letters: Vec<char> = text.chars().collect();
    let mut chance = 7_u64;
    let mut next = |below: usize| {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        (chance % below as u64) as usize
    };
    let ugly = ['(', ')', '[', '"', '\\', ',', ':', 'é', '0', '-', '\n', '\u{0}', '/'];
    for _ in 0..60 {
        let mut torn = letters[..next(letters.len())].to_vec();
        for _ in 0..4 {
            let at = next(torn.len() + 1);
            torn.insert(at, ugly[next(ugly.len())]);
        }
        let torn: String = torn.into_iter().collect();
        let new = numbers(&torn).into_iter().map(|number| (number.at, fixed(-0.5))).collect();
        with_fields(
            &with_numbers(&torn, &new),
            &[("id", quoted("é")), ("changed", "[]".to_owned())],
        );
    }
}

#[test]
fn numbers_are_read_as_they_are_typed() {
    for (text, value) in
        [("12,5", 12.5), ("12.5", 12.5), (" -0,25 ", -0.25), ("\u{2212}3", -3.0), ("007", 7.0)]
    {
        assert_eq!(typed(text), Some(fixed(value)), "{text}");
    }
    for text in ["", "-", "1.000,5", "1e3", "twelve", "0.1234567", "5.", ".5", "+4"] {
        assert_eq!(typed(text), None, "{text}");
    }
}

/// A copy made by hand: another id and title, and a number changed without a word about it.
fn by_hand(parent: &str, edits: &[(&str, &str)]) -> Method {
    let mut text = bundle().method(parent).unwrap().text.as_str().to_owned();
    let own_id = (format!("id: \"{parent}\""), "id: \"mine\"".to_owned());
    let edits = edits.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned()));
    for (old, new) in std::iter::once(own_id).chain(edits) {
        assert!(text.contains(&old), "{old}");
        text = text.replacen(&old, &new, 1);
    }
    read(&text)
}

const FEW: &str = "criteria/6/rules/c6-few-of-29/when/0";

#[test]
fn what_a_copy_by_hand_changed_is_said_as_well() {
    for parent in ["bicc", "kriterion"] {
        let own = by_hand(
            parent,
            &[("FewerThan(\"TRT_COUNT29\", 18)", "FewerThan(\"TRT_COUNT29\", 27)")],
        );
        assert_eq!(own.changed, [Changed { at: FEW.to_owned(), was: fixed(18.0) }], "{parent}");
        let rules = &own.criterion(6).unwrap().rules;
        let rule = rules.iter().find(|rule| rule.id == "c6-few-of-29").unwrap();
        assert!(rule.text.de.ends_with("[In dieser Kopie geändert: 18 → 27]"), "{}", rule.text.de);
        assert_eq!(rule.mark, Mark::U);
        assert_eq!(by_hand(parent, &[]).changed, [], "{parent}: nothing differs");
    }
    // Another word is another number, and a copy by the program that was edited afterwards is held against its parent.
    let other =
        by_hand("bicc", &[("FewerThan(\"TRT_COUNT29\", 18)", "Below(\"TRT_COUNT29\", 27)")]);
    assert_eq!(other.changed, []);
    let text = copied(bundle().method("bicc").unwrap(), &naming("ours"));
    let text = with_numbers(&text, &set(FEW, 27.0));
    assert_eq!(read(&text).changed.len(), 1);
    // Of a parent that is not here nobody knows the numbers; another version of a method states its own.
    let hash = &bundle().method("bicc").unwrap().hash;
    assert_eq!(read(&text.replace(hash.as_str(), "other")).changed, []);
    let version = with_numbers(bundle().method("bicc").unwrap().text.as_str(), &set(FEW, 27.0));
    assert_eq!(read(&version).changed, []);
}

#[test]
fn names_become_ids_that_nobody_has() {
    assert_eq!(free_id("Außenwirtschaft, streng", &[]), "aussenwirtschaft-streng");
    assert_eq!(free_id("!!", &["own"]), "own-2");
    assert_eq!(free_id("BICC", &["bicc", "bicc-2", "kriterion"]), "bicc-3");
}

#[test]
fn bounds_follow_what_a_number_means() {
    let all = numbers(bundle().method("bicc").unwrap().text.as_str());
    let of = |at: &str| all.iter().find(|number| number.at == at).unwrap();
    let allows = |at: &str, value: f64| of(at).bounds.allow(fixed(value));
    assert!(allows("min_coverage", 12.5) && !allows("min_coverage", 100.5));
    let count = "criteria/6/rules/c6-few-of-29/when/0";
    assert!(
        allows(count, 29.0) && !allows(count, 30.0) && !allows(count, 0.0) && !allows(count, 17.5)
    );
    assert!(!allows("criteria/2/points/min_present", 7.0), "there are six indicators");
    assert!(allows("criteria/2/points/WGI_VA/two/0", -2.5));
    assert!(allows("ages/yearly/fresh", 4.0) && !allows("ages/yearly/fresh", 5.0));
    assert!(allows("ages/yearly/used", 2.0) && !allows("ages/yearly/used", 1.0));
    assert!(matches!(&of(count).part, Part::Rule { criterion: 6, id } if id == "c6-few-of-29"));
    assert_eq!(of(count).input.as_deref(), Some("TRT_COUNT29"));
}
