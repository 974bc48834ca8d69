//! A report with everything in it, and reports that nobody would write.

use crate::document::*;

pub fn report(language: Language) -> Document {
    let (prose, title) = match language {
        Language::De => (GERMAN, "Länderbericht Kasachstan: Verhältnisse im Land"),
        Language::En => (ENGLISH, "Country report Kazakhstan: the state of the country"),
        Language::Fr => (FRENCH, "Rapport sur le Kazakhstan : la situation du pays"),
    };
    let mut blocks = vec![
        Block::Contents,
        Block::NewPage,
        heading(1, "lage", "Sicherheitslage und Rüstungskontrolle"),
        paragraph(Role::Lead, vec![Span::plain(prose.chars().take(220).collect::<String>())]),
        paragraph(
            Role::Body,
            vec![
                Span::plain(prose),
                Span::Note { at: 0 },
                Span::plain(" "),
                Span::strong("Stark hervorgehoben"),
                Span::plain(" und "),
                Span::emphasised("schräg gesetzt"),
                Span::plain("; siehe "),
                link("Tabelle 1", Link::Within("t1".into())),
                Span::plain(" oder "),
                link("https://www.example.org/a/very/long/address/which/does/not/end/soon/and/goes/on?query=1234567890", Link::Url("https://www.example.org/a".into())),
                Span::plain("."),
                Span::Note { at: 1 },
                Span::Note { at: 2 },
            ],
        ),
        paragraph(Role::Body, vec![Span::plain(prose)]),
        heading(2, "streit", "Streitkräfte: Wehretat in Prozent des Bruttoinlandsprodukts"),
        generated("Im Jahr 2024 betrug der Anteil 0,5 %; im Vorjahr waren es 0,6 %."),
        generated("Der Median der Region lag bei 1,2 %. Damit lag das Land unter den Nachbarn, auch wenn man die Ausgaben für innere Sicherheit hinzurechnet, die in anderen Haushalten stehen."),
        paragraph(Role::Hint, vec![Span::plain("Hier beurteilen: Wofür werden die Streitkräfte eingesetzt? Wie weit ist die Armee unter ziviler Kontrolle?")]),
        paragraph(Role::Quote, vec![Span::Words(Words { text: "The armed forces of the Republic of Kazakhstan participated in the suppression of the unrest of January 2022.".into(), language: Some(Language::En), ..Words::default() })]),
        Block::List(List {
            is_numbered: false,
            items: vec![
                item("Erster Punkt mit einer Anmerkung", None),
                item(prose, Some(List { is_numbered: true, items: vec![item("Eins", None), item(prose, None), item("Drei", None)] })),
                item("Letzter", None),
            ],
        }),
        Block::Table(fields()),
        Block::Table(series(34)),
        Block::Figure(Figure {
            id: "f1".into(),
            caption: vec![Span::plain("Schaubild 1: Militärausgaben in Prozent des Bruttoinlandsprodukts"), Span::Note { at: 3 }],
            alt: "Linien über die Jahre 2020 bis 2024. Kasachstan: 1,1 Prozent im Jahr 2020, keine Angabe für 2021, danach 0,8, 0,6 und 0,5 Prozent.".into(),
            chart: Chart::Lines(Lines {
                years: vec![2020, 2021, 2022, 2023, 2024],
                unit: "% des BIP".into(),
                traces: vec![
                    Trace { name: "Kasachstan".into(), values: vec![Some(1.1), None, Some(0.8), Some(0.6), Some(0.5)] },
                    Trace { name: "Region".into(), values: vec![Some(1.6), Some(1.5), Some(1.4), Some(1.3), Some(1.2)] },
                ],
            }),
            below: vec![plain("Quelle: SIPRI Military Expenditure Database 2025."), plain("Lücke: kein Wert veröffentlicht.")],
        }),
        Block::Box(Boxed {
            id: "kasten".into(),
            title: plain("Kasten 1: Die Unruhen vom Januar 2022"),
            blocks: vec![
                paragraph(Role::Body, vec![Span::plain(prose), Span::Note { at: 4 }]),
                Block::List(List { is_numbered: true, items: vec![item("Ein Punkt im Kasten", None), item(prose, None)] }),
                Block::Table(fields()),
                paragraph(Role::Aside, plain("Quelle: eigene Darstellung.")),
            ],
        }),
    ];
    for number in 1..=6 {
        blocks.push(heading(
            2,
            &format!("h{number}"),
            &format!("Abschnitt {number}: Donaudampfschifffahrtsgesellschaftsvorschriften"),
        ));
        blocks.push(heading(3, &format!("i{number}"), "Unterabschnitt"));
        for part in 1..=4 {
            let text = format!(
                "{number}.{part} {}",
                prose.chars().take(17 * part * number).collect::<String>()
            );
            blocks.push(paragraph(
                Role::Body,
                vec![Span::plain(text), Span::plain(" "), Span::plain(prose)],
            ));
        }
        blocks.push(heading(4, &format!("j{number}"), "Vierte Ebene"));
        blocks.push(paragraph(Role::Body, vec![Span::plain(prose)]));
    }
    blocks.push(paragraph(
        Role::Address,
        vec![
            Span::plain("Frau Dr. Beispiel"),
            Span::Break,
            Span::plain("Musterstraße 1"),
            Span::Break,
            Span::plain("10115 Berlin"),
        ],
    ));
    blocks.push(paragraph(Role::Right, plain("Berlin, den 28. November 2026")));
    Document {
        about: About {
            kind: "country_report".into(),
            title: title.into(),
            subtitle: "Mit den Tabellen und Schaubildern des Jahres 2026".into(),
            author: "Referat V B 4".into(),
            subject: "Ausfuhrkontrolle".into(),
            keywords: vec!["Kasachstan".into(), "Rüstungsexport".into()],
            language,
            day: "2026-11-28".into(),
            day_said: "28.11.2026".into(),
            running_head: "Länderbericht Kasachstan".into(),
            marking: "VS – NUR FÜR DEN DIENSTGEBRAUCH".into(),
            made_with: "Kriterion 0.1.0, Daten vom 1. November 2026".into(),
            reference: "Fall 2026-0815, Stand 3f2a9c".into(),
            redaction: "In dieser Fassung fehlen: Preise, Namen von Personen.".into(),
        },
        labels: labels(),
        blocks,
        notes: vec![
            note(
                "SIPRI Military Expenditure Database, Ausgabe 2025, Reihe milex_pct_gdp, abgerufen am 1. November 2026.",
                Some(0),
            ),
            note("Zweite Anmerkung.", None),
            note(&format!("Eine sehr lange Anmerkung. {GERMAN} {GERMAN}"), None),
            note("Anmerkung zu einem Schaubild.", Some(1)),
            note("Anmerkung in einem Kasten.", None),
            note("Anmerkung in einer Tabelle.", Some(1)),
        ],
        sources: vec![
            source("sipri_milex", "https://www.sipri.org/databases/milex"),
            source(
                "weltbank_wdi",
                "https://databank.worldbank.org/source/world-development-indicators",
            ),
        ],
    }
}

