use super::*;

const BULK: &str = "\u{feff}\"Data Source\",\"World Development Indicators\",\n\n\"Last Updated Date\",\"2025-07-01\",\n\n\
\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"1960\",\"2022\",\"2023\",\"2024\",\n\
\"Kazakhstan\",\"KAZ\",\"Military expenditure (% of GDP)\",\"MS.MIL.XPND.GD.ZS\",\"\",\"0.5174\",\"..\",\"0.4284\",\n\
\"Kazakhstan\",\"KAZ\",\"Arms imports (SIPRI trend indicator values)\",\"MS.MIL.MPRT.KD\",\"\",\"191000000\",\"\",\"550000000\",\n\
\"Kazakhstan\",\"KAZ\",\"Forest area (% of land area)\",\"AG.LND.FRST.ZS\",\"\",\"1.2\",\"1.3\",\"1.3\",\n\
\"Korea, Rep.\",\"KOR\",\"Military expenditure (% of GDP)\",\"MS.MIL.XPND.GD.ZS\",\"4.1\",\"2.5\",\"2.6\",\"\",\n\
\"Korea, Rep.\",\"KOR\",\"Forest area (% of land area)\",\"AG.LND.FRST.ZS\",\"\",\"64\",\"64\",\"64\",\n\
\"Hong Kong SAR, China\",\"HKG\",\"Military expenditure (% of GDP)\",\"MS.MIL.XPND.GD.ZS\",\"\",\"\",\"\",\"\",\n\
\"World\",\"WLD\",\"Military expenditure (% of GDP)\",\"MS.MIL.XPND.GD.ZS\",\"6\",\"2.2\",\"2.3\",\"2.4\",\n\
\"Nigeria\",\"NER\",\"Military expenditure (% of GDP)\",\"MS.MIL.XPND.GD.ZS\",\"\",\"0.6\",\"0.7\",\"0.8\",\n";

#[test]
fn the_download_of_the_world_bank_is_read() {
    let imported = of_text(BULK);
    assert_eq!(imported.kind, PublisherKind::WorldBankWdi);
    assert_eq!(value(&imported, "milex_pct_gdp", "KAZ", 2024), Some(0.4284));
    assert_eq!(value(&imported, "milex_pct_gdp", "KOR", 1960), Some(4.1));
    // An empty cell says nothing, two points say that nothing was published.
    assert_eq!(point(&imported, "milex_pct_gdp", "KAZ", 1960), None);
    let missing = point(&imported, "milex_pct_gdp", "KAZ", 2023).unwrap();
    assert_eq!((missing.value, missing.status), (None, ValueStatus::NotPublished));
    assert!(imported.pack.sources[0].vintage.de.contains("2025-07-01"));
    assert_eq!(series(&imported, "milex_pct_gdp").source, "wdi");
}

/// The program's own series in the layout of the World Bank: all states, or the first few of them.
fn own_series(states: usize) -> String {
    let atlas = &bundle().atlas;
    let years: Vec<u16> = (2010..=2024).collect();
    let mut text = "Country Name,Country Code,Indicator Name,Indicator Code".to_owned();
    years.iter().for_each(|year| text.push_str(&format!(",{year}")));
    for country in atlas.countries.iter().take(states) {
        text.push_str(&format!(
            "\n\"{}\",{},Gini index,SI.POV.GINI",
            country.name.en, country.iso3
        ));
        let points = atlas.points("gini", country.iso3);
        for year in &years {
            let value =
                points.iter().find(|point| point.year == *year).and_then(|point| point.value);
            text.push_str(&format!(
                ",{}",
                value.map(|value| (value + 1.0).to_string()).unwrap_or_default()
            ));
        }
    }
    text
}

