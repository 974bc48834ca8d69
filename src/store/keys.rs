//! Keys: the officer's own, in a file that a passphrase seals, and what they sign.

use super::secret::{SealProblem, seal, unseal};
use super::{Passphrase, SaveProblem, disk, read_limited, write_whole};
use ed25519_dalek::{Signature, Signer, VerifyingKey};
use kriterion_heart::signoff::{PublicKey, SignOff};
use serde::{Deserialize, Serialize};
use std::io::{self, Read};
use std::path::Path;
use zeroize::Zeroizing;

const MOST_KEY_FILE: u64 = 64 * 1024;

/// Somebody's key, of which the secret half is still sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFile {
    /// Whose key it is, as signatures show it.
    pub name: String,
    pub key: PublicKey,
    /// Seconds since 1970.
    pub made: u64,
    sealed: Vec<u8>,
}

/// A key that can sign.
pub struct OpenKey {
    pub name: String,
    pub key: PublicKey,
    secret: ed25519_dalek::SigningKey,
}

/// Why a key cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyProblem {
    Missing,
    /// Not a key file, or one of a later program.
    Foreign,
    WrongPassphrase,
    /// What is sealed in it is not the key that it names.
    Damaged,
    Other(String),
}

/// The key file: a text, the secret half sealed in the age format and written in hex.
#[derive(Serialize, Deserialize)]
enum KeyText {
    V1(KeyTextV1),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyTextV1 {
    name: String,
    key: PublicKey,
    made: u64,
    sealed: String,
}

/// Makes a key and writes its file; one that is there already is never replaced. Takes about a second.
pub fn create_key(
    path: &Path,
    name: &str,
    made: u64,
    passphrase: &Passphrase,
) -> Result<KeyFile, SaveProblem> {
    let other = |error: &dyn std::fmt::Display| SaveProblem::Other(error.to_string());
    let save = |error: &io::Error| SaveProblem::from_io(error);
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(&mut *bytes).map_err(|error| other(&error))?;
    let key = OpenKey::new(name.to_owned(), &bytes).key;
    let sealed = seal(&*bytes, passphrase).map_err(|error| other(&error))?;
    let text = KeyText::V1(KeyTextV1 { name: name.to_owned(), key, made, sealed: to_hex(&sealed) });
    let text = ron::ser::to_string_pretty(&text, ron::ser::PrettyConfig::new())
        .map_err(|error| other(&error))?;
    if let Some(folder) = path.parent() {
        disk::create_folder(folder).map_err(|error| save(&error))?;
    }
    // Taken first, so that no other is written over, and for its owner's eyes; the whole file keeps both.
    disk::create_private(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => SaveProblem::NotExpected,
        _ => save(&error),
    })?;
    if let Err(error) = write_whole(path, text.as_bytes()) {
        disk::remove(path).ok(); // It is empty.
        return Err(save(&error));
    }
    Ok(KeyFile { name: name.to_owned(), key, made, sealed })
}

pub fn read_key(path: &Path) -> Result<KeyFile, KeyProblem> {
    let bytes = read_limited(path, MOST_KEY_FILE).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => KeyProblem::Missing,
        io::ErrorKind::FileTooLarge => KeyProblem::Foreign,
        _ => KeyProblem::Other(error.to_string()),
    })?;
    let KeyText::V1(text) = ron::de::from_bytes(&bytes).map_err(|_| KeyProblem::Foreign)?;
    let sealed = from_hex(&text.sealed).ok_or(KeyProblem::Foreign)?;
    Ok(KeyFile { name: text.name, key: text.key, made: text.made, sealed })
}

impl KeyFile {
    /// Takes about a second.
    pub fn open(&self, passphrase: &Passphrase) -> Result<OpenKey, KeyProblem> {
        let mut reader = unseal(&self.sealed[..], passphrase).map_err(|problem| match problem {
            SealProblem::WrongPassphrase => KeyProblem::WrongPassphrase,
            _ => KeyProblem::Damaged,
        })?;
        let mut bytes = Zeroizing::new([0; 32]);
        reader.read_exact(&mut *bytes).map_err(|_| KeyProblem::Damaged)?;
        let open = OpenKey::new(self.name.clone(), &bytes);
        // The public half stands in the open: somebody may have put another there.
        if open.key == self.key { Ok(open) } else { Err(KeyProblem::Damaged) }
    }
}

