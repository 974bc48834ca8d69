use super::super::mapping::{Holds, Layout, Mapping, StateColumn, Values, YearIn, apply, sketch};
use super::super::{Decimal, PublisherFile};
use super::C::{E, Merged, N, T};
use super::*;
use kriterion_heart::atlas::{Direction, LicenceClass, Source};
use kriterion_heart::pack::SeriesWords;
use kriterion_heart::text::Text;

fn file(bytes: &[u8]) -> PublisherFile<'_> {
    PublisherFile { name: "eigene.csv", bytes }
}

fn mapping(layout: Layout) -> Mapping {
    Mapping {
        layout,
        series: "small_arms_per_head".to_owned(),
        about: Some(SeriesWords {
            name: Text::same("Small arms per head"),
            unit: Text::same("pieces"),
            direction: Direction::HigherIsWorse,
            criteria: vec![2, 3],
            note: Text::default(),
            categories: Vec::new(),
            by_edition: false,
        }),
        scale: 1.0,
        source: Source {
            id: "survey".to_owned(),
            title: Text::same("A survey"),
            publisher: "An institute".to_owned(),
            url: "https://example.org".to_owned(),
            licence: Text::same("CC BY 4.0"),
            class: LicenceClass::Open,
            vintage: Text::same("2026"),
            retrieved_from: "eigene.csv".to_owned(),
            attribution: "An institute".to_owned(),
        },
        is_whole: false,
    }
}

const LONG: &str = "Erhebung 2026\n\nStaat;Jahr;Stück je Kopf;Bemerkung\nKasachstan;2023;1,25;\nKasachstan;2024;1.234,5*;hoch\nSüdkorea;2024;(0,5);geschätzt\n\
Österreich;2024;k.A.;\nKasachstn;2024;3,0;\nDeutschland;bald;3,0;\nFrankreich;2024;viel;\n";

#[test]
fn a_sketch_proposes_and_says_how_sure_it_is() {
    let sketch = sketch(&file(LONG.as_bytes()), &bundle().atlas).unwrap();
    let sheet = &sketch.sheets[0];
    assert_eq!(
        (sketch.separator, sheet.header, sheet.rows, sheet.decimal),
        (Some(';'), (3, 1), 7, Decimal::Comma)
    );
    let holds: Vec<_> =
        sheet.columns.iter().map(|column| (column.heading.as_str(), column.holds)).collect();
    assert_eq!(
        holds,
        [
            ("Staat", Holds::StateName),
            ("Jahr", Holds::Year),
            ("Stück je Kopf", Holds::Figures(None)),
            ("Bemerkung", Holds::Words),
        ]
    );
    assert!(sheet.columns[0].confidence > 0.8 && sheet.columns[0].confidence < 1.0);
    assert_eq!(sheet.columns[0].samples[1], "Südkorea");
    let proposal = sheet.proposal().unwrap();
    assert_eq!(
        proposal.values,
        Values::Long {
            year: YearIn::Column("Jahr".to_owned()), value: "Stück je Kopf".to_owned()
        }
    );
}

#[test]
fn a_mapping_reads_the_rows_or_tells_why_not() {
    let layout = Layout {
        sheet: None,
        header: (3, 1),
        state: StateColumn::Name("Staat".to_owned()),
        values: Values::Long {
            year: YearIn::Column("Jahr".to_owned()),
            value: "Stück je Kopf".to_owned(),
        },
        decimal: None,
    };
    let imported = apply(&mapping(layout), &file(LONG.as_bytes()), &bundle().atlas).unwrap();
    let id = "small_arms_per_head";
    assert_eq!(imported.kind, PublisherKind::Mapped);
    assert_eq!(value(&imported, id, "KAZ", 2023), Some(1.25));
    assert_eq!(value(&imported, id, "KAZ", 2024), Some(1234.5));
    assert_eq!(point(&imported, id, "KOR", 2024).unwrap().qualifier, Qualifier::Estimate);
    assert_eq!(point(&imported, id, "AUT", 2024).unwrap().status, ValueStatus::NotPublished);
    assert_eq!(
        left_out(&imported),
        [
            (8, Reason::UnknownCountry, "Kasachstn"),
            (9, Reason::NotAYear, "bald"),
            (10, Reason::NotANumber, "viel"),
        ]
    );
    assert_eq!(imported.rejected[0].nearest.as_deref(), Some("Kasachstan"));
    assert_eq!(
        (series(&imported, id).reach, imported.pack.sources[0].id.as_str()),
        (Reach::Values, "survey")
    );
}

