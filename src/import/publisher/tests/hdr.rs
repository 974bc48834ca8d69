use super::*;

#[test]
fn the_index_is_read_and_groups_of_states_are_not() {
    let text = "iso3,country,hdicode,region,hdi_rank_2023,hdi_1990,hdi_2022,hdi_2023,le_2023\n\
        KAZ,Kazakhstan,Very High,ECA,60,0.69,0.829,0.837,74.4\n\
        CIV,C\u{f4}te d'Ivoire,Medium,SSA,157,,0.575,0.582,61.9\n\
        PRK,Korea (Democratic People's Rep. of),,EAP,,,,,73.6\n\
        ZZA.VHHD,Very high human development,,,,0.8,0.91,0.914,79.8\n\
        ZZK.WORLD,World,,,,0.6,0.752,0.756,73.4\n";
    // UNDP writes Latin-1.
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let imported = of_bytes(&bytes);
    assert_eq!(imported.kind, PublisherKind::UndpHdr);
    assert_eq!(value(&imported, "hdi", "KAZ", 2023), Some(0.837));
    assert_eq!(value(&imported, "hdi", "CIV", 2022), Some(0.575));
    assert_eq!(point(&imported, "hdi", "CIV", 1990), None);
    assert_eq!(series(&imported, "hdi").points.len(), 5, "no rank and no life expectancy");
    assert_eq!(
        left_out(&imported),
        [(5, Reason::NotAState, "Very high human development"), (6, Reason::NotAState, "World")]
    );
}
