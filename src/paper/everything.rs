//! A report with one of everything, for the tests of every form.

use crate::document::*;

/// The same in each language; its words are of no matter, their signs are.
pub(crate) fn everything(language: Language) -> Document {
    let words = Texts::of(language);
    Document {
        about: about(language, &words),
        labels: labels(language, &words),
        blocks: blocks(&words),
        notes: notes(&words),
        sources: sources(),
    }
}

struct Texts {
    title: &'static str,
    body: &'static str,
    foreign: (&'static str, Language),
    criterion: &'static str,
    level: &'static str,
    no_data: &'static str,
    value: &'static str,
    marks: (&'static str, &'static str),
}

impl Texts {
    fn of(language: Language) -> Self {
        match language {
            Language::En => Self {
                title: "Assessment: radio equipment & “spares” for Kazakhstan",
                body: "The request is for 1,200 sets; see the table below.",
                foreign: ("Zustimmung der Bundesregierung", Language::De),
                criterion: "Criterion",
                level: "possibly critical",
                no_data: "no data",
                value: "1,234.5",
                marks: (".", ","),
            },
            Language::De => Self {
                title: "Prüfung: Funkgeräte & „Ersatzteile“ für Kasachstan",
                body: "Beantragt sind 1.200 Geräte; siehe die Tabelle unten. Größe, Öl, Übung.",
                foreign: ("contrôle des exportations", Language::Fr),
                criterion: "Kriterium",
                level: "möglicherweise kritisch",
                no_data: "keine Angabe",
                value: "1.234,5",
                marks: (",", "."),
            },
            Language::Fr => Self {
                title: "Examen : matériel radio & « pièces » pour le Kazakhstan",
                body: "La demande porte sur 1\u{202F}200 postes ; voir le tableau ci-dessous. Œuvre, été, naïf.",
                foreign: ("end-use certificate", Language::En),
                criterion: "Critère",
                level: "potentiellement critique",
                no_data: "sans donnée",
                value: "1\u{202F}234,5",
                marks: (",", "\u{202F}"),
            },
        }
    }
}

fn about(language: Language, words: &Texts) -> About {
    About {
        kind: "assessment".into(),
        title: words.title.into(),
        subtitle: "2026/0815 <draft>".into(),
        author: "A. Müller".into(),
        subject: "Art. 2".into(),
        keywords: vec!["KAZ".into(), "ML11".into()],
        language,
        day: "2026-11-28".into(),
        day_said: "28.11.2026".into(),
        running_head: "2026/0815 · Kazakhstan".into(),
        marking: "VS-NfD \\ \"restricted\" </style>".into(),
        made_with: "Kriterion 0.1.0".into(),
        reference: "2026/0815, a1b2c3".into(),
        redaction: "§ 1: 3 × —".into(),
    }
}

fn labels(language: Language, words: &Texts) -> Labels {
    let [contents, notes, sources, page, continued, generated] = match language {
        Language::En => ["Contents", "Notes", "Sources", "Page {n} of {of}", "continued", "Draft"],
        Language::De => {
            ["Inhalt", "Anmerkungen", "Quellen", "Seite {n} von {of}", "Fortsetzung", "Entwurf"]
        }
        Language::Fr => ["Sommaire", "Notes", "Sources", "Page {n} sur {of}", "suite", "Ébauche"],
    };
    Labels {
        contents: contents.into(),
        notes: notes.into(),
        sources: sources.into(),
        page: page.into(),
        continued: continued.into(),
        no_data: words.no_data.into(),
        generated: generated.into(),
        decimal_mark: words.marks.0.into(),
        group_mark: words.marks.1.into(),
    }
}

fn blocks(words: &Texts) -> Vec<Block> {
    let mut all = vec![
        paragraph(
            Role::Address,
            vec![Span::plain("Ministry"), Span::Break, Span::plain("1 High Street")],
        ),
        paragraph(Role::Right, plain("28.11.2026")),
        Block::Contents,
        paragraph(Role::Lead, plain(words.body)),
        heading(1, "first", plain("1. First * part")),
        paragraph(Role::Body, styled(words)),
        paragraph(Role::Body, plain("# not a heading <b>&amp;</b> `code` [x](y) | ~~z~~ \\ !")),
        paragraph(Role::Body, plain("1. not a list")),
        paragraph(
            Role::Body,
            plain("- not a list either: --- and ... and 'quotes' and $x$ @y ^z^ a_b_c"),
        ),
        Block::Paragraph(Paragraph {
            role: Role::Body,
            text: plain("Drafted from figures."),
            is_generated: true,
        }),
        paragraph(Role::Hint, plain("Say here what …")),
        paragraph(Role::Quote, vec![Span::emphasised("No data"), Span::plain(" is never green.")]),
        heading(2, "second/§", vec![Span::plain("Second"), Span::Note { at: 1 }]),
        Block::List(list()),
    ];
    all.push(Block::Table(table(words)));
    all.push(Block::Table(fields()));
    all.push(heading(3, "third", plain("Third")));
    all.push(Block::Box(Boxed {
        id: "box-1".into(),
        title: plain("Box 1: What counts"),
        blocks: vec![
            paragraph(Role::Body, vec![Span::plain("In the box"), Span::Note { at: 0 }]),
            Block::List(list()),
        ],
    }));
    all.push(Block::NewPage);
    all.push(heading(4, "fourth", plain("Fourth")));
    all.extend(figures(words));
    all.push(heading(1, "last", plain("2. Last part")));
    all.push(paragraph(Role::Aside, plain("Vector: ← → ≥ ● الأسلحة שלום 1\u{A0}km")));
    all
}

fn styled(words: &Texts) -> Inline {
    vec![
        Span::plain("See "),
        link("the table", Link::Within("table-1".into())),
        Span::Note { at: 0 },
        Span::plain(", "),
        Span::strong("strong"),
        Span::plain(" and "),
        Span::Words(Words {
            text: "both ".into(),
            is_strong: true,
            is_emphasised: true,
            ..Words::default()
        }),
        link("a page", Link::Url("https://example.org/a?b=1&c=(2)".into())),
        link(" no page", Link::Url("javascript:alert(1)".into())),
        link(" nowhere", Link::Within("absent".into())),
        Span::plain("; "),
        Span::Words(Words {
            text: words.foreign.0.into(),
            language: Some(words.foreign.1),
            ..Words::default()
        }),
        Span::Break,
        Span::plain("on a new line."),
    ]
}

fn list() -> List {
    let item = |text: &str, below| Item { text: plain(text), below };
    let inner = List { is_numbered: true, items: vec![item("one", None), item("two", None)] };
    List { is_numbered: false, items: vec![item("+ plus", Some(inner)), item("minus", None)] }
}

fn table(words: &Texts) -> Table {
    let cell = |text: &str| Cell { text: plain(text), tone: Tone::Plain };
    let toned = |text: &str, tone| Cell { text: plain(text), tone };
    Table {
        id: "table-1".into(),
        caption: vec![Span::plain("Table 1: Levels | figures"), Span::Note { at: 2 }],
        columns: vec![
            column(words.criterion, Align::Start, 2.0),
            column("2023", Align::End, 1.0),
            column("=A1", Align::Middle, 1.0),
        ],
        rows: vec![
            row(RowKind::Group, vec![cell("Group")]),
            row(
                RowKind::Plain,
                vec![cell("a | b"), cell(words.value), toned(words.level, Tone::Caution)],
            ),
            row(
                RowKind::Plain,
                vec![
                    Cell {
                        text: vec![
                            Span::plain("upper"),
                            Span::Break,
                            Span::plain("lower"),
                            Span::Note { at: 1 },
                        ],
                        tone: Tone::Plain,
                    },
                    cell("-5"),
                    toned(words.no_data, Tone::Unknown),
                ],
            ),
            row(RowKind::Total, vec![cell("=SUM(B2:B3)"), cell(""), toned("x", Tone::Grave)]),
        ],
        has_row_heads: true,
        below: vec![plain("Unit: % of GDP"), plain("@ the end of the year")],
    }
}

/// Labels and values, without a head.
pub(crate) fn fields() -> Table {
    let cell = |text: &str| Cell { text: plain(text), tone: Tone::Plain };
    Table {
        columns: vec![Column::default(), Column::default()],
        rows: vec![
            row(RowKind::Plain, vec![cell("Applicant"), cell("Muster & Söhne")]),
            row(RowKind::Plain, vec![cell("Value"), cell("12.000 €")]),
        ],
        has_row_heads: true,
        ..Table::default()
    }
}

fn figures(words: &Texts) -> Vec<Block> {
    let bar = |name: &str, value, said: &str, tone| Bar {
        name: name.into(),
        value,
        said: said.into(),
        tone,
    };
    let bars = |is_upright| Bars {
        unit: "% | of GDP".into(),
        bars: vec![
            bar("2023", Some(0.5), "0.5", Tone::Plain),
            bar("2024", None, words.no_data, Tone::Unknown),
            bar("2025", Some(0.0), "0", Tone::Calm),
        ],
        is_upright,
    };
    let lines = Lines {
        years: vec![2022, 2023, 2024],
        unit: "%".into(),
        traces: vec![
            Trace { name: "KAZ".into(), values: vec![Some(0.1), None, Some(1234.5)] },
            Trace { name: "Region".into(), values: vec![Some(-1.5), Some(0.0), Some(2.0)] },
        ],
    };
    let levels = Levels {
        columns: vec!["Proposal".into(), "Judgement".into()],
        rows: vec![
            LevelRow {
                name: "1".into(),
                marks: vec![Some((words.level.into(), Tone::Caution)), None],
            },
            LevelRow {
                name: "2".into(),
                marks: vec![
                    Some((words.no_data.into(), Tone::Unknown)),
                    Some(("x".into(), Tone::Grave)),
                ],
            },
        ],
    };
    let moment = |from: &str, until: &str, label: &str| Moment {
        from: from.into(),
        until: until.into(),
        label: label.into(),
        tone: Tone::Plain,
    };
    let time_line = TimeLine {
        lanes: vec![Lane {
            name: "Unrest".into(),
            moments: vec![
                moment("2022-01-02", "2022-01-11", "January *events*"),
                moment("2024", "", "Flood"),
                moment("", "", "On a day that is not known"),
            ],
        }],
    };
    let charts = [
        Chart::Lines(lines),
        Chart::Bars(bars(true)),
        Chart::Shares(bars(false)),
        Chart::Levels(levels),
        Chart::TimeLine(time_line),
    ];
    let figure = |(at, chart): (usize, Chart)| {
        Block::Figure(Figure {
            id: format!("figure-{}", at + 1),
            caption: vec![Span::plain(format!("Figure {}", at + 1)), Span::Note { at: 0 }],
            alt: format!("Chart {} \"shows\" <values>: 0.1, 1234.5", at + 1),
            chart,
            below: vec![plain("Source: see notes")],
        })
    };
    charts.into_iter().enumerate().map(figure).collect()
}

fn notes(words: &Texts) -> Vec<Note> {
    let note = |text: Inline, source| Note { text, source };
    vec![
        note(
            vec![
                Span::plain("SIPRI, "),
                link("edition 2025", Link::Url("https://example.org/".into())),
                Span::plain("."),
            ],
            Some(0),
        ),
        note(plain(format!("{} — [own] counting", words.criterion)), None),
        note(plain("World Bank *WDI*."), Some(1)),
    ]
}

fn sources() -> Vec<Source> {
    let sipri = Source {
        id: "sipri_milex".into(),
        title: "Military Expenditure Database {1949–2024} & 100% more_".into(),
        publisher: "Stockholm International Peace Research Institute".into(),
        edition: "1949–2024".into(),
        year: Some(2025),
        url: "https://example.org/milex?a=1&b=%20#c_d".into(),
        accessed: "2026-11-01".into(),
        licence: "free for non-commercial use".into(),
        said: "SIPRI: Military Expenditure Database, 1949–2024.".into(),
    };
    let bank = Source {
        id: "Weltbank Übersicht".into(),
        title: "Länderübersicht".into(),
        publisher: "Weltbank".into(),
        year: Some(2024),
        said: "Weltbank: Länderübersicht, 2024.".into(),
        ..Source::default()
    };
    let page = Source {
        id: "sipri-milex".into(),
        title: "A page".into(),
        url: "https://example.org/".into(),
        said: "A page, https://example.org/.".into(),
        ..Source::default()
    };
    vec![sipri, bank, page]
}

fn heading(level: u8, id: &str, text: Inline) -> Block {
    Block::Heading(Heading { level, id: id.into(), text })
}

fn paragraph(role: Role, text: Inline) -> Block {
    Block::Paragraph(Paragraph { role, text, is_generated: false })
}

fn link(text: &str, link: Link) -> Span {
    Span::Words(Words { text: text.into(), link: Some(link), ..Words::default() })
}

fn column(title: &str, align: Align, share: f32) -> Column {
    Column { title: plain(title), align, share }
}

fn row(kind: RowKind, cells: Vec<Cell>) -> Row {
    Row { kind, cells }
}

/// The report with the same words in every text that it has.
pub(crate) fn with_words(document: &Document, words: &str) -> Document {
    let mut tree = serde_json::to_value(document).expect("tree");
    put(&mut tree, "", words);
    serde_json::from_value(tree).expect("document")
}

fn put(value: &mut serde_json::Value, key: &str, words: &str) {
    let is_choice = ["is", "role", "kind", "align", "tone", "language"].contains(&key);
    match value {
        // The tone of a mark has no key of its own.
        serde_json::Value::String(text)
            if key == "marks" && (text == "caution" || text == "grave" || text == "unknown") => {}
        serde_json::Value::String(text) if !is_choice => words.clone_into(text),
        serde_json::Value::Array(all) => all.iter_mut().for_each(|it| put(it, key, words)),
        serde_json::Value::Object(all) => all.iter_mut().for_each(|(key, it)| put(it, key, words)),
        _ => {}
    }
}
