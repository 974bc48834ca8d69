//! A table of published ratings: state, criterion, level. For comparing a method with them; it becomes no data pack.

use super::{NotRead, PublisherFile, open};
use crate::import::report::{Reason, Rejected};
use kriterion_heart::atlas::{Atlas, Iso3};
use kriterion_heart::calibration::Published;
use kriterion_heart::intake::fault::nearest;
use kriterion_heart::level::Level;
use kriterion_heart::text::fold;
use std::collections::BTreeMap;

const COLUMNS: [&str; 3] = ["iso3", "criterion", "level"];

/// What a table of ratings holds.
#[derive(Debug, Default)]
pub struct Ratings {
    pub published: Vec<Published>,
    /// Rows that were left out, and why.
    pub rejected: Vec<Rejected>,
    /// Different levels for one state and criterion: none counts.
    pub contradicted: Vec<Contradicted>,
}

/// A second row that says something else than the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contradicted {
    pub line: u64,
    pub first: u64,
    pub iso3: Iso3,
    pub criterion: u8,
}

/// Words for levels beside the codes and the numbers 0 to 2: each with the level it stands for.
pub type LevelWords<'w> = [(&'w str, Level)];

/// A row that could be read.
struct Read {
    line: u64,
    level: Level,
    is_contradicted: bool,
}

/// Reads a text or a workbook; of a workbook the first sheet that has the columns.
pub fn ratings(
    file: &PublisherFile<'_>,
    atlas: &Atlas,
    words: &LevelWords<'_>,
) -> Result<Ratings, NotRead> {
    let opened = open(file)?;
    let tables = opened.tables();
    let found =
        tables.iter().find_map(|table| table.header(&COLUMNS).map(|(_, header)| (table, header)));
    let mut ratings = Ratings::default();
    let Some((table, header)) = found else {
        let missing = COLUMNS
            .into_iter()
            .find(|name| !tables.iter().any(|table| table.header(&[*name]).is_some()));
        let missing = missing.unwrap_or_default();
        ratings.rejected.push(Rejected::new(file.name, 1, Reason::MissingColumn, missing));
        return Ok(ratings);
    };
    for name in COLUMNS {
        if header.cells.iter().filter(|cell| fold(cell.text.trim()) == name).count() > 1 {
            let twice = Rejected::new(file.name, header.line, Reason::ColumnTwice, name);
            ratings.rejected.push(twice);
        }
    }
    let [iso3, criterion, level] = COLUMNS.map(|name| header.find(name).unwrap_or(usize::MAX));
    let mut read: BTreeMap<(Iso3, u8), Read> = BTreeMap::new();
    // Rows that say the same again, told only where nothing contradicts the first.
    let mut again: Vec<((Iso3, u8), Rejected)> = Vec::new();
    for row in table.below(&header) {
        let cells = [row.get(iso3), row.get(criterion), row.get(level)];
        let reject = |reason, found: &str| Rejected::new(file.name, row.line, reason, found);
        // A cell under no heading: the others may stand under wrong ones.
        let mut surplus = row.cells.iter().skip(header.cells.len()).map(|cell| cell.text.trim());
        if let Some(cell) = surplus.find(|cell| !cell.is_empty()) {
            ratings.rejected.push(reject(Reason::CellCount, cell));
            continue;
        }
        let (key, level) = match one(cells, atlas, words) {
            Ok(known) => known,
            Err((reason, found, nearest)) => {
                ratings.rejected.push(Rejected { nearest, ..reject(reason, found) });
                continue;
            }
        };
        match read.get_mut(&key) {
            None => {
                read.insert(key, Read { line: row.line, level, is_contradicted: false });
            }
            Some(first) if first.level == level => {
                again.push((key, reject(Reason::Twice, &cells.join(", "))));
            }
            Some(first) => {
                first.is_contradicted = true;
                let (iso3, criterion) = key;
                let (line, first) = (row.line, first.line);
                ratings.contradicted.push(Contradicted { line, first, iso3, criterion });
            }
        }
    }
    let is_sound = |key: &(Iso3, u8)| read.get(key).is_some_and(|first| !first.is_contradicted);
    let again = again.into_iter().filter(|(key, _)| is_sound(key)).map(|(_, row)| row);
    ratings.rejected.extend(again);
    ratings.rejected.sort_by_key(|row| row.line);
    let sound = read.into_iter().filter(|(_, read)| !read.is_contradicted);
    ratings.published = sound
        .map(|((iso3, criterion), read)| Published { iso3, criterion, level: read.level })
        .collect();
    Ok(ratings)
}