pub fn labels() -> Labels {
    Labels {
        contents: "Inhalt".into(),
        notes: "Anmerkungen".into(),
        sources: "Quellen".into(),
        page: "Seite {n} von {of}".into(),
        continued: "Fortsetzung".into(),
        no_data: "keine Angabe".into(),
        generated: "Vom Programm entworfen".into(),
        decimal_mark: ",".into(),
        group_mark: "\u{202F}".into(),
    }
}

pub fn heading(level: u8, id: &str, text: &str) -> Block {
    Block::Heading(Heading { level, id: id.into(), text: plain(text) })
}

pub fn paragraph(role: Role, text: Inline) -> Block {
    Block::Paragraph(Paragraph { role, text, is_generated: false })
}

fn generated(text: &str) -> Block {
    Block::Paragraph(Paragraph { role: Role::Body, text: plain(text), is_generated: true })
}

fn link(text: &str, link: Link) -> Span {
    Span::Words(Words { text: text.into(), link: Some(link), ..Words::default() })
}

pub fn item(text: &str, below: Option<List>) -> Item {
    Item { text: plain(text), below }
}

pub fn note(text: &str, source: Option<usize>) -> Note {
    Note { text: plain(text), source }
}

fn source(id: &str, url: &str) -> Source {
    Source {
        id: id.into(),
        url: url.into(),
        said: format!(
            "Stockholm International Peace Research Institute: Military Expenditure Database, 2025. {url}, abgerufen am 1. November 2026."
        ),
        ..Source::default()
    }
}

pub fn cell(text: &str, tone: Tone) -> Cell {
    Cell { text: plain(text), tone }
}

