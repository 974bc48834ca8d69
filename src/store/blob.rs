//! An attached file: in memory once it was attached, in the container it came from until somebody needs it.
//!
//! So a dossier opens without unpacking a gigabyte, and a save copies what did not change as it is packed.

use super::MOST_ATTACHMENT;
use sha2::{Digest, Sha256};
use std::fmt;
use std::io::{self, Read, Seek, Write};
use std::sync::{Arc, Mutex, PoisonError};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What a container can be read from.
pub trait Source: Read + Seek + Send {}

impl<T: Read + Seek + Send> Source for T {}

pub type Archive = ZipArchive<Box<dyn Source>>;

/// A container that stays open. The file may get another name, or be replaced: this one is still read.
pub struct Package(Mutex<Archive>);

impl Package {
    pub fn new(archive: Archive) -> Arc<Self> {
        Arc::new(Self(Mutex::new(archive)))
    }
}

impl fmt::Debug for Package {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Package")
    }
}

/// The content of an attached file.
#[derive(Debug, Clone)]
pub enum Blob {
    Fresh(Arc<Vec<u8>>),
    /// In a container, under this name.
    Packed(Arc<Package>, String),
}

impl Blob {
    pub fn new(bytes: Vec<u8>) -> Self {
        Self::Fresh(Arc::new(bytes))
    }

    /// The bytes; of a packed file it is not believed how many they are.
    pub fn bytes(&self) -> io::Result<Arc<Vec<u8>>> {
        match self {
            Self::Fresh(bytes) => Ok(Arc::clone(bytes)),
            Self::Packed(..) => {
                let mut bytes = Vec::new();
                self.copy_to(&mut bytes)?;
                Ok(Arc::new(bytes))
            }
        }
    }

    /// In bytes, as far as it is known without reading.
    pub(super) fn size(&self) -> u64 {
        match self {
            Self::Fresh(bytes) => bytes.len() as u64,
            Self::Packed(..) => 0,
        }
    }

    pub fn is_packed(&self) -> bool {
        matches!(self, Self::Packed(..))
    }

    /// Whether this is the file of that SHA-256.
    pub fn is(&self, hash: &str) -> bool {
        let mut hasher = Sha256::new();
        let told = self.copy_to(&mut hasher).is_ok();
        told && super::sha256::hex(&hasher.finalize()) == hash
    }

    fn copy_to(&self, out: &mut impl Write) -> io::Result<()> {
        let (package, name) = match self {
            Self::Fresh(bytes) => return out.write_all(bytes),
            Self::Packed(package, name) => (package, name),
        };
        let mut archive = package.0.lock().unwrap_or_else(PoisonError::into_inner);
        let file = archive.by_name(name)?;
        // A few packed bytes can unfold into gigabytes: read to the limit, not to the end.
        let copied = io::copy(&mut file.take(MOST_ATTACHMENT + 1), out)?;
        if copied > MOST_ATTACHMENT { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(()) }
    }

    /// Puts the file into another container; what is packed already is not unpacked for it.
    pub(super) fn put<W: Write + Seek>(
        &self,
        zip: &mut ZipWriter<W>,
        name: &str,
        options: SimpleFileOptions,
    ) -> io::Result<()> {
        match self {
            Self::Fresh(bytes) => {
                zip.start_file(name, options)?;
                zip.write_all(bytes)
            }
            Self::Packed(package, from) => {
                let mut archive = package.0.lock().unwrap_or_else(PoisonError::into_inner);
                let at = archive.index_for_name(from).ok_or(io::ErrorKind::NotFound)?;
                let file = archive.by_index_raw(at)?;
                Ok(zip.raw_copy_file_rename(file, name)?)
            }
        }
    }
}

/// The same bytes, wherever they are.
impl PartialEq for Blob {
    fn eq(&self, other: &Self) -> bool {
        match (self.bytes(), other.bytes()) {
            (Ok(mine), Ok(theirs)) => mine == theirs,
            _ => false,
        }
    }
}

impl Eq for Blob {}
