//! What a passphrase seals: a file in the age format, which the tool of that name opens, too.

use age::secrecy::{ExposeSecret, SecretString};
use age::stream::StreamReader;
use age::{DecryptError, Decryptor, scrypt};
use std::io::{self, BufRead};

/// What such a file begins with.
pub const SEALED: &[u8] = b"age-encryption.org/v1";
/// Trying one passphrase costs this: 256 MiB and about a second.
const WORK: u8 = 18;
/// A file that asks for more than four times that is refused: it would hang the program.
const MOST_WORK: u8 = 20;

/// A header for one passphrase has about 160 bytes.
const MOST_HEADER: usize = 1024;

/// What an officer types. Never shown, never written; wiped when it goes.
#[derive(Debug, Clone)]
pub struct Passphrase(SecretString);

impl Passphrase {
    pub fn new(text: String) -> Self {
        Self(SecretString::from(text))
    }

    pub fn is_empty(&self) -> bool {
        self.0.expose_secret().is_empty()
    }
}

impl PartialEq for Passphrase {
    fn eq(&self, other: &Self) -> bool {
        self.0.expose_secret() == other.0.expose_secret()
    }
}

/// Why something sealed was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SealProblem {
    WrongPassphrase,
    /// Sealed otherwise than by a passphrase, or by one that costs too much to try.
    NotForPassphrase,
    Damaged(String),
}

/// Seals bytes. Takes about a second.
pub fn seal(bytes: &[u8], passphrase: &Passphrase) -> io::Result<Vec<u8>> {
    let mut recipient = scrypt::Recipient::new(passphrase.0.clone());
    recipient.set_work_factor(WORK);
    age::encrypt(&recipient, bytes).map_err(io::Error::other)
}

/// The bytes inside, read as they are needed. Finding out whether the passphrase is right takes about a second.
pub fn unseal<R: BufRead>(
    mut reader: R,
    passphrase: &Passphrase,
) -> Result<StreamReader<R>, SealProblem> {
    let damaged = |error: DecryptError| SealProblem::Damaged(error.to_string());
    // age reads its header line by line and begins anew with each: one of megabytes would take hours, or all memory.
    let ahead = reader.fill_buf().map_err(|error| SealProblem::Damaged(error.to_string()))?;
    if ahead.len() >= MOST_HEADER && !has_end(&ahead[..MOST_HEADER]) {
        return Err(SealProblem::NotForPassphrase);
    }
    let decryptor = Decryptor::new_buffered(reader).map_err(damaged)?;
    if !decryptor.is_scrypt() {
        return Err(SealProblem::NotForPassphrase);
    }
    let mut identity = scrypt::Identity::new(passphrase.0.clone());
    identity.set_max_work_factor(MOST_WORK);
    decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(|error| match error
    {
        DecryptError::ExcessiveWork { .. } => SealProblem::NotForPassphrase,
        DecryptError::DecryptionFailed
        | DecryptError::KeyDecryptionFailed
        | DecryptError::NoMatchingKeys => SealProblem::WrongPassphrase,
        other => damaged(other),
    })
}

/// Whether a header ends here: with the line of its own seal.
fn has_end(bytes: &[u8]) -> bool {
    let seal = bytes.windows(5).position(|five| five == b"\n--- ");
    seal.is_some_and(|at| bytes[at + 1..].contains(&b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn the_right_passphrase_opens_and_no_other() {
        let right = Passphrase::new("Fünf rote Füchse".to_owned());
        let sealed = seal(b"secret", &right).unwrap();
        assert!(sealed.starts_with(SEALED));
        let mut text = Vec::new();
        unseal(&sealed[..], &right).unwrap().read_to_end(&mut text).unwrap();
        assert_eq!(text, b"secret");
        let wrong = Passphrase::new("fünf rote Füchse".to_owned());
        assert_eq!(unseal(&sealed[..], &wrong).err(), Some(SealProblem::WrongPassphrase));
        assert!(matches!(unseal(&sealed[..40], &right).err(), Some(SealProblem::Damaged(_))));
        assert!(!format!("{right:?}").contains("Füchse"));
    }

    #[test]
    fn a_file_that_costs_too_much_to_try_is_refused_at_once() {
        let passphrase = Passphrase::new("x".to_owned());
        let header = b"age-encryption.org/v1\n-> scrypt bBjlhJVYZeE4aqUdmtRHfw 30\n\
            ZV/AhotwSGqaPCU43cepl4WYUouAa17a3xpu4G2yi5k\n--- \
            fgMiVLJHMlg9fW7CVG/hPS5EAU4Zeg19LyCP7SoH5nA\n0123456789abcdef";
        let began = std::time::Instant::now();
        assert!(unseal(&header[..], &passphrase).is_err());
        assert!(began.elapsed().as_secs() < 2);
    }
}
