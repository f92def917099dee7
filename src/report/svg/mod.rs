//! The timeline as a picture that travels: SVG at any width, with presentation attributes only, its own axis, and for
//! large plans pages with their headers repeated. Narrow pictures have the names above the bars.

mod chart;
mod ink;

use crate::client::ClientProject;
use crate::format::markup::{escape, one_line};
use crate::words::{DateForm, Dates};
use chart::Chart;
use ink::{FONT, GROUND, INK, QUIET, fitted, px};

/// The narrowest and widest picture, in px, and the most pages side by side.
pub const NARROWEST: f64 = 280.0;
pub const WIDEST: f64 = 12_000.0;
pub const MOST_PAGES: u8 = 8;
/// Below this width names stand above the bars.
const STACKED: f64 = 560.0;
/// Height of a page of paper lying on its side, to its width: A4, and nearly Letter.
const PAPER: f64 = 190.0 / 277.0;
/// Between pages in one picture.
const GAP: f64 = 24.0;
const TITLE: f64 = 40.0;

/// How a plan is cut into pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages {
    /// All of it in one.
    One,
    /// As many pages side by side, and as many below each other as its rows need.
    Wide(u8),
}

/// The whole timeline as one SVG document: one picture, or its pages below each other.
pub fn timeline(seen: &ClientProject, width: f64, pages: Pages, dates: &Dates) -> String {
    let pages = drawn(seen, width, pages, true, None, dates);
    let wide = pages.iter().map(|page| page.width).fold(0.0, f64::max);
    let mut height = 0.0;
    let mut inside = String::new();
    for page in &pages {
        let (w, h) = (px(page.width), px(page.height));
        inside.push_str(&format!("<svg y=\"{}\" width=\"{w}\" height=\"{h}\">\n{}</svg>\n", px(height), page.inside));
        height += page.height + GAP;
    }
    let picture = Picture { width: wide, height: (height - GAP).max(1.0), inside };
    picture.document(&label(seen), &about(seen, dates), true)
}

/// The pages of a timeline, each an SVG element of its own.
pub fn timeline_pages(seen: &ClientProject, width: f64, pages: Pages, dates: &Dates) -> Vec<String> {
    let pages = drawn(seen, width, pages, true, None, dates);
    pages.iter().map(|page| page.document(&label(seen), &about(seen, dates), false)).collect()
}

/// The timeline for a page that says what it is: SVG elements without a title, none with more than `rows` rows, so that
/// a printer need not cut one.
pub(super) fn timeline_parts(seen: &ClientProject, width: f64, rows: usize, dates: &Dates) -> Vec<String> {
    let parts = drawn(seen, width, Pages::One, false, Some(rows), dates);
    parts.iter().map(|part| part.document(&label(seen), &about(seen, dates), false)).collect()
}

struct Picture {
    width: f64,
    height: f64,
    inside: String,
}

impl Picture {
    /// With everything an SVG file or element needs around it.
    fn document(&self, label: &str, about: &str, file: bool) -> String {
        let (w, h) = (px(self.width), px(self.height));
        let head = if file { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" } else { "" };
        format!(
            "{head}<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"{label}\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" font-family=\"{FONT}\" font-size=\"12\">\n<title>{label}</title>\n<desc>{about}</desc>\n{}</svg>\n",
            self.inside,
            label = escape(label),
            about = escape(about),
        )
    }
}

fn drawn(
    seen: &ClientProject,
    width: f64,
    pages: Pages,
    titled: bool,
    rows: Option<usize>,
    dates: &Dates,
) -> Vec<Picture> {
    let width = if width.is_finite() { width.clamp(NARROWEST, WIDEST) } else { NARROWEST };
    let wide = match pages {
        Pages::One => 1,
        Pages::Wide(wide) => wide.clamp(1, MOST_PAGES),
    };
    let chart = Chart::new(seen, width, width < STACKED, wide, dates);
    let top = if titled { TITLE } else { 0.0 };
    let most = match (pages, rows) {
        (_, Some(rows)) => rows.max(1),
        (Pages::One, None) => seen.steps.len().max(1),
        (Pages::Wide(_), None) => chart.rows_within(width * PAPER - top),
    };
    let bands = seen.steps.len().div_ceil(most).max(1);
    // As many on each page, rather than a last one with two.
    let most = seen.steps.len().div_ceil(bands).max(1);
    let count = bands * usize::from(chart.wide);
    let mut pictures = Vec::new();
    for band in 0..bands {
        for column in 0..chart.wide {
            let rows = band * most..((band + 1) * most).min(seen.steps.len());
            let height = top + chart.height(rows.len());
            let mut inside = format!("<rect {GROUND} width=\"{}\" height=\"{}\"/>\n", px(width), px(height));
            if titled {
                let page = (count > 1).then_some((pictures.len() + 1, count));
                inside.push_str(&title(seen, width, page, dates));
            }
            inside.push_str(&format!("<g transform=\"translate(0 {})\">\n{}</g>\n", px(top), chart.page(rows, column)));
            pictures.push(Picture { width, height, inside });
        }
    }
    pictures
}

/// Name, the day it tells of, and which page it is.
fn title(seen: &ClientProject, width: f64, page: Option<(usize, usize)>, dates: &Dates) -> String {
    let mut right = as_of(seen, dates);
    if let Some((page, count)) = page {
        right.push_str(&format!(" · page {page} of {count}"));
    }
    let taken = ink::width(&right, 12.0) + 32.0;
    let name = fitted(&name(seen), 16.0, (width - taken).max(120.0));
    format!(
        "<text {INK} x=\"12\" y=\"25\" font-size=\"16\" font-weight=\"600\">{}</text>\n<text {QUIET} x=\"{}\" y=\"25\" text-anchor=\"end\">{}</text>\n",
        escape(&name),
        px(width - 12.0),
        escape(&right)
    )
}

/// `As of 12 Jun 2026`: the day progress is known for, else today.
pub(super) fn as_of(seen: &ClientProject, dates: &Dates) -> String {
    format!("As of {}", dates.write(seen.as_of(), DateForm::Long))
}

/// The project's name, on one line.
pub(super) fn name(seen: &ClientProject) -> String {
    let name = one_line(&seen.name);
    if name.is_empty() { "Project without a name".to_owned() } else { name }
}

fn label(seen: &ClientProject) -> String {
    format!("Timeline of {}", name(seen))
}

/// What the picture shows, for those who do not see it.
fn about(seen: &ClientProject, dates: &Dates) -> String {
    let Some((start, finish)) = seen.span else { return "Nothing is planned yet.".to_owned() };
    let milestones = seen.steps.iter().filter(|step| step.milestone).count();
    let many = |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    format!(
        "{}, {} among them, from {} to {}. {}.",
        many(seen.steps.len(), "step", "steps"),
        many(milestones, "milestone", "milestones"),
        dates.start_day(start, DateForm::Long),
        dates.finish_day(finish.max(start), DateForm::Long),
        as_of(seen, dates)
    )
}
