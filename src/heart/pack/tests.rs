//! Packs read, written, put on and taken back.

use super::*;
use crate::atlas::{Atlas, Country, Scope, Target};
use crate::intake::data::{atlas, tests::world};
use crate::intake::fault::{FaultKind, Severity};
use crate::text::Lang;

fn base() -> Atlas {
    let mut faults = Vec::new();
    let atlas = atlas(&world(), &mut faults);
    assert_eq!(faults, []);
    atlas
}

fn iso3(code: &str) -> Iso3 {
    Iso3::parse(code).unwrap()
}

/// The example that people are shown.
fn example() -> &'static str {
    let docs = include_str!("../../../docs/data-packs.md");
    let from = docs.find("```ron\n").unwrap() + 7;
    let to = from + docs[from..].find("```").unwrap();
    &docs[from..to]
}

const PACK: &str = r#"V1(
    label: (de: "Index, April 2026"),
    made: "2026-04-27",
    sources: [
        (id: "index", title: (en: "Index"), publisher: "Somebody", licence: (en: "CC BY 4.0"), class: Open,
            vintage: (en: "2026"), attribution: "Somebody 2026"),
        (id: "extra", title: (en: "Extra"), publisher: "Ministry", licence: (en: "own"), class: Unclear,
            attribution: "Ministry"),
    ],
    series: [
        (id: "score", source: "index", values: {"AAA": {2024: 3.5, 2026: 4}, "BBB": {2024: -3}},
            except: [("BBB", 2024, Estimate), ("BBB", 2025, NotCollected)]),
        (id: "own", source: "extra", about: (name: (en: "Own"), unit: (en: "points"), direction: Neutral),
            values: {"BBB": {2020: 1e21}}),
    ],
    treaties: [(iso3: "BBB", treaty: "peace", status: Party, year: 2026, source: "extra", note: (fr: "fait"))],
    embargoes: [(id: "BBB-UN", iso3: "BBB", issuer: UN, name: (en: "B"),
        readings: [(source: "extra", since: "2026", target: State, scope: FullMilitaryList)])],
    events: [(iso3: "AAA", id: "N1", date: "2026-02", text: (de: "Umsturz"), cited: (source: "Agency", line: 3))],
    conflicts: [(iso3: "AAA", year: 1990, kind: NonState, best: 7, low: 5, high: 9, source: "index")],
    tables: [(iso3: "BBB", id: "deals", title: (en: "Deals"), columns: ["what"], rows: [["rifles"]],
        cited: (document: "List", place: "p. 3"))],
)"#;

fn sound(text: &str) -> Pack {
    let (pack, faults) = read("p.ron", text, &base());
    assert_eq!(faults, []);
    pack.unwrap()
}

#[test]
fn a_pack_is_read_written_and_read_back() {
    let pack = sound(PACK);
    assert_eq!(pack.label.get(Lang::Fr), "Index, April 2026");
    assert_eq!(pack.series[0].points.len(), 4);
    assert_eq!(pack.events[0].event.text.get(Lang::En), "Umsturz");
    let text = write(&pack);
    assert_eq!(sound(&text), pack, "{text}");
    assert_eq!(write(&sound(&text)), text);
}

#[test]
fn the_example_of_the_guide_reads_on_the_real_data() {
    assert!(looks_like_pack("// ours\n\nV1(label: (en: \"cut"));
    assert!(!looks_like_pack("a,b\nV1(\"x"));
    assert!(looks_like_pack(example()));
    let (pack, faults) = read("example.ron", example(), real());
    assert_eq!(faults, []);
    let pack = pack.unwrap();
    let (_, faults) = apply(real(), std::slice::from_ref(&pack));
    assert_eq!(faults, []);
    let told = preview(real(), &pack);
    assert!(!told.added.is_empty() && !told.changed.is_empty(), "{told:?}");
}

/// The facts that the program carries.
fn real() -> &'static Atlas {
    &crate::rating::tests::bundle().atlas
}

