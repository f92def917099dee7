//! A printed page, read as what it is: how many sheets it takes, and what is written on them and in the file beside them.

use crate::engine::Engine;
use crate::page::Page;
use lopdf::{Document, Object};

/// A PDF, read.
pub struct Printed {
    pub sheets: usize,
    /// Everything written on the sheets, without blanks: printing places words by their letters.
    pub text: String,
    /// Strings of the file that stand on no sheet: its title, headings, what pictures show.
    pub beside: String,
}

/// What printing the page gives on A4; nothing where the browser cannot be asked for it.
#[track_caller]
pub fn print(page: &Page) -> Option<Printed> {
    let bytes = page.pdf()?;
    match Document::load_mem(&bytes) {
        Ok(document) => Some(read(&document)),
        Err(error) => panic!("a PDF that cannot be read: {error}"),
    }
}

impl Printed {
    /// Whether a sheet says so, blanks aside.
    pub fn says(&self, part: &str) -> bool {
        self.text.contains(&solid(part))
    }
}

/// Where the letters of a printed page can be read: Chromium writes with each font which letters its shapes are.
pub fn is_legible(page: &Page) -> bool {
    page.engine() == Engine::Chromium
}

fn read(document: &Document) -> Printed {
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    // A font without letters (pictures of emoji) is no error of the page.
    let chunks = document.extract_text_chunks(&pages).into_iter().filter_map(Result::ok);
    let text = solid(&chunks.collect::<String>());
    let mut beside = String::new();
    document.objects.values().for_each(|object| strings(object, &mut beside));
    document.trailer.iter().for_each(|(_, object)| strings(object, &mut beside));
    Printed { sheets: pages.len(), text, beside }
}

fn strings(object: &Object, out: &mut String) {
    match object {
        Object::String(bytes, _) => {
            out.push_str(&match bytes.strip_prefix(&[0xfe, 0xff]) {
                Some(wide) => {
                    let units: Vec<u16> =
                        wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
                    String::from_utf16_lossy(&units)
                }
                None => String::from_utf8_lossy(bytes).into_owned(),
            });
            out.push('\n');
        }
        Object::Array(all) => all.iter().for_each(|one| strings(one, out)),
        Object::Dictionary(all) => all.iter().for_each(|(_, one)| strings(one, out)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, one)| strings(one, out)),
        _ => {}
    }
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
