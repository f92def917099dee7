//! The row of tools above grid and timeline: one tab stop, arrow keys between the tools. Every button is a row of the
//! command table; what a narrow screen has no room for is in a menu at its end.

use super::Wish;
use crate::ui::commands::{self, command};
use crate::ui::icons;
use crate::ui::store::Store;
use crate::ui::widgets::checks::CheckMenu;
use crate::ui::widgets::menu::Menu;
use forthright::analysis::State;
use forthright::view::fields::{self, FIELDS};
use forthright::view::rows::{Only, found};
use forthright::view::{budget, issues};
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// What can be looked at and how it is ordered; an empty id draws a line.
const FILTERS: &[&str] = &[
    "show-all",
    "only-critical",
    "only-late",
    "only-unfinished",
    "only-milestones",
    "only-found",
    "",
    "sort-outline",
    "sort-start",
    "sort-finish",
    "sort-name",
    "sort-float",
    "sort-reverse",
];
/// Sheets about the whole plan.
const PROJECT: &[&str] = &[
    "status-date",
    "progress",
    "baselines",
    "",
    "calendars",
    "people",
    "workload",
    "",
    "recurring",
    "move-start",
    "settings",
];
/// What the style sheet may take off the row, in the order of the row, and the tool it belongs to.
const MORE: &[(&str, &str)] = &[
    ("outdent", "outdent"),
    ("indent", "indent"),
    ("link", "link"),
    ("unlink", "unlink"),
    ("delete", "delete"),
    ("levels", ""),
    ("levels", "open-all"),
    ("levels", "level-1"),
    ("levels", "level-2"),
    ("levels", "level-3"),
    ("levels", "level-4"),
    ("columns", "columns"),
    ("zoom-out", ""),
    ("zoom-out", "zoom-out"),
    ("zoom-in", "zoom-in"),
    ("zoom-fit", "zoom-fit"),
    ("go-today", "go-today"),
    ("spending", ""),
    ("spending", "settings"),
    ("print", ""),
    ("as-client", "as-client"),
    ("print", "print"),
];
const LEVELS: &[&str] = &["open-all", "level-1", "level-2", "level-3", "level-4"];

/// A menu hanging below its button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Filter((i32, i32)),
    Levels((i32, i32)),
    Columns((i32, i32)),
    Project((i32, i32)),
    More((i32, i32)),
}

