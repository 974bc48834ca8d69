//! Archives: what is in them, and how large they really are.

use super::NotRead;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// What packed tables may unpack to, all together.
const MOST_UNPACKED: u64 = 1 << 30;
const MOST_ENTRIES: usize = 2_000;

fn opened(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, NotRead> {
    let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NotRead::Damaged)?;
    if zip.len() > MOST_ENTRIES { Err(NotRead::TooLarge) } else { Ok(zip) }
}

pub fn names(bytes: &[u8]) -> Option<Vec<String>> {
    let zip = opened(bytes).ok()?;
    Some(zip.file_names().flatten().map(|name| name.into_owned()).collect())
}

/// Unpacks everything and counts, but no further than `most` and a bit: the sizes in the archive may be lies.
pub fn unpacked_size(bytes: &[u8], most: u64) -> Result<u64, NotRead> {
    let mut zip = opened(bytes)?;
    let mut size = 0;
    for at in 0..zip.len() {
        let file = zip.by_index(at).map_err(|_| NotRead::Damaged)?;
        size += std::io::copy(&mut file.take(most + 1 - size), &mut std::io::sink())
            .map_err(|_| NotRead::Damaged)?;
        if size > most {
            break;
        }
    }
    Ok(size)
}

/// The packed tables, the largest first: beside the data lie descriptions of it.
pub fn tables(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, NotRead> {
    let mut zip = opened(bytes)?;
    let mut tables: Vec<(String, Vec<u8>)> = Vec::new();
    let mut left = MOST_UNPACKED;
    for at in 0..zip.len() {
        let file = zip.by_index(at).map_err(|_| NotRead::Damaged)?;
        let name = file.name().map(|name| name.into_owned()).unwrap_or_default();
        if !name.to_ascii_lowercase().ends_with(".csv") {
            continue;
        }
        let mut bytes = Vec::new();
        file.take(left + 1).read_to_end(&mut bytes).map_err(|_| NotRead::Damaged)?;
        left = left.checked_sub(bytes.len() as u64).ok_or(NotRead::TooLarge)?;
        tables.push((name, bytes));
    }
    tables.sort_by_key(|(_, bytes)| std::cmp::Reverse(bytes.len()));
    Ok(tables)
}