#[test]
fn every_fault_has_its_line_and_the_rest_is_read() {
    for (from, to, line, kind) in [
        ("V1(", "V2(", 1, "NoPack"),
        ("V1(", "(", 1, "NoPack"),
        ("made: \"2026-04-27\"", "made: \"soon\"", 3, "BadDate"),
        ("(de: \"Index, April 2026\")", "(de: \"\")", 2, "Empty"),
        ("id: \"extra\", title", "id: \"index\", title", 7, "SameIdTwice"),
        ("source: \"index\", values", "source: \"indx\", values", 11, "UnknownSource"),
        ("source: \"index\", values", "source: \"extra\", values", 11, "OtherSource"),
        ("id: \"own\", source", "id: \"o/n\", source", 13, "BadId"),
        ("about: (name", "abut: (name", 13, "UnknownField"),
        ("\"AAA\": {2024", "\"AXA\": {2024", 11, "UnknownCountry"),
        ("2026: 4}", "2126: 4}", 11, "ValueOutOfRange"),
        ("1e21", "\"1e21\"", 14, "WrongKind"),
        ("treaty: \"peace\"", "treaty: \"pace\"", 16, "UnknownId"),
        ("status: Party", "status: Partner", 16, "UnknownWord"),
        ("issuer: UN", "issuer: UNO", 17, "UnknownWord"),
        ("(source: \"extra\", since", "(source: \"nobody\", since", 18, "UnknownSource"),
        ("(de: \"Umsturz\")", "(de: \"\")", 19, "Empty"),
        ("cited: (source: \"Agency\", line: 3)", "cited: (line: 3)", 19, "Empty"),
        ("high: 9", "high: -9", 20, "ValueOutOfRange"),
        ("[[\"rifles\"]]", "[[\"rifles\", \"9\"]]", 21, "Count"),
    ] {
        assert!(PACK.contains(from), "{from}");
        let (pack, faults) = read("p.ron", &PACK.replacen(from, to, 1), &base());
        let found: Vec<_> = faults.iter().map(|fault| (fault.at.line, &fault.kind)).collect();
        assert!(
            found.iter().any(|(at, found)| *at == line && format!("{found:?}").starts_with(kind)),
            "{to}: {found:?}"
        );
        let lost_all = matches!(kind, "NoPack") || line == 2;
        assert_eq!(pack.is_none(), lost_all, "{to}");
        assert!(faults.iter().all(|fault| fault.severity == Severity::Error));
    }
}

