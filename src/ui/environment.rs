//! What the lib may not ask for itself: today, the browser's language, the platform.

use chrono::NaiveDate;
use forthright::plan::Moment;
use leptos::prelude::window;

/// Now on this machine's wall clock, as floating civil time.
pub fn now() -> Moment {
    let date = js_sys::Date::new_0();
    let day = NaiveDate::from_ymd_opt(date.get_full_year() as i32, date.get_month() + 1, date.get_date());
    let minute = date.get_hours() * 60 + date.get_minutes();
    Moment(Moment::start_of(day.unwrap_or_default()).0 + minute as i32)
}

/// Milliseconds of a clock that only serves to measure.
pub fn millis() -> f64 {
    js_sys::Date::now()
}

/// Today on this machine's wall clock.
pub fn today() -> NaiveDate {
    now().date()
}

/// The browser's language tag, `en` where it has none.
pub fn language() -> String {
    window().navigator().language().unwrap_or_else(|| "en".into())
}

/// True for the one-file app opened from a disk.
pub fn from_disk() -> bool {
    window().location().protocol().is_ok_and(|protocol| protocol == "file:")
}

/// What is different there about keeping; nothing on a web host.
pub fn disk_note() -> Option<&'static str> {
    const NOTE: &str = "This page was opened from a file: some browsers share what is kept here with other files on this computer. Save a plan file too.";
    from_disk().then_some(NOTE)
}

/// True where ⌘ takes the place of Ctrl.
pub fn is_mac() -> bool {
    window().navigator().platform().is_ok_and(|name| name.starts_with("Mac") || name.starts_with("iP"))
}