#[test]
fn a_whole_file_of_another_source_replaces_a_series_and_a_part_stands_beside_it() {
    let atlas = &bundle().atlas;
    let whole = of_text(&own_series(usize::MAX));
    assert_eq!(whole.rejected, []);
    let pack = &whole.pack.series[0];
    assert_eq!((pack.id.as_str(), pack.source.as_str(), pack.reach), ("gini", "wdi", Reach::Table));
    let (after, _) = pack::apply(atlas, std::slice::from_ref(&whole.pack));
    assert_eq!(
        after.indicator("gini").unwrap().points.len(),
        atlas.indicator("gini").unwrap().points.len()
    );

    // One value that cannot be read, and the file does not speak for the whole table.
    let torn =
        of_text(&format!("{}\nKazakhstan,KAZ,Gini index,SI.POV.GINI,abc", own_series(usize::MAX)));
    let pack = &torn.pack.series[0];
    assert_eq!((pack.id.as_str(), pack.reach), ("gini_wdi", Reach::Values));

    let part = of_text(&own_series(40));
    assert_eq!(part.pack.series[0].id, "gini_wdi");
    let beside = Remark::Beside { series: "gini".to_owned(), own: "gini_wdi".to_owned() };
    assert_eq!(part.remarks, [beside]);
    let (after, _) = pack::apply(atlas, std::slice::from_ref(&part.pack));
    assert_eq!(after.indicator("gini").unwrap().points, atlas.indicator("gini").unwrap().points);
    let own = after.indicator("gini_wdi").unwrap();
    assert_eq!(own.unit, atlas.indicator("gini").unwrap().unit);
    assert_eq!(own.name.de, "Gini-Index (World Development Indicators)");
}

#[test]
fn single_units_become_the_millions_of_our_series() {
    let imported = of_text(BULK);
    let ours = bundle().atlas.points("arms_imports_tiv", iso("KAZ"));
    for year in [2022, 2024] {
        let known = ours.iter().find(|point| point.year == year).and_then(|point| point.value);
        assert!(known.is_some());
        assert_eq!(value(&imported, "arms_imports_tiv", "KAZ", year), known, "{year}");
    }
    assert_eq!(point(&imported, "arms_imports_tiv", "KAZ", 2023), None);
}

#[test]
fn what_is_not_taken_is_told_once_with_a_count() {
    let imported = of_text(BULK);
    assert_eq!(
        left_out(&imported),
        [
            (8, Reason::UnknownIndicator, "AG.LND.FRST.ZS"),
            (11, Reason::NotAState, "Hong Kong SAR, China"),
            (12, Reason::NotAState, "World"),
            (13, Reason::CodeAndNameDiffer, "Nigeria"),
        ]
    );
    assert_eq!(imported.rejected[0].times, 2);
}

#[test]
fn an_export_of_databank_is_read() {
    let text = "Series Name,Series Code,Country Name,Country Code,2010 [YR2010],2011 [YR2011]\n\
        \"Population, total\",SP.POP.TOTL,Türkiye,TUR,73142150,..\n\
        \"Poverty headcount ratio at $3.65 a day (2017 PPP) (% of population)\",SI.POV.LMIC,Türkiye,TUR,5.1,5\n\
        ,,,,,\nData from database: World Development Indicators,,,,,\nLast Updated: 07/01/2025,,,,,\n";
    let imported = of_bytes(&utf16(text));
    assert_eq!(value(&imported, "population", "TUR", 2010), Some(73_142_150.0));
    assert_eq!(
        point(&imported, "population", "TUR", 2011).unwrap().status,
        ValueStatus::NotPublished
    );
    // The poverty line behind the same code was another one.
    assert_eq!(imported.rejected.len(), 1);
    assert_eq!(imported.rejected[0].reason, Reason::OtherUnit);
    assert!(imported.pack.label.fr.contains("07/01/2025"));
}

