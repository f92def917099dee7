//! XML as a stream of small records: one element below the root, or below a list in it, at a time. Depth and size are
//! bounded and entities never expanded, so no file can take more memory than its largest record.

use super::ReadError;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

/// An element with its text and children; names without their prefix.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub name: String,
    pub text: String,
    pub children: Vec<Element>,
}

impl Element {
    /// The trimmed text of the first child of this name, `None` when missing or empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.trim()).filter(|text| !text.is_empty())
    }

    /// The text of the first child of this name as it stands, spaces at its ends included; none when there is nothing else.
    pub fn raw(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.as_str()).filter(|text| !text.trim().is_empty())
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The child's text as a number.
    pub fn number(&self, name: &str) -> Option<i64> {
        let text = self.get(name)?;
        text.parse().ok().or_else(|| text.parse::<f64>().ok().filter(|n| n.is_finite()).map(|n| n as i64))
    }

    pub fn real(&self, name: &str) -> Option<f64> {
        self.get(name)?.parse().ok().filter(|n: &f64| n.is_finite())
    }

    /// `1` and `true` mean yes.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.get(name).map(|text| text == "1" || text.eq_ignore_ascii_case("true"))
    }
}

const DEEPEST: usize = 64;

/// The text of a file: UTF-8 or UTF-16 by its byte order mark, else UTF-8; true when something could not be read.
pub(super) fn decode(bytes: &[u8]) -> (String, bool) {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let mut bad = bytes.len() % 2 == 1;
        let text = char::decode_utf16(units).map(|c| {
            c.unwrap_or_else(|_| {
                bad = true;
                char::REPLACEMENT_CHARACTER
            })
        });
        (text.collect::<String>(), bad)
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(text) => (text.to_owned(), false),
                // Western European files that claim nothing better: one character a byte.
                Err(_) if is_latin(bytes) => (bytes.iter().map(|byte| char::from(*byte)).collect(), false),
                Err(_) => (String::from_utf8_lossy(bytes).into_owned(), true),
            }
        }
    }
}

fn is_latin(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).to_ascii_lowercase();
    head.contains("iso-8859-1") || head.contains("windows-1252")
}

/// The root element's local name, if this is XML at all.
pub(super) fn root(bytes: &[u8]) -> Option<String> {
    let (text, _) = decode(bytes.get(..4096).unwrap_or(bytes));
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => return Some(tag.local_name().as_ref().to_owned()),
            Ok(Event::Eof) | Err(_) => return None,
            Ok(Event::Text(text)) if !text.trim().is_empty() => return None,
            Ok(_) => {}
        }
    }
}

/// Why bytes of no known format cannot be opened.
pub(super) fn why_not(bytes: &[u8]) -> ReadError {
    let (text, _) = decode(bytes.get(..4096).unwrap_or(bytes));
    if bytes.len() <= 3 && text.trim_start_matches('\u{feff}').trim().is_empty() || text.trim().is_empty() {
        return ReadError::Empty;
    }
    match root(bytes) {
        Some(root) => ReadError::OtherXml(root),
        None if text.trim_start().starts_with("<?xml") => ReadError::Broken(0),
        None => ReadError::Unknown,
    }
}

/// Walks a document: `record(list, element)` is called for each child of the root (list `""`) and each element of the
/// lists named. Returns where the document broke off, if it did.
///
/// # Errors
/// [`ReadError::Entities`] and [`ReadError::TooDeep`], when nothing of the file should be used.
pub(super) fn walk(
    text: &str,
    lists: &[&'static str],
    mut record: impl FnMut(&'static str, Element),
) -> Result<Option<usize>, ReadError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let (mut inside, mut list) = (false, "");
    let mut open: Vec<Element> = Vec::new();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(0);
        match reader.read_event() {
            Err(_) => return Ok(Some(at)),
            Ok(Event::Eof) => return Ok(if inside { Some(at) } else { None }),
            Ok(Event::DocType(doctype)) => {
                if doctype.to_ascii_uppercase().contains("<!ENTITY") {
                    return Err(ReadError::Entities);
                }
            }
            Ok(Event::Start(tag)) => {
                let name = tag.local_name();
                let name: &str = name.as_ref();
                if !inside {
                    inside = true;
                } else if open.is_empty() && list.is_empty() && lists.contains(&name) {
                    list = lists.iter().find(|known| **known == name).copied().unwrap_or("");
                } else {
                    if open.len() >= DEEPEST {
                        return Err(ReadError::TooDeep);
                    }
                    open.push(Element { name: name.to_owned(), ..Element::default() });
                }
            }
            Ok(Event::End(_)) => match (open.pop(), open.last_mut()) {
                (Some(done), Some(parent)) => parent.children.push(done),
                (Some(done), None) => record(list, done),
                (None, _) if !list.is_empty() => list = "",
                (None, _) => inside = false,
            },
            Ok(Event::Text(text)) => append(&mut open, &text.xml10_content()),
            Ok(Event::CData(text)) => append(&mut open, &text.xml10_content()),
            Ok(Event::GeneralRef(name)) => append(&mut open, &resolve(&name)),
            Ok(_) => {}
        }
    }
}

fn append(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// The five built-in entities and characters by number; others stay as they are written.
fn resolve(name: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return c.to_string();
    }
    let name: &str = name;
    quick_xml::escape::resolve_predefined_entity(name).map_or_else(|| format!("&{name};"), str::to_owned)
}
