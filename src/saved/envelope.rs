//! The one wrapper around every kept value: `fr1 <crc> <schema> <t|p> <size> <header>`, newline, payload.
//!
//! The CRC-32 runs over the key, a newline and everything after the CRC, so a flipped bit, a cut and a value under the
//! wrong key are all found. `t` is plain text, `p` deflated and packed; `size` is the payload's bytes as plain text.

use super::{SCHEMA, pack};
use serde::{Serialize, de::DeserializeOwned};
use std::borrow::Cow;
use std::fmt;

const MAGIC: &str = "fr1 ";
/// No payload is larger than this, so a hostile `size` cannot ask for more. 256 MB is the promise for a whole input.
const LARGEST: usize = 128 << 20;

/// What is wrong with a kept value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Cut, changed, under another key's name, or never ours.
    Checksum,
    /// The checksum holds, but the text is not what this schema says.
    Form(String),
    /// Written by a newer version of the app; its schema number.
    Newer(u32),
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Damage::Checksum => f.write_str("it is cut or changed"),
            Damage::Form(what) => write!(f, "it does not read as it should: {what}"),
            Damage::Newer(schema) => write!(f, "a newer version of Forthright wrote it (schema {schema})"),
        }
    }
}

/// A value whose checksum held.
pub(super) struct Opened<'a, H> {
    pub header: H,
    pub schema: u32,
    pub crc: u32,
    packed: bool,
    size: usize,
    payload: &'a str,
}

/// Wraps `payload` for `key`; from `pack_from` bytes on it is packed.
pub(super) fn seal(key: &str, header: &impl Serialize, payload: &str, pack_from: usize) -> Sealed {
    seal_as(SCHEMA, key, header, payload, pack_from)
}

/// A wrapped value and its checksum.
pub(super) struct Sealed {
    pub value: String,
    pub crc: u32,
}

pub(super) fn seal_as(schema: u32, key: &str, header: &impl Serialize, payload: &str, pack_from: usize) -> Sealed {
    // Headers are structs of numbers, text and maps keyed by text: their serialisation has no way to fail.
    let header = serde_json::to_string(header).unwrap_or_default();
    let (kind, body) = match payload.len() >= pack_from {
        true => ('p', Cow::Owned(pack::pack(payload))),
        false => ('t', Cow::Borrowed(payload)),
    };
    let rest = format!("{schema} {kind} {} {header}\n{body}", payload.len());
    let crc = checksum(key, &rest);
    Sealed { value: format!("{MAGIC}{crc:08x} {rest}"), crc }
}

/// Checks and takes a value apart.
///
/// # Errors
/// What is wrong with it.
pub(super) fn open<'a, H: DeserializeOwned>(key: &str, value: &'a str) -> Result<Opened<'a, H>, Damage> {
    let (crc, rest) = value.strip_prefix(MAGIC).and_then(|rest| rest.split_once(' ')).ok_or(Damage::Checksum)?;
    let found = checksum(key, rest);
    if format!("{found:08x}") != crc {
        return Err(Damage::Checksum);
    }
    let form = |what: &str| Damage::Form(what.to_owned());
    let (head, payload) = rest.split_once('\n').ok_or_else(|| form("no header line"))?;
    let mut parts = head.splitn(4, ' ');
    let mut next = || parts.next().ok_or_else(|| form("short header"));
    let (schema, kind, size, header) = (next()?, next()?, next()?, next()?);
    let schema: u32 = schema.parse().map_err(|_| form("schema"))?;
    if schema > SCHEMA {
        return Err(Damage::Newer(schema));
    }
    let size = size.parse().ok().filter(|size| *size <= LARGEST).ok_or_else(|| form("size"))?;
    let header = serde_json::from_str(header).map_err(|error| Damage::Form(error.to_string()))?;
    Ok(Opened { header, schema, crc: found, packed: kind == "p", size, payload })
}

impl<'a, H> Opened<'a, H> {
    /// The payload as plain text.
    ///
    /// # Errors
    /// [`Damage::Form`] when it does not unpack to its size.
    pub fn text(&self) -> Result<Cow<'a, str>, Damage> {
        let text = match self.packed {
            true => pack::unpack(self.payload, self.size).map(Cow::Owned),
            false => Some(Cow::Borrowed(self.payload)).filter(|text| text.len() == self.size),
        };
        text.ok_or_else(|| Damage::Form("the payload does not unpack".into()))
    }
}

/// CRC-32 of `text` under `key`.
fn checksum(key: &str, text: &str) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(key.as_bytes());
    hasher.update(b"\n");
    hasher.update(text.as_bytes());
    hasher.finalize()
}
