//! XML as it is written: elements in, well-formed text out, whatever the text in them is. Escaping is quick-xml's.

use super::xml::{self, Element};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::borrow::Cow;

impl Element {
    pub fn leaf(name: impl Into<String>, text: impl Into<String>) -> Element {
        Element { name: name.into(), text: text.into(), children: Vec::new() }
    }

    pub fn list(name: impl Into<String>, children: Vec<Element>) -> Element {
        Element { name: name.into(), text: String::new(), children }
    }
}

/// A document in the making.
pub(super) struct Out {
    writer: Writer<Vec<u8>>,
}

impl Out {
    /// The declaration and the root, which stays open.
    pub fn begin(root: &str, namespace: &str) -> Out {
        let mut out = Out { writer: Writer::new_with_indent(Vec::new(), b'\t', 1) };
        out.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        out.event(Event::Start(BytesStart::new(root).with_attributes([("xmlns", namespace)])));
        out
    }

    pub fn open(&mut self, name: &str) {
        self.event(Event::Start(BytesStart::new(name)));
    }

    pub fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element and all in it. Where it has children its own text, which is white space, is left out; a name that is
    /// none (from a file touched by hand) takes its element with it.
    pub fn element(&mut self, element: &Element) {
        let name = element.name.as_str();
        if !is_name(name) {
            return;
        }
        let text = allowed(&element.text);
        if element.children.is_empty() && text.is_empty() {
            return self.event(Event::Empty(BytesStart::new(name)));
        }
        self.open(name);
        if element.children.is_empty() {
            self.event(Event::Text(BytesText::new(&text)));
        }
        element.children.iter().for_each(|child| self.element(child));
        self.close(name);
    }

    pub fn end(mut self, root: &str) -> String {
        self.close(root);
        let mut text = text(self.writer);
        text.push('\n');
        text
    }

    fn event(&mut self, event: Event<'_>) {
        // Writing to memory has no way to fail.
        let _ = self.writer.write_event(event);
    }
}

fn text(writer: Writer<Vec<u8>>) -> String {
    String::from_utf8(writer.into_inner()).unwrap_or_default()
}

/// One element as text without line breaks of our own.
pub(super) fn fragment(element: &Element) -> String {
    let mut out = Out { writer: Writer::new(Vec::new()) };
    out.element(element);
    text(out.writer)
}

/// The elements of a text made by [`fragment`]; what cannot be read gives none.
pub(super) fn elements(fragment: &str) -> Vec<Element> {
    let mut found = Vec::new();
    let _ = xml::walk(&format!("<r>{fragment}</r>"), &[], |_, element| found.push(element));
    found
}

fn is_name(name: &str) -> bool {
    let first = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
    first && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// The text without the characters that XML cannot hold at all.
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    let bad = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(bad) { Cow::Owned(text.replace(bad, "")) } else { Cow::Borrowed(text) }
}
