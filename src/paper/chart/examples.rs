//! Charts such as reports have, for tests; all values are invented.

use crate::document::{
    Bar, Bars, Chart, Labels, Lane, LevelRow, Levels, Lines, Moment, TimeLine, Tone, Trace,
};

pub fn german() -> Labels {
    Labels {
        no_data: "keine Daten".into(),
        decimal_mark: ",".into(),
        group_mark: ".".into(),
        ..Labels::default()
    }
}

pub fn french() -> Labels {
    Labels {
        no_data: "aucune donnée".into(),
        decimal_mark: ",".into(),
        group_mark: "\u{202F}".into(),
        ..Labels::default()
    }
}

/// A small repeatable generator, so that examples need no dependency and no chance.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub fn part(&mut self) -> f64 {
        self.below(10_000) as f64 / 10_000.0
    }
}

pub fn bar(name: &str, value: Option<f64>, said: &str) -> Bar {
    Bar { name: name.into(), value, said: said.into(), tone: Tone::Plain }
}

fn trace(name: &str, values: &[f64]) -> Trace {
    let value = |value: &f64| (!value.is_nan()).then_some(*value);
    Trace { name: name.into(), values: values.iter().map(value).collect() }
}

const GAP: f64 = f64::NAN;

pub fn lines_of_four() -> Chart {
    let years = (2010..=2024).collect();
    let mut dice = Dice(7);
    let mut walk = |name: &str, start: f64, step: f64| {
        let mut value = start;
        let mut values = Vec::new();
        for _ in 0..15 {
            value += (dice.part() - 0.5) * step;
            values.push((value * 100.0).round() / 100.0);
        }
        trace(name, &values)
    };
    let mut traces = vec![
        walk("Kasachstan", 1.0, 0.2),
        walk("Usbekistan", 2.6, 0.5),
        walk("Nachbarstaaten (Mittelwert)", 1.3, 0.2),
        walk("Europa und Zentralasien", 1.4, 0.1),
    ];
    traces[0].values[6] = None;
    traces[0].values[7] = None;
    traces[1].values[3] = None;
    traces[1].values[5] = None;
    traces[1].values[13] = None;
    traces[1].values[14] = None;
    traces.push(trace("Turkmenistan", &[]));
    Chart::Lines(Lines { years, unit: "% des Bruttoinlandsprodukts".into(), traces })
}

pub fn line_alone() -> Chart {
    let values = [59.1, 61.0, 60.4, 62.2, GAP, 63.1, 64.8, 64.2];
    let years = (2015..=2022).collect();
    Chart::Lines(Lines {
        years,
        unit: "Punkte (0\u{2013}100)".into(),
        traces: vec![trace("", &values)],
    })
}

pub fn lines_of_fourteen() -> Chart {
    let mut dice = Dice(3);
    let traces = (0..14)
        .map(|at| {
            let values: Vec<f64> =
                (0..30).map(|_| 20.0 + f64::from(at) * 7.0 + dice.part() * 9.0).collect();
            trace(&format!("Staat Nummer {at}"), &values)
        })
        .collect();
    Chart::Lines(Lines { years: (1995..2025).collect(), unit: "Mio. US$".into(), traces })
}

pub fn lines_below_zero() -> Chart {
    let values = [-3.2e9, -1.1e9, 0.4e9, 2.7e9, 5.2e9, -0.7e9, 1.9e9];
    let others = [1.2e9, 1.3e9, GAP, 1.1e9, GAP, 0.7e9, 0.2e9];
    let traces = vec![trace("Leistungsbilanz", &values), trace("Handel", &others)];
    Chart::Lines(Lines { years: (2018..=2024).collect(), unit: "US$".into(), traces })
}

pub fn rows_of_eight() -> Chart {
    let bars = vec![
        bar("Russland", Some(1240.0), "1.240"),
        bar("Spanien", Some(312.0), "312"),
        bar("Türkei", Some(188.5), "188,5 (geschätzt)"),
        bar("Vereinigte Staaten von Amerika und ihre Außengebiete", Some(90.0), "90"),
        bar("Südafrika", Some(12.0), "12"),
        bar("Israel", None, ""),
        bar("Schweiz", Some(0.0), "0"),
        bar("Volksrepublik China", Some(3.0), "3"),
    ];
    Chart::Bars(Bars { unit: "Mio. TIV, 2015\u{2013}2024".into(), bars, is_upright: false })
}

