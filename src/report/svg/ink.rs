//! What the picture is drawn with: paints with a class each, so that a page can recolour them, and text cut to the room
//! there is. Widths are guessed from what letters measure in common fonts, rather too wide than too narrow.

/// A paint: a class and the colours it has where nothing else says so.
pub(super) type Paint = &'static str;

pub(super) const GROUND: Paint = r##"class="ground" fill="#fffdf9""##;
pub(super) const INK: Paint = r##"class="ink" fill="#22201c""##;
pub(super) const QUIET: Paint = r##"class="quiet" fill="#5d574e""##;
pub(super) const LINE: Paint = r##"class="line" stroke="#e3ddd1" fill="none""##;
pub(super) const STRONG: Paint = r##"class="strong" stroke="#c9c1b2" fill="none""##;
pub(super) const BAR: Paint = r##"class="bar" fill="#a9c5d0" stroke="#4b7b8e""##;
pub(super) const DONE: Paint = r##"class="done" fill="#175a73""##;
pub(super) const GROUP: Paint = r##"class="group" fill="#46413a""##;
pub(super) const MILESTONE: Paint = r##"class="mile" fill="#22201c""##;
pub(super) const PROMISE: Paint = r##"class="said" fill="none" stroke="#6d4687" stroke-width="1.75""##;
pub(super) const LATE: Paint = r##"class="late" fill="none" stroke="#b03a26" stroke-width="1.75""##;
pub(super) const TODAY: Paint = r##"class="now" stroke="#b03a26" fill="none""##;
pub(super) const TODAY_INK: Paint = r##"class="now-ink" fill="#b03a26""##;

/// Fonts every system has one of.
pub(super) const FONT: &str = "system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif";

/// A length in px, as short as it can be written.
pub(super) fn px(length: f64) -> String {
    let tenths = (length * 10.0).round();
    if tenths % 10.0 == 0.0 { format!("{}", (tenths / 10.0) as i64) } else { format!("{:.1}", tenths / 10.0) }
}

/// About how wide a text is at a size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

fn advance(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '.' | ',' | ':' | ';' | '|' | '!' | 'I' => 0.29,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '-' | '/' | '’' => 0.38,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' => 0.92,
        'A'..='Z' => 0.70,
        'a'..='z' | '0'..='9' => 0.58,
        // Scripts with wide letters, and pictures.
        c if u32::from(c) >= 0x1100 => 1.05,
        // Marks that stand on the letter before them.
        '\u{300}'..='\u{36f}' => 0.0,
        _ => 0.66,
    }
}

/// The text, cut with `…` where it has no room.
pub(super) fn fitted(text: &str, size: f64, room: f64) -> String {
    // Nothing longer fits anywhere: a long text is not measured to its end.
    let short = text.char_indices().nth(400).map_or(text, |(end, _)| &text[..end]);
    if short.len() == text.len() && width(text, size) <= room {
        return text.to_owned();
    }
    let mut used = advance('—') * size;
    let fits = short.chars().take_while(|c| {
        used += advance(*c) * size;
        used <= room
    });
    format!("{}…", fits.collect::<String>().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_to_its_room() {
        assert_eq!(fitted("Go-live", 12.0, 60.0), "Go-live");
        assert_eq!(fitted("Interviews with visitors", 12.0, 90.0), "Interviews w…");
        assert_eq!(fitted(&"漢字".repeat(5_000), 12.0, 60.0), "漢字漢…");
        assert_eq!(fitted("", 12.0, 60.0), "");
    }

    #[test]
    fn lengths_are_written_short() {
        assert_eq!([px(12.0), px(0.04), px(-3.25), px(1234.56)], ["12", "0", "-3.3", "1234.6"]);
    }
}
