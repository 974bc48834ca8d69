//! Arguments as people type them, right and wrong.

use super::*;

fn parsed(line: &str) -> Result<Command, Wrong> {
    parse(line.split_whitespace().map(OsString::from)).0.map(|args| args.command)
}

#[test]
fn commands_files_and_the_window() {
    assert_eq!(parsed(""), Ok(Command::Window { file: None, measure: None }));
    assert_eq!(
        parsed("--measure-start exit a.kriterion"),
        Ok(Command::Window { file: Some("a.kriterion".into()), measure: Some(Measure::Exit) })
    );
    assert_eq!(
        parsed("a.kriterion"),
        Ok(Command::Window { file: Some("a.kriterion".into()), measure: None })
    );
    assert_eq!(
        parsed("rate all --as-of 2012 --method bicc --json"),
        Ok(Command::Rate {
            state: "all".into(),
            method: Some("bicc".into()),
            as_of: Some(2012),
            history: None
        })
    );
    for (line, years) in [
        ("rate KAZ --history", (None, None)),
        ("rate KAZ --history 2000..2010", (Some(2000), Some(2010))),
        ("rate --history ..2010 KAZ", (None, Some(2010))),
    ] {
        assert!(
            matches!(parsed(line), Ok(Command::Rate { state, history: Some(found), .. }) if state == "KAZ" && found == years),
            "{line}"
        );
    }
    assert_eq!(
        parsed("calibrate r.csv --as-of 2013"),
        Ok(Command::Calibrate { file: "r.csv".into(), method: None, as_of: Some(2013) })
    );
    assert!(
        matches!(parsed("search two words"), Ok(Command::Search { text, .. }) if text == "two words")
    );
}

#[test]
fn wrong_use_says_what_is_wrong() {
    assert!(
        matches!(parsed("chek a.ron"), Err(Wrong::UnknownCommand { nearest: Some(near), .. }) if near == "check")
    );
    assert_eq!(parsed("merge a b"), Err(Wrong::MissingArgument("-o FILE")));
    assert!(matches!(
        parsed("merge a b -o c --take both"),
        Err(Wrong::BadValue { option: "--take", .. })
    ));
    for wrong in ["verify a --pack p", "a.kriterion --pack p", "bench --pack p"] {
        assert_eq!(parsed(wrong), Err(Wrong::UnknownOption("--pack".into())), "{wrong}");
    }
    assert!(parsed("score a --pack p --pack q").is_ok());
    assert_eq!(parsed("score"), Err(Wrong::MissingArgument("FILE")));
    assert_eq!(parsed("sample"), Err(Wrong::MissingArgument("-o FILE")));
    assert_eq!(parsed("score a b"), Err(Wrong::TooMany("b".into())));
    assert_eq!(parsed("score a --as-of 2020"), Err(Wrong::UnknownOption("--as-of".into())));
    assert_eq!(
        parsed("country KAZ --frobnicate"),
        Err(Wrong::UnknownOption("--frobnicate".into()))
    );
    for wrong in
        ["rate KAZ --history 2010..2000", "rate KAZ --history soon..", "rate KAZ --history 1..2"]
    {
        assert!(
            matches!(parsed(wrong), Err(Wrong::BadValue { option: "--history", .. })),
            "{wrong}"
        );
    }
    assert_eq!(
        parsed("rate KAZ --history --as-of 2000"),
        Err(Wrong::UnknownOption("--as-of".into()))
    );
    assert!(matches!(
        parsed("rate all --as-of soon"),
        Err(Wrong::BadValue { option: "--as-of", .. })
    ));
    assert!(matches!(
        parsed("--lang it country KAZ"),
        Err(Wrong::BadValue { option: "--lang", .. })
    ));
}