pub fn rows_below_zero() -> Chart {
    let bars = vec![
        bar("Kasachstan", Some(-2.4), "\u{2212}2,4"),
        bar("Kirgisistan", Some(1.8), "1,8"),
        bar("Tadschikistan", None, "keine Daten (zuletzt 2011)"),
        bar("Usbekistan", Some(-0.3), "\u{2212}0,3"),
        bar("Mittelwert der Region", Some(0.6), "0,6"),
    ];
    Chart::Bars(Bars { unit: "Prozentpunkte".into(), bars, is_upright: false })
}

pub fn rows_of_forty() -> Chart {
    let mut dice = Dice(11);
    let bars = (0..40)
        .map(|at| {
            let value = (dice.part() * 900.0).round() / 10.0;
            let said = format!("{value}").replace('.', ",");
            bar(&format!("Staat mit einem Namen {at}"), Some(value), &said)
        })
        .collect();
    Chart::Bars(Bars { unit: "% der Bevölkerung".into(), bars, is_upright: false })
}

pub fn columns_of_years() -> Chart {
    let mut dice = Dice(5);
    let bars = (2010..=2024)
        .map(|year: u16| {
            let value = (dice.part() * 3_000.0).round();
            match year {
                2013 | 2014 => bar(&year.to_string(), None, ""),
                2019 => bar(&year.to_string(), Some(0.0), "0"),
                _ => bar(&year.to_string(), Some(value), &super::axis::number(value, 0, &german())),
            }
        })
        .collect();
    Chart::Bars(Bars { unit: "Genehmigungen in Tsd. Euro".into(), bars, is_upright: true })
}

pub fn columns_of_forty() -> Chart {
    let mut dice = Dice(6);
    let bars = (1985..2025)
        .map(|year: u16| {
            let value = (dice.part() * 300.0).round() / 10.0 - 6.0;
            let said = format!("{value:.1}").replace('.', ",").replace('-', "\u{2212}");
            let known = !(1991..=1993).contains(&year);
            bar(&year.to_string(), known.then_some(value), if known { &said } else { "" })
        })
        .collect();
    Chart::Bars(Bars { unit: "Veränderung in %".into(), bars, is_upright: true })
}

pub fn columns_of_tones() -> Chart {
    let tones = [Tone::Plain, Tone::Calm, Tone::Caution, Tone::Grave, Tone::Unknown];
    let bars = tones
        .into_iter()
        .enumerate()
        .map(|(at, tone)| Bar {
            name: [
                "gesamt",
                "nicht kritisch",
                "möglicherweise kritisch",
                "kritisch",
                "keine Daten",
            ][at]
                .into(),
            value: Some([31.0, 12.0, 9.0, 4.0, 6.0][at]),
            said: ["31", "12", "9", "4", "6"][at].into(),
            tone,
        })
        .collect();
    Chart::Bars(Bars { unit: "Vorfälle".into(), bars, is_upright: true })
}

pub fn shares_of_nine() -> Chart {
    let parts = [
        ("Russland", 58.0),
        ("Spanien", 14.0),
        ("Türkei", 9.5),
        ("Vereinigte Staaten", 6.5),
        ("Südafrika", 4.0),
        ("Israel", 3.0),
        ("Frankreich", 2.0),
        ("Ukraine", 1.0),
    ];
    let mut bars: Vec<Bar> = parts
        .into_iter()
        .map(|(name, value)| bar(name, Some(value), &format!("{value}\u{202F}%").replace('.', ",")))
        .collect();
    bars.push(bar("Schweiz", None, ""));
    Chart::Shares(Bars {
        unit: "% der Einfuhren von Großwaffen, 2020\u{2013}2024".into(),
        bars,
        is_upright: false,
    })
}

