//! Small tables, imported.

use super::{Conversion, GUIDE, Inputs, NAMES, READINGS, Reason, Table, convert};
use kriterion_heart::atlas::{Atlas, Iso3};
use kriterion_heart::intake::data::atlas;
use std::collections::BTreeMap;

const TABLES: [(&str, &str); 10] = [
    (
        "countries.csv",
        "iso3,iso2,name_en,name_de,name_fr,capital,region,subregion,area_km2,landlocked,neighbours,un_member,lat,lon,eu,\
         income_group,ldc,ldc_until\n\
         AAA,AA,Aland,Aland,Aland,Acity,Europe,North,12.50,1,BBB,1,48.000,68.000,1,low_income,1,\n\
         BBB,BB,Côte B,Bland,Bland,,Europe,North,,0,AAA,0,,,0,,0,2024\n",
    ),
    (
        "sources.csv",
        "source_id,title,publisher,url,licence,open,vintage,retrieved_from,attribution\n\
         index,\"The \"\"Index\"\"\",P,https://x,CC BY,yes,2025,here,P 2025\n\
         lists,Lists,Q,,facts,unclear,2024,there,Q\n",
    ),
    (
        "treaties.csv",
        "treaty_id,short_name_en,short_name_de,full_name_en,year_opened,year_in_force,topic,criteria\n\
         peace,Peace,Frieden,Peace Treaty,1970,,arms,1;6\n",
    ),
    (
        "indicators_meta.csv",
        "indicator_id,name_en,name_de,unit,direction,criteria,source_id,note\n\
         score,Score,Wert,points,higher_is_better,2;3,index,yearly\n",
    ),
    (
        "indicators.csv",
        "iso3,indicator_id,year,value,unit,source_id\n\
         AAA,score,2024,12.80,points,index\nAAA,score,2023,1e3,points,index\nBBB,score,2024,-0.5,points,index\n",
    ),
    (
        "treaty_status.csv",
        "iso3,treaty_id,status,year,source_id,as_of,note\nAAA,peace,party,1980,lists,2026-02,\n\
         BBB,peace,unknown,,lists,2014-07,may have joined since\n",
    ),
    (
        "presence.csv",
        "iso3,force,kind,since,until,size,counts,as_of,source_id,note\nBBB,F,nato,2014,,500,1,2025,lists,up to\n",
    ),
    (
        "conflicts.csv",
        "iso3,year,conflict_type,deaths_best,deaths_low,deaths_high,dyads,source_id\n\
         AAA,1990,non_state,5,4,9,1,index\nAAA,1989,one_sided,1,1,1,1,index\n",
    ),
    (
        "embargoes.csv",
        "iso3,issuer,since,scope,legal_act,oldest_act_year,regime,source_id,as_of,target\n\
         AAA,EU,2011,state,Decision 1,2010,EU-AAA,lists,2026-08-14,State\n",
    ),
    (
        "aland/figures.csv",
        "row_id,series_id,series_en,year,value,value_raw,criteria\nR1,s,Exports,2020,1.50,\"1,5\",4\n",
    ),
];

const HAND: [(&str, &str); 3] = [
    (
        NAMES,
        "(indicators: { \"score\": (fr: \"Score\", unit: (en: \"points\", de: \"Punkte\", fr: \"points\"), \
         note: (en: \"monthly\", de: \"monatlich\", fr: \"mensuel\")) }, regions: { \"Europe\": (de: \"Europa\", fr: \"Europe\") })",
    ),
    (
        READINGS,
        "(rows: [(id: \"AAA-EU\", iso3: Some(\"AAA\"), en: \"A\", de: \"A\", fr: \"A\", issuer: EU, since: \"2012-05\", \
         target: NonState, scope: RepressionGoodsOnly, act: \"1/2012\", valid_until: None, as_of: \"2024\", mark: R), \
         (id: \"BBB-EU\", iso3: Some(\"BBB\"), en: \"B\", de: \"B\", fr: \"B\", issuer: EU, target: Political, \
         scope: Undefined, mark: S)])",
    ),
    (
        GUIDE,
        "(by_edition: [\"index\"], sources: { \"kriterion_embargoes\": (title: (en: \"E\"), publisher: \"K\", \
         licence: (en: \"L\"), class: Open, attribution: \"K\") }, tables: { \"figures\": (read: Facts([(series: \"series_id\", \
         name_en: [\"series_en\"], year: \"year\", value: \"value\", printed: \"value_raw\", unit: (en: \"x\"))])) })",
    ),
];