impl OpenKey {
    /// Of its 32 secret bytes.
    pub fn new(name: String, secret: &[u8; 32]) -> Self {
        let secret = ed25519_dalek::SigningKey::from_bytes(secret);
        Self { name, key: PublicKey(secret.verifying_key().to_bytes()), secret }
    }

    /// Puts this key's signature on a step.
    pub fn sign(&self, step: &mut SignOff) {
        step.who.clone_from(&self.name);
        step.key = self.key;
        step.signature = self.sign_bytes(&step.message());
    }

    /// A signature in hex.
    pub fn sign_bytes(&self, message: &[u8]) -> String {
        to_hex(&self.secret.sign(message).to_bytes())
    }
}

/// Whether a step was signed with the key it names, and nothing of it was changed since.
pub fn is_genuine(step: &SignOff) -> bool {
    fits(step.key, &step.message(), &step.signature)
}

/// Whether a signature in hex was made with this key over this message.
pub fn fits(key: PublicKey, message: &[u8], signature: &str) -> bool {
    let signature = from_hex(signature).and_then(|bytes| Signature::from_slice(&bytes).ok());
    let key = VerifyingKey::from_bytes(&key.0).ok();
    key.zip(signature)
        .is_some_and(|(key, signature)| key.verify_strict(message, &signature).is_ok())
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Small digits only: one thing is written in one way.
fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let digits: Vec<u8> = text.as_bytes().iter().map(digit).collect::<Option<_>>()?;
    digits.len().is_multiple_of(2).then(|| {
        digits.chunks(2).map(|pair| pair.iter().fold(0, |all, digit| all * 16 + digit)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use kriterion_heart::dossier::Editions;
    use kriterion_heart::signoff::{Act, Role};
    use std::collections::BTreeMap;

    fn step() -> SignOff {
        SignOff {
            role: Role::Reviewer,
            act: Act::SendsBack,
            who: String::new(),
            at: 1,
            key: PublicKey([0; 32]),
            dossier: "d".repeat(64),
            log: "e".repeat(64),
            editions: Editions::default(),
            reasons: BTreeMap::from([(2, "Which unit?".to_owned())]),
            signature: String::new(),
        }
    }

    #[test]
    fn a_key_signs_and_every_changed_bit_of_the_signature_shows() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys/anna.kriterion-key");
        let passphrase = Passphrase::new("long enough".to_owned());
        let made = create_key(&path, "Anna", 7, &passphrase).unwrap();
        assert_eq!(create_key(&path, "Anna", 7, &passphrase), Err(SaveProblem::NotExpected));
        assert_eq!(read_key(&path), Ok(made.clone()));
        assert!(!std::fs::read_to_string(&path).unwrap().contains("long enough"));
        let wrong = Passphrase::new("long  enough".to_owned());
        assert_eq!(made.open(&wrong).err(), Some(KeyProblem::WrongPassphrase));
        let key = made.open(&passphrase).unwrap();
        let mut step = step();
        key.sign(&mut step);
        assert!(is_genuine(&step));
        for bit in 0..512 {
            let mut bytes = from_hex(&step.signature).unwrap();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(!is_genuine(&SignOff { signature: to_hex(&bytes), ..step.clone() }), "{bit}");
        }
        for bit in 0..256 {
            let mut other = step.clone();
            other.key.0[bit / 8] ^= 1 << (bit % 8);
            assert!(!is_genuine(&other), "{bit}");
        }
        let reasons = BTreeMap::from([(2, "Which unit? ".to_owned())]);
        assert!(!is_genuine(&SignOff { reasons, ..step.clone() }));
        // Somebody puts a public half of their own into the file.
        let other = KeyFile { key: PublicKey([7; 32]), ..made };
        assert_eq!(other.open(&passphrase).err(), Some(KeyProblem::Damaged));
    }

    #[test]
    fn what_is_not_a_key_is_said_to_be_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        assert_eq!(read_key(&path), Err(KeyProblem::Missing));
        for text in ["", "PK", "V2(())", "V1((name:\"A\"))"] {
            std::fs::write(&path, text).unwrap();
            assert_eq!(read_key(&path), Err(KeyProblem::Foreign), "{text}");
        }
    }
}
