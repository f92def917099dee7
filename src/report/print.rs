//! The timeline as pages to print: one sheet a page, each with the names and the axis.

use super::svg::{Pages, as_of, name, timeline_pages};
use crate::client::ClientProject;
use crate::format::markup::escape;
use crate::words::Dates;

/// Width of a page's drawing; paper scales it.
const WIDTH: f64 = 1_050.0;

const STYLE: &str = "@page { size: landscape; margin: 10mm; }\nbody { margin: 0; background: #fffdf9; }\nsvg { display: block; width: 100%; height: auto; max-height: 100vh; break-inside: avoid; break-after: page; }\nsvg:last-child { break-after: auto; }\n@media screen { svg { max-width: 80rem; max-height: none; margin: 0 auto; border-bottom: 1px dashed #c9c1b2; } }\n@media print { body { background: #fff; } .ground { fill: #fff; } svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }\n";

/// An HTML page with a sheet for every page of the timeline.
pub fn sheets(seen: &ClientProject, pages: Pages, dates: &Dates) -> String {
    let pages = match pages {
        Pages::One => Pages::Wide(1),
        wide => wide,
    };
    let title = escape(&format!("Timeline of {}, {}", name(seen), as_of(seen, dates).to_lowercase())).into_owned();
    format!(
        "<!doctype html>\n<html lang=\"en\" data-forthright=\"timeline\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main aria-label=\"{title}\">\n{}</main>\n</body>\n</html>\n",
        timeline_pages(seen, WIDTH, pages, dates).concat()
    )
}