/// The tools of the Plan.
#[component]
pub fn PlanTools() -> impl IntoView {
    let store = Store::get();
    let view = store.plan_view;
    let open = RwSignal::new(None::<Open>);
    let bar = NodeRef::<html::Div>::new();
    let (columns, more) = (NodeRef::<html::Button>::new(), NodeRef::<html::Button>::new());
    Effect::new(move |_| {
        if view.wish.get() == Some(Wish::Columns) {
            view.wish.set(None);
            let shown = [columns, more].into_iter().filter_map(|button| button.get_untracked());
            let at = shown.map(HtmlElement::from).find(is_shown).map_or((80, 80), |button| below(&button));
            // After the menu or sheet that asked for it has given the focus back.
            request_animation_frame(move || open.set(Some(Open::Columns(at))));
        }
    });
    view! {
        <div class="tools" role="toolbar" aria-label="Plan tools" node_ref=bar on:keydown=move |event| on_key(bar, &event)
            on:focusin=move |event| take_stop(bar, &event)>
            <Tool id="add-task" text="Add a task" icon=icons::plus().into_any() first=true/>
            <span class="tools-gap"></span>
            <Tool id="outdent" icon=icons::outdent().into_any() goes="third"/>
            <Tool id="indent" icon=icons::indent().into_any() goes="third"/>
            <Tool id="link" icon=icons::link().into_any() goes="second"/>
            <Tool id="unlink" icon=icons::unlink().into_any() goes="first"/>
            <Tool id="delete" icon=icons::trash().into_any() goes="second"/>
            <span class="tools-gap goes-third"></span>
            <Find/>
            <button type="button" class="button quiet" tabindex="-1" data-tool="" aria-haspopup="menu" class:on=move || filtered(store).is_some()
                aria-label=move || filtered(store).map_or("Filter and order".to_owned(), |now| format!("Filter and order: {now}"))
                on:click=move |event| open.set(Some(Open::Filter(under(&event))))>
                {icons::filter()}<span class="wide">{move || filtered(store).unwrap_or_else(|| "Filter".to_owned())}</span></button>
            <button type="button" class="button quiet icon goes-first" tabindex="-1" data-tool="levels" aria-haspopup="menu" aria-label="Levels" title="Levels"
                on:click=move |event| open.set(Some(Open::Levels(under(&event))))>{icons::levels()}</button>
            <button type="button" class="button quiet icon goes-first" tabindex="-1" data-tool="columns" aria-haspopup="menu" aria-label="Columns" title="Columns"
                node_ref=columns on:click=move |event| open.set(Some(Open::Columns(under(&event))))>{icons::columns()}</button>
            <span class="tools-gap goes-third"></span>
            <Tool id="zoom-out" icon=icons::zoom_out().into_any() goes="third"/>
            <Tool id="zoom-in" icon=icons::zoom_in().into_any() goes="third"/>
            <Tool id="zoom-fit" icon=icons::fit().into_any() goes="second"/>
            <Tool id="go-today" text="Today" icon=icons::calendar().into_any() goes="second"/>
            <span class="tools-fill"></span>
            <button type="button" class="button quiet" tabindex="-1" data-tool="" aria-haspopup="menu" aria-label="Project"
                title="Status date, baselines, working time, people" on:click=move |event| open.set(Some(Open::Project(under(&event))))>
                {icons::more()}<span class="wide">"Project"</span></button>
            <Spending/>
            <IssueCount/>
            <Tool id="as-client" icon=icons::eye().into_any() goes="first"/>
            <Tool id="inspector" icon=icons::panel().into_any() pressed=Signal::derive(move || view.inspector.get())/>
            <Tool id="print" icon=icons::print().into_any() goes="first"/>
            <button type="button" class="button quiet icon tools-more" tabindex="-1" data-tool="more" aria-haspopup="menu" aria-label="More tools" title="More tools"
                node_ref=more on:click=move |event| open.set(Some(Open::More(under(&event))))>{icons::chevrons()}</button>
        </div>
        {move || open.get().map(|open_now| menu(store, bar, open_now, move || open.set(None)))}
    }
}

/// A button of the command table.
#[component]
fn Tool(
    id: &'static str,
    icon: AnyView,
    #[prop(optional)] text: &'static str,
    #[prop(optional)] first: bool,
    /// When it goes off a row that has no room: first, second or third.
    #[prop(optional)]
    goes: &'static str,
    #[prop(optional, into)] pressed: Option<Signal<bool>>,
) -> impl IntoView {
    let store = Store::get();
    let name = command(id).map_or("", |command| command.name);
    let key = command(id).and_then(|command| command.key_text());
    let title = key.map_or(name.to_owned(), |key| format!("{name} ({key})"));
    let class = if text.is_empty() { "button quiet icon" } else { "button quiet" };
    let class = if goes.is_empty() { class.to_owned() } else { format!("{class} goes-{goes}") };
    let needs_task = command(id).is_some_and(|command| command.scope == commands::Scope::Task);
    let idle = move || needs_task && store.selection.with(|selection| selection.focus.is_none());
    view! {
        <button type="button" class=class data-tool=id tabindex=if first { "0" } else { "-1" } aria-label=name title=title
            aria-disabled=move || idle().then_some("true") aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            on:click=move |_| commands::run(store, id)>{icon}{(!text.is_empty()).then(|| view! { <span class="wide">{text}</span> })}</button>
    }
}