fn table(name: &str, text: &str) -> Table {
    Table { name: name.to_owned(), file: format!("in/{name}"), text: text.to_owned() }
}

fn inputs() -> Inputs {
    Inputs {
        tables: TABLES.iter().map(|(name, text)| table(name, text)).collect(),
        now: HAND.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
        label: Some("2026-11".to_owned()),
    }
}

/// Everything as it stands on the disk after an import.
fn after(inputs: &Inputs, conversion: &Conversion) -> BTreeMap<String, String> {
    let mut now = inputs.now.clone();
    now.extend(conversion.files.clone());
    now.retain(|path, _| !conversion.report.gone.contains(path));
    now
}

fn loaded(files: &BTreeMap<String, String>) -> Atlas {
    let files: Vec<_> = files.iter().map(|(path, text)| (path.clone(), text.clone())).collect();
    let mut faults = Vec::new();
    let atlas = atlas(&files, &mut faults);
    assert_eq!(faults, []);
    atlas
}

/// The reasons for which rows were left out when `rows` are put behind one of the tables.
fn rejected(name: &str, rows: &str) -> Vec<(u64, Reason, Option<String>)> {
    let mut inputs = inputs();
    let table = inputs.tables.iter_mut().find(|table| table.name == name).unwrap();
    table.text.push_str(rows);
    let report = convert(&inputs).report;
    report.rejected.into_iter().map(|row| (row.line, row.reason, row.nearest)).collect()
}

#[test]
fn what_is_imported_can_be_read_and_is_what_the_tables_say() {
    let inputs = inputs();
    let conversion = convert(&inputs);
    assert_eq!(
        (&conversion.report.rejected[..], &conversion.report.faults[..]),
        (&[][..], &[][..])
    );
    let atlas = loaded(&after(&inputs, &conversion));
    let (a, b) = (Iso3::parse("AAA").unwrap(), Iso3::parse("BBB").unwrap());
    let values: Vec<_> =
        atlas.points("score", a).iter().map(|point| (point.year, point.value)).collect();
    assert_eq!(values, [(2023, Some(1000.0)), (2024, Some(12.8))]);
    assert!(
        conversion.files["data/index/score.ron"].contains("\"AAA\": {2023: 1000, 2024: 12.8},\n")
    );
    assert!(atlas.indicator("score").unwrap().by_edition);
    assert_eq!(atlas.source_by_id("index").unwrap().title.en, "The \"Index\"");
    assert_eq!(atlas.status_of("peace", b).unwrap().as_of.unwrap().to_string(), "2014-07");
    assert_eq!((atlas.presence.len(), atlas.conflicts.len()), (1, 2));
    let land = atlas.country(a).unwrap();
    assert_eq!(
        (land.area_km2, land.position, land.is_in("eu")),
        (Some(12.5), Some((48.0, 68.0)), true)
    );
    assert_eq!((land.facts[0].value, land.facts[0].printed.as_str()), (Some(1.5), "1,5"));
    assert_eq!(land.tables[0].rows[0][4], "1.50");
    assert_eq!(land.capital.fr, "Acity");
}

#[test]
fn the_same_tables_give_the_same_bytes() {
    let mut inputs = inputs();
    let first = convert(&inputs);
    inputs.now = after(&inputs, &first);
    inputs.label = None;
    let second = convert(&inputs);
    assert_eq!(first.files, second.files);
    let report = second.report;
    assert_eq!((report.added.len(), report.changed.len(), report.gone.len()), (0, 0, 0));
}

