//! ZIP files as no program would write them, byte by byte.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub const MIMETYPE: &[u8] = b"application/vnd.kriterion.dossier+zip";

/// An entry's data as it stands in a ZIP, made once and put in under many names.
#[derive(Clone)]
pub struct Packed {
    /// Method, time and date, CRC, both sizes: as in a local header.
    about: Vec<u8>,
    data: Vec<u8>,
}

impl Packed {
    pub fn of(bytes: &[u8]) -> Self {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file("x", options).unwrap();
        zip.write_all(bytes).unwrap();
        let out = zip.finish().unwrap().into_inner();
        let number = |at: usize, of: usize| {
            out[at..at + of].iter().rev().fold(0, |all, byte| all * 256 + usize::from(*byte))
        };
        let start = 30 + number(26, 2) + number(28, 2);
        Self { about: out[8..26].to_vec(), data: out[start..start + number(18, 4)].to_vec() }
    }
}

/// What is true of a ZIP, unless somebody lies.
#[derive(Default)]
pub struct Zip {
    out: Vec<u8>,
    list: Vec<u8>,
    count: u16,
}

impl Zip {
    /// The three texts that every container has.
    pub fn case(dossier: &str, log: &str) -> Self {
        let mut zip = Self::default();
        zip.put("mimetype", &Packed::of(MIMETYPE));
        zip.put("dossier.ron", &Packed::of(dossier.as_bytes()));
        zip.put("log.ron", &Packed::of(log.as_bytes()));
        zip
    }

    /// A ZIP with something before it.
    pub fn behind(out: Vec<u8>) -> Self {
        Self { out, ..Self::default() }
    }

    /// An entry of the list with an extra field, that of NTFS, which is cut off before its length.
    pub fn put_unreadable(&mut self) {
        self.put("x", &Packed::of(b""));
        let lengths = self.list.len() - 1 - 16;
        self.list[lengths] = 2;
        self.list.extend([10, 0]);
    }

    pub fn put(&mut self, name: &str, packed: &Packed) {
        let at = self.out.len() as u32;
        let length = (name.len() as u16).to_le_bytes();
        self.out.extend(b"PK\x03\x04\x14\0\0\0");
        self.out.extend(&packed.about);
        self.out.extend([length[0], length[1], 0, 0]);
        self.out.extend(name.as_bytes());
        self.out.extend(&packed.data);
        self.list.extend(b"PK\x01\x02\x14\0\x14\0\0\0");
        self.list.extend(&packed.about);
        self.list.extend([length[0], length[1]]);
        self.list.extend([0; 12]);
        self.list.extend(at.to_le_bytes());
        self.list.extend(name.as_bytes());
        self.count = self.count.wrapping_add(1);
    }

    pub fn end(self) -> Vec<u8> {
        let count = self.count;
        self.claiming(count, b"")
    }

    /// Ends with a record that counts otherwise, and with a comment.
    pub fn claiming(mut self, count: u16, comment: &[u8]) -> Vec<u8> {
        let (start, size) = (self.out.len() as u32, self.list.len() as u32);
        self.out.append(&mut self.list);
        self.out.extend(b"PK\x05\x06\0\0\0\0");
        self.out.extend([count.to_le_bytes(), count.to_le_bytes()].as_flattened());
        self.out.extend([size.to_le_bytes(), start.to_le_bytes()].as_flattened());
        self.out.extend((comment.len() as u16).to_le_bytes());
        self.out.extend(comment);
        self.out
    }
}
