//! axe-core, from npm, injected over WebDriver: what a machine can find of barriers.

use crate::page::Page;
use xtask::place;

impl Page {
    /// Fails when axe-core finds a violation of WCAG 2.2 A or AA or of its best practices on the page as it is now.
    #[track_caller]
    pub fn axe(&self) {
        // What is half faded in has no contrast of its own.
        self.wait("nothing fades any more", || self.eval("return document.getAnimations().length") == 0);
        let file = place::root().join("tests/browser/node_modules/axe-core/axe.min.js");
        let Ok(source) = std::fs::read_to_string(&file) else {
            panic!("no axe-core; `npm ci` in tests/browser installs it");
        };
        if self.eval("return typeof window.axe === 'undefined'") == true {
            self.eval(&format!("{source}; window.axe = typeof axe === 'undefined' ? module?.exports : axe;"));
        }
        let found = self.eval_async(
            "const { violations } = await axe.run(document, { resultTypes: ['violations'] });
             return violations.map((v) => `${v.id} (${v.impact}): ${v.help}: ` +
               v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + ' ' + (n.any[0]?.message ?? '')).join(' | '));",
        );
        let found: Vec<&str> = found.as_array().into_iter().flatten().filter_map(|text| text.as_str()).collect();
        assert!(found.is_empty(), "axe-core found:\n  {}", found.join("\n  "));
    }
}
