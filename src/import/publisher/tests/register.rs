use super::*;

const TODAY: &str = "SIPRI Arms Transfers Database\nGenerated: 22 March 2026\n\"Transfers of major conventional arms from All countries to All countries, 2020-2025\"\n\n\
SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,Order date is estimate,Numbers delivered,Numbers delivered is estimate,\
Delivery year,Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery values,Local production\n\
1001,Russia,Kazakhstan,Su-30MK,FGA aircraft,Aircraft,2017,No,4,No,2020,No,New,,48.5,194,No;\n\
1002,Spain,Kazakhstan,C-295,Transport aircraft,Aircraft,2018,Yes,2,Yes,2021,Yes,New,,\"12,5\",25,No;\n\
1003,Russia,NATO**,Mi-17,Helicopter,Aircraft,2018,No,2,No,2021,No,Second hand,,5,10,No;\n\
1004,Unknown supplier(s),Kazakhstan,Cobra,APC,Armoured vehicles,soon,No,2,No,2021,No,New,,1,2,Yes;\n\
1005,Multiple sellers,Armenia,D-30,Towed gun,Artillery,2019,No,10,No,,No,Second hand,,0.5,5,No;\n";

fn rows(imported: &Imported, code: &str) -> Vec<String> {
    let table = imported.pack.tables.iter().find(|table| table.iso3 == iso(code)).unwrap();
    assert_eq!(table.table.id, "arms_register");
    let wanted = [
        "supplier_iso3",
        "designation",
        "order_year",
        "delivered",
        "delivery_years",
        "tiv_delivered",
    ];
    let cells =
        |row: &Vec<String>| wanted.map(|name| table.table.cell(row, name).to_owned()).join("|");
    table.table.rows.iter().map(cells).collect()
}

#[test]
fn each_recipient_gets_a_table_and_estimates_have_brackets() {
    let imported = of_text(TODAY);
    assert_eq!(imported.kind, PublisherKind::SipriRegister);
    assert_eq!(
        rows(&imported, "KAZ"),
        ["RUS|Su-30MK|2017|4|2020|194", "ESP|C-295|(2018)|(2)|(2021)|25"]
    );
    assert_eq!(rows(&imported, "ARM"), ["|D-30|2019|10||5"]);
    assert_eq!(
        left_out(&imported),
        [(8, Reason::NotAState, "NATO**"), (9, Reason::NotAYear, "soon")]
    );
    assert!(imported.remarks.contains(&Remark::Estimates(1)));
    assert!(imported.remarks.contains(&Remark::NameKept("Multiple sellers".to_owned())));
}

#[test]
fn the_older_export_marks_estimates_beside_the_figure() {
    let text = "Transfers of major conventional arms\n\nRecipient,Supplier,Year of order,,Number ordered,,Weapon designation,Weapon description,Number delivered,,\
        Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons\n\
        Kazakhstan,Russia,2017,?,12,,Su-30MK,FGA aircraft,8,?,2018; 2019,New,\"Deal worth $600 m, twelve aircraft\",48.5,582,388\n\
        ,Turkey,2020,,3,?,Anka,UAV,3,,2021; 2022,New,,10,30,30\n";
    let imported = of_text(text);
    assert_eq!(
        rows(&imported, "KAZ"),
        ["RUS|Su-30MK|(2017)|(8)|2018; 2019|388", "TUR|Anka|2020|3|2021; 2022|30"]
    );
    let table = &imported.pack.tables[0].table;
    assert_eq!(table.cell(&table.rows[1], "ordered"), "(3)");
    assert_eq!(table.cell(&table.rows[0], "comments"), "Deal worth $600 m, twelve aircraft");
}

#[test]
fn brackets_of_the_oldest_export_stay() {
    let text = "Recipient\tSupplier\tNo. ordered\tWeapon designation\tWeapon description\tYear(s) of order\tYear(s) of delivery\tNo. delivered\tComments\n\
        Kazakhstan\tRussia\t(12)\tSu-27\tFighter aircraft\t(1995)\t1996-1997\t(12)\tSecond-hand\n";
    let imported = of_text(text);
    assert_eq!(rows(&imported, "KAZ"), ["RUS|Su-27|(1995)|(12)|1996-1997|"]);
}
