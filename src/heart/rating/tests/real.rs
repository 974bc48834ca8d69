//! The bundled methods on the bundled data.

use super::build::iso3;
use super::bundle;
use crate::level::Level;
use crate::rating::{
    AsOf, Basis, CountryRating, Gap, Inputs, Reading, ReadingValue, Truth, levels, rate, rate_all,
};
use Level::{Critical, NoData, NotCritical, PossiblyCritical};

fn rated(method: &str, code: &str, as_of: AsOf) -> CountryRating {
    let bundle = bundle();
    let method = bundle.method(method).unwrap();
    let inputs = Inputs::for_method(bundle.world(), method, as_of);
    rate(&inputs, method, iso3(code))
}

fn levels_of(rating: &CountryRating) -> Vec<Level> {
    rating.criteria.iter().map(|criterion| criterion.level).collect()
}

#[test]
fn the_files_of_methods_and_suggestions_are_sound() {
    let bundle = bundle();
    let ours = |file: &str| file.starts_with("methods/") || file == "prefill.ron";
    let faults: Vec<_> = bundle.faults.iter().filter(|fault| ours(&fault.at.file)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let ids: Vec<&str> = bundle.methods.iter().map(|method| method.id.as_str()).collect();
    assert_eq!(ids, ["bicc-2012", "bicc", "kriterion"]);
    for method in &bundle.methods {
        assert_eq!(method.hash.len(), 64);
        assert_eq!(method.criteria.len(), 8, "{}", method.id);
        assert!(!method.limits.is_empty(), "{}", method.id);
        let limits = method.criteria.iter().flat_map(|it| &it.limits).chain(&method.limits);
        let texts = limits.flat_map(|limit| [&limit.text.en, &limit.text.de, &limit.text.fr]);
        assert_eq!(texts.filter(|text| text.is_empty()).count(), 0, "{}", method.id);
        assert!(method.criteria.iter().all(|it| !it.limits.is_empty()), "{}", method.id);
    }
}

/// bicc-method.md, section 1, item 5.
#[test]
fn coverage_counts_what_the_specification_lists() {
    for (method, listed) in
        [("bicc", [8, 7, 6, 7, 3, 29, 7, 9]), ("bicc-2012", [14, 6, 6, 7, 0, 0, 0, 9])]
    {
        let rating = rated(method, "DEU", AsOf::Newest);
        let found: Vec<u16> = rating.criteria.iter().map(|criterion| criterion.listed).collect();
        assert_eq!(found, listed, "{method}");
    }
}

#[test]
fn kriterion_is_bicc_with_rules_that_can_only_raise() {
    let bundle = bundle();
    let [bicc, ours] = ["bicc", "kriterion"].map(|id| bundle.method(id).unwrap());
    assert_eq!((&bicc.ages, &bicc.lists), (&ours.ages, &ours.lists));
    for (theirs, own) in bicc.criteria.iter().zip(&ours.criteria) {
        let shared: Vec<_> =
            own.rules.iter().filter(|rule| !rule.id.starts_with("O-")).cloned().collect();
        assert_eq!(theirs.rules, shared);
        assert_eq!((&theirs.inputs, &theirs.points), (&own.inputs, &own.points));
        assert_eq!(theirs.limits, own.limits);
        let added = own.rules.iter().filter(|rule| rule.id.starts_with("O-"));
        assert!(added.clone().all(|rule| rule.overlay != rule.level.is_none()));
    }
    let added = ours.criteria.iter().flat_map(|criterion| &criterion.rules);
    let added: Vec<&str> =
        added.map(|rule| rule.id.as_str()).filter(|id| id.starts_with("O-")).collect();
    assert_eq!(added, ["O-C2-a", "O-C2-b", "O-C3-a", "O-C3-b", "O-C4-a", "O-C7-a", "O-C8-a"]);
    let pairs = rate_all(bundle.world(), bicc, AsOf::Newest);
    for (theirs, own) in pairs.iter().zip(rate_all(bundle.world(), ours, AsOf::Newest)) {
        for (a, b) in theirs.criteria.iter().zip(&own.criteria) {
            assert!(b.level == a.level || b.level.rank() > a.level.rank());
        }
    }
}

/// scoring.md, section 12, with the whole bundle instead of the seed alone.
#[test]
fn kazakhstan_is_close_to_what_was_published() {
    let rating = rated("bicc", "KAZ", AsOf::Newest);
    let expected = [
        NotCritical,
        Critical,
        PossiblyCritical,
        PossiblyCritical,
        NotCritical,
        NotCritical,
        NoData,
        NotCritical,
    ];
    assert_eq!(levels_of(&rating), expected);
    let six = rating.criterion(6).unwrap();
    let counts: Vec<&ReadingValue> =
        six.rules.iter().flat_map(|rule| &rule.readings).map(|reading| &reading.value).collect();
    assert_eq!(*counts[0], ReadingValue::Count { joined: 24, gaps: 0, of: 29 });
    assert_eq!(*counts[1], ReadingValue::Count { joined: 8, gaps: 0, of: 10 });
    // Treaties are joined, yet the level must not turn green.
    let two = rating.criterion(2).unwrap();
    assert_ne!(two.level, NotCritical);
    assert_eq!(rating.criterion(7).unwrap().basis, Basis::OpenCritical);
    assert_eq!(rating.as_of, bundle().atlas.edition.newest_year);
}

#[test]
fn embargoes_decide_criterion_one() {
    for (code, expected) in [
        ("RUS", Critical),
        ("SYR", Critical),
        ("CHN", Critical),
        ("IRN", Critical),
        ("SOM", PossiblyCritical),
        ("ARM", PossiblyCritical),
        ("DEU", NotCritical),
    ] {
        let rating = rated("bicc", code, AsOf::Newest);
        assert_eq!(rating.criterion(1).unwrap().level, expected, "{code}");
    }
    // Egypt's political embargo on repression goods is shown and not counted.
    let egypt = rated("bicc", "EGY", AsOf::Newest);
    let shown = egypt.criterion(1).unwrap().rules.iter().find(|rule| rule.level.is_none()).unwrap();
    assert_eq!(shown.truth, Truth::True);
    assert_ne!(egypt.criterion(1).unwrap().level, Critical);
}

#[test]
fn an_empty_embargo_table_says_nothing_about_regimes_that_ended() {
    let eritrea = rated("bicc", "ERI", AsOf::Year(2016));
    let one = eritrea.criterion(1).unwrap();
    assert_eq!((one.level, one.basis), (NoData, Basis::OpenCritical));
    let state = &one.rules[0];
    assert_eq!((state.truth, state.decided), (Truth::Open, true));
    assert_eq!(state.readings[0].value, ReadingValue::Gap(Gap::Undecided));
    let later = rated("bicc", "ERI", AsOf::Year(2018));
    assert_ne!(later.criterion(1).unwrap().rules[0].truth, Truth::Open);
}

#[test]
fn criteria_without_rules_say_so() {
    let rating = rated("bicc-2012", "DEU", AsOf::Year(2012));
    for number in [5, 6, 7] {
        let criterion = rating.criterion(number).unwrap();
        assert_eq!((criterion.level, criterion.basis), (NoData, Basis::NoRules));
        assert!(!criterion.rules[0].rule.is_empty() && criterion.rules[0].decided);
    }
}

#[test]
fn every_state_is_rated_by_every_method_with_readings_and_sources() {
    let bundle = bundle();
    assert_eq!(bundle.atlas.countries.len(), 197);
    for method in &bundle.methods {
        for as_of in [AsOf::Newest, AsOf::Year(2012), AsOf::Year(1988), AsOf::Year(2060)] {
            let inputs = Inputs::for_method(bundle.world(), method, as_of);
            for rating in rate_all(bundle.world(), method, as_of) {
                assert_eq!(rating.criteria.len(), 8);
                let quick = levels(&inputs, method, rating.iso3);
                assert_eq!(levels_of(&rating), quick, "{}", rating.iso3);
                for criterion in rating.criteria {
                    let context = format!("{} {} c{}", method.id, rating.iso3, criterion.criterion);
                    assert!(criterion.present <= criterion.listed, "{context}");
                    assert!(
                        criterion.level == NoData || criterion.rules.iter().any(is_founded),
                        "{context}"
                    );
                }
            }
        }
    }
}

fn is_founded(rule: &crate::rating::RuleOutcome) -> bool {
    rule.readings.iter().any(|reading| !reading.is_gap() && !reading.sources.is_empty())
}

#[test]
fn every_value_has_a_name_and_every_gap_a_reason() {
    let bundle = bundle();
    let method = bundle.method("kriterion").unwrap();
    let inputs = Inputs::for_method(bundle.world(), method, AsOf::Newest);
    let ids = bundle.rules.registry.iter().map(|entry| entry.id.as_str());
    let ids: Vec<&str> = ids.chain(bundle.prefill.inputs.iter().map(|words| &*words.id)).collect();
    for country in &bundle.atlas.countries {
        for id in &ids {
            let reading: Reading = inputs.reading(id, country.iso3);
            assert_ne!(reading.name.en, **id, "{id} has no name");
            let given = id.starts_with("DEAL_") || *id == "POINTS";
            assert!(
                reading.is_gap() || given || !reading.sources.is_empty(),
                "{id} {}",
                country.iso3
            );
            if let ReadingValue::Category(code, word) = &reading.value {
                assert!(!word.is_empty(), "{id} has no word for {code}");
            }
        }
    }
}

/// Not a check: the time of all states, in milliseconds of this thread alone, so that other work on the machine does not
/// count. `cargo test --release -p kriterion-heart all_states_take -- --ignored --nocapture`
#[test]
#[ignore = "measures"]
fn all_states_take_little_time() {
    let bundle = bundle();
    let on_cpu = || {
        let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
        stat.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(0.0) / 1e6
    };
    let best = |work: &dyn Fn()| {
        let times = (0..20).map(|_| {
            let start = on_cpu();
            work();
            on_cpu() - start
        });
        times.fold(f64::INFINITY, f64::min)
    };
    for method in &bundle.methods {
        let inputs = || Inputs::for_method(bundle.world(), method, AsOf::Newest);
        let states = || bundle.atlas.countries.iter().map(|country| country.iso3);
        let full = best(&|| drop(rate_all(bundle.world(), method, AsOf::Newest)));
        let plain = best(&|| {
            let inputs = inputs().without_sources();
            drop(states().map(|iso3| rate(&inputs, method, iso3)).collect::<Vec<_>>());
        });
        let quick = best(&|| {
            let inputs = inputs().without_sources();
            states().for_each(|iso3| _ = std::hint::black_box(levels(&inputs, method, iso3)));
        });
        println!("{}: full {full:.1}, without sources {plain:.1}, levels {quick:.1}", method.id);
    }
}
