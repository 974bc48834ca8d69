use super::C::{E, Merged, N, T};
use super::*;

fn workbook(later: f64) -> Vec<u8> {
    workbook_with(N(later))
}

fn workbook_with(later: C) -> Vec<u8> {
    book(&[
        (
            "CPI 2024",
            vec![
                vec![Merged("Corruption Perceptions Index 2024: Global Scores", 6)],
                vec![],
                vec![],
                [
                    "Country / Territory",
                    "ISO3",
                    "Region",
                    "CPI 2024 score",
                    "Rank",
                    "Standard error",
                ]
                .map(T)
                .to_vec(),
                vec![T("Kazakhstan"), T("KAZ"), T("ECA"), N(40.0), N(88.0), N(2.1)],
                vec![T("Kosovo"), T("KSV"), T("ECA"), N(44.0), N(73.0), N(2.4)],
                vec![T("Hong Kong"), T("HKG"), T("AP"), N(74.0), N(17.0), N(2.2)],
                vec![],
                vec![T("The rank of a country depends on the number of countries.")],
            ],
        ),
        (
            "CPI Timeseries 2012 - 2024",
            vec![
                vec![T("Corruption Perceptions Index 2012-2024")],
                vec![],
                vec![],
                [
                    "Country / Territory",
                    "ISO3",
                    "Region",
                    "CPI score 2024",
                    "Rank 2024",
                    "Sources 2024",
                    "Standard error 2024",
                    "CPI score 2023",
                    "Rank 2023",
                    "Change in scores 2023-2024",
                ]
                .map(T)
                .to_vec(),
                vec![
                    T("Kazakhstan"),
                    T("KAZ"),
                    T("ECA"),
                    N(40.0),
                    N(88.0),
                    N(9.0),
                    N(2.1),
                    later,
                    N(93.0),
                    N(1.0),
                ],
                vec![
                    T("Cabo Verde"),
                    T("CPV"),
                    T("SSA"),
                    N(62.0),
                    N(35.0),
                    N(4.0),
                    N(2.1),
                    T("-"),
                    E,
                    E,
                ],
            ],
        ),
    ])
}

#[test]
fn both_sheets_are_read_and_agree() {
    let imported = of_bytes(&workbook(39.0));
    assert_eq!(imported.kind, PublisherKind::TransparencyCpi);
    assert_eq!(value(&imported, "cpi_score", "KAZ", 2024), Some(40.0));
    assert_eq!(value(&imported, "cpi_score", "KAZ", 2023), Some(39.0));
    assert_eq!(value(&imported, "cpi_rank", "KAZ", 2023), Some(93.0));
    assert_eq!(value(&imported, "cpi_rank", "XKX", 2024), Some(73.0));
    let missing = point(&imported, "cpi_score", "CPV", 2023).unwrap();
    assert_eq!((missing.value, missing.status), (None, ValueStatus::NotPublished));
    assert_eq!(series(&imported, "cpi_score").points.len(), 5, "nothing but scores");
    assert_eq!(left_out(&imported), [(7, Reason::NotAState, "Hong Kong")]);
    assert_eq!(remarks(&imported), [&Remark::Repeated(2)]);
    assert_eq!(imported.pack.sources[0].vintage.en, "edition 2024");
    // The program has the series from the same source, and the file speaks for all years of the states in it.
    assert_eq!(
        (series(&imported, "cpi_score").id.as_str(), series(&imported, "cpi_score").reach),
        ("cpi_score", Reach::Table)
    );
    let unread = of_bytes(&workbook_with(T("n. 40")));
    assert_eq!(
        series(&unread, "cpi_score").reach,
        Reach::Values,
        "what was left out must not be taken for gone"
    );
}

#[test]
fn sheets_that_contradict_each_other_are_told() {
    let mut sheets = workbook(39.0);
    assert!(
        left_out(&of_bytes(&sheets)).iter().all(|(_, reason, _)| *reason != Reason::Contradicted)
    );
    let header = ["Country / Territory", "ISO3", "CPI score 2024"].map(T).to_vec();
    let row = |score| vec![T("Kazakhstan"), T("KAZ"), N(score)];
    sheets = book(&[("a", vec![header.clone(), row(40.0)]), ("b", vec![header, row(41.0)])]);
    let imported = of_bytes(&sheets);
    assert_eq!(imported.pack.series.len(), 0);
    assert_eq!(
        left_out(&imported),
        [
            (2, Reason::Contradicted, "cpi_score KAZ 2024: 40"),
            (2, Reason::Contradicted, "cpi_score KAZ 2024: 41"),
        ]
    );
    assert_eq!(imported.rejected[1].at.as_deref(), Some("b, CPI score 2024"));
}
