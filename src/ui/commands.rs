//! Every command of the app, a row each. Toolbar, palette, context menus, keys and help read this table, so a command
//! added here is everywhere at once.

pub mod conversations;
pub mod look;
pub mod options;
pub mod present;
pub mod promises;
pub mod radar;
pub mod sheets;
pub mod tasks;
pub mod what_if;

use super::environment::is_mac;
use super::plan::timeline::Ask;
use super::rooms::Room;
use super::store::{Dialog, Store};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// Something the app can do.
#[derive(Clone, Copy)]
pub struct Command {
    /// Names it in code: toolbar and menus look it up by this.
    pub id: &'static str,
    /// What the palette, buttons and help say.
    pub name: &'static str,
    pub group: Group,
    /// `Mod+Shift+Z`; `Mod` is ⌘ on a Mac and Ctrl elsewhere. The first is the one shown.
    pub keys: &'static [&'static str],
    /// Where the keys work and the palette offers it.
    pub scope: Scope,
    pub run: fn(Store),
}

/// Heading in help and palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Everywhere,
    Edit,
    Tasks,
    Look,
    Project,
    WhatIf,
    Options,
    Promises,
    Conversations,
}

/// Where a command applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Always, also on the start screen.
    Always,
    /// With a project open.
    Open,
    /// In the Outline or the Plan with a task focused.
    Task,
    /// In the Outline, the Plan or the What-if room.
    Tasks,
    /// In the Plan or the What-if room.
    Plan,
    /// In the What-if room.
    WhatIf,
    /// In the What-if room with something changed.
    Scenario,
    /// In the Options room.
    Options,
    /// In the Conversations room.
    Conversations,
}

impl Group {
    /// All groups in the order of help.
    pub const ALL: [Group; 9] = [
        Group::Everywhere,
        Group::Edit,
        Group::Tasks,
        Group::Look,
        Group::Project,
        Group::WhatIf,
        Group::Options,
        Group::Promises,
        Group::Conversations,
    ];

    /// The heading.
    pub fn name(self) -> &'static str {
        match self {
            Group::Everywhere => "Everywhere",
            Group::Edit => "Edit",
            Group::Tasks => "Tasks",
            Group::Look => "Look",
            Group::Project => "Project",
            Group::WhatIf => "What-if",
            Group::Options => "Options",
            Group::Promises => "Promises",
            Group::Conversations => "Conversations",
        }
    }

    /// Words that the palette finds its commands by beside their names.
    pub fn also(self) -> &'static str {
        match self {
            Group::WhatIf => "scenario what-if",
            _ => "",
        }
    }
}

const fn row(
    id: &'static str,
    name: &'static str,
    group: Group,
    keys: &'static [&'static str],
    scope: Scope,
    run: fn(Store),
) -> Command {
    Command { id, name, group, keys, scope, run }
}

/// The table: the rows below, and those of the files of this folder.
pub static COMMANDS: &[Command] = &ALL;

const GROUPS: &[&[Command]] = &[
    FRAME,
    tasks::ROWS,
    look::ROWS,
    sheets::ROWS,
    what_if::ROWS,
    options::ROWS,
    present::ROWS,
    promises::ROWS,
    conversations::ROWS,
    radar::ROWS,
];
const COUNT: usize = FRAME.len()
    + tasks::ROWS.len()
    + look::ROWS.len()
    + sheets::ROWS.len()
    + what_if::ROWS.len()
    + options::ROWS.len()
    + present::ROWS.len()
    + promises::ROWS.len()
    + conversations::ROWS.len()
    + radar::ROWS.len();
static ALL: [Command; COUNT] = joined(GROUPS);