type Known = ((Iso3, u8), Level);
type Unread<'c> = (Reason, &'c str, Option<String>);

/// State, criterion and level of one row, or the first cell that cannot be read; of an empty one its column.
fn one<'c>(
    [iso3, criterion, level]: [&'c str; 3],
    atlas: &Atlas,
    words: &LevelWords<'_>,
) -> Result<Known, Unread<'c>> {
    let cells = [iso3, criterion, level].into_iter().zip(COLUMNS);
    if let Some((_, column)) = cells.into_iter().find(|(cell, _)| cell.is_empty()) {
        return Err((Reason::Empty, column, None));
    }
    let state = Iso3::parse(&iso3.to_ascii_uppercase()).filter(|it| atlas.country(*it).is_some());
    let Some(state) = state else {
        let codes = atlas.countries.iter().map(|country| country.iso3.as_str());
        let near = nearest(&iso3.to_ascii_uppercase(), codes);
        return Err((Reason::UnknownCountry, iso3, near));
    };
    let number = whole(criterion).filter(|number| (1..=8).contains(number));
    let Some(number) = number else { return Err((Reason::NotACriterion, criterion, None)) };
    match level_of(level, words) {
        Some(level) => Ok(((state, number), level)),
        None => {
            let known = words.iter().map(|(word, _)| *word).chain(Level::ALL.map(Level::code));
            Err((Reason::UnknownWord, level, nearest(level, known)))
        }
    }
}

/// `2`, and `2.0` as workbooks write it.
fn whole(text: &str) -> Option<u8> {
    text.strip_suffix(".0").unwrap_or(text).parse().ok()
}