/// Labels and values, without titles of columns.
pub fn fields() -> Table {
    let row = |name: &str, value: &str, tone| Row {
        kind: RowKind::Plain,
        cells: vec![cell(name, Tone::Plain), cell(value, tone)],
    };
    Table {
        columns: vec![
            Column { share: 1.0, ..Column::default() },
            Column { share: 2.0, ..Column::default() },
        ],
        has_row_heads: true,
        rows: vec![
            row("Kriterium 1", "nicht kritisch", Tone::Calm),
            row(
                "Kriterium 2",
                "möglicherweise kritisch, weil eine Abhöreinrichtung zur inneren Repression dienen kann",
                Tone::Caution,
            ),
            row("Kriterium 3", "kritisch", Tone::Grave),
            row("Kriterium 4", "keine Angabe", Tone::Unknown),
            row("Endverwender", "Komitee für Nationale Sicherheit", Tone::Plain),
        ],
        ..Table::default()
    }
}

pub fn series(rows: usize) -> Table {
    let column = |title: &str, align| Column { title: plain(title), align, share: 0.0 };
    let mut all =
        vec![Row { kind: RowKind::Group, cells: vec![cell("Zentralasien", Tone::Plain)] }];
    for at in 0..rows {
        let mut cells = vec![
            cell(&format!("{}", 1990 + at), Tone::Plain),
            cell(
                &format!("{},{}", at * 37 % 11, at % 10),
                if at % 7 == 3 { Tone::Grave } else { Tone::Plain },
            ),
            cell("1\u{202F}234,5", Tone::Plain),
            cell(
                if at % 5 == 0 {
                    "Lieferung von Transporthubschraubern und Ersatzteilen, teils aus zweiter Hand"
                } else {
                    "keine Lieferungen bekannt"
                },
                Tone::Plain,
            ),
        ];
        if at == 2 {
            cells[3].text.push(Span::Note { at: 5 });
        }
        all.push(Row { kind: RowKind::Plain, cells });
    }
    all.push(Row {
        kind: RowKind::Total,
        cells: vec![
            cell("Summe", Tone::Plain),
            cell("99,9", Tone::Plain),
            cell("45\u{202F}678,9", Tone::Plain),
            cell("", Tone::Plain),
        ],
    });
    Table {
        id: "t1".into(),
        caption: plain("Tabelle 1: Militärausgaben und Einfuhren von Großwaffen"),
        columns: vec![
            column("Jahr", Align::Start),
            column("% des BIP", Align::End),
            column("Mio. US-Dollar", Align::End),
            column("Bemerkung", Align::Start),
        ],
        rows: all,
        has_row_heads: true,
        below: vec![plain("Angaben in Preisen von 2023."), plain("Quelle: SIPRI 2025.")],
    }
}

/// Words that break what was not meant for them.
pub fn hostile() -> Vec<String> {
    vec![
        String::new(),
        " ".into(),
        "\n\n".into(),
        "\u{0}\u{1}\u{7}\u{1B}[31m\t\r\n\u{85}".into(),
        "x".repeat(10_000),
        "\u{1F600}\u{1F3FD}\u{200D}\u{1F680} Rakete \u{4E2D}\u{6587}".into(),
        "\u{648}\u{632}\u{627}\u{631}\u{629} \u{627}\u{644}\u{62F}\u{641}\u{627}\u{639} (Ministry) \u{648}\u{632}\u{627}\u{631}\u{629}".into(),
        "\u{5DE}\u{5E9}\u{5E8}\u{5D3} \u{5D4}\u{5D1}\u{5D9}\u{5D8}\u{5D7}\u{5D5}\u{5DF}".into(),
        "\u{E000}\u{F8FF}\u{FFFE}\u{FFFF}\u{FEFF}\u{FDD0}\u{10FFFF}".into(),
        "soft\u{AD}hyphen\u{AD}ation\u{200B}and\u{2060}joiners\u{AD}".into(),
        "e\u{301}\u{301}\u{301}\u{301} Z\u{351}\u{36B}algo".into(),
        "12\u{A0}345\u{202F}678\u{A0}% \u{2212}5 \u{2264} \u{2192}".into(),
        "a/b/c/d/e/f/g".repeat(90),
        "(((((((".repeat(40),
        "\u{202E}reversed\u{202C} \u{2066}isolate\u{2069}".into(),
    ]
}