#[test]
fn a_table_saved_anew_with_decimal_commas_is_told_by_its_cells() {
    let text = "Country Name;Country Code;Indicator Name;Indicator Code;2022;2023\n\
        Kasachstan;KAZ;Military expenditure (% of GDP);MS.MIL.XPND.GD.ZS;0,5174;1,234\n\
        Côte d'Ivoire;CIV;Military expenditure (% of GDP);MS.MIL.XPND.GD.ZS;12,5;1,0\n";
    let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let imported = of_bytes(&windows);
    assert_eq!(value(&imported, "milex_pct_gdp", "KAZ", 2023), Some(1.234));
    assert_eq!(value(&imported, "milex_pct_gdp", "CIV", 2022), Some(12.5));
    assert_eq!(remarks(&imported), [&Remark::Decimal(super::super::Decimal::Comma)]);

    let alone = text.replace("0,5174", "").replace("12,5", "7").replace("1,0", "3");
    let imported = of_text(&alone);
    assert_eq!(left_out(&imported), [(2, Reason::AmbiguousNumber, "1,234")]);
    assert_eq!(value(&imported, "milex_pct_gdp", "CIV", 2022), Some(7.0));
}

#[test]
fn two_values_for_one_year_are_both_left_out() {
    let row = "Kazakhstan,KAZ,Military expenditure (% of GDP),MS.MIL.XPND.GD.ZS";
    let text = format!(
        "Country Name,Country Code,Indicator Name,Indicator Code,2022,2023\n{row},0.5,0.4\n{row},0.5,0.7\n{row},0.5,0.9\n"
    );
    let imported = of_text(&text);
    assert_eq!(value(&imported, "milex_pct_gdp", "KAZ", 2022), Some(0.5));
    assert_eq!(point(&imported, "milex_pct_gdp", "KAZ", 2023), None);
    let lines: Vec<_> =
        left_out(&imported).into_iter().map(|(line, reason, _)| (line, reason)).collect();
    assert_eq!(
        lines,
        [(2, Reason::Contradicted), (3, Reason::Contradicted), (4, Reason::Contradicted)]
    );
    assert!(imported.remarks.contains(&Remark::Repeated(2)));
}

#[test]
fn the_packed_download_is_read_past_its_descriptions() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in [
        (
            "Metadata_Country_API_MS.MIL.XPND.GD.ZS.csv",
            "\"Country Code\",\"Region\",\"IncomeGroup\"\n\"KAZ\",\"Europe & Central Asia\",\"Upper middle income\"\n",
        ),
        ("API_MS.MIL.XPND.GD.ZS_DS2_en_csv_v2.csv", BULK),
    ] {
        zip.start_file(name, options).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    let imported = of_bytes(&zip.finish().unwrap().into_inner());
    assert_eq!(value(&imported, "milex_pct_gdp", "KAZ", 2024), Some(0.4284));
    assert_eq!(imported.rejected[0].file, "API_MS.MIL.XPND.GD.ZS_DS2_en_csv_v2.csv");
}

#[test]
fn rows_without_a_code_and_rows_swallowed_by_a_quote_are_told() {
    let head = "Country Name,Country Code,Indicator Name,Indicator Code,2022,2023\n";
    let row = "Military expenditure (% of GDP),MS.MIL.XPND.GD.ZS,0.5,0.4\n";
    let text = format!(
        "{head}Kazakhstan,KAZ,{row}Armenia,ARM,Gini index,,1,2\nGeorgia,,,,,3\n,,,,,\nData from database: x,,,,,\n\"Austria,AUT,{row}Germany,DEU,{row}"
    );
    let imported = of_text(&text);
    let told: Vec<_> =
        left_out(&imported).into_iter().map(|(line, reason, _)| (line, reason)).collect();
    assert_eq!(
        told,
        [(3, Reason::UnknownIndicator), (4, Reason::UnknownIndicator), (7, Reason::CellCount)]
    );
    assert!(imported.rejected[2].found.starts_with("Austria,AUT"));
    assert_eq!(series(&imported, "milex_pct_gdp").points.len(), 2);
    assert!(imported.pack.series.iter().all(|series| series.reach == Reach::Values));
}
