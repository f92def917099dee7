//! The size of the browser's window.

use crate::page::Page;
use serde_json::json;
use std::time::Duration;

impl Page {
    /// Sets the size of what is seen of the page, in CSS pixels. A window has edges, and some engines tell the old size for
    /// a while: what is asked for is put right until what is seen fits. Where a window cannot be that small, it stays larger.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        let wanted = (i64::from(width), i64::from(height));
        let mut asked = wanted;
        for _ in 0..6 {
            let size = json!({ "width": asked.0, "height": asked.1 });
            self.must("resize", |page| page.session_post("window/rect", &size));
            let seen = self.settled();
            if seen == wanted {
                return;
            }
            asked = ((asked.0 + wanted.0 - seen.0).max(100), (asked.1 + wanted.1 - seen.1).max(100));
        }
    }

    /// What is seen of the page, once it stays the same for a moment.
    #[track_caller]
    fn settled(&self) -> (i64, i64) {
        let look = || {
            let inner = self.eval("return [innerWidth, innerHeight]");
            (inner[0].as_i64().unwrap_or(0), inner[1].as_i64().unwrap_or(0))
        };
        let (mut seen, mut same) = (look(), 0);
        for _ in 0..20 {
            std::thread::sleep(Duration::from_millis(30));
            let now = look();
            same = if now == seen { same + 1 } else { 0 };
            seen = now;
            if same == 1 {
                break;
            }
        }
        seen
    }
}
