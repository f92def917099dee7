//! The timeline on a large screen: a row a step, its bar as wide as it takes. In what-if the bars can be dragged; what a
//! drag comes to is drawn and said while it lasts.

use forthright::plan::TaskId;
use forthright::prepare::Nudge;
use forthright::view::present::{Bar, Beside, Timeline};
use leptos::ev::PointerEvent;
use leptos::html;
use leptos::prelude::*;

/// The picture, with the selected bar, and with the hand that moves bars where they can be moved.
#[component]
pub fn TimelineView(
    #[prop(into)] timeline: Signal<Timeline>,
    #[prop(into)] selected: Signal<Option<TaskId>>,
    hand: Option<Hand>,
) -> impl IntoView {
    let tick = |(left, width, label): (f64, f64, String)| view! { <span class="tick" style:left=percent(left) style:width=percent(width)><span>{label}</span></span> };
    let ticks = Memo::new(move |_| timeline.with(|timeline| timeline.ticks.clone()));
    let ticks = move || ticks.get().into_iter().map(tick).collect_view();
    let today = Memo::new(move |_| timeline.with(|timeline| timeline.today));
    let tasks =
        Memo::new(move |_| timeline.with(|timeline| timeline.bars.iter().map(|bar| bar.task).collect::<Vec<_>>()));
    if let Some(hand) = hand {
        hand.follow();
    }
    view! {
        <div class="timeline-large" class:movable=hand.is_some()>
            <div class="large-axis" aria-hidden="true"><span></span><div class="track">{ticks}</div></div>
            <ul aria-label="Timeline"><For each=move || tasks.get() key=|task| *task let(task)><Row task timeline selected hand/></For></ul>
            {move || today.get().map(|left| view! { <div class="large-today" aria-hidden="true"><span></span><div class="track"><i style:left=percent(left)></i></div></div> })}
        </div>
    }
}

fn percent(value: f64) -> String {
    format!("{value:.3}%")
}

/// What happens to a bar under the hand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pull {
    /// It would be there, if it were let go now.
    Held(TaskId, Nudge),
    LetGo(TaskId, Nudge),
    /// It goes back to where it was.
    Dropped,
}

/// A drag while it lasts: which bar, where it began, how wide and how many days long the picture was then, whether the
/// bar's end is pulled.
#[derive(Clone, Copy)]
pub struct Drag {
    task: TaskId,
    x: f64,
    width: f64,
    days: i32,
    stretch: bool,
    /// What was told last.
    told: Option<Nudge>,
}

/// The hand that moves bars: what it holds, and who is told.
#[derive(Clone, Copy)]
pub struct Hand {
    pub drag: RwSignal<Option<Drag>>,
    pub pull: Callback<Pull>,
}

impl Hand {
    /// Follows the pointer wherever it goes, as long as the picture is there.
    fn follow(self) {
        let Hand { drag, pull } = self;
        let moving = window_event_listener(leptos::ev::pointermove, move |event| {
            let Some(mut held) = drag.try_get_untracked().flatten() else { return };
            let nudge = held.nudge(&event);
            if held.told != Some(nudge) {
                held.told = Some(nudge);
                drag.set(Some(held));
                pull.run(Pull::Held(held.task, nudge));
            }
        });
        let up = window_event_listener(leptos::ev::pointerup, move |event| {
            let Some(held) = drag.try_get_untracked().flatten() else { return };
            drag.set(None);
            pull.run(Pull::LetGo(held.task, held.nudge(&event)));
        });
        let drop = move || {
            if drag.try_get_untracked().flatten().is_some() {
                drag.set(None);
                pull.run(Pull::Dropped);
            }
        };
        let cancel = window_event_listener(leptos::ev::pointercancel, move |_| drop());
        on_cleanup(move || {
            moving.remove();
            up.remove();
            cancel.remove();
            drop();
        });
    }
}

impl Drag {
    fn nudge(&self, event: &PointerEvent) -> Nudge {
        let gone = (f64::from(event.client_x()) - self.x) / self.width;
        let by = (gone * f64::from(self.days)).round() as i32;
        if self.stretch && by != 0 { Nudge::Stretch(working(by)) } else { Nudge::Move(by) }
    }
}

