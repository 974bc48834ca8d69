//! Every kind in every language: nothing is dropped, no words are missing, each note is called once and in order.

use super::cases::{day, empty, refused, sample};
use super::full::full;
use super::{BUNDLE, FONTS};
use kriterion::i18n::Word;
use kriterion::report::{Case, Extra, Kind, Letter, Notification, Problem, compose};
use kriterion::words;
use kriterion_heart::dossier::Field;
use kriterion_heart::level::{Level, Outcome};
use kriterion_heart::text::Lang;
use kriterion_paper::{Block, Document, Inline, List, Span, Table, pages, said};

const OF_A_CASE: [Kind; 6] = [
    Kind::Assessment,
    Kind::ShortNote,
    Kind::RefusalLetter,
    Kind::DenialNotification,
    Kind::Debrief,
    Kind::Ledger,
];

/// The notes that a report calls, in the order of reading.
fn called(document: &Document) -> Vec<usize> {
    let mut calls = Vec::new();
    blocks(&document.blocks, &mut calls);
    calls
}

fn inline(text: &Inline, calls: &mut Vec<usize>) {
    calls.extend(text.iter().filter_map(|span| match span {
        Span::Note { at } => Some(*at),
        _ => None,
    }));
}

fn list(items: &List, calls: &mut Vec<usize>) {
    for item in &items.items {
        inline(&item.text, calls);
        item.below.iter().for_each(|below| list(below, calls));
    }
}

fn blocks(all: &[Block], calls: &mut Vec<usize>) {
    for block in all {
        match block {
            Block::Heading(heading) => inline(&heading.text, calls),
            Block::Paragraph(paragraph) => inline(&paragraph.text, calls),
            Block::List(items) => list(items, calls),
            Block::Table(table) => {
                inline(&table.caption, calls);
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| inline(&cell.text, calls));
                table.below.iter().for_each(|line| inline(line, calls));
            }
            Block::Figure(figure) => {
                inline(&figure.caption, calls);
                figure.below.iter().for_each(|line| inline(line, calls));
            }
            Block::Box(boxed) => blocks(&boxed.blocks, calls),
            Block::Contents | Block::NewPage => (),
        }
    }
}

fn words_of(text: &Inline) -> String {
    let word = |span: &Span| match span {
        Span::Words(words) => words.text.clone(),
        _ => String::new(),
    };
    text.iter().map(word).collect()
}

fn is_sound(document: &Document, what: &str) {
    let calls = called(document);
    assert_eq!(calls, (0..document.notes.len()).collect::<Vec<_>>(), "{what}: notes");
    for line in said(document) {
        // Slots are small letters in braces.
        let slot = line.split('{').skip(1).any(|part| {
            let name: String = part.chars().take_while(char::is_ascii_lowercase).collect();
            !name.is_empty() && part.get(name.len()..).is_some_and(|rest| rest.starts_with('}'))
        });
        assert!(!slot, "{what}: {line}");
    }
    let mut ids = Vec::new();
    let mut before = 0;
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => {
                assert!(
                    !words_of(&heading.text).trim().is_empty(),
                    "{what}: a heading without words"
                );
                assert!(heading.level <= before + 1, "{what}: {} skips a level", heading.id);
                before = heading.level;
                ids.push(heading.id.clone());
            }
            Block::Table(table) => is_sound_table(table, what),
            Block::Figure(figure) => {
                assert!(!words_of(&figure.caption).is_empty() && figure.alt.len() > 40, "{what}");
            }
            Block::Paragraph(paragraph) => {
                assert!(!words_of(&paragraph.text).trim().is_empty(), "{what}: an empty paragraph");
            }
            _ => (),
        }
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "{what}: two headings share an id");
    let about = &document.about;
    for text in
        [&about.title, &about.subject, &about.running_head, &about.made_with, &about.reference]
    {
        assert!(!text.trim().is_empty(), "{what}: {about:?}");
    }
}

fn is_sound_table(table: &Table, what: &str) {
    let has_head = table.columns.iter().any(|column| !column.title.is_empty());
    assert_eq!(has_head, !words_of(&table.caption).trim().is_empty(), "{what}: head and caption");
    assert!(!table.rows.is_empty(), "{what}: a table without rows");
    for row in &table.rows {
        assert!(row.cells.len() == table.columns.len() || row.cells.len() == 1, "{what}: cells");
    }
}

#[test]
fn every_kind_in_every_language_is_sound() {
    let filled = full();
    for lang in Lang::ALL {
        let cases = [("sample", refused(sample(lang))), ("empty", refused(empty(lang)))];
        for kind in OF_A_CASE {
            for (name, opened) in &cases {
                let case = Case::opened(&BUNDLE, opened, day());
                let document = compose(kind, &case, lang, Extra::default()).unwrap();
                is_sound(&document, &format!("{kind:?} {name} {lang:?}"));
            }
            let mut dossier = filled.dossier.clone();
            dossier.decision.outcome = Some(Outcome::Refuse);
            dossier.criteria.get_mut(&2).unwrap().finding =
                kriterion_heart::level::LegalFinding::Met;
            let refused = super::full::Full { dossier, ..full() };
            let document = compose(kind, &refused.case(), lang, Extra::default()).unwrap();
            is_sound(&document, &format!("{kind:?} full {lang:?}"));
        }
    }
}