/// The field that finds by name: Enter goes on, Shift+Enter back, Escape returns to the grid.
#[component]
fn Find() -> impl IntoView {
    let store = Store::get();
    let view = store.plan_view;
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if view.wish.get() == Some(Wish::Find) {
            view.wish.set(None);
            if let Some(input) = input.get_untracked() {
                // A field in the page can always be focused.
                let _ = input.focus();
                input.select();
            }
        }
    });
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Enter" => commands::look::find(store, event.shift_key()),
            "Escape" => {
                view.find.set(String::new());
                view.narrow(store, |filter| filter.text.clear());
                view.wish.set(Some(Wish::Focus));
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let typed = move |event| {
        let text = event_target_value(&event);
        if view.filter.with_untracked(|filter| !filter.text.is_empty()) {
            view.narrow(store, |filter| filter.text.clone_from(&text));
        }
        view.find.set(text);
    };
    let count = move || {
        let text = view.find.get();
        let row = store.selection.with(|s| s.focus).and_then(|task| store.row_of.with(|rows| rows.get(&task).copied()));
        match store.seen.with(|project| found(&project.plan, &text, row)) {
            _ if text.trim().is_empty() => String::new(),
            (0, _) => "none".to_owned(),
            (all, Some(at)) => format!("{at} of {all}"),
            (all, None) => all.to_string(),
        }
    };
    view! {
        <span class="find">
            {icons::search()}
            <input type="search" class="find-input" node_ref=input tabindex="-1" data-tool="" aria-label="Find a task" placeholder="Find" autocomplete="off"
                prop:value=move || view.find.get() on:input=typed on:keydown=on_key/>
            <span class="find-count" role="status">{count}</span>
        </span>
    }
}

/// What the plan comes to, against its budget; leads to where the budget is set.
#[component]
fn Spending() -> impl IntoView {
    let store = Store::get();
    let told = Memo::new(move |_| {
        let (shown, drafted, currency, locale) =
            (store.shown.get(), store.drafted.get(), store.currency(), store.locale.get());
        let cost = store
            .seen
            .with(|project| State { plan: &project.plan, schedule: &shown, preview: drafted.as_ref() }.cost());
        store.seen.with(|project| budget::told(&project.plan, cost, &currency, locale))
    });
    let open = move |_| commands::run(store, "settings");
    move || {
        told.get().map(|told| view! {
            <button type="button" class="button quiet spending goes-third" class:over=told.over data-tool="spending" tabindex="-1" title=told.says on:click=open>
                <span class="wide">{told.short}</span><span class="narrow">{told.mark}</span></button>
        })
    }
}

/// How many promises are not kept and things could not be obeyed; opens their list.
#[component]
fn IssueCount() -> impl IntoView {
    let store = Store::get();
    let count =
        Memo::new(move |_| store.promised.with(|promised| store.schedule.with(|now| issues::count(now, promised))));
    let text = move || match count.get() {
        0 => "No issues".to_owned(),
        1 => "1 issue".to_owned(),
        many => format!("{many} issues"),
    };
    view! {
        <button type="button" class="button quiet issue-count" class:some=move || { count.get() > 0 } data-tool="" tabindex="-1" aria-label=text
            aria-pressed=move || store.plan_view.issues.get().to_string() on:click=move |_| commands::run(store, "issues")>
            {move || if count.get() > 0 { icons::warning().into_any() } else { icons::check().into_any() }}<span class="wide">{text}</span><span class="narrow" aria-hidden="true">{move || count.get()}</span></button>
    }
}