#[component]
fn Row(
    task: TaskId,
    timeline: Signal<Timeline>,
    selected: Signal<Option<TaskId>>,
    hand: Option<Hand>,
) -> impl IntoView {
    let find = move |timeline: &Timeline| timeline.bars.iter().find(|bar| bar.task == task).cloned();
    let first = timeline.with_untracked(find);
    // A row that is going keeps its last face.
    let Some(first) = first else { return ().into_any() };
    let bar = Memo::new(move |last: Option<&Bar>| {
        timeline.with(find).or_else(|| last.cloned()).unwrap_or_else(|| first.clone())
    });
    let chosen = Memo::new(move |_| selected.get() == Some(task));
    let node = NodeRef::<html::Span>::new();
    let row_node = NodeRef::<html::Li>::new();
    let place = Memo::new(move |_| bar.with(|bar| (bar.left, bar.width)));
    Effect::new(move |_| {
        if let Some(row) = row_node.get().filter(|_| chosen.get()) {
            // What a move comes to is said above, and takes room: the bar that moved stays in sight.
            place.track();
            request_animation_frame(move || {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                row.scroll_into_view_with_scroll_into_view_options(&options);
            });
        }
    });
    let down = move |event: PointerEvent| {
        let Some(hand) = hand.filter(|_| event.button() == 0) else { return };
        let Some(element) = node.get_untracked() else { return };
        let width = element.parent_element().map_or(1.0, |track| track.get_bounding_client_rect().width()).max(1.0);
        let (x, end) = (f64::from(event.client_x()), element.get_bounding_client_rect());
        let stretch = !bar.with_untracked(|bar| bar.milestone) && x > end.right() - 14.0 && end.width() > 28.0;
        let days = timeline.with_untracked(|timeline| timeline.days);
        hand.drag.set(Some(Drag { task, x, width, days, stretch, told: None }));
        event.prevent_default();
    };
    let words = move || bar.with(|bar| format!("{}, {}", bar.name, bar.moved.as_ref().unwrap_or(&bar.when)));
    let class = move || bar.with(class_of);
    let was = Memo::new(move |_| bar.with(|bar| bar.was));
    let when = move || bar.with(|bar| bar.moved.clone().unwrap_or_else(|| bar.when.clone()));
    // Beside the bar, on the side that has room.
    let beside = Memo::new(move |_| bar.with(|bar| (bar.beside, bar.from, bar.to)));
    let from_left = move || match beside.get() {
        (Beside::After, _, to) => Some(percent(to)),
        _ => None,
    };
    let from_right = move || match beside.get() {
        (Beside::After, ..) => None,
        (Beside::Before, from, _) => Some(percent(100.0 - from)),
        (Beside::On, _, to) => Some(percent(100.0 - to)),
    };
    let on_it = move || beside.get().0 == Beside::On;
    let share = move || bar.with(|bar| (!bar.milestone && bar.percent > 0).then(|| percent(f64::from(bar.percent))));
    view! {
        <li class:selected=chosen aria-current=move || chosen.get().then_some("true") node_ref=row_node>
            <span class="unseen">{words}</span>
            <span class="large-name" aria-hidden="true"><bdi>{move || bar.with(|bar| bar.name.clone())}</bdi></span>
            <span class="track" aria-hidden="true">
                {move || was.get().map(|(left, width)| view! { <span class=move || format!("{} was", class()) style:left=percent(left) style:width=percent(width)></span> })}
                <span class=move || bar.with(|bar| if bar.moved.is_some() { format!("{} moved", class_of(bar)) } else { class_of(bar).to_owned() }) node_ref=node data-task=task.0 style:left=move || percent(place.get().0) style:width=move || percent(place.get().1.max(0.0))
                    on:pointerdown=down>
                    {move || share().map(|width| view! { <i style:width=width></i> })}
                </span>
                <span class="large-when" class:on-it=on_it style:left=from_left style:right=from_right><span>{when}</span></span>
            </span>
        </li>
    }
    .into_any()
}

fn class_of(bar: &Bar) -> &'static str {
    match (bar.milestone, bar.summary, bar.done) {
        (true, ..) => "large-bar diamond",
        (_, true, _) => "large-bar whole",
        (.., true) => "large-bar done",
        _ => "large-bar",
    }
}

/// Civil days as working days, as near as a drag is.
fn working(days: i32) -> i32 {
    let by = (f64::from(days) * 5.0 / 7.0).round() as i32;
    if by == 0 { days.signum() } else { by }
}