#[test]
fn hostile_files_cost_neither_memory_nor_time() {
    let start = std::time::Instant::now();
    let known = base();
    let many = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
    let bytes = MOST_BYTES / 8;
    for text in [
        many("V1(", bytes),
        format!("V1(label: (en: \"x\"), sources: [{}])", many("(id: \"x\"),", bytes)),
        format!("V1(label: (en: \"x\"), series: [{}])", many("(id: \"x\"),", bytes)),
        format!(
            "V1(label: (en: \"x\"), series: [(id: \"score\", source: \"index\", values: {{{}}})])",
            many("\"QQQ\": {1: 2},", bytes)
        ),
        format!(
            "V1(label: (en: \"x\"), series: [(id: \"score\", source: \"index\", values: {{}}, except: [{}])])",
            many("(\"AAA\", 2020, Estimate),", bytes)
        ),
        format!("V1(label: (en: \"x\"), {})", many("a: 1,", bytes)),
        format!("V1(label: (en: \"x\"), events: [{}])", many("(iso3: \"AAA\"),", bytes)),
        "x".repeat(MOST_BYTES + 1),
    ] {
        let (_, faults) = read("p.ron", &text, &known);
        assert!((1..=1_200).contains(&faults.len()), "{}", faults.len());
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn a_pack_adds_and_replaces_and_the_order_stays() {
    let (known, pack) = (base(), sound(PACK));
    let (now, faults) = apply(&known, std::slice::from_ref(&pack));
    assert_eq!(faults, []);
    let score: Vec<_> =
        now.points("score", iso3("AAA")).iter().map(|point| (point.year, point.value)).collect();
    assert_eq!(
        score,
        [(2023, Some(1.0)), (2024, Some(3.5)), (2025, None), (2026, Some(4.0))],
        "single values leave all others alone"
    );
    let own = now.indicator("own").unwrap();
    assert_eq!(now.source(own.source).unwrap().publisher, "Ministry");
    assert_eq!(now.source(now.indicator("score").unwrap().source).unwrap().vintage.en, "2026");
    let status = now.status_of("peace", iso3("BBB")).unwrap();
    assert_eq!((status.status, status.year), (Joined::Party, Some(2026)));
    assert_eq!(now.source(status.source).unwrap().id, "extra");
    let other = now.status_of("peace", iso3("AAA")).unwrap();
    assert_eq!(now.source(other.source).unwrap().id, "index", "rows follow their source");
    let reading = &now.embargoes_of(iso3("BBB")).next().unwrap().readings[0];
    assert_eq!((reading.target, reading.scope), (Target::State, Scope::FullMilitaryList));
    assert_eq!(now.conflicts_of(iso3("AAA"))[1].best, 7);
    let land = now.country(iso3("BBB")).unwrap();
    let cited = crate::row::citation(&land.tables[0], &land.tables[0].rows[0]);
    assert_eq!((cited.document.as_str(), cited.place.as_str()), ("List", "p. 3"));
    assert_eq!(now.edition.label, "2026-11 + Index, April 2026");
    assert_eq!(now.edition.newest_year, 2026);
    assert_ne!(now.edition.hash, known.edition.hash);
    let is_sorted = now.sources.windows(2).all(|pair| pair[0].id < pair[1].id);
    assert!(is_sorted, "{:?}", now.sources);
}

#[test]
fn neither_a_forecast_nor_a_series_of_ones_own_makes_all_other_data_older() {
    let newest = |text: &str| apply(&base(), &[sound(text)]).0.edition.newest_year;
    assert_eq!(newest(PACK), 2026);
    assert_eq!(newest(&PACK.replace("2026: 4}", "2027: 4}")), 2025, "after the pack was made");
    let planned = PACK.replace("except: [(", "except: [(\"AAA\", 2026, Planned), (");
    assert_eq!(newest(&planned), 2025);
    assert_eq!(
        newest(
            &PACK
                .replace("2026: 4}", "2024: 4}")
                .replace("2024: 3.5, ", "")
                .replace("{2020: 1e21}", "{2026: 1}")
        ),
        2025
    );
}

#[test]
fn one_newer_value_of_one_state_makes_no_other_data_older() {
    let mut wide = base();
    for code in ["CCC", "DDD", "EEE"] {
        let other = Country { iso3: iso3(code), ..wide.countries[0].clone() };
        wide.countries.push(other);
    }
    assert_eq!(apply(&wide, &[sound(PACK)]).0.edition.newest_year, 2025);
}

/// Everything but the edition, which serde shows.
fn bytes(atlas: &Atlas) -> String {
    ron::to_string(atlas).unwrap()
}

#[test]
fn to_take_a_pack_back_gives_the_facts_as_they_were() {
    let known = base();
    let first = sound(PACK);
    let second = Pack { label: Text::same("second"), ..sound(&PACK.replace("3.5", "3.6")) };
    let (one, _) = apply(&known, std::slice::from_ref(&first));
    let (both, _) = apply(&known, &[first.clone(), second]);
    assert_ne!(bytes(&one), bytes(&both));
    let (taken_back, _) = apply(&known, &[first]);
    assert_eq!(bytes(&taken_back), bytes(&one));
    let (nothing, faults) = apply(&known, &[]);
    assert_eq!((bytes(&nothing), faults), (bytes(&known), Vec::new()));
}

#[test]
fn a_whole_table_takes_away_what_it_lacks_and_another_source_takes_the_whole_series() {
    let table = |source: &str| {
        let text = format!(
            "V1(label: (en: \"t\"), sources: [(id: \"new\", title: (en: \"N\"), publisher: \"N\", \
             licence: (en: \"N\"), class: Open, attribution: \"N\")], series: [(id: \"score\", \
             source: \"{source}\", reach: Table, values: {{\"AAA\": {{2024: 9, 2025: 8}}}})])"
        );
        apply(&base(), &[sound(&text)]).0
    };
    let years = |atlas: &Atlas, code: &str| -> Vec<u16> {
        atlas.points("score", iso3(code)).iter().map(|point| point.year).collect()
    };
    let same = table("index");
    assert_eq!(years(&same, "AAA"), [2023, 2024, 2025], "2023 is before the table");
    assert_eq!(years(&same, "BBB"), [2024], "a state that it does not name stays");
    let other = table("new");
    assert_eq!(years(&other, "AAA"), [2024, 2025]);
    assert_eq!(years(&other, "BBB"), [0_u16; 0]);
}

#[test]
fn a_preview_says_what_comes_goes_changes_and_by_how_much() {
    let told = preview(&base(), &sound(PACK));
    let keys = |list: &[Change]| list.iter().map(|change| change.key.clone()).collect::<Vec<_>>();
    assert_eq!(
        keys(&told.changed),
        ["treaty/BBB/peace", "observation/AAA/score/2024", "conflict/AAA/1990/non_state"],
        "what is no figure first, then by share"
    );
    assert_eq!(told.changed[1].difference, Some(1.0));
    assert_eq!(told.changed[2].difference, Some(2.0));
    assert_eq!(told.gone, []);
    assert_eq!(told.same, 1, "the value of BBB is known already");
    assert_eq!(told.added.len(), 6, "{:?}", keys(&told.added));
    let score = told.by_series.iter().find(|tally| tally.id == "score").unwrap();
    assert_eq!((score.added, score.changed, score.gone), (2, 1, 0));
    let sources: Vec<_> =
        told.sources.iter().map(|change| (change.id.as_str(), change.old.is_some())).collect();
    assert_eq!(sources, [("extra", false), ("index", true)]);
    let back = between(&apply(&base(), &[sound(PACK)]).0, &base());
    assert_eq!((back.gone.len(), back.changed.len()), (6, 3), "{:?}", keys(&back.gone));
}

#[test]
fn rows_that_name_the_unknown_are_refused_one_by_one() {
    let mut pack = sound(PACK);
    pack.sources.clear();
    let (now, faults) = apply(&base(), std::slice::from_ref(&pack));
    let kinds: Vec<_> = faults.iter().map(|fault| &fault.kind).collect();
    assert_eq!(kinds.len(), 3, "own series, treaty, embargo: {kinds:?}");
    assert!(kinds.iter().all(|kind| matches!(kind, FaultKind::UnknownSource { .. })));
    assert_eq!(now.points("score", iso3("AAA")).len(), 4);
    assert_eq!(preview(&base(), &pack).same, 1);
}

/// Chance that is the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn string(&mut self) -> String {
        const PIECES: [&str; 12] =
            ["a", "\"", "\\", "\n", "\t", "é", "\u{0}", ")", "//", "r#\"", "\u{202f}", " "];
        let size = self.below(8) as usize;
        (0..size).map(|_| PIECES[self.below(12) as usize]).collect()
    }

    fn words(&mut self) -> Text {
        Text { en: format!("x{}", self.string()), de: self.string(), fr: self.string() }
    }

    fn pack(&mut self) -> Pack {
        let mut pack = sound(PACK);
        pack.label = self.words();
        for source in &mut pack.sources {
            source.title = self.words();
            source.url = self.string();
        }
        for series in &mut pack.series {
            let year = 1900 + self.below(150) as u16;
            let value = [0.1 + 0.2, -1e-300, 1e300, 0.0][self.below(4) as usize];
            let qualifier =
                [Qualifier::Firm, Qualifier::Planned, Qualifier::AtLeast][self.below(3) as usize];
            let point = PackPoint {
                iso3: iso3("AAA"),
                year,
                value: Some(value),
                status: ValueStatus::Present,
                qualifier,
            };
            series.points.retain(|known| (known.iso3, known.year) != (point.iso3, point.year));
            series.points.push(point);
            series.points.sort_by_key(|point| (point.iso3, point.year));
        }
        pack.treaties[0].note = self.words();
        let event = &mut pack.events[0].event;
        event.text = self.words();
        event.places = vec![self.string(), self.string()];
        event.cited.place = self.string();
        pack.tables[0].table.rows = vec![vec![self.string()], vec![self.string()]];
        pack
    }
}

