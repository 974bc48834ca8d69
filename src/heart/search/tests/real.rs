//! Searches in the data of this checkout.

use super::super::*;
use std::path::Path;
use std::sync::OnceLock;

fn texts(folder: &Path, prefix: &str, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            texts(&entry.path(), &format!("{name}/"), found);
        } else if name.ends_with(".ron") {
            found.push((name, std::fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

pub fn world() -> &'static (Atlas, SearchIndex) {
    static WORLD: OnceLock<(Atlas, SearchIndex)> = OnceLock::new();
    WORLD.get_or_init(|| {
        let mut files = Vec::new();
        texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets"), "", &mut files);
        let atlas = crate::intake::data::atlas(&files, &mut Vec::new());
        let index = SearchIndex::new(&atlas);
        (atlas, index)
    })
}

pub fn find(query: &str, only: Option<&str>, most: usize) -> Vec<Hit> {
    let (atlas, index) = world();
    index.search(atlas, Lang::De, query, only.and_then(Iso3::parse), most)
}

fn keys(query: &str, only: Option<&str>, most: usize) -> Vec<String> {
    find(query, only, most).into_iter().map(|hit| hit.key).collect()
}

#[test]
fn the_best_hit_comes_first() {
    for (query, only, first) in [
        ("Kasachstan", None, "country/KAZ"),
        ("kaz", None, "country/KAZ"),
        ("ru", None, "country/RUS"),
        ("us", None, "country/USA"),
        ("Etats-Unis", None, "country/USA"),
        ("Holland", None, "country/NLD"),
        ("Cote d'Ivoire", None, "country/CIV"),
        ("elfenbeinkueste", None, "country/CIV"),
        ("astana", None, "country/KAZ"),
        ("embargo ru", None, "embargo/RUS-EU-REP"),
        ("embargo burma", None, "embargo/MMR-EU"),
        ("kasachstan fh_total", None, "observation/KAZ/fh_total/2025"),
        ("Freedom in the World total score Kazakhstan", None, "observation/KAZ/fh_total/2025"),
        ("Gesamtwert Freedom 2015 Kasachstan", None, "observation/KAZ/fh_total/2015"),
        ("fh_total 2015", Some("KAZ"), "observation/KAZ/fh_total/2015"),
        ("rüstungsimporte", None, "indicator/arms_imports_tiv"),
        ("rüstungsimporte", Some("KAZ"), "observation/KAZ/arms_imports_tiv/2024"),
        ("importations d’armement Kazakhstan", None, "observation/KAZ/arms_imports_tiv/2024"),
        ("tote 2022 ukraine", None, "observation/UKR/ucdp_deaths/2022"),
        ("att", None, "treaty/att_2013"),
        ("att", Some("KAZ"), "treaty/KAZ/att_2013"),
        ("Atomwaffensperrvertrag", None, "treaty/npt_1968"),
        ("TNP", None, "treaty/npt_1968"),
        ("waffenhandelsvertrag kirgistan", None, "treaty/KGZ/att_2013"),
        ("OVKS kasachstan", None, "membership/KAZ/csto"),
        ("MINUSCA", None, "presence/CAF/4"),
        ("238", None, "event/KAZ/KAZ-E122"),
        ("KAZ-E001", None, "event/KAZ/KAZ-E001"),
        ("KAZ-X53", None, "contradiction/KAZ/KAZ-X53"),
        ("sipri_milex", None, "source/sipri_milex"),
    ] {
        assert_eq!(keys(query, only, 1), [first], "{query}");
    }
}

/// SI-118.
#[test]
fn every_spelling_finds_what_is_written_with_another() {
    let most = usize::MAX;
    let all = keys("Toqajew", None, most);
    assert!(all.len() >= 3, "{all:?}");
    for spelling in ["Tokajew", "Tokayev", "Toqajev", "tokayev", "Kassym-Jomart Tokayev"] {
        let mut found = keys(spelling, None, most);
        let mut wanted = all.clone();
        found.retain(|key| wanted.contains(key));
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "{spelling}");
    }
    for [one, other] in [
        ["Militaerausgaben", "Militärausgaben"],
        ["militarausgaben", "Militärausgaben"],
        ["russland", "Rußland"],
        ["Corée du Nord", "coree du nord"],
        ["droits de l'homme", "droits de l\u{2019}homme"],
    ] {
        let found = keys(one, Some("KAZ"), most);
        assert_eq!(found, keys(other, Some("KAZ"), most), "{one} {other}");
        assert_eq!(keys(one, None, 50), keys(other, None, 50), "{one} {other}");
    }
    assert_eq!(keys("Grenade", None, 1), ["country/GRD"]);
    let grenades = find("Grenada", Some("KAZ"), most);
    assert!(grenades.is_empty(), "a grenade is no state: {grenades:?}");
}

#[test]
fn a_state_is_found_by_all_its_names() {
    let (atlas, _) = world();
    for country in &atlas.countries {
        let own = format!("country/{}", country.iso3);
        let names = Lang::ALL.map(|lang| country.name.get(lang).to_owned());
        for name in names.iter().chain(atlas.spellings.of_state(country.iso3)) {
            let first = keys(name, None, 3);
            assert_eq!(first.first(), Some(&own), "{name}: {first:?}");
        }
        for code in [country.iso3.as_str(), &country.iso2.to_lowercase()] {
            assert!(code.is_empty() || keys(code, None, 60).contains(&own), "{code}");
        }
        let capital = country.capital.get(Lang::De);
        assert!(capital.is_empty() || keys(capital, None, 5).contains(&own), "{capital}");
    }
}

#[test]
fn series_treaties_and_blocs_are_found_by_all_their_names() {
    let (atlas, _) = world();
    let near = |key: String, name: &str| {
        let found = keys(name, None, 20);
        assert!(found.contains(&key), "{name}: {found:?}");
    };
    for series in &atlas.indicators {
        for lang in Lang::ALL {
            near(format!("indicator/{}", series.id), series.name.get(lang));
        }
        near(format!("indicator/{}", series.id), &series.id);
    }
    for treaty in &atlas.treaties {
        let key = format!("treaty/{}", treaty.id);
        for lang in Lang::ALL {
            near(key.clone(), treaty.short.get(lang));
            near(key.clone(), treaty.full.get(lang));
        }
        for name in atlas.spellings.of_treaty(&treaty.id) {
            near(key.clone(), name);
        }
    }
    for country in &atlas.countries {
        for id in &country.memberships {
            let bloc = atlas.spellings.bloc(id).unwrap_or_else(|| panic!("{id} has no name"));
            let key = format!("membership/{}/{id}", country.iso3);
            for name in Lang::ALL.map(|lang| bloc.name.get(lang).to_owned()) {
                let found = keys(&name, None, 120);
                assert!(found.contains(&key), "{name}: {found:?}");
            }
        }
    }
    for embargo in &atlas.embargoes {
        let Some(act) = embargo.newest().map(|reading| &reading.act).filter(|act| !act.is_empty())
        else {
            continue;
        };
        near(format!("embargo/{}", embargo.id), act);
    }
}

#[test]
fn an_event_is_found_by_three_rare_words() {
    let (atlas, _) = world();
    let mut events = 0;
    for country in &atlas.countries {
        let words = |text: &str| super::super::words::words(text);
        let all: Vec<Vec<String>> =
            country.events.iter().map(|event| words(&event.text.en)).collect();
        for (event, own) in country.events.iter().zip(&all) {
            let mut rare: Vec<(usize, &String)> = own
                .iter()
                .map(|word| (all.iter().filter(|words| words.contains(word)).count(), word))
                .collect();
            rare.sort();
            rare.dedup();
            let query: Vec<&str> = rare.iter().take(3).map(|(_, word)| word.as_str()).collect();
            let found = keys(&query.join(" "), Some(country.iso3.as_str()), 10);
            let key = format!("event/{}/{}", country.iso3, event.id);
            assert!(found.contains(&key), "{query:?}: {found:?}");
            events += 1;
        }
    }
    assert!(events > 200, "{events}");
}

#[test]
fn one_wrong_letter_is_forgiven_where_nothing_else_is_found() {
    for (query, first) in [
        ("Kasachstna", "country/KAZ"),
        ("Kasachstn", "country/KAZ"),
        ("Kasaachstan", "country/KAZ"),
        ("Kisachstan", "country/KAZ"),
        ("Kisachst", "country/KAZ"),
        ("corruptoin", "indicator/cpi_rank"),
    ] {
        let hits = find(query, None, 1);
        let why: Vec<Found> = hits.iter().flat_map(|hit| &hit.why).map(|why| why.found).collect();
        assert_eq!((hits[0].key.as_str(), why), (first, vec![Found::Typo]), "{query}");
    }
    assert!(find("Xasachstmn", None, 1).is_empty());
    let found = find("Iran", None, usize::MAX);
    assert!(found.iter().flat_map(|hit| &hit.why).all(|why| why.found != Found::Typo));
}

#[test]
fn a_hit_says_why() {
    let why = |query: &str| -> Vec<(String, Found, String)> {
        let hit = find(query, None, 1).remove(0);
        hit.why.into_iter().map(|why| (why.term, why.found, why.word)).collect()
    };
    let one = |term: &str, found, word: &str| (term.to_owned(), found, word.to_owned());
    assert_eq!(why("Burma"), [one("Burma", Found::Spelling, "Myanmar")]);
    assert_eq!(why("Astana"), [one("Astana", Found::Place, "Astana")]);
    assert_eq!(why("corruptoin"), [one("corruptoin", Found::Typo, "Corruption")]);
    assert_eq!(
        why("fh_total 2015 KAZ"),
        [
            one("fh", Found::Code, "fh"),
            one("total", Found::Name, "total"),
            one("2015", Found::Year, "2015"),
            one("KAZ", Found::Code, "kaz"),
        ]
    );
    let spelled = find("Tokayev", None, usize::MAX)
        .into_iter()
        .find(|hit| hit.key == "table/KAZ/country_profile/CP-60")
        .unwrap();
    assert_eq!(spelled.why[0].found, Found::Spelling);
    assert_eq!(spelled.why[0].word, "Qassym-Schomart Toqajew");
}

/// The rules stand in `same`.
#[test]
fn a_fact_is_shown_once() {
    let (_, index) = world();
    assert!(index.twins.len() > 10 && index.row_facts.len() > 100 && !index.repeats.is_empty());
    for query in
        ["freedom", "kaz freedom", "total score", "military expenditure", "2024", "index", "EC145"]
    {
        let hits = find(query, Some("KAZ"), usize::MAX);
        assert!(!hits.is_empty(), "{query}");
        let shown: Vec<&str> = hits.iter().map(|hit| hit.key.as_str()).collect();
        for hit in &hits {
            for same in &hit.also {
                assert!(!shown.contains(&same.as_str()), "{query}: {} and {same}", hit.key);
            }
        }
        let mut sorted = shown.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), shown.len(), "{query}");
    }
    let total = find("kaz total score", None, 1).remove(0);
    assert_eq!(total.key, "observation/KAZ/fh_total/2025");
    assert!(total.also.iter().all(|key| key.starts_with("fact/KAZ/")) && total.also.len() == 2);
}

#[test]
fn the_same_search_finds_the_same() {
    let (atlas, index) = world();
    let again = SearchIndex::new(atlas);
    assert_eq!(again.bytes(), index.bytes());
    for query in ["a", "freedom", "kasachstan 2022", "Toqajew", "embargo"] {
        let one = index.search(atlas, Lang::Fr, query, None, 200);
        assert_eq!(one, again.search(atlas, Lang::Fr, query, None, 200), "{query}");
        assert_eq!(one[..20.min(one.len())], index.search(atlas, Lang::Fr, query, None, 20));
        let ranks: Vec<u32> = one.iter().map(|hit| hit.rank).collect();
        assert!(ranks.is_sorted(), "{query}");
    }
}