const FRAME: &[Command] = &[
    row("palette", "Find a command", Group::Everywhere, &["Mod+K"], Scope::Always, |s| {
        s.dialog.set(Some(Dialog::Palette))
    }),
    row("keys", "Show the keys", Group::Everywhere, &["?"], Scope::Always, |s| s.dialog.set(Some(Dialog::Keys))),
    row("outline", "Go to Outline", Group::Everywhere, &["Alt+1"], Scope::Open, |_| Room::Outline.go()),
    row("plan", "Go to Plan", Group::Everywhere, &["Alt+2"], Scope::Open, |_| Room::Plan.go()),
    row("options", "Go to Options", Group::Everywhere, &["Alt+4"], Scope::Open, |_| Room::Options.go()),
    row("as-client", "As the client sees it", Group::Everywhere, &["Alt+0"], Scope::Open, super::as_client::toggle),
    row("promises", "Go to Promises", Group::Everywhere, &["Alt+5"], Scope::Open, |_| Room::Promises.go()),
    row("conversations", "Go to Conversations", Group::Everywhere, &["Alt+6"], Scope::Open, |_| {
        Room::Conversations.go()
    }),
    row("report", "Go to Report", Group::Everywhere, &["Alt+7"], Scope::Open, |_| Room::Report.go()),
    row("files", "Go to Files and versions", Group::Everywhere, &["Alt+8"], Scope::Always, |_| Room::Files.go()),
    row("new-project", "New project", Group::Everywhere, &[], Scope::Always, super::start::new_project),
    row("sample", "Open the sample project", Group::Everywhere, &[], Scope::Always, super::start::sample_project),
    row("finished-sample", "Open the sample project that is over", Group::Everywhere, &[], Scope::Always, |s| {
        super::start::finished_sample(s)
    }),
    row("open", "Open a file or another project", Group::Everywhere, &[], Scope::Always, |_| Room::Files.go()),
    row("save", "Save the plan file", Group::Everywhere, &["Mod+S"], Scope::Open, |s| s.save_asked.set(true)),
    row("close", "Close the project", Group::Everywhere, &[], Scope::Open, |s| s.close_project()),
    row("theme", "Change colours: system, light, dark", Group::Everywhere, &[], Scope::Always, |s| s.next_theme()),
    row("contrast", "More or less contrast", Group::Everywhere, &[], Scope::Always, |s| {
        s.prefs.update(|prefs| prefs.more_contrast = !prefs.more_contrast)
    }),
    row("undo", "Undo", Group::Edit, &["Mod+Z"], Scope::Open, |s| s.undo()),
    row("redo", "Redo", Group::Edit, &["Mod+Shift+Z", "Mod+Y"], Scope::Open, |s| s.redo()),
    row("zoom-in", "Zoom in", Group::Look, &["+", "="], Scope::Plan, |s| s.plan_view.ask.set(Some(Ask::ZoomIn))),
    row("zoom-out", "Zoom out", Group::Look, &["-"], Scope::Plan, |s| s.plan_view.ask.set(Some(Ask::ZoomOut))),
    row("zoom-fit", "Fit the plan to the screen", Group::Look, &["0"], Scope::Plan, |s| {
        s.plan_view.ask.set(Some(Ask::Fit))
    }),
    row("go-today", "Go to today", Group::Look, &["T"], Scope::Plan, |s| s.plan_view.ask.set(Some(Ask::Today))),
    row("go-selected", "Go to the selected task", Group::Look, &["G"], Scope::Plan, |s| {
        s.plan_view.ask.set(Some(Ask::Selected))
    }),
];

/// The rows of all groups, one after the other.
const fn joined(groups: &[&[Command]]) -> [Command; COUNT] {
    let mut all = [FRAME[0]; COUNT];
    let (mut group, mut at) = (0, 0);
    while group < groups.len() {
        let mut row = 0;
        while row < groups[group].len() {
            all[at] = groups[group][row];
            (row, at) = (row + 1, at + 1);
        }
        group += 1;
    }
    all
}

/// The row with this id.
pub fn command(id: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.id == id)
}

/// Runs the command with this id, if it applies now.
pub fn run(store: Store, id: &str) {
    if let Some(command) = command(id).filter(|command| command.applies(store)) {
        (command.run)(store);
    }
}

impl Command {
    /// Whether it can be used now.
    pub fn applies(&self, store: Store) -> bool {
        let open = store.open.get_untracked().is_some();
        let room = store.room.get_untracked();
        // What undo would take back may be private: it waits until our own rooms are on the screen again.
        if room == Room::AsClient && self.group == Group::Edit {
            return false;
        }
        let has_tasks = matches!(room, Room::Outline | Room::Plan | Room::WhatIf);
        match self.scope {
            Scope::Always => true,
            Scope::Open => open,
            Scope::Tasks => open && has_tasks,
            Scope::Task => open && has_tasks && store.selection.with_untracked(|s| s.focus.is_some()),
            Scope::WhatIf => open && room == Room::WhatIf,
            Scope::Scenario => open && room == Room::WhatIf && untrack(|| store.active_scenario()).is_some(),
            Scope::Plan => open && matches!(room, Room::Plan | Room::WhatIf),
            Scope::Options => open && room == Room::Options,
            Scope::Conversations => open && room == Room::Conversations,
        }
    }