pub fn levels_of_eight() -> Chart {
    let calm = || Some(("nicht kritisch".to_owned(), Tone::Calm));
    let caution = || Some(("möglicherweise kritisch".to_owned(), Tone::Caution));
    let grave = || Some(("kritisch".to_owned(), Tone::Grave));
    let unknown = || Some(("keine Daten".to_owned(), Tone::Unknown));
    let row =
        |name: &str, marks: Vec<Option<(String, Tone)>>| LevelRow { name: name.into(), marks };
    let rows = vec![
        row("1  Internationale Verpflichtungen", vec![calm(), calm(), calm()]),
        row("2  Menschenrechte und humanitäres Völkerrecht", vec![grave(), grave(), caution()]),
        row("3  Innere Lage", vec![caution(), caution(), None]),
        row("4  Frieden, Sicherheit und Stabilität in der Region", vec![caution(), calm(), calm()]),
        row("5  Nationale Sicherheit der Mitgliedstaaten", vec![calm(), None, None]),
        row("6  Verhalten des Käuferlandes", vec![caution(), grave(), grave()]),
        row("7  Umleitung", vec![grave(), grave(), caution()]),
        row("8  Entwicklung", vec![unknown(), unknown(), None]),
    ];
    let columns = ["Vorschlag", "Urteil", "Restrisiko"].map(str::to_owned).to_vec();
    Chart::Levels(Levels { columns, rows })
}

fn moment(from: &str, until: &str, label: &str, tone: Tone) -> Moment {
    Moment { from: from.into(), until: until.into(), label: label.into(), tone }
}

pub fn time_of_a_case() -> Chart {
    let lanes = vec![
        Lane {
            name: "Vorfälle".into(),
            moments: vec![
                moment("2019-06-09", "", "Festnahmen nach der Wahl", Tone::Caution),
                moment("2022-01-05", "2022-01-19", "Ausnahmezustand", Tone::Grave),
                moment("2022-01-05", "", "Schüsse auf Demonstrierende in Almaty", Tone::Grave),
                moment("2022-02", "", "Folter in Haft, mehrere Berichte", Tone::Grave),
                moment("2023", "", "Prozesse gegen Oppositionelle", Tone::Unknown),
                moment("2024-03-12", "", "Freilassung", Tone::Calm),
                moment("", "", "Überwachung eines Anwalts, Tag nicht bekannt", Tone::Unknown),
            ],
        },
        Lane {
            name: "Ausfuhren".into(),
            moments: vec![
                moment("2017-03", "2021-11", "Funkgeräte, Grenzschutz", Tone::Plain),
                moment("2020-05-04", "", "Ablehnung", Tone::Plain),
                moment("2023-02-01", "2024-12-31", "Peiltechnik", Tone::Plain),
            ],
        },
        Lane { name: "Embargos".into(), moments: Vec::new() },
    ];
    Chart::TimeLine(TimeLine { lanes })
}

pub fn time_of_many() -> Chart {
    let mut dice = Dice(9);
    let tones = [Tone::Plain, Tone::Calm, Tone::Caution, Tone::Grave, Tone::Unknown];
    let mut lane = |name: &str, count: usize, first: u64, years: u64| Lane {
        name: name.into(),
        moments: (0..count)
            .map(|at| {
                let year = first + dice.below(years);
                let day = format!("{year}-{:02}-{:02}", 1 + dice.below(12), 1 + dice.below(28));
                moment(
                    &day,
                    "",
                    &format!("Vorfall {at} in einer Stadt"),
                    tones[dice.below(5) as usize],
                )
            })
            .collect(),
    };
    let lanes =
        vec![lane("Gewalt gegen Zivilpersonen", 160, 2012, 12), lane("Luftangriffe", 60, 2020, 3)];
    Chart::TimeLine(TimeLine { lanes })
}

/// Each with its name.
pub fn all() -> Vec<(&'static str, Chart)> {
    vec![
        ("lines-four", lines_of_four()),
        ("line-alone", line_alone()),
        ("lines-fourteen", lines_of_fourteen()),
        ("lines-below-zero", lines_below_zero()),
        ("rows-eight", rows_of_eight()),
        ("rows-below-zero", rows_below_zero()),
        ("rows-forty", rows_of_forty()),
        ("columns-years", columns_of_years()),
        ("columns-forty", columns_of_forty()),
        ("columns-tones", columns_of_tones()),
        ("shares-nine", shares_of_nine()),
        ("levels-eight", levels_of_eight()),
        ("time-case", time_of_a_case()),
        ("time-many", time_of_many()),
    ]
}