fn level_of(text: &str, words: &LevelWords<'_>) -> Option<Level> {
    let folded = fold(text);
    let by_code = Level::ALL.into_iter().find(|level| level.code() == folded);
    let by_rank = || whole(text).filter(|rank| *rank <= 2).map(Level::from_rank);
    let by_word = || words.iter().find(|(word, _)| fold(word) == folded).map(|(_, level)| *level);
    by_code.or_else(by_rank).or_else(by_word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::publisher::tests::atlas;
    use Level::{Critical, NoData, NotCritical, PossiblyCritical};

    const WORDS: &LevelWords<'_> =
        &[("kritisch", Critical), ("möglicherweise kritisch", PossiblyCritical)];

    fn read(text: &str) -> Ratings {
        let file = PublisherFile { name: "r.csv", bytes: text.as_bytes() };
        ratings(&file, atlas(), WORDS).unwrap()
    }

    #[test]
    fn codes_numbers_and_words_are_levels() {
        let text = "\u{feff}ISO3;Level;Criterion;Note\nKAZ;Möglicherweise kritisch;3;x\nkaz;KRITISCH;2;\n\
                    DEU;0;1;\nDEU;not_critical;2;\nDEU;no_data;7;\nDEU;2;8.0;\n";
        let found = read(text);
        assert!(found.rejected.is_empty(), "{:?}", found.rejected);
        let levels: Vec<_> = found
            .published
            .iter()
            .map(|it| (it.iso3.as_str().to_owned(), it.criterion, it.level))
            .collect();
        let expected = [
            ("DEU", 1, NotCritical),
            ("DEU", 2, NotCritical),
            ("DEU", 7, NoData),
            ("DEU", 8, Critical),
            ("KAZ", 2, Critical),
            ("KAZ", 3, PossiblyCritical),
        ];
        assert_eq!(levels, expected.map(|(code, n, level)| (code.to_owned(), n, level)));
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line() {
        let text = "iso3,criterion,level\nXXX,1,critical\nKAZ,9,critical\nKAZ,1,critcal\nKAZ,2,\n\
                    KAZ,3,critical\nKAZ,3,2\nKAZ,4,3\n,5,critical\n";
        let found = read(text);
        let told: Vec<_> = found.rejected.iter().map(|it| (it.line, it.reason)).collect();
        assert_eq!(
            told,
            [
                (2, Reason::UnknownCountry),
                (3, Reason::NotACriterion),
                (4, Reason::UnknownWord),
                (5, Reason::Empty),
                (7, Reason::Twice),
                (8, Reason::UnknownWord),
                (9, Reason::Empty),
            ]
        );
        assert_eq!(found.rejected[2].nearest.as_deref(), Some("critical"));
        assert_eq!(found.published.len(), 1);
    }

    #[test]
    fn an_empty_cell_names_its_column() {
        let found = read("iso3,criterion,level\nKAZ,2,\nKAZ,,0\n,5,critical\n");
        let told: Vec<_> =
            found.rejected.iter().map(|it| (it.line, it.reason, it.found.as_str())).collect();
        let empty = |line, column| (line, Reason::Empty, column);
        assert_eq!(told, [empty(2, "level"), empty(3, "criterion"), empty(4, "iso3")]);
    }

    #[test]
    fn a_column_given_twice_and_cells_without_a_heading_are_told() {
        let found = read("iso3,level,criterion,Level\nKAZ,0,1,2\nDEU,0,1,2,note\nFRA,0,1,,\n");
        let told: Vec<_> =
            found.rejected.iter().map(|it| (it.line, it.reason, it.found.as_str())).collect();
        assert_eq!(told, [(1, Reason::ColumnTwice, "level"), (3, Reason::CellCount, "note")]);
        let levels: Vec<_> =
            found.published.iter().map(|it| (it.iso3.as_str().to_owned(), it.level)).collect();
        assert_eq!(levels, ["FRA", "KAZ"].map(|code| (code.to_owned(), NotCritical)));
    }

    #[test]
    fn of_two_levels_for_one_thing_none_counts() {
        let text = "iso3,criterion,level\nKAZ,1,0\nKAZ,1,2\nKAZ,1,0\nDEU,1,0\n";
        let found = read(text);
        assert_eq!(found.published.len(), 1);
        assert_eq!(found.published[0].iso3.as_str(), "DEU");
        assert!(found.rejected.is_empty(), "the first does not count: {:?}", found.rejected);
        let [only] = found.contradicted.as_slice() else { panic!("{:?}", found.contradicted) };
        assert_eq!((only.line, only.first, only.criterion), (3, 2, 1));
    }

    /// Cut off anywhere, and with any byte in any place: read, told, or refused, never a fall.
    #[test]
    fn no_bytes_make_it_fall() {
        let sound = "iso3,criterion,level\nKAZ,1,0\n\"DEU\",2,\"critical\"\n".as_bytes();
        for end in 0..=sound.len() {
            let mut bytes = sound[..end].to_vec();
            let file = |bytes: &[u8]| {
                let found = ratings(&PublisherFile { name: "r.csv", bytes }, atlas(), WORDS);
                found.map_or(0, |found| found.published.len())
            };
            assert!(file(&bytes) <= 2);
            for byte in [0, b'"', b'\n', b';', 0xff] {
                if let Some(last) = bytes.last_mut() {
                    *last = byte;
                    assert!(file(&bytes) <= 2, "{end} {byte}");
                }
            }
        }
    }

    #[test]
    fn a_missing_column_is_named() {
        let found = read("iso3,criterion\nKAZ,1\n");
        assert_eq!(found.rejected[0].reason, Reason::MissingColumn);
        assert_eq!(found.rejected[0].found, "level");
    }
}