    /// The first key as a person reads it: `Ctrl+Z`, `⌘Z`. A letter alone is text where text is typed, so the key that
    /// works there as well is said with it: `P or Alt+P`.
    pub fn key_text(&self) -> Option<String> {
        let text = |key: &str| {
            let (control, alt) = if is_mac() { ("⌘", "⌥") } else { ("Ctrl+", "Alt+") };
            key.replace("Mod+", control).replace("Alt+", alt).replace("Arrow", "")
        };
        match self.keys {
            [] => None,
            [letter, always, ..] if letter.len() == 1 && letter.chars().all(char::is_alphabetic) => {
                Some(format!("{} or {}", text(letter), text(always)))
            }
            [first, ..] => Some(text(first)),
        }
    }
}

/// Runs the command whose key was pressed. Keys without Ctrl, ⌘ or Alt stay with the field that has the focus.
pub fn on_key(store: Store, event: &KeyboardEvent) {
    // A presentation has keys of its own, and no others.
    if event.default_prevented() || event.is_composing() || store.present.on.get_untracked() {
        return;
    }
    let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
    let typing = is_typing(event);
    let dialog = store.dialog.get_untracked();
    let matching = COMMANDS.iter().filter(|command| command.keys.iter().any(|key| is_key(event, key)));
    for command in matching {
        // A field keeps plain keys and the keys of tasks, and undo while it has text of its own; a sheet keeps everything
        // but the palette, and undo where what is done in it is an edit.
        let back = matches!(command.id, "undo" | "redo");
        let field_keeps = typing && (plain || command.group == Group::Tasks || back && has_own_text(event, &dialog));
        let sheet_keeps = match &dialog {
            None => false,
            Some(Dialog::Plan(_) | Dialog::BeforeSharing) => !back && command.id != "palette",
            Some(_) => command.id != "palette",
        };
        if field_keeps || sheet_keeps || !command.applies(store) {
            continue;
        }
        event.prevent_default();
        let looked_at = store.selection.with_untracked(|selection| selection.focus);
        (command.run)(store);
        // What changed is about the step whose text is typed: the caret stays in it.
        let show = store.plan_view.show;
        if typing && back && store.room.get_untracked() == Room::Outline && show.get_untracked() == looked_at {
            show.set(None);
        }
        return;
    }
}

/// Whether the event is this key of the table.
pub fn is_key(event: &KeyboardEvent, key: &str) -> bool {
    // The last sign of `Mod++` is the key itself.
    let cut = key.char_indices().next_back().and_then(|(last, _)| key[..last].rfind('+')).map_or(0, |at| at + 1);
    let (parts, name) = (key[..cut].split('+').collect::<Vec<_>>(), &key[cut..]);
    let wants = |part: &str| parts.contains(&part);
    let pressed = event.key();
    // With Alt a Mac types another sign; the key is the same.
    let placed = || wants("Alt") && [format!("Key{name}"), format!("Digit{name}")].contains(&event.code());
    let same = if name.chars().count() == 1 { pressed.eq_ignore_ascii_case(name) || placed() } else { pressed == name };
    // A sign such as ? needs Shift on some keyboards and not on others.
    let is_sign = name.chars().all(|c| !c.is_alphanumeric());
    same && (event.ctrl_key() || event.meta_key()) == wants("Mod")
        && event.alt_key() == wants("Alt")
        && (is_sign || event.shift_key() == wants("Shift"))
}

/// Whether undo is the field's own: it has text the project does not have. Fields that save what is typed at once, or
/// have it saved, say so by `data-kept`; a choice has no text; an empty field of a sheet has given its text away.
fn has_own_text(event: &KeyboardEvent, dialog: &Option<Dialog>) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return false;
    };
    let empty = element.dyn_ref::<web_sys::HtmlInputElement>().is_some_and(|input| input.value().is_empty());
    !(element.tag_name() == "SELECT" || element.has_attribute("data-kept") || dialog.is_some() && empty)
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return false;
    };
    let kind = element.get_attribute("type").unwrap_or_default();
    match element.tag_name().as_str() {
        "INPUT" => !matches!(kind.as_str(), "checkbox" | "radio" | "range" | "button" | "submit"),
        "TEXTAREA" | "SELECT" => true,
        _ => element.is_content_editable(),
    }
}