/// What the filter and the order leave of the outline, in words.
fn filtered(store: Store) -> Option<String> {
    let view = store.plan_view;
    let (filter, order) = (view.filter.get(), view.sort.get());
    let only = Only::ALL.iter().find(|(only, _)| *only == filter.only && *only != Only::All).map(|(_, name)| *name);
    let text = (!filter.text.trim().is_empty()).then(|| format!("“{}”", filter.text.trim()));
    let parts: Vec<String> =
        only.map(str::to_owned).into_iter().chain(text).chain(order.says().map(str::to_owned)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn menu(store: Store, bar: NodeRef<html::Div>, open: Open, close: impl Fn() + Copy + 'static) -> AnyView {
    match open {
        Open::Filter(at) => view! { <Menu name="Filter and order" at ids=FILTERS.to_vec() close/> }.into_any(),
        Open::Project(at) => view! { <Menu name="Project" at ids=PROJECT.to_vec() close/> }.into_any(),
        Open::More(at) => view! { <Menu name="More tools" at ids=off_the_row(bar) close/> }.into_any(),
        Open::Levels(at) => view! { <Menu name="Levels" at ids=LEVELS.to_vec() close/> }.into_any(),
        Open::Columns(at) => {
            let rows =
                FIELDS.iter().filter(|field| field.id != "name").map(|field| (field.id, field.heading)).collect();
            let is_on = move |id: &'static str| {
                store.prefs.with(|prefs| fields::chosen(&prefs.columns).iter().any(|field| field.id == id))
            };
            let toggle = move |id: &'static str| toggle_column(store, id);
            view! { <CheckMenu name="Columns" at rows is_on toggle close/> }.into_any()
        }
    }
}

fn toggle_column(store: Store, id: &'static str) {
    store.prefs.update(|prefs| {
        let mut shown: Vec<String> = fields::chosen(&prefs.columns).iter().map(|field| field.id.to_owned()).collect();
        match shown.iter().position(|known| known == id) {
            Some(at) => {
                shown.remove(at);
            }
            None => shown.push(id.to_owned()),
        }
        prefs.columns = shown;
    });
}

fn below(button: &HtmlElement) -> (i32, i32) {
    let at = button.get_bounding_client_rect();
    (at.left() as i32, at.bottom() as i32 + 4)
}

fn under(event: &MouseEvent) -> (i32, i32) {
    let button = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    button.map_or((event.client_x(), event.client_y()), |button| below(&button))
}

/// What is not on the row now; no line stands first or after another one.
fn off_the_row(bar: NodeRef<html::Div>) -> Vec<&'static str> {
    let shown: Vec<String> = tools(bar).iter().filter_map(|tool| tool.get_attribute("data-tool")).collect();
    let mut ids: Vec<&str> =
        MORE.iter().filter(|row| !shown.iter().any(|tool| tool == row.0)).map(|row| row.1).collect();
    ids.dedup();
    let lines = ids.iter().take_while(|id| id.is_empty()).count();
    ids.split_off(lines)
}

fn is_shown(tool: &HtmlElement) -> bool {
    tool.offset_width() > 0
}

/// The tools on the row, in order.
fn tools(bar: NodeRef<html::Div>) -> Vec<HtmlElement> {
    let Some(list) = bar.get_untracked().and_then(|bar| bar.query_selector_all("[data-tool]").ok()) else {
        return Vec::new();
    };
    (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok()).filter(is_shown).collect()
}

/// Moves between tools; a field keeps ← → until its end is reached.
fn on_key(bar: NodeRef<html::Div>, event: &KeyboardEvent) {
    if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let all = tools(bar);
    let now = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let Some(at) = now.as_ref().and_then(|now| all.iter().position(|tool| tool == now)) else { return };
    let field = now.and_then(|now| now.dyn_into::<web_sys::HtmlInputElement>().ok());
    let caret = field.as_ref().and_then(|field| field.selection_start().ok().flatten());
    let length = field.as_ref().map_or(0, |field| field.value().encode_utf16().count() as u32);
    let to = match event.key().as_str() {
        "ArrowLeft" if caret.unwrap_or(0) == 0 => (at + all.len() - 1) % all.len(),
        "ArrowRight" if field.is_none() || caret == Some(length) => (at + 1) % all.len(),
        "Home" if field.is_none() => 0,
        "End" if field.is_none() => all.len() - 1,
        _ => return,
    };
    event.prevent_default();
    if let Some(tool) = all.get(to) {
        // A button in the page can always be focused.
        let _ = tool.focus();
    }
}

/// The tool with the focus is the tab stop.
fn take_stop(bar: NodeRef<html::Div>, event: &web_sys::FocusEvent) {
    let Some(now) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return };
    if !now.has_attribute("data-tool") {
        return;
    }
    for tool in tools(bar) {
        // Attributes of a live element can always be set.
        let _ = tool.set_attribute("tabindex", if tool == now { "0" } else { "-1" });
    }
}
