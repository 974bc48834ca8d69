//! Opens a ZIP from somebody else: its list of entries is counted before it is believed.

use super::blob::{Archive, Source};
use super::{MOST_FILE, OpenProblem};
use std::io::{Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use zip::ZipArchive;

/// More entries than this no dossier has.
const MOST_ENTRIES: usize = 50_000;
/// The list of all entries, in bytes.
const MOST_LIST: u32 = 16 * 1024 * 1024;

/// Opens the ZIP, after a look at its list: one of millions is not read, and what two readers would read as two dossiers
/// is refused: a name that is there twice, a second list behind a comment, more entries than are counted.
pub fn archive(mut source: Box<dyn Source>) -> Result<Archive, OpenProblem> {
    let damaged = |error: &dyn std::fmt::Display| OpenProblem::Damaged(error.to_string());
    let size = source.seek(SeekFrom::End(0)).map_err(|error| damaged(&error))?;
    if size > MOST_FILE {
        return Err(OpenProblem::TooLarge { limit: MOST_FILE / (1024 * 1024) });
    }
    let End { count, list, start } = last_record(&mut source).map_err(|error| damaged(&error))?;
    if usize::from(count) > MOST_ENTRIES || list > MOST_LIST {
        return Err(OpenProblem::TooManyEntries { limit: MOST_ENTRIES });
    }
    if !is_whole_list(&mut source, count, list, start).map_err(|error| damaged(&error))? {
        return Err(damaged(&"the list of entries"));
    }
    let left = Arc::new(AtomicU64::new(u64::from(list) * 4 + 1024 * 1024));
    let source: Box<dyn Source> = Box::new(Bounded { source, left: Arc::clone(&left) });
    let zip = ZipArchive::new(source).map_err(|error| damaged(&error))?;
    left.store(u64::MAX, Ordering::Relaxed);
    if zip.central_directory_start() != u64::from(start) {
        return Err(damaged(&"the list of entries"));
    }
    if zip.len() != usize::from(count) {
        return Err(OpenProblem::RepeatedNames);
    }
    Ok(zip)
}

/// A source of which only so much may be read. Where a list is damaged, `ZipArchive` goes on with each earlier place that
/// looks like an end record, and there may be a million of them.
struct Bounded {
    source: Box<dyn Source>,
    left: Arc<AtomicU64>,
}

impl Read for Bounded {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let left = self.left.load(Ordering::Relaxed);
        if left == u64::MAX {
            return self.source.read(out);
        }
        let count = self.source.read(out)?;
        let left = left.checked_sub(count as u64).ok_or(std::io::ErrorKind::InvalidData)?;
        self.left.store(left, Ordering::Relaxed);
        Ok(count)
    }
}

impl Seek for Bounded {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.source.seek(to)
    }
}

/// What the record says that ends every ZIP without a comment.
struct End {
    count: u16,
    /// Bytes of the list of entries.
    list: u32,
    start: u32,
}

fn last_record(source: &mut dyn Source) -> std::io::Result<End> {
    let mut record = [0; 22];
    source.seek(SeekFrom::End(-22))?;
    source.read_exact(&mut record)?;
    let [b'P', b'K', 5, 6, _, _, _, _, _, _, low, high, numbers @ .., _, _] = record else {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    };
    let [a, b, c, d, e, f, g, h] = numbers;
    let (list, start) = (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]));
    Ok(End { count: u16::from_le_bytes([low, high]), list, start })
}

/// Whether there are as many entries in the list as are counted, and nothing between them and the last record.
fn is_whole_list(
    source: &mut dyn Source,
    count: u16,
    list: u32,
    start: u32,
) -> std::io::Result<bool> {
    let end = source.seek(SeekFrom::End(-22))?;
    if u64::from(start) + u64::from(list) != end {
        return Ok(false);
    }
    let mut bytes = vec![0; list as usize];
    source.seek(SeekFrom::Start(start.into()))?;
    source.read_exact(&mut bytes)?;
    source.rewind()?;
    let mut rest = bytes.as_slice();
    for _ in 0..count {
        // Behind the 46 bytes of an entry stand its name, its extra field and its comment.
        let Some([b'P', b'K', 1, 2, fixed @ ..]) = rest.get(..46) else { return Ok(false) };
        let lengths =
            fixed[24..30].chunks(2).map(|two| usize::from(two[0]) | usize::from(two[1]) << 8);
        let Some(next) = rest.get(46 + lengths.sum::<usize>()..) else { return Ok(false) };
        rest = next;
    }
    Ok(rest.is_empty())
}
