//! Text of people in HTML and XML: shown as typed, never taken for markup.

use std::borrow::Cow;

/// `text` for any place in HTML or XML, within quotes or between tags. What XML cannot hold is shown as `�`.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| entity(c).is_some() || !is_char(c)) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match entity(c) {
            Some(entity) => safe.push_str(entity),
            None => safe.push(if is_char(c) { c } else { char::REPLACEMENT_CHARACTER }),
        }
    }
    Cow::Owned(safe)
}

fn entity(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        // A carriage return would come back as a new line.
        '\r' => Some("&#13;"),
        _ => None,
    }
}

/// Whether XML 1.0 can hold it, and HTML without complaint.
fn is_char(c: char) -> bool {
    let code = u32::from(c);
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    let never = code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code);
    !control && !never
}

/// JSON for any place in HTML: as [`escape`], with what XML cannot hold in JSON's own codes, so that nothing is lost.
pub fn escape_json(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match is_char(c) {
            true => safe.push(c),
            false => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| safe.push_str(&format!("\\u{unit:04x}"))),
        }
    }
    escape(&safe).into_owned()
}

/// What [`escape`] made of a text, as it was.
pub fn unescape(text: &str) -> String {
    const ENTITIES: [(&str, char); 6] =
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&#13;", '\r')];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity));
        let (length, c) = known.map_or((1, '&'), |(entity, c)| (entity.len(), *c));
        plain.push(c);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    plain
}

/// White space of any kind as one blank: a text on one line.
pub fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_text_is_text() {
        assert_eq!(escape("Plain, ünïcode 🎉"), "Plain, ünïcode 🎉");
        assert_eq!(escape("</template><b a='1'>\"&amp;"), "&lt;/template&gt;&lt;b a=&#39;1&#39;&gt;&quot;&amp;amp;");
        assert_eq!(escape("a\u{0}b\u{1b}c\u{fffe}\n\t"), "a\u{fffd}b\u{fffd}c\u{fffd}\n\t");
        for text in ["</template><b a='1'>\"&amp; &lt;\r\n", "&amp;lt; &", ""] {
            assert_eq!(unescape(&escape(text)), text);
        }
        assert_eq!(one_line(" a\r\n\tb \u{0} c "), "a b c");
    }
}
