use super::C::{E, Merged, N, T};
use super::*;

fn workbook(kazakhstan: Vec<C>) -> Vec<u8> {
    book(&[
        ("Index", vec![vec![T("Freedom in the World 2025 Raw Data")]]),
        (
            "FIW13-25",
            vec![
                vec![Merged("FREEDOM IN THE WORLD 2013-2025 RAW DATA", 12)],
                [
                    "Country/Territory",
                    "Region",
                    "C/T",
                    "Edition",
                    "Status",
                    "PR rating",
                    "CL rating",
                    "A1",
                    "A",
                    "PR",
                    "CL",
                    "Total",
                ]
                .map(T)
                .to_vec(),
                kazakhstan,
                vec![
                    T("Syria"),
                    T("Middle East"),
                    T("c"),
                    N(2025.0),
                    T("NF"),
                    N(7.0),
                    N(7.0),
                    N(0.0),
                    N(0.0),
                    N(-3.0),
                    N(8.0),
                    N(5.0),
                ],
                vec![
                    T("Germany"),
                    T("Europe"),
                    T("c"),
                    N(2025.0),
                    T("F"),
                    N(1.0),
                    N(1.0),
                    N(4.0),
                    N(12.0),
                    N(39.0),
                    N(56.0),
                    N(95.0),
                ],
                vec![
                    T("Hong Kong"),
                    T("Asia"),
                    T("t"),
                    N(2025.0),
                    T("PF"),
                    N(6.0),
                    N(5.0),
                    N(0.0),
                    N(2.0),
                    N(9.0),
                    N(31.0),
                    N(40.0),
                ],
                vec![
                    T("Crimea"),
                    T("Eurasia"),
                    T("t"),
                    N(2025.0),
                    T("NF"),
                    N(7.0),
                    N(7.0),
                    N(0.0),
                    N(0.0),
                    N(-2.0),
                    N(4.0),
                    N(2.0),
                ],
                vec![
                    T("Armenia"),
                    T("Eurasia"),
                    T("c"),
                    N(2025.0),
                    T("free"),
                    N(4.0),
                    N(4.0),
                    N(2.0),
                    N(6.0),
                    N(23.0),
                    N(31.0),
                    N(54.0),
                ],
            ],
        ),
    ])
}

fn kazakhstan() -> Vec<C> {
    vec![
        T("Kazakhstan"),
        T("Eurasia"),
        T("c"),
        N(2025.0),
        T("NF"),
        N(7.0),
        N(5.0),
        N(0.0),
        N(0.0),
        N(5.0),
        N(18.0),
        N(23.0),
    ]
}

#[test]
fn scores_and_status_of_countries_are_read() {
    let imported = of_bytes(&workbook(kazakhstan()));
    assert_eq!(imported.kind, PublisherKind::FreedomHouse);
    assert_eq!(value(&imported, "fh_total", "KAZ", 2025), Some(23.0));
    assert_eq!(value(&imported, "fh_political_rights", "SYR", 2025), Some(-3.0));
    assert_eq!(value(&imported, "fh_civil_liberties", "KAZ", 2025), Some(18.0));
    assert_eq!(value(&imported, "fh_status", "KAZ", 2025), Some(3.0));
    assert_eq!(value(&imported, "fh_status", "DEU", 2025), Some(1.0));
    let ours = bundle().atlas.indicator("fh_status").unwrap();
    assert_eq!(ours.category(3.0).unwrap().en, "Not free");
}

#[test]
fn territories_and_unknown_words_are_told() {
    let imported = of_bytes(&workbook(kazakhstan()));
    assert_eq!(
        left_out(&imported),
        [
            (6, Reason::NotAState, "Hong Kong"),
            (7, Reason::NotAState, "Crimea"),
            (8, Reason::UnknownWord, "free")
        ]
    );
    assert_eq!(imported.rejected[2].at.as_deref(), Some("Status"));
    assert_eq!(value(&imported, "fh_total", "ARM", 2025), Some(54.0));
    assert_eq!(point(&imported, "fh_status", "ARM", 2025), None);
}

#[test]
fn a_score_that_is_not_given_is_not_zero() {
    let mut row = kazakhstan();
    row[9] = T("N/A");
    row[10] = E;
    let imported = of_bytes(&workbook(row));
    let missing = point(&imported, "fh_political_rights", "KAZ", 2025).unwrap();
    assert_eq!((missing.value, missing.status), (None, ValueStatus::NotPublished));
    assert_eq!(point(&imported, "fh_civil_liberties", "KAZ", 2025), None);
}

#[test]
fn a_workbook_without_a_needed_column_is_told() {
    let bytes = book(&[(
        "FIW13-25",
        vec![["Country/Territory", "C/T", "Edition", "Status", "PR", "CL"].map(T).to_vec()],
    )]);
    let column = "Total".to_owned();
    assert_eq!(
        try_bytes("x", &bytes),
        Err(NotRead::MissingColumn { kind: PublisherKind::FreedomHouse, column })
    );
}

#[test]
fn a_row_without_a_year_leaves_a_gap() {
    let reach = |row| series(&of_bytes(&workbook(row)), "fh_total").reach;
    assert_eq!(reach(kazakhstan()), Reach::Table);
    let mut row = kazakhstan();
    row[3] = T("soon");
    let imported = of_bytes(&workbook(row));
    assert!(left_out(&imported).contains(&(3, Reason::NotAYear, "soon")));
    assert!(imported.pack.series.iter().all(|series| series.reach == Reach::Values));
}
