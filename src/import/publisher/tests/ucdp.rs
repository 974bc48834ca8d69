use super::*;
use kriterion_heart::atlas::{ConflictKind, Country};
use std::collections::BTreeSet;

fn country_years(rows: &[&str]) -> String {
    let mut head = "country_id_cy,country_cy,year_cy,region_cy,main_govt_name_cy".to_owned();
    for kind in
        ["sb_intrastate_deaths", "sb_interstate_deaths", "ns_total_deaths", "os_total_deaths"]
    {
        for which in ["best", "low", "high"] {
            head = format!("{head},{kind}_{which}_cy");
        }
    }
    for kind in ["sb_intrastate", "sb_interstate", "ns", "os"] {
        head = format!("{head},{kind}_dyad_count_cy");
    }
    format!(
        "{head},os_main_govt_killings_best_cy,cumulative_total_deaths_in_orgvio_best_cy,version\n{}\n",
        rows.join("\n")
    )
}

#[test]
fn states_and_years_become_conflicts_and_series() {
    let imported = of_text(&country_years(&[
        "90,DR Congo (Zaire),1997,4,Government of DR Congo,100,90,120,0,0,0,20,20,25,300,250,400,2,0,1,1,280,420,25.1",
        "705,Kazakhstan,2024,3,Government of Kazakhstan,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,25.1",
        "345,Serbia (Yugoslavia),1999,1,Government of Serbia,5,5,5,x,7,7,0,0,0,0,0,0,1,1,0,0,0,12,25.1",
        "999,Atlantis,2024,3,,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,25.1",
        "705,Kazakhstan,2024,3,Government of Kazakhstan,9,9,9,0,0,0,0,0,0,0,0,0,1,0,0,0,0,9,25.1",
    ]));
    assert_eq!(imported.kind, PublisherKind::UcdpCountryYears);
    let kinds: Vec<_> = imported
        .pack
        .conflicts
        .iter()
        .map(|row| (row.iso3.to_string(), row.kind, row.best, row.low, row.high, row.dyads))
        .collect();
    assert_eq!(
        kinds,
        [
            ("COD".to_owned(), ConflictKind::Intrastate, 100, 90, 120, 2),
            ("COD".to_owned(), ConflictKind::NonState, 20, 20, 25, 1),
            ("COD".to_owned(), ConflictKind::OneSided, 300, 250, 400, 1),
            ("SRB".to_owned(), ConflictKind::Intrastate, 5, 5, 5, 1),
        ]
    );
    assert_eq!(value(&imported, "ucdp_gov_onesided", "COD", 1997), Some(280.0));
    // A 0 of UCDP is a statement: nothing was recorded.
    assert_eq!(value(&imported, "ucdp_deaths", "KAZ", 2024), Some(0.0));
    assert_eq!(
        left_out(&imported),
        [
            (4, Reason::NotANumber, "x"),
            (5, Reason::UnknownCountry, "Atlantis"),
            (6, Reason::Twice, "KAZ 2024"),
        ]
    );
    assert_eq!(imported.pack.sources[0].vintage.de, "Version 25.1");
}

