//! Choosing an option: what it changes, who decided and why, who must be told, which promises are said anew. One step.

use super::parts::{carry_out, read};
use super::style;
use crate::ui::dialogs::{LiveField, Refusal};
use crate::ui::store::Store;
use crate::ui::widgets::sheet::Sheet;
use forthright::prepare::{self, Told};
use forthright::project::{ProblemId, Project, PromiseId, SolutionId};
use forthright::view::options::{self, Change, Compared, Effect};
use forthright::view::telling::{Listener, listeners};
use leptos::prelude::*;

/// A promise that the option breaks or moves, and whether it is said anew.
#[derive(Clone, Copy)]
struct Anew {
    id: PromiseId,
    wanted: RwSignal<bool>,
    text: RwSignal<String>,
}

/// The sheet.
#[component]
pub fn Choose(problem: ProblemId, id: SolutionId) -> impl IntoView {
    let store = Store::get();
    let Some(found) = untrack(|| look(store, problem, id)) else {
        return view! { <Sheet name="Choose an option"><div class="body"><p>"That option is no longer in the project."</p></div></Sheet> }.into_any();
    };
    let (by, why, other) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let refused = RwSignal::new(None::<String>);
    let tell: Vec<(Listener, RwSignal<bool>)> =
        found.listeners.iter().map(|one| (one.clone(), RwSignal::new(one.likely))).collect();
    let anew: Vec<(String, Anew)> = found.late.iter().map(|late| late.field()).collect();
    let (said, told, name) = (StoredValue::new(anew.clone()), StoredValue::new(tell.clone()), found.name.clone());
    let sentence = StoredValue::new((found.effect.clone(), found.client_effect.clone()));
    let label = format!("Choose {name}");
    let done_label = label.clone();
    let choose = move || {
        let re_promise = said.with_value(|all| {
            let wanted = all.iter().filter(|(_, one)| one.wanted.get_untracked());
            wanted
                .map(|(_, one)| Ok((one.id, untrack(|| store.dates()).read(&one.text.get_untracked())?.date)))
                .collect()
        });
        let re_promise: Vec<_> = match re_promise {
            Ok(all) => all,
            Err(message) => return refused.set(Some(message)),
        };
        let mut to_tell: Vec<String> = told.with_value(|all| {
            all.iter().filter(|(_, on)| on.get_untracked()).map(|(one, _)| one.name.clone()).collect()
        });
        let others = other.get_untracked();
        to_tell.extend(others.split([',', ';']).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()));
        let (effect, client_effect) = sentence.get_value();
        let told = Told {
            today: store.today.get_untracked(),
            by: by.get_untracked(),
            why: why.get_untracked(),
            to_tell,
            re_promise,
            effect,
            client_effect,
        };
        let edit = read(store, |project| prepare::choose(project, problem, id, &told));
        match carry_out(store, &done_label, edit) {
            Ok(()) => {
                store.dialog.set(None);
                store.say_with_undo(format!("{name} is chosen. Its changes are in the plan."));
                crate::ui::focus::focus_soon([format!("#option-{} textarea", id.0)]);
            }
            Err(message) => refused.set(Some(message)),
        }
    };
    let choose = StoredValue::new(choose);
    let go = move || choose.with_value(|choose| choose());
    let tells = tell.into_iter().map(|(one, on)| view! {
        <label class="check"><input type="checkbox" prop:checked=move || on.get() on:change=move |event| on.set(event_target_checked(&event))/><span>{one.name}</span><span class="hint">{one.why}</span></label>
    });
    let promises = anew.into_iter().map(|(words, one)| view! { <SayAnew words one/> });
    let promises = promises.collect::<Vec<_>>();
    let has_promises = !promises.is_empty();
    view! {
        <Sheet name=label wide=true>
            <div class="body choose">
                <section aria-label="What changes"><h3>"What changes"</h3><p>{found.effect}</p>
                    {found.broke.into_iter().map(|text| view! { <p class="broke">{text}</p> }).collect_view()}
                    {found.others.into_iter().map(|text| view! { <p class="muted">{text}</p> }).collect_view()}
                </section>
                {has_promises.then(|| view! { <fieldset class="anew"><legend class="label">"Promises it moves"</legend>{promises}</fieldset> })}
                <div class="two">
                    <LiveField label="Who decided" text=by placeholder="A name" first=true/>
                    <label class="field"><span class="label">"Why"</span>
                        <textarea class="input" rows="2" prop:value=move || why.get() on:input=move |event| why.set(event_target_value(&event))></textarea></label>
                </div>
                <fieldset class="tell"><legend class="label">"Who must be told"</legend>
                    <div class="line">{tells.collect_view()}</div>
                    <LiveField label="Somebody else" text=other placeholder="Names, with commas"/>
                </fieldset>
                <Refusal message=refused/>
            </div>
            <footer role="none">
                <button type="button" class="button" on:click=move |_| store.dialog.set(None)>"Cancel"</button>
                <button type="button" class="button primary" on:click=move |_| go()>"Choose"</button>
            </footer>
        </Sheet>
    }
    .into_any()
}

