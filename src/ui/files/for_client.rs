//! Files for the client: what each carries and what it does not, said before it is saved. They are made from what the
//! client may see, and from nothing else.

use super::picture::{NoPicture, png};
use crate::ui::persist::{offer_blob, text_blob};
use crate::ui::store::Store;
use forthright::client::ClientProject;
use forthright::report::exports::{Choice, Choices, EXPORTS, Export, file_name};
use forthright::report::{MOST_PAGES, NARROWEST, Pages, WIDEST};
use forthright::words::Dates;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

/// What is chosen about files, while the room is open.
#[derive(Clone, Copy)]
struct Chosen {
    with_plan: RwSignal<bool>,
    width: RwSignal<String>,
    pages: RwSignal<u8>,
    sheets: RwSignal<u8>,
}

impl Chosen {
    fn choice(&self, choices: Choices) -> Result<Choice, String> {
        let pages = match choices {
            Choices::Pages => Pages::Wide(self.sheets.get_untracked()),
            _ => Some(self.pages.get_untracked()).filter(|pages| *pages > 0).map_or(Pages::One, Pages::Wide),
        };
        let width = if choices == Choices::Picture { width_of(&self.width.read_untracked())? } else { 1_200.0 };
        Ok(Choice { with_plan: self.with_plan.get_untracked(), width, pages })
    }
}

/// The width typed, in px.
fn width_of(typed: &str) -> Result<f64, String> {
    let number = typed.trim().trim_end_matches("px").trim_end().parse::<f64>().ok();
    let number = number.filter(|width| (NARROWEST..=WIDEST).contains(width));
    number.ok_or_else(|| format!("A width is a number from {NARROWEST} to {WIDEST}, such as 1200."))
}

/// The card of the room.
#[component]
pub fn ForClient() -> impl IntoView {
    let store = Store::get();
    let chosen = Chosen {
        with_plan: RwSignal::new(false),
        width: RwSignal::new("1200".to_owned()),
        pages: RwSignal::new(0),
        sheets: RwSignal::new(1),
    };
    let marked = move || {
        store.project.with(|project| {
            let seen = project.plan.tasks.iter().filter(|task| task.client_visible && !task.inactive).count();
            (seen, project.plan.tasks.len())
        })
    };
    let scope = move || match marked() {
        (0, _) => {
            "No step is marked for the client yet, so there is nothing to give. Mark steps in the Outline or the Plan."
                .to_owned()
        }
        (seen, all) => format!(
            "Made from what is marked for the client, {seen} of {all} steps. What is private is not in these files, not even hidden."
        ),
    };
    let rows = EXPORTS.iter().map(|export| view! { <Row export chosen/> }).collect_view();
    view! {
        <section class="card" aria-labelledby="for-client-title">
            <h2 id="for-client-title">"For the client"</h2>
            <p class="muted small">{scope}</p>
            <ul class="export-list">{rows}</ul>
        </section>
    }
}

#[component]
fn Row(export: &'static Export, chosen: Chosen) -> impl IntoView {
    let store = Store::get();
    let refused = RwSignal::new(None::<String>);
    let said = move || refused.get().map(|why| view! { <p class="message" role="alert">{why}</p> });
    let is_picture = export.choices == Choices::Picture;
    let name = if is_picture { "Timeline as a picture" } else { export.name };
    let ending = export.ending.to_uppercase();
    let save = move |_| refused.set(save(store, export, chosen).err());
    let save_png = move |_| refused.set(save_png(store, export, chosen, refused).err());
    view! {
        <li class="export-row">
            <div class="export-words">
                <h3>{name}</h3>
                <p class="small">{export.carries}</p>
                <p class="small muted">{export.leaves_out}</p>
                <Options choices=export.choices chosen/>
                {said}
            </div>
            <div class="export-tools">
                <button type="button" class="button" aria-label=format!("Save {ending}: {name}") on:click=save>{format!("Save {ending}")}</button>
                {is_picture.then(|| view! { <button type="button" class="button" aria-label=format!("Save PNG: {name}") on:click=save_png>"Save PNG"</button> })}
            </div>
        </li>
    }
}

