//! The sentences of all states in three languages: grammar that a machine can check, and no number that is not in the data.

use super::*;
use kriterion_heart::manuscript::{Said, figures};
use kriterion_heart::profile::{Body, Profile};
use std::collections::BTreeSet;

/// The numbers that a text prints in a language, as they are printed, without signs.
fn numbers(lang: Lang, text: &str) -> Vec<String> {
    let group = match lang {
        Lang::En => ',',
        Lang::De => '.',
        Lang::Fr => '\u{202f}',
    };
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if !letters[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        // Part of a name: T-72, C295, CO2.
        let is_name = at > 0 && (letters[at - 1].is_alphabetic());
        let mut number = String::new();
        while at < letters.len() {
            let c = letters[at];
            let next = letters.get(at + 1).is_some_and(char::is_ascii_digit);
            if c.is_ascii_digit() {
                number.push(c);
            } else if (c == group || c == ',' || c == '.') && next {
                if c != group {
                    number.push('.');
                }
            } else {
                break;
            }
            at += 1;
        }
        if !is_name {
            found.push(number);
        }
    }
    found
}

/// A number without what a language adds to it.
fn plain_number(value: f64, decimals: u8) -> String {
    let text = format!("{:.1$}", value.abs(), usize::from(decimals));
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// Every number that the facts of a state contain: values, years, and what stands in their words.
fn known(profile: &Profile, lang: Lang) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    let words = |text: &str, known: &mut BTreeSet<String>| known.extend(numbers(lang, text));
    for figure in figures(profile).values() {
        if let Said::Cell(cell) = &figure.says {
            known.extend(cell.value.map(|value| plain_number(value, cell.decimals)));
            words(cell.words.get(lang), &mut known);
            words(cell.note.get(lang), &mut known);
            words(&cell.printed, &mut known);
        }
        for text in [&figure.name, &figure.column, &figure.unit] {
            words(text.get(lang), &mut known);
        }
    }
    for element in profile.sections.iter().flat_map(|section| &section.elements) {
        for text in [&element.title, &element.note, &element.unit] {
            words(text.get(lang), &mut known);
        }
        match &element.body {
            Body::Grid(grid) => {
                for row in &grid.rows {
                    for text in [&row.head, &row.note, &row.unit, &row.edition] {
                        words(text.get(lang), &mut known);
                    }
                    for cell in &row.cells {
                        words(cell.words.get(lang), &mut known);
                    }
                }
                for column in &grid.columns {
                    words(column.title.get(lang), &mut known);
                }
            }
            Body::Bars(bars) => {
                for bar in bars {
                    words(bar.name.get(lang), &mut known);
                    known.extend(bar.cell.value.map(|v| plain_number(v, bar.cell.decimals)));
                }
            }
            Body::Embargoes(rows) => {
                for row in rows {
                    words(row.name.get(lang), &mut known);
                    words(row.scope_text.get(lang), &mut known);
                    for day in [row.since, row.until, row.as_of].into_iter().flatten() {
                        words(&crate::i18n::date(lang, day), &mut known);
                        known.insert(day.year.to_string());
                    }
                }
            }
            Body::Treaties(rows) => {
                for row in rows {
                    words(row.short.get(lang), &mut known);
                }
            }
            Body::Strips(strips) => {
                for strip in strips {
                    words(strip.name.get(lang), &mut known);
                    known.extend(strip.years.iter().map(|year| year.year.to_string()));
                }
            }
            _ => (),
        }
    }
    known
}

/// Numbers that stand in the words themselves: scales, and what a series is called.
const OF_THE_WORDS: [&str; 6] = ["1", "5", "1000", "100000", "4.20", "4.2"];

fn check(profile: &Profile, lang: Lang) -> Vec<String> {
    let known = known(profile, lang);
    let mut faults = Vec::new();
    let mut ids = BTreeSet::new();
    for sentence in sentences(profile, lang) {
        let text = &sentence.text;
        let mut fault = |what: &str| {
            faults.push(format!("{} {lang:?} {}: {what}: {text}", profile.iso3, sentence.id));
        };
        if !ids.insert(sentence.id.clone()) {
            fault("two sentences have one id");
        }
        for bad in
            ["{", "}", "  ", "NaN", " inf ", "..", "()", " .", " ,", ": .", ": ;", "*", "; ;"]
        {
            if text.contains(bad) {
                fault(&format!("has {bad:?}"));
            }
        }
        if !text.ends_with(['.', ')']) || text.is_empty() {
            fault("has no end");
        }
        if lang == Lang::Fr {
            for sign in [" :", " ;", " »", "« ", " %", " ?"] {
                if text.contains(sign) {
                    fault(&format!("has {sign:?} with a blank that breaks"));
                }
            }
        }
        if lang == Lang::En && (text.contains(" %") || text.contains("\u{a0}%")) {
            fault("has a blank before the percent sign");
        }
        let low = format!(" {} ", text.to_lowercase());
        for word in [
            "unfortunately",
            "sadly",
            "alarming",
            "leider",
            "bedauerlich",
            "erfreulich",
            "alarmierend",
            "dramatisch",
            "malheureusement",
            "hélas",
            "dramatique",
            "inquiétant",
        ] {
            if low.contains(word) {
                fault("judges");
            }
        }
        for number in numbers(lang, text) {
            let worked: Vec<String> = sentence
                .worked_out
                .iter()
                .flat_map(|n| [plain_number(*n, 0), plain_number(*n, 1)])
                .collect();
            let is_known = known.contains(&number)
                || worked.contains(&number)
                || OF_THE_WORDS.contains(&number.as_str());
            if !is_known {
                fault(&format!("{number} is not in the data"));
            }
        }
        let is_told = !sentence.cites.is_empty() || !sentence.figures.is_empty();
        let needs_none = sentence.about == "gaps"
            || sentence.id.contains("/embargo/")
            || ["II.4a/neighbours", "II.4b/blocs"].contains(&sentence.id.as_str())
            || sentence.id.contains("/none/");
        if !is_told && !needs_none {
            fault("rests on nothing");
        }
        for figure in &sentence.figures {
            if figure.is_empty() {
                fault("rests on a figure without a name");
            }
        }
    }
    faults
}