#[test]
fn whatever_is_written_reads_back_equal() {
    let mut chance = Chance(7);
    for _ in 0..300 {
        let pack = chance.pack();
        let text = write(&pack);
        assert_eq!(sound(&text), pack, "{text}");
    }
}

/// For looking at: what a pack of a hundred thousand values costs.
#[test]
#[ignore = "prints figures, checks nothing"]
fn cost_of_a_large_pack() {
    let atlas = real();
    let series = atlas.indicators.iter().map(|series| PackSeries {
        id: series.id.clone(),
        source: atlas.source(series.source).unwrap().id.clone(),
        reach: Reach::Table,
        about: None,
        points: series
            .points
            .iter()
            .filter_map(|point| {
                let (year, value) = (point.year, point.value.map(|value| value * 1.01));
                let iso3 = atlas.iso3(point.country)?;
                Some(PackPoint {
                    iso3,
                    year,
                    value,
                    status: point.status,
                    qualifier: point.qualifier,
                })
            })
            .collect(),
    });
    let pack = Pack { label: Text::same("all"), series: series.collect(), ..Pack::default() };
    let begun = std::time::Instant::now();
    let text = write(&pack);
    println!("{} values, {} bytes: written in {:?}", pack.rows(), text.len(), begun.elapsed());
    let begun = std::time::Instant::now();
    let (read, faults) = read("all.ron", &text, atlas);
    println!("read in {:?}, {} faults", begun.elapsed(), faults.len());
    let begun = std::time::Instant::now();
    let told = preview(atlas, &read.unwrap());
    println!("previewed in {:?}: {} changed", begun.elapsed(), told.changed.len());
}

#[test]
fn a_slip_in_a_whole_table_takes_no_known_value_away() {
    let table = r#"V1(
        label: (en: "Index"),
        made: "2026-04-27",
        sources: [],
        series: [(id: "score", source: "index", reach: Table, values: {"AAA": {2023: 1, "2024": 2, 2025: 3}})],
    )"#;
    let (pack, faults) = read("pack.ron", table, &base());
    assert!(!faults.is_empty(), "the year is no number");
    let kept = pack.is_none_or(|pack| pack.series.iter().all(|it| it.reach == Reach::Values));
    assert!(kept, "what was left out must not count as gone");
}