#[component]
fn Options(choices: Choices, chosen: Chosen) -> impl IntoView {
    let with_plan = || {
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || chosen.with_plan.get() on:change=move |event| chosen.with_plan.set(event_target_checked(&event))/>
                <span>"Put the plan inside, as the client sees it, so that Forthright can open it"</span>
            </label>
        }
    };
    match choices {
        Choices::None => ().into_any(),
        Choices::Plan => with_plan().into_any(),
        Choices::Pages => {
            view! { <div class="export-options"><PagesChoice pages=chosen.sheets picture=false/></div> }.into_any()
        }
        Choices::Picture => {
            let invalid = move || width_of(&chosen.width.read()).is_err();
            view! {
                <div class="export-options">
                    <label class="field"><span class="label">"Width in px"</span>
                        <input class="input" inputmode="numeric" autocomplete="off" prop:value=move || chosen.width.get()
                            aria-invalid=move || invalid().to_string() on:input=move |event| chosen.width.set(event_target_value(&event))/>
                    </label>
                    <PagesChoice pages=chosen.pages picture=true/>
                </div>
            }
            .into_any()
        }
    }
}

/// How many pages side by side; 0 is one picture.
#[component]
fn PagesChoice(pages: RwSignal<u8>, picture: bool) -> impl IntoView {
    let options = (u8::from(!picture)..=MOST_PAGES).map(|wide| {
        let words = match wide {
            0 => "One picture".to_owned(),
            1 => "1 page wide".to_owned(),
            wide => format!("{wide} pages wide"),
        };
        view! { <option value=wide.to_string() selected=move || pages.get() == wide>{words}</option> }
    });
    let choose = move |event| pages.set(event_target_value(&event).parse().unwrap_or(1));
    view! { <label class="field"><span class="label">"Pages"</span><select class="input" on:change=choose>{options.collect_view()}</select></label> }
}

/// The file's name and text.
fn written(store: Store, export: &'static Export, chosen: Chosen) -> Result<(ClientProject, String), String> {
    let choice = chosen.choice(export.choices)?;
    let today = store.today.get_untracked();
    // The same whatever the project is about, so that the same plan gives the same bytes everywhere.
    let dates = Dates::new(store.locale.get_untracked(), today);
    let schedule = store.facts_schedule.get_untracked();
    let seen = store.project.with_untracked(|project| ClientProject::of(project, &schedule, today, &dates));
    let text = export.write(&seen, &choice, &dates);
    Ok((seen, text))
}

fn save(store: Store, export: &'static Export, chosen: Chosen) -> Result<(), String> {
    let (seen, text) = written(store, export, chosen)?;
    let blob = text_blob(&text, export.media).map_err(|_| TAKEN.to_owned())?;
    give(store, &export.file_name(&seen), &blob)
}

const TAKEN: &str = "The browser did not take the file. Try again.";

fn give(store: Store, name: &str, blob: &Blob) -> Result<(), String> {
    offer_blob(name, blob).map_err(|_| TAKEN.to_owned())?;
    store.say(format!("Saved as {name}"));
    Ok(())
}

fn save_png(
    store: Store,
    export: &'static Export,
    chosen: Chosen,
    refused: RwSignal<Option<String>>,
) -> Result<(), String> {
    let (seen, svg) = written(store, export, chosen)?;
    let name = file_name(&seen.name, seen.today, "png", "png");
    spawn_local(async move {
        let done = match png(&svg).await {
            Ok(blob) => give(store, &name, &blob),
            Err(NoPicture::TooLarge) => {
                Err("That is larger than a browser can draw. Choose a smaller width or fewer pages, or save SVG."
                    .to_owned())
            }
            Err(NoPicture::Refused) => Err("The browser could not draw the picture. SVG holds the same.".to_owned()),
        };
        refused.try_set(done.err());
    });
    Ok(())
}
