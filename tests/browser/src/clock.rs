//! The day a page takes it to be; `watch.js` is the other half.

use crate::page::Page;
use serde_json::json;

impl Page {
    /// Lets it be noon of another day, `2026-10-27`, as it is for a page that was left open over night.
    #[track_caller]
    pub fn be_on(&self, day: &str) {
        self.eval_with(
            "// The page's own clock: a driver's script may have another.
             const clock = window.Date;
             window.__clock += new clock(arguments[0] + 'T12:00').getTime() - clock.now();
             sessionStorage.setItem('test clock', window.__clock);
             window.dispatchEvent(new Event('focus'));",
            &[json!(day)],
        );
    }
}