/// A report made of hostile words in every place there is.
pub fn nightmare() -> Document {
    let words = hostile();
    let mut document = Document::default();
    for text in &words {
        document.blocks.push(paragraph(Role::Body, plain(text.clone())));
        document.blocks.push(Block::Table(Table {
            rows: vec![Row {
                cells: vec![cell(text, Tone::Grave), cell("x", Tone::Plain)],
                ..Row::default()
            }],
            ..Table::default()
        }));
    }
    for (at, text) in words.iter().enumerate() {
        let text: &String = &text.chars().take(160).collect();
        let inline = vec![
            Span::plain(text.clone()),
            Span::Note { at },
            Span::Note { at: 99 },
            Span::strong(text.clone()),
            link(text, Link::Url(format!("https://{text}"))),
            link(text, Link::Within("nowhere".into())),
            Span::Break,
        ];
        document.blocks.push(Block::Heading(Heading {
            level: at as u8,
            id: text.clone(),
            text: inline.clone(),
        }));
        document.blocks.push(Block::Paragraph(Paragraph {
            text: inline.clone(),
            is_generated: at % 2 == 0,
            ..Paragraph::default()
        }));
        document.blocks.push(Block::List(List {
            is_numbered: at % 2 == 0,
            items: vec![Item { text: inline.clone(), below: Some(List::default()) }],
        }));
        document.blocks.push(Block::Table(Table {
            id: text.clone(),
            caption: inline.clone(),
            columns: vec![Column {
                title: inline.clone(),
                share: at as f32 - 3.0,
                ..Column::default()
            }],
            rows: vec![
                Row {
                    cells: vec![Cell { text: inline.clone(), tone: Tone::Unknown }; at],
                    ..Row::default()
                },
                Row::default(),
            ],
            below: vec![inline.clone()],
            has_row_heads: at % 2 == 0,
        }));
        document.blocks.push(Block::Box(Boxed {
            id: text.clone(),
            title: inline.clone(),
            blocks: vec![if at == 3 { Block::Contents } else { Block::NewPage }],
        }));
        document.notes.push(Note { text: inline, source: Some(at * 2) });
        document.sources.push(Source {
            said: text.clone(),
            url: format!("http://{text}"),
            ..Source::default()
        });
    }
    document.blocks.push(Block::Table(wide(200, 4)));
    document.about.marking = words.join(" ");
    document.about.running_head = words[4].clone();
    document.about.day = "2026-13-99".into();
    document.about.author = words[3].clone();
    document
}

/// More columns than any page has room for.
pub fn wide(columns: usize, rows: usize) -> Table {
    let title = |at| Column { title: plain(format!("Spalte {at}")), align: Align::End, share: 0.0 };
    let row = |row| Row {
        cells: (0..columns).map(|at| cell(&format!("{row}.{at}"), Tone::Plain)).collect(),
        ..Row::default()
    };
    Table {
        id: "wide".into(),
        caption: plain("Tabelle 2: sehr breit"),
        columns: (0..columns).map(title).collect(),
        rows: (0..rows).map(row).collect(),
        has_row_heads: true,
        below: Vec::new(),
    }
}

pub const GERMAN: &str = "Die Bundesregierung entscheidet über die Genehmigung der Ausfuhr von Kriegswaffen und sonstigen Rüstungsgütern nach Prüfung des Einzelfalls; maßgeblich sind der Gemeinsame Standpunkt 2008/944/GASP und die Politischen Grundsätze. Menschenrechtsverletzungen, innere Repression und die Unterstützung des internationalen Terrorismus werden im Verwaltungsverfahren besonders berücksichtigt, ebenso die Endverbleibserklärung und die Wahrscheinlichkeit einer Umleitung an unerwünschte Endverwender.";
pub const ENGLISH: &str = "Member States shall deny an export licence if there is a clear risk that the military technology or equipment to be exported might be used for internal repression. In making an assessment of the recipient country’s attitude towards relevant principles established by international human rights instruments, they shall exercise special caution and vigilance in issuing licences.";
pub const FRENCH: &str = "Les États membres refusent l’autorisation d’exportation s’il existe un risque manifeste que la technologie ou les équipements militaires dont l’exportation est envisagée servent à la répression interne\u{A0}; ils font preuve d’une prudence et d’une vigilance toutes particulières en ce qui concerne la délivrance d’autorisations, compte tenu de la nature des équipements.";