#[test]
fn the_assessment_holds_every_reason_judgement_and_piece_of_evidence() {
    for lang in Lang::ALL {
        let full = full();
        let case = full.case();
        let document = compose(Kind::Assessment, &case, lang, Extra::default()).unwrap();
        let text = said(&document).join("\n");
        let holds = |words: &str| assert!(text.contains(words.trim()), "{lang:?}: {words}");
        for proposal in &case.assessment.criteria {
            for reason in &proposal.reasons {
                holds(&words::reason(lang, &BUNDLE.rules, reason));
                holds(&words::effect(lang, reason.effect()));
            }
            for flip in case.flips(proposal.criterion) {
                flip.ways.iter().for_each(|way| holds(&words::way(lang, &BUNDLE, way)));
            }
            holds(&words::proposed(lang, proposal));
            holds(proposal.judgement.map_or("", |level| level.word(lang)));
        }
        for answer in full.dossier.answers.values() {
            answer.reason.lines().for_each(holds);
        }
        for item in full.dossier.evidence.values() {
            holds(item.title.get(lang));
        }
        for question in BUNDLE.rules.criteria.iter().flat_map(|criterion| &criterion.questions) {
            holds(question.ask.get(lang));
        }
        holds(&full.case().hash);
        holds(&full.dossier.decision.override_reason);
    }
}

#[test]
fn free_text_in_another_language_is_marked() {
    let case = sample(Lang::De);
    let case = Case::opened(&BUNDLE, &case, day());
    let marks = |lang| {
        let document = compose(Kind::Assessment, &case, lang, Extra::default()).unwrap();
        said(&document).iter().filter(|line| line.contains("[not translated: German]")).count()
    };
    assert_eq!(marks(Lang::De), 0);
    assert!(marks(Lang::En) > 8, "{}", marks(Lang::En));
}

#[test]
fn a_letter_needs_a_refusal_with_its_ground() {
    let mut opened = sample(Lang::De);
    let problem = |opened: &kriterion::store::Opened, kind| {
        let case = Case::opened(&BUNDLE, opened, day());
        compose(kind, &case, Lang::De, Extra::default()).err()
    };
    for kind in [Kind::RefusalLetter, Kind::DenialNotification] {
        opened.dossier.decision.outcome = None;
        assert_eq!(problem(&opened, kind), Some(Problem::NotRefused(None)));
        opened.dossier.decision.outcome = Some(Outcome::Approve);
        assert_eq!(problem(&opened, kind), Some(Problem::NotRefused(Some(Outcome::Approve))));
        opened.dossier.decision.outcome = Some(Outcome::Refuse);
        assert_eq!(problem(&opened, kind), Some(Problem::NoGround));
    }
    assert_eq!(problem(&opened, Kind::Country), Some(Problem::OfACountry));
    for lang in Lang::ALL {
        let all = [Problem::NotRefused(None), Problem::NoGround, Problem::OfACountry];
        assert!(all.iter().all(|it| kriterion::words::no_report(lang, it).len() > 40));
    }
}

/// Neither the officer's notes, nor evidence, nor another State's denial.
#[test]
fn a_letter_tells_the_applicant_nothing_confidential() {
    let mut full = full();
    full.dossier.decision.outcome = Some(Outcome::Refuse);
    full.dossier.criteria.get_mut(&2).unwrap().finding = kriterion_heart::level::LegalFinding::Met;
    let case = full.case();
    let letter = Letter {
        authority: "Amt für Ausfuhr\nHafenweg 1".to_owned(),
        place: "Bonn".to_owned(),
        reasons: [(2, "Die Güter überwachen Personen.".to_owned())].into(),
        remedy: "Widerspruch binnen eines Monats.".to_owned(),
        signatory: "K. Leitung".to_owned(),
    };
    let extra = Extra { letter: Some(&letter), ..Extra::default() };
    let document = compose(Kind::RefusalLetter, &case, Lang::De, extra).unwrap();
    let text = said(&document).join("\n");
    for words in
        ["Hafenweg 1", "Bonn, 28.11.2026", "überwachen Personen", "Widerspruch", "K. Leitung"]
    {
        assert!(text.contains(words), "{words}");
    }
    assert!(!text.contains("[Rechtsbehelfsbelehrung"));
    let may = ["/officer", "/request/", "/evidence/"];
    for (word, path, _) in &full.words {
        let of_request = path.starts_with("/request/");
        assert!(of_request || !text.contains(word), "{path} {may:?}");
    }
    let bare = compose(Kind::RefusalLetter, &case, Lang::De, Extra::default()).unwrap();
    let bare = said(&bare).join("\n");
    for missing in ["[Behörde und Anschrift", "[Ort]", "[Gründe, die", "[Rechtsbehelfsbelehrung"]
    {
        assert!(bare.contains(missing), "{missing}");
    }
}