#[test]
fn sentences_of_all_states_are_sound_and_say_no_number_that_is_not_in_the_data() {
    let mut faults = Vec::new();
    let mut told = 0;
    for country in &bundle().atlas.countries {
        let manuscript = fresh(country.iso3.as_str(), Lang::En);
        for lang in Lang::ALL {
            told += sentences(&manuscript.facts, lang).len();
            faults.extend(check(&manuscript.facts, lang));
        }
    }
    assert!(bundle().atlas.countries.len() > 190 && told > 20_000, "{told}");
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults.iter().take(60).cloned().collect::<Vec<_>>().join("\n")
    );
}

/// The same sentences in each language, on the same figures.
#[test]
fn the_languages_say_the_same_things() {
    for code in ["KAZ", "DEU", "SOM", "TUV", "SAU", "PRK"] {
        let facts = fresh(code, Lang::En).facts;
        let of = |lang| {
            let all = sentences(&facts, lang).into_iter();
            all.map(|one| (one.id, one.figures, one.is_summary)).collect::<Vec<_>>()
        };
        assert_eq!(of(Lang::En), of(Lang::De), "{code}");
        assert_eq!(of(Lang::En), of(Lang::Fr), "{code}");
    }
}

/// The figures of a sentence are figures of the profile, or an update would miss them.
#[test]
fn what_a_sentence_rests_on_is_in_the_profile() {
    for country in bundle().atlas.countries.iter().step_by(11) {
        let facts = fresh(country.iso3.as_str(), Lang::En).facts;
        let known = figures(&facts);
        for sentence in sentences(&facts, Lang::En) {
            for figure in &sentence.figures {
                assert!(known.contains_key(figure), "{}: {figure}", sentence.id);
            }
        }
    }
}

#[test]
fn a_changed_number_is_found() {
    let facts = fresh("KAZ", Lang::De).facts;
    assert!(check(&facts, Lang::De).is_empty());
    assert_eq!(numbers(Lang::De, "von 2.078 im Jahr 2015 auf 0,43 %"), ["2078", "2015", "0.43"]);
    assert_eq!(numbers(Lang::Fr, "20\u{202f}330\u{202f}104 et 3,5"), ["20330104", "3.5"]);
    assert!(!known(&facts, Lang::De).contains("2079"));
    assert!(known(&facts, Lang::De).contains("2078"));
}

/// Of a state that no list names nothing is said but that.
#[test]
fn unknown_is_never_told_as_not_joined() {
    let facts = fresh("XKX", Lang::En).facts;
    let all = sentences(&facts, Lang::En);
    let of_crime: Vec<&str> =
        all.iter().filter(|one| one.about == "T14").map(|one| one.text.as_str()).collect();
    assert_eq!(of_crime.len(), 1);
    assert!(of_crime[0].starts_with("Status not known: "), "{of_crime:?}");
}

/// Ends and kinds as an editor would have them.
#[test]
fn the_sentences_on_kazakhstan_read_well() {
    let said = |lang, id: &str| {
        let facts = fresh("KAZ", Lang::En).facts;
        let all = sentences(&facts, lang);
        all.into_iter().find(|sentence| sentence.id == id).map(|sentence| sentence.text)
    };
    assert_eq!(
        said(Lang::De, "I.3/milex_usd_const").unwrap(),
        "Die Militärausgaben sanken von 2.078 im Jahr 2015 auf 1.145 im Jahr 2024 (Mio. US-Dollar, Preise von 2023)."
    );
    assert_eq!(
        said(Lang::En, "I.3/milex_pct_gdp").unwrap(),
        "Military spending as a share of GDP fell from 1.11% in 2015 to 0.43% in 2024."
    );
    assert_eq!(
        said(Lang::Fr, "I.3/milex_usd_const").unwrap(),
        "Les dépenses militaires baissent, de 2\u{202f}078 en 2015 à 1\u{202f}145 en 2024 (millions de dollars constants de 2023)."
    );
    assert_eq!(
        said(Lang::De, "II.2/fh/verdict").unwrap(),
        "Freedom House stuft den Staat in der Ausgabe 2025 als „nicht frei“ ein, mit 23 von 100 Punkten, davon bürgerliche Freiheiten 18 von 60 und politische Rechte 5 von 40."
    );
    assert!(
        said(Lang::De, "II.1/T11/not_party")
            .unwrap()
            .starts_with("Laut den Listen nicht beigetreten: ")
    );
    // An estimate and a goal keep their word.
    assert!(said(Lang::De, "I.8/police").unwrap().contains("75.000 (Schätzung)"));
    assert!(
        said(Lang::De, "I.4/goals/1").unwrap().contains("80\u{a0}% (geplant; "),
        "{:?}",
        said(Lang::De, "I.4/goals/1")
    );
}
