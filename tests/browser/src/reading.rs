//! What a person reads on the page: words, what has the focus, how many there are of something.

use crate::page::Page;
use serde_json::json;

impl Page {
    /// Goes to a room by its fragment, and waits for it by its name.
    #[track_caller]
    pub fn go(&self, fragment: &str, name: &str) {
        self.eval(&format!("location.hash = '{fragment}'"));
        self.by_role("main", name);
    }

    /// How many elements there are.
    pub fn count(&self, selector: &str) -> u64 {
        let script = "return document.querySelectorAll(arguments[0]).length";
        self.eval_with(script, &[json!(selector)]).as_u64().unwrap_or(0)
    }

    /// What is read in all elements of a kind, with what is typed in their fields; spaces that hold words together are
    /// like any other.
    pub fn text(&self, selector: &str) -> String {
        let script = "return [...document.querySelectorAll(arguments[0])].map((one) =>
            [one.innerText, ...[...one.querySelectorAll('textarea, input')].map((field) => field.value)].join(' ').trim()).join(' ')";
        self.eval_with(script, &[json!(selector)]).as_str().unwrap_or_default().replace('\u{a0}', " ")
    }

    /// Waits until a part of what is read in such elements is this.
    #[track_caller]
    pub fn says(&self, selector: &str, part: &str) {
        self.wait(&format!("{selector} says {part:?}"), || self.text(selector).contains(part));
    }

    /// The accessible name of what has the focus, as far as it is written on it.
    pub fn focused_name(&self) -> String {
        let script = "const one = document.activeElement; return one.ariaLabel ?? one.labels?.[0]?.innerText ?? one.innerText ?? ''";
        self.eval(script).as_str().unwrap_or_default().trim().to_owned()
    }

    /// Waits until what is named so has the focus.
    #[track_caller]
    pub fn has_focus(&self, name: &str) {
        self.wait(&format!("{name:?} has the focus"), || self.focused_name() == name);
    }
}
