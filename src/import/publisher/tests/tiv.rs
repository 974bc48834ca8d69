use super::*;

const TO_KAZAKHSTAN: &str = "\"TIV of arms exports to Kazakhstan, 2022-2024\"\nGenerated: 14 March 2025\n\
\"Figures are SIPRI Trend Indicator Values (TIVs) expressed in millions.\"\n\
\"Figures may not add up due to the conventions of rounding.\"\n\
\"A '0' indicates that the value of deliveries is less than 0.5m\"\n\
\"For more information, see https://www.sipri.org/databases/armstransfers/sources-and-methods/\"\n\
Source: SIPRI Arms Transfers Database\n\n,2022,2023,2024,Total\n\
Russia,150,(100),480,730\nSpain,,0,20,20\nTurkiye,12,,,12\nUnknown supplier(s),,3,,3\nTotal,162,103,500,765\n";

#[test]
fn suppliers_of_a_recipient_are_a_table_and_their_sum_a_series() {
    let imported = of_text(TO_KAZAKHSTAN);
    assert_eq!(imported.kind, PublisherKind::SipriTiv);
    assert_eq!(value(&imported, "arms_imports_tiv", "KAZ", 2024), Some(500.0));
    assert_eq!(imported.pack.tables.len(), 1);
    let table = &imported.pack.tables[0];
    assert_eq!((table.iso3, table.table.id.as_str()), (iso("KAZ"), "tiv_suppliers"));
    assert_eq!(table.cited.document, "download.dat");
    let rows: Vec<String> = table.table.rows.iter().map(|row| row.join("|")).collect();
    assert!(rows.contains(&"RUS|Russia|2024|480".to_owned()));
    assert!(rows.contains(&"TUR|Turkiye|2022|12".to_owned()));
    // A delivery of less than half a million is not the same as none.
    assert!(rows.contains(&"ESP|Spain|2023|0".to_owned()));
    assert!(rows.iter().all(|row| !row.starts_with("ESP|Spain|2022")));
    // A supplier without a state stays in the table under its name.
    assert!(rows.contains(&"|Unknown supplier(s)|2023|3".to_owned()));
    assert!(imported.remarks.contains(&Remark::NameKept("Unknown supplier(s)".to_owned())));
    assert_eq!(imported.rejected, []);
}

#[test]
fn recipients_of_a_supplier_are_its_exports() {
    let text = TO_KAZAKHSTAN
        .replace("exports to Kazakhstan", "exports from Korea, South")
        .replace("Russia,", "Poland,");
    let imported = of_text(&text);
    assert_eq!(value(&imported, "arms_exports_tiv", "KOR", 2022), Some(162.0));
    assert_eq!(imported.pack.tables[0].table.id, "tiv_recipients");
    assert_eq!(imported.pack.tables[0].table.columns[0], "recipient_iso3");
    assert!(imported.pack.series.iter().all(|series| series.id != "arms_imports_tiv"));
}

#[test]
fn a_table_of_all_suppliers_is_a_series() {
    let text = TO_KAZAKHSTAN.replace("exports to Kazakhstan", "exports from all");
    let imported = of_text(&text);
    assert_eq!(value(&imported, "arms_exports_tiv", "RUS", 2022), Some(150.0));
    assert_eq!(
        point(&imported, "arms_exports_tiv", "RUS", 2023).unwrap().qualifier,
        Qualifier::Estimate
    );
    assert_eq!(value(&imported, "arms_exports_tiv", "ESP", 2023), Some(0.0));
    assert_eq!(point(&imported, "arms_exports_tiv", "ESP", 2022), None);
    assert_eq!(imported.pack.tables, []);
    let names: Vec<&str> =
        imported.rejected.iter().map(|rejected| rejected.found.as_str()).collect();
    assert_eq!(names, ["Unknown supplier(s)", "Total"]);
}

#[test]
fn a_title_that_can_be_read_in_two_ways_stops_the_reading() {
    let text = TO_KAZAKHSTAN.replace("exports to Kazakhstan", "exports from Russia to Kazakhstan");
    assert!(matches!(
        try_bytes("x.csv", text.as_bytes()),
        Err(NotRead::MissingColumn { kind: PublisherKind::SipriTiv, .. })
    ));
}

#[test]
fn an_unknown_recipient_is_told_with_the_name_that_may_be_meant() {
    let imported = of_text(&TO_KAZAKHSTAN.replace("to Kazakhstan", "to Kazakstan"));
    assert_eq!((imported.pack.series.len(), imported.pack.tables.len()), (0, 0));
    assert_eq!(imported.rejected[0].nearest.as_deref(), Some("Kazakhstan"));
}
