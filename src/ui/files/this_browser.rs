//! How this person likes dates and colours, in this browser.

use crate::ui::prefs::Theme;
use crate::ui::store::Store;
use chrono::Weekday;
use forthright::words::{DateForm, DateOrder, Dates, Locale, weekday_name};
use leptos::prelude::*;

const ORDERS: [(&str, DateOrder); 3] =
    [("dmy", DateOrder::DayMonthYear), ("mdy", DateOrder::MonthDayYear), ("ymd", DateOrder::YearMonthDay)];
const THEMES: [(&str, Theme, &str); 3] =
    [("system", Theme::System, "As the system"), ("light", Theme::Light, "Light"), ("dark", Theme::Dark, "Dark")];

/// The settings of this browser.
#[component]
pub fn ThisBrowser() -> impl IntoView {
    let store = Store::get();
    let prefs = store.prefs;
    let usual = Locale::from_tag(&crate::ui::environment::language());
    let sample = move |order: DateOrder| {
        let dates = Dates::new(Locale { date_order: order, ..usual }, store.today.get());
        dates.write(store.today.get(), DateForm::Long)
    };
    let orders = move || {
        let chosen = prefs.with(|prefs| prefs.date_order);
        let own = view! { <option value="" selected=chosen.is_none()>{format!("As the browser: {}", sample(usual.date_order))}</option> };
        let rest = ORDERS.map(
            |(value, order)| view! { <option value=value selected=chosen == Some(order)>{sample(order)}</option> },
        );
        (own, rest.into_iter().collect_view())
    };
    let days = move || {
        let chosen = prefs.with(|prefs| prefs.first_weekday);
        let own = view! { <option value="" selected=chosen.is_none()>{format!("As the browser: {}", long_day(usual.first_weekday))}</option> };
        let rest = [0_u8, 5, 6].map(|day| {
            let name = Weekday::try_from(day).map(long_day).unwrap_or_default();
            view! { <option value=day.to_string() selected=chosen == Some(day)>{name}</option> }
        });
        (own, rest.into_iter().collect_view())
    };
    let themes = move || {
        let chosen = prefs.with(|prefs| prefs.theme);
        THEMES
            .map(|(value, theme, name)| view! { <option value=value selected=chosen == theme>{name}</option> })
            .into_iter()
            .collect_view()
    };
    let choose_theme = move |event| {
        let value = event_target_value(&event);
        let theme = THEMES.iter().find(|row| row.0 == value).map_or(Theme::System, |row| row.1);
        prefs.update(|prefs| prefs.theme = theme);
    };
    let choose_order = move |event| {
        let value = event_target_value(&event);
        prefs.update(|prefs| prefs.date_order = ORDERS.iter().find(|row| row.0 == value).map(|row| row.1));
    };
    let choose_day = move |event| prefs.update(|prefs| prefs.first_weekday = event_target_value(&event).parse().ok());
    view! {
        <section class="card" aria-labelledby="browser-title">
            <h2 id="browser-title">"This browser"</h2>
            {crate::ui::environment::disk_note().map(|note| view! { <p class="muted">{note}</p> })}
            <div class="settings">
                <label class="field"><span class="label">"Dates"</span><select class="input" on:change=choose_order>{orders}</select></label>
                <label class="field"><span class="label">"Weeks start on"</span><select class="input" on:change=choose_day>{days}</select></label>
                <label class="field"><span class="label">"Colours"</span><select class="input" on:change=choose_theme>{themes}</select></label>
                <label class="check"><input type="checkbox" prop:checked=move || prefs.with(|prefs| prefs.more_contrast)
                    on:change=move |event| prefs.update(|prefs| prefs.more_contrast = event_target_checked(&event))/>"More contrast"</label>
            </div>
        </section>
    }
}

fn long_day(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
        other => weekday_name(other),
    }
}