#[test]
fn merged_headings_and_years_as_columns_are_read() {
    let bytes = book(&[
        ("Notes", vec![vec![T("made for a test")]]),
        (
            "Data",
            vec![
                vec![T("Two figures for each year")],
                vec![E, Merged("Deaths", 2), E, Merged("Injured", 2)],
                vec![T("Country"), N(2023.0), N(2024.0), N(2023.0), N(2024.0)],
                vec![T("Kazakhstan"), N(1.0), N(2.0), N(3.0), N(4.0)],
                vec![T("Korea, South"), N(5.0), T("..."), N(7.0), N(8.0)],
            ],
        ),
    ]);
    let sketch = sketch(&file(&bytes), &bundle().atlas).unwrap();
    let sheet = &sketch.sheets[1];
    assert_eq!((sketch.separator, sheet.header), (None, (2, 2)));
    assert_eq!(sheet.columns[2].heading, "Deaths / 2024");
    assert_eq!(sheet.columns[2].holds, Holds::Figures(Some(2024)));
    let mut layout = sheet.proposal().unwrap();
    assert_eq!(layout.sheet.as_deref(), Some("Data"));
    layout.values = Values::Wide { heading: "Injured / *".to_owned() };
    let imported = apply(&mapping(layout), &file(&bytes), &bundle().atlas).unwrap();
    assert_eq!(value(&imported, "small_arms_per_head", "KAZ", 2024), Some(4.0));
    assert_eq!(value(&imported, "small_arms_per_head", "KOR", 2023), Some(7.0));
    assert_eq!(series(&imported, "small_arms_per_head").points.len(), 4);
}

#[test]
fn codes_are_states_only_where_the_mapping_says_so() {
    let text = "code,year,value\nNA,2024,1\nKZ,2024,2\nKAZ,2023,3\nKSV,2024,4\n";
    let layout = |state| Layout {
        sheet: None,
        header: (1, 1),
        state,
        values: Values::Long { year: YearIn::Always(2024), value: "value".to_owned() },
        decimal: Some(Decimal::Point),
    };
    let by =
        |state| apply(&mapping(layout(state)), &file(text.as_bytes()), &bundle().atlas).unwrap();
    let by_code = by(StateColumn::Code("code".to_owned()));
    assert_eq!(value(&by_code, "small_arms_per_head", "NAM", 2024), Some(1.0));
    assert_eq!(value(&by_code, "small_arms_per_head", "XKX", 2024), Some(4.0));
    // Both rows of one state are of 2024 then, and differ.
    assert_eq!(value(&by_code, "small_arms_per_head", "KAZ", 2024), None);
    let by_name = by(StateColumn::Name("code".to_owned()));
    assert_eq!(value(&by_name, "small_arms_per_head", "NAM", 2024), None);
}

#[test]
fn a_mapping_that_does_not_fit_says_which_column() {
    let layout = Layout {
        sheet: None,
        header: (3, 1),
        state: StateColumn::Name("Land".to_owned()),
        values: Values::Wide { heading: "*".to_owned() },
        decimal: None,
    };
    let result = apply(&mapping(layout), &file(LONG.as_bytes()), &bundle().atlas);
    assert_eq!(result, Err(NotRead::MappingDoesNotFit { column: "Land".to_owned() }));
}

#[test]
fn a_mapping_can_be_kept() {
    let layout = Layout {
        sheet: Some("Data".to_owned()),
        header: (2, 2),
        state: StateColumn::Code("ISO3".to_owned()),
        values: Values::Wide { heading: "hdi_*".to_owned() },
        decimal: Some(Decimal::Comma),
    };
    let mapping = mapping(layout);
    let kept = ron::to_string(&mapping).unwrap();
    assert_eq!(ron::from_str::<Mapping>(&kept).unwrap(), mapping);
}

#[test]
fn a_date_beside_the_figures_tells_no_decimal_mark() {
    let layout = || Layout {
        sheet: None,
        header: (1, 1),
        state: StateColumn::Name("Staat".to_owned()),
        values: Values::Long { year: YearIn::Column("Jahr".to_owned()), value: "Wert".to_owned() },
        decimal: None,
    };
    let read =
        |text: &str| apply(&mapping(layout()), &file(text.as_bytes()), &bundle().atlas).unwrap();
    let id = "small_arms_per_head";
    let commas = "Staat,Jahr,Wert,Stand,Fassung\nKasachstan,2024,1.987,24.12.2024,1.2.3\n";
    let decimal =
        |text: &str| sketch(&file(text.as_bytes()), &bundle().atlas).unwrap().sheets[0].decimal;
    assert_eq!(value(&read(commas), id, "KAZ", 2024), Some(1.987));
    assert_eq!(decimal(commas), Decimal::Point);
    // Where the marks may be any, the figure is left out and that is told.
    for mark in [";", "\t"] {
        let text = commas.replace(',', mark);
        let imported = read(&text);
        assert_eq!(value(&imported, id, "KAZ", 2024), None);
        assert_eq!(left_out(&imported), [(2, Reason::AmbiguousNumber, "1.987")]);
        assert_eq!(imported.remarks, [Remark::Decimal(Decimal::Undecided)]);
        assert_eq!(decimal(&text), Decimal::Undecided);
    }
    // Another column than the values is no evidence, even if it holds figures.
    let other = "Staat\tJahr\tWert\tStand\nKasachstan\t2024\t1.987\t3,5\n";
    assert_eq!(value(&read(other), id, "KAZ", 2024), None);
    let workbook = book(&[(
        "Blatt",
        vec![vec![T("Staat"), T("Jahr"), T("Wert")], vec![T("Kasachstan"), N(2024.0), T("1.987")]],
    )]);
    let imported = apply(&mapping(layout()), &file(&workbook), &bundle().atlas).unwrap();
    assert_eq!(left_out(&imported), [(2, Reason::AmbiguousNumber, "1.987")]);
}