#[test]
fn rows_that_cannot_be_used_are_told_with_line_and_reason() {
    let near = |word: &str| Some(word.to_owned());
    for (name, rows, line, reason, nearest) in [
        (
            "indicators.csv",
            "AAB,score,2020,1,points,index\n",
            5,
            Reason::UnknownCountry,
            near("AAA"),
        ),
        (
            "indicators.csv",
            "AAA,scare,2020,1,points,index\n",
            5,
            Reason::UnknownIndicator,
            near("score"),
        ),
        ("indicators.csv", "AAA,score,20x,1,points,index\n", 5, Reason::NotAYear, None),
        ("indicators.csv", "AAA,score,2020,..,points,index\n", 5, Reason::NotANumber, None),
        ("indicators.csv", "AAA,score,2020,inf,points,index\n", 5, Reason::NotANumber, None),
        ("indicators.csv", "AAA,score,2020,1,points,lists\n", 5, Reason::OtherSource, None),
        ("indicators.csv", "AAA,score,2020,1,percent,index\n", 5, Reason::OtherUnit, None),
        ("indicators.csv", "AAA,score,2024,1,points,index\n", 5, Reason::Twice, None),
        ("indicators.csv", "AAA,score\n", 5, Reason::CellCount, None),
        (
            "indicators_meta.csv",
            "s2,S,S,x,neutral,2,indx,\n",
            3,
            Reason::UnknownSource,
            near("index"),
        ),
        ("indicators_meta.csv", "s2,S,S,x,worse,2,index,\n", 3, Reason::UnknownWord, None),
        ("indicators_meta.csv", "../s2,S,S,x,neutral,2,index,\n", 3, Reason::BadId, None),
        (
            "treaty_status.csv",
            "AAA,paece,party,,lists,,\n",
            4,
            Reason::UnknownTreaty,
            near("peace"),
        ),
        ("treaty_status.csv", "AAA,peace,party,,lists,soon,\n", 4, Reason::NotADate, None),
        ("presence.csv", "BBB,F,nato,,,,1,,lists,\n", 3, Reason::Twice, None),
        ("conflicts.csv", "AAA,1991,war,1,1,1,1,index\n", 4, Reason::UnknownWord, None),
        ("embargoes.csv", "BBB,NATO,,state,,,,lists,,State\n", 3, Reason::UnknownWord, None),
        ("sources.csv", "third,T,P,,,yes,,,A\n", 4, Reason::Empty, None),
    ] {
        assert_eq!(rejected(name, rows), [(line, reason, nearest)], "{name}: {rows}");
    }
}

#[test]
fn without_the_tables_that_everything_hangs_on_nothing_is_touched() {
    let mut inputs = inputs();
    inputs.now = after(&inputs, &convert(&inputs));
    inputs.tables.retain(|table| table.name != "sources.csv");
    let Conversion { files, report } = convert(&inputs);
    assert!(files.is_empty() && report.gone.is_empty());
    assert_eq!(report.rejected[0].reason, Reason::MissingTable);
}

#[test]
fn a_later_folder_adds_and_corrects() {
    let mut inputs = inputs();
    inputs.now = after(&inputs, &convert(&inputs));
    inputs.tables.push(table(
        "indicators.csv",
        "iso3,indicator_id,year,value\nAAA,score,2024,13\nAAA,score,2025,14\n",
    ));
    let conversion = convert(&inputs);
    assert_eq!(conversion.report.changed, ["data/index/score.ron"]);
    assert!(
        conversion.files["data/index/score.ron"]
            .contains("\"AAA\": {2023: 1000, 2024: 13, 2025: 14},\n")
    );
}

#[test]
fn only_what_the_given_tables_would_have_made_can_be_gone() {
    let mut inputs = inputs();
    inputs.now = after(&inputs, &convert(&inputs));
    for path in [
        "data/index/old.ron",
        "data/old/source.ron",
        "countries/CCC.ron",
        "countries/BBB/report.ron",
        "i18n/x.ron",
    ] {
        inputs.now.insert(path.to_owned(), "()".to_owned());
    }
    inputs.tables.retain(|table| table.name != "presence.csv");
    let gone = convert(&inputs).report.gone;
    assert_eq!(gone, ["countries/CCC.ron", "data/index/old.ron", "data/old/source.ron"]);
}

#[test]
fn a_translation_made_for_other_words_is_not_used_and_told() {
    let conversion = convert(&inputs());
    let note = conversion
        .report
        .untranslated
        .iter()
        .find(|entry| entry.what == "indicators/score/note")
        .unwrap();
    assert_eq!((note.en.as_str(), note.made_for.as_str()), ("yearly", "monthly"));
    assert!(conversion.files["data/index/score.ron"].contains("note: (en: \"yearly\"),"));
}

#[test]
fn readings_of_a_regime_stand_side_by_side_with_what_they_disagree_on() {
    let inputs = inputs();
    let atlas = loaded(&after(&inputs, &convert(&inputs)));
    let [both, alone] = &atlas.embargoes[..] else { panic!("{:?}", atlas.embargoes) };
    assert_eq!((both.id.as_str(), both.readings.len()), ("AAA-EU", 2));
    assert_eq!(both.differs, ["since", "target", "scope"]);
    assert_eq!(both.readings[0].oldest_act, Some(2010));
    assert_eq!((alone.readings.len(), alone.differs.as_slice()), (1, &["presence".to_owned()][..]));
}
