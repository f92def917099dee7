//! The client snapshot as a file to open: an HTML page of ours with the plan inside, as escaped text in a template.

use super::markup::unescape;
use super::{Imported, ReadError, read_plan_file, xml};

/// What stands around the plan in the page. Text of people is escaped there, so that neither can be typed.
pub const PLAN_BEGIN: &str = "<template id=\"forthright-plan\">";
pub const PLAN_END: &str = "</template>";
/// Every snapshot says what it is in its first tag.
const MARK: &[u8] = b"data-forthright=\"snapshot\"";

/// Whether it is a page.
pub fn is(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes).trim_ascii_start();
    let begins = |head: &[u8]| text.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head));
    begins(b"<!doctype html") || begins(b"<html")
}

/// Reads the plan in it.
pub(super) fn read(bytes: &[u8]) -> Result<Imported, ReadError> {
    let (text, _) = xml::decode(bytes);
    let inside = text.split_once(PLAN_BEGIN).and_then(|(_, rest)| Some(rest.split_once(PLAN_END)?.0));
    let Some(inside) = inside else {
        let start = bytes.get(..1_000).unwrap_or(bytes);
        let ours = start.windows(MARK.len()).any(|window| window == MARK);
        return Err(if ours { ReadError::NoPlanInside } else { ReadError::OtherPage });
    };
    read_plan_file(unescape(inside).trim().as_bytes())
}