/// A promise that may be said anew, with the day the option comes to.
#[component]
fn SayAnew(words: String, one: Anew) -> impl IntoView {
    let store = Store::get();
    let problem =
        Signal::derive(move || one.wanted.get().then(|| store.dates().read(&one.text.read()).err()).flatten());
    let label = format!("New date for {words}");
    view! {
        <div class="anew-line">
            <label class="check"><input type="checkbox" prop:checked=move || one.wanted.get() on:change=move |event| one.wanted.set(event_target_checked(&event))/><span>{format!("Promise anew: {words}")}</span></label>
            <Show when=move || one.wanted.get()><LiveField label=label.clone() bare=true text=one.text problem/></Show>
        </div>
    }
}

/// What the sheet says of the option, found once as it opens.
struct Found {
    name: String,
    effect: String,
    client_effect: String,
    broke: Vec<String>,
    others: Vec<String>,
    listeners: Vec<Listener>,
    late: Vec<Late>,
}

/// A promise that comes later than was said.
struct Late {
    id: PromiseId,
    words: String,
    then: String,
}

impl Late {
    fn field(&self) -> (String, Anew) {
        let (wanted, text) = (RwSignal::new(false), RwSignal::new(self.then.clone()));
        (self.words.clone(), Anew { id: self.id, wanted, text })
    }
}

fn look(store: Store, problem: ProblemId, id: SolutionId) -> Option<Found> {
    let (schedule, today, style) = (store.facts_schedule.get(), store.today.get(), style(store));
    store.project.with(|project| {
        let file = project.problems.get(&problem)?;
        let one = file.solutions.get(&id)?;
        let wanted: Vec<_> = one.scenario.into_iter().collect();
        let all = Compared::new(project, &schedule, &wanted, today);
        let effect = Effect::of(&all, project, one.scenario, one.own_cost(), &style);
        let aside: Vec<String> = prepare::set_aside_by(file, id).map(options::name_of).collect();
        let others = (!aside.is_empty()).then(|| format!("Set aside for it: {}.", aside.join(", ")));
        let (said, client_said) = options::sentences(&all, project, one.scenario, &style);
        Some(Found {
            name: options::name_of(one),
            effect: said,
            client_effect: client_said,
            broke: effect.broke,
            others: others.into_iter().collect(),
            listeners: listeners(project, all.against(one.scenario)),
            late: late(&all, project, one.scenario, &style),
        })
    })
}

fn late(
    all: &Compared,
    project: &Project,
    scenario: Option<forthright::project::ScenarioId>,
    style: &options::Style,
) -> Vec<Late> {
    let line = |(id, change, day): (PromiseId, Change, String)| Late {
        id,
        words: format!("{} ({})", change.what, change.text),
        then: day,
    };
    options::late_promises(all, project, scenario, style).into_iter().map(line).collect()
}
