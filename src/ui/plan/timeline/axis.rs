//! The two tiers above the bars, with flags for today and the status date.

use super::{Sight, px};
use forthright::view::axis::{Label, Tick, labels, text_width, ticks, tiers};
use forthright::words::DateForm;
use leptos::prelude::*;

/// The axis.
#[component]
pub fn Axis() -> impl IntoView {
    let sight = expect_context::<Sight>();
    let flags = Flags::new(sight);
    let tier = move |upper: bool| {
        Memo::new(move |_| {
            let (scale, (from, to), dates) = (sight.scale.get(), sight.stretch.get(), sight.dates.get());
            let units = tiers(scale.day_width);
            ticks(&scale, if upper { units.0 } else { units.1 }, from, to, &dates)
        })
    };
    view! {
        <div class="tl-axis" aria-hidden="true">
            <div class="tier upper"><Cells ticks=tier(true) flags=Some(flags)/></div>
            <div class="tier lower"><Cells ticks=tier(false) flags=None/></div>
            {flags.view()}
            <super::lane::Lane/>
        </div>
    }
}

/// A tier. `flags` hang in it.
#[component]
fn Cells(ticks: Memo<Vec<Tick>>, flags: Option<Flags>) -> impl IntoView {
    let sight = expect_context::<Sight>();
    // Few: told by where their tick begins.
    let moved = Memo::new(move |_| {
        let left = sight.left();
        let taken = flags.map(|flags| flags.taken()).unwrap_or_default();
        let all = ticks.read();
        let moved = labels(&all, flags.is_some(), left, &taken);
        moved.into_iter().map(|(at, label)| (all[at].x.to_bits(), label)).collect::<Vec<_>>()
    });
    let key = |tick: &Tick| (tick.x.to_bits(), tick.width.to_bits(), tick.label.clone());
    let cell = move |tick: Tick| {
        let name = tick.x.to_bits();
        let label = move || moved.with(|moved| moved.iter().find(|(tick, _)| *tick == name).map(|(_, label)| *label));
        let from = move || match label() {
            Some(Label::At(from)) => Some(px(from)),
            _ => None,
        };
        view! {
            <div class="tick" style:left=px(tick.x) style:width=px(tick.width)>
                <span class:nowhere=move || label() == Some(Label::Nowhere) class:aside=move || from().is_some() style:left=from>{tick.label}</span>
            </div>
        }
    };
    view! { <For each=move || ticks.get() key=key children=cell/> }
}

/// Today and the status date by name, on either side of their lines, so that they never cover each other.
#[derive(Clone, Copy)]
struct Flags {
    today: Memo<Flag>,
    status: Memo<Option<Flag>>,
}

/// A flag: where its line is, what is on it, and whether it hangs to the right of the line.
#[derive(Clone, Debug, PartialEq)]
struct Flag {
    at: f64,
    text: String,
    right: bool,
}

impl Flag {
    fn width(text: &str) -> f64 {
        text_width(text) + 10.0
    }

    /// With the longest of `texts` that is not cut by the left edge of what is seen.
    fn new(at: f64, right: bool, left: f64, texts: &[String]) -> Flag {
        let fits = |text: &&String| right || at < left || at - left >= Flag::width(text);
        Flag { at, right, text: texts.iter().find(fits).cloned().unwrap_or_default() }
    }

    fn stretch(&self) -> (f64, f64) {
        let width = if self.text.is_empty() { 0.0 } else { Flag::width(&self.text) };
        if self.right { (self.at, self.at + width) } else { (self.at - width, self.at) }
    }
}

impl Flags {
    fn new(sight: Sight) -> Flags {
        let status = Memo::new(move |_| sight.store.seen.with(|project| project.plan.settings.status_date));
        let line = move |at| sight.scale.get().x_finish(at);
        let day = move || sight.scale.get().day_x(sight.store.today.get());
        let ahead = Memo::new(move |_| status.get().is_some_and(|at| line(at) > day()));
        Flags {
            today: Memo::new(move |_| Flag::new(day(), !ahead.get(), sight.left(), &["Today".to_owned()])),
            status: Memo::new(move |_| {
                let at = status.get()?;
                let dated = format!("Status {}", sight.dates.get().finish_day(at, DateForm::Short));
                Some(Flag::new(line(at), ahead.get(), sight.left(), &[dated, "Status".to_owned()]))
            }),
        }
    }

    /// The stretches they cover, from left to right.
    fn taken(self) -> Vec<(f64, f64)> {
        let mut taken = vec![self.today.with(Flag::stretch)];
        taken.extend(self.status.with(|flag| flag.as_ref().map(Flag::stretch)));
        taken.sort_by(|a, b| a.0.total_cmp(&b.0));
        taken
    }

    fn view(self) -> impl IntoView {
        let flag = |class: &'static str, flag: Flag| {
            let bare = flag.text.is_empty();
            view! { <span class=class class:right=flag.right class:bare=bare style:left=px(flag.at)>{flag.text}</span> }
        };
        view! {
            {move || flag("flag today", self.today.get())}
            {move || self.status.get().map(|now| flag("flag status", now))}
        }
    }
}