#[test]
fn the_notification_has_sixteen_fields_and_says_which_are_missing() {
    let opened = refused(sample(Lang::En));
    let case = Case::opened(&BUNDLE, &opened, day());
    let table = |extra: Extra<'_>| {
        let document = compose(Kind::DenialNotification, &case, Lang::En, extra).unwrap();
        let mut tables = document.blocks.into_iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        tables.next().unwrap()
    };
    let cells = |table: &Table| -> Vec<String> {
        table.rows.iter().map(|row| words_of(&row.cells[2].text)).collect()
    };
    let bare = cells(&table(Extra::default()));
    assert_eq!(bare.len(), 16);
    assert_eq!(bare[0], "DEU/2026/[running number: missing]");
    assert!(bare[1].starts_with("missing"), "{}", bare[1]);
    assert_eq!((bare[14].as_str(), bare[15].as_str()), ("missing", "missing"));
    assert!(bare[11].contains("2a "), "{}", bare[11]);
    let own = Notification { number: "DE-1".to_owned(), ..Notification::default() };
    let extra = Extra { notification: Some(&own), ..Extra::default() };
    assert_eq!(cells(&table(extra))[0], "DE-1");
}

#[test]
fn an_override_stands_on_the_first_page_of_every_report_that_decides() {
    let mut opened = sample(Lang::En);
    opened.dossier.decision.outcome = Some(Outcome::Approve);
    opened.dossier.criteria.get_mut(&2).unwrap().judgement = Some(Level::Critical);
    for reason in ["", "Because of the treaty."] {
        reason.clone_into(&mut opened.dossier.decision.override_reason);
        let case = Case::opened(&BUNDLE, &opened, day());
        for kind in [Kind::Assessment, Kind::ShortNote, Kind::Debrief] {
            let document = compose(kind, &case, Lang::En, Extra::default()).unwrap();
            let lines = said(&document);
            let at = lines.iter().position(|line| line.starts_with("Override: goods"));
            let line = &lines[at.unwrap()];
            let told = if reason.is_empty() { "Without a reason" } else { reason };
            assert!(line.contains(told), "{kind:?}: {line}");
        }
    }
}

#[test]
fn a_short_note_has_two_pages() {
    for lang in Lang::ALL {
        let opened = sample(lang);
        let case = Case::opened(&BUNDLE, &opened, day());
        let document = compose(Kind::ShortNote, &case, lang, Extra::default()).unwrap();
        let laid = pages(&document, &FONTS, &mut |_, _| true).unwrap();
        assert!(laid.pages.len() <= 2, "{lang:?}: {} pages", laid.pages.len());
    }
}

/// Up to the first page that the composer asks for.
#[test]
fn head_and_summary_of_the_sample_have_two_pages() {
    for lang in Lang::ALL {
        let opened = sample(lang);
        let case = Case::opened(&BUNDLE, &opened, day());
        let mut document = compose(Kind::Assessment, &case, lang, Extra::default()).unwrap();
        let is_break = |block: &Block| matches!(block, Block::NewPage);
        let end = document.blocks.iter().position(is_break).unwrap();
        document.blocks.truncate(end);
        document.notes.clear();
        document.sources.clear();
        let laid = pages(&document, &FONTS, &mut |_, _| true).unwrap();
        assert!(laid.pages.len() <= 2, "{lang:?}: {} pages", laid.pages.len());
    }
}

#[test]
fn a_debrief_holds_two_cases_beside_each_other() {
    let (own, model) = (sample(Lang::En), refused(sample(Lang::En)));
    let mut own = own;
    let missed = *own.dossier.evidence.keys().next().unwrap();
    let title = own.dossier.evidence.remove(missed).unwrap().title.en.clone();
    own.dossier.decision.outcome = Some(Outcome::Approve);
    let own = Case::opened(&BUNDLE, &own, day());
    let model = Case::opened(&BUNDLE, &model, day());
    let extra = Extra { model: Some(&model), ..Extra::default() };
    let document = compose(Kind::Debrief, &own, Lang::En, extra).unwrap();
    is_sound(&document, "debrief");
    let lines = said(&document);
    assert!(lines.iter().any(|line| line.contains("clear risk, and this was missed")));
    let at =
        lines.iter().position(|line| line.starts_with("Evidence of the model that is missing"));
    assert!(lines[at.unwrap() + 1].contains(&title), "{}", lines[at.unwrap() + 1]);
    let alone = compose(Kind::Debrief, &own, Lang::En, Extra::default()).unwrap();
    assert!(said(&alone).iter().all(|line| line != "Points"));
}

#[test]
fn an_invented_case_says_so_first_and_the_marking_is_on_every_page() {
    let mut opened = refused(sample(Lang::De));
    opened.dossier.request.fields.insert(Field::Marking, "VS-NfD".to_owned());
    let case = Case::opened(&BUNDLE, &opened, day());
    for kind in OF_A_CASE {
        let document = compose(kind, &case, Lang::De, Extra::default()).unwrap();
        assert_eq!(document.about.marking, "VS-NfD");
        let told = said(&document);
        let at = told.iter().position(|line| line.starts_with("Erfundener Fall"));
        assert!(at.is_some_and(|at| at < 4), "{kind:?}");
    }
}