#[test]
fn events_are_added_up_by_state_year_and_kind() {
    let text = "id,relid,year,active_year,type_of_violence,dyad_new_id,dyad_name,side_a,side_b,country,country_id,deaths_civilians,best,high,low,gwnoa,gwnob\n\
        1,A,2022,1,1,11,a - b,Government of Ukraine,DPR,Ukraine,369,0,10,12,8,369,\n\
        2,B,2022,1,1,12,c - d,Government of Russia (Soviet Union),Government of Ukraine,Ukraine,369,5,100,150,90,365,369\n\
        3,C,2022,1,1,12,c - d,Government of Russia (Soviet Union),Government of Ukraine,Ukraine,369,5,50,60,40,365,369\n\
        4,D,2022,1,3,13,e - f,Government of Russia (Soviet Union),Civilians,Ukraine,369,7,7,9,7,365,\n\
        5,E,2022,1,3,14,g - h,Government of Myanmar (Burma),Civilians,Myanmar (Burma),775,4,4,4,4,775,\n\
        6,F,2022,1,2,15,i - j,X,Y,Myanmar (Burma),775,0,3,3,3,,\n\
        6,F,2022,1,2,15,i - j,X,Y,Myanmar (Burma),775,0,3,3,3,,\n\
        7,G,2022,1,9,15,i - j,X,Y,Myanmar (Burma),775,0,3,3,3,,\n\
        8,H,2022,1,2,15,i - j,X,Y,Myanmar (Burma),775,0,,3,3,,\n";
    let imported = of_text(text);
    assert_eq!(imported.kind, PublisherKind::UcdpEvents);
    let rows: Vec<_> = imported
        .pack
        .conflicts
        .iter()
        .map(|row| (row.iso3.to_string(), row.kind, row.best, row.low, row.high, row.dyads))
        .collect();
    assert_eq!(
        rows,
        [
            ("MMR".to_owned(), ConflictKind::NonState, 3, 3, 3, 1),
            ("MMR".to_owned(), ConflictKind::OneSided, 4, 4, 4, 1),
            ("UKR".to_owned(), ConflictKind::Intrastate, 10, 8, 12, 1),
            ("UKR".to_owned(), ConflictKind::Interstate, 150, 130, 210, 1),
            ("UKR".to_owned(), ConflictKind::OneSided, 7, 7, 9, 1),
        ]
    );
    assert_eq!(value(&imported, "ucdp_deaths", "UKR", 2022), Some(167.0));
    // Civilians killed by another state's forces are not killed by the government of the place.
    assert_eq!(value(&imported, "ucdp_gov_onesided", "UKR", 2022), Some(0.0));
    assert_eq!(value(&imported, "ucdp_gov_onesided", "MMR", 2022), Some(4.0));
    // Two events of Myanmar could not be read, so that there were more deaths than the sum says.
    let qualifier = |id, state| point(&imported, id, state, 2022).unwrap().qualifier;
    assert_eq!(value(&imported, "ucdp_deaths", "MMR", 2022), Some(7.0));
    for id in ["ucdp_deaths", "ucdp_gov_onesided"] {
        assert_eq!(qualifier(id, "MMR"), Qualifier::AtLeast, "{id}");
        assert_eq!(qualifier(id, "UKR"), Qualifier::Firm, "{id}");
    }
    assert_eq!(series(&imported, "ucdp_deaths").id, "ucdp_deaths_ucdp_ged");
    assert!(imported.remarks.contains(&Remark::SumsOfEvents));
    assert_eq!(
        left_out(&imported),
        [(8, Reason::Twice, "6"), (9, Reason::UnknownWord, "9"), (10, Reason::NotANumber, "")]
    );
}

#[test]
fn codes_are_compared_as_numbers() {
    let text = "id,year,type_of_violence,country,country_id,best,high,low,gwnoa,gwnob\n\
        1,2022,3,Myanmar (Burma),775,4,4,4,775.0,\n\
        2,2022,3,Myanmar (Burma),775.0,5,5,5,775,\n\
        3,2022,3,Myanmar (Burma),775,6,6,6,,\n\
        4,2022,1,Ukraine,369,9,9,9,365.0,369.0\n";
    let imported = of_text(text);
    assert_eq!(value(&imported, "ucdp_gov_onesided", "MMR", 2022), Some(9.0));
    assert_eq!(value(&imported, "ucdp_deaths", "MMR", 2022), Some(15.0));
    let kinds: Vec<_> = imported.pack.conflicts.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [ConflictKind::OneSided, ConflictKind::Interstate]);
}

#[test]
fn a_year_that_is_none_or_comes_twice_leaves_a_gap() {
    let atlas = &bundle().atlas;
    let row = |state: &str, year: &str| {
        format!("1,\"{state}\",{year},3,G,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,25.1")
    };
    // A file with all that the program has takes the place of its series, which come from another source.
    let known = |country: &Country| {
        let years: BTreeSet<u16> = ["ucdp_deaths", "ucdp_gov_onesided"]
            .into_iter()
            .flat_map(|id| atlas.points(id, country.iso3).iter().map(|point| point.year))
            .collect();
        years.into_iter().map(|year| row(&country.name.en, &year.to_string())).collect::<Vec<_>>()
    };
    let whole: Vec<String> = atlas.countries.iter().flat_map(known).collect();
    let reach = |more: Option<String>| {
        let rows: Vec<&str> = whole.iter().chain(&more).map(String::as_str).collect();
        let imported = of_text(&country_years(&rows));
        ["ucdp_deaths", "ucdp_gov_onesided"].map(|id| series(&imported, id).reach)
    };
    assert_eq!(reach(None), [Reach::Table; 2]);
    assert_eq!(reach(Some(row("Armenia", "soon"))), [Reach::Values; 2]);
    assert_eq!(reach(whole.first().cloned()), [Reach::Values; 2]);
}
