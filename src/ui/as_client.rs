//! As the client sees it: a page to look at before anything is shown. All of it is drawn from the client's own type; of
//! what is withheld it says how much there is, and never what.

mod record;

use super::icons;
use super::rooms::Room;
use super::store::Store;
use forthright::client::{ClientMoney, ClientProblem, ClientProject, Standing};
use forthright::view::as_client::{Picture, Row, option_state, promise_state};
use forthright::view::asked::{Asked, asked};
use forthright::view::before_sharing::{before_sharing, part_name};
use forthright::words::{self, DateForm, Dates};
use leptos::prelude::*;
use std::cell::Cell;

/// As many steps are drawn before somebody asks for all.
const MANY: usize = 500;

thread_local! {
    /// Where it was opened from.
    static FROM: Cell<Room> = const { Cell::new(Room::Plan) };
}

/// Goes there, or back to where it was opened from.
pub fn toggle(store: Store) {
    match store.room.get_untracked() {
        Room::AsClient => FROM.get().go(),
        room => {
            FROM.set(if room == Room::Files { Room::Plan } else { room });
            Room::AsClient.go();
        }
    }
}

/// The page.
#[component]
pub fn AsClient() -> impl IntoView {
    let store = Store::get();
    // What was said of our own work is not for this page.
    store.messages.update(Vec::clear);
    let seen = Memo::new(move |_| {
        let (schedule, today, dates) = (store.schedule.get(), store.today.get(), store.dates());
        store.project.with(|project| ClientProject::of(project, &schedule, today, &dates))
    });
    view! {
        <main class="room as-client" aria-label=Room::AsClient.name()>
            <div class="banner as-client-bar" role="status">{icons::eye()}<h1>{Room::AsClient.name()}</h1>
                <span>"Nothing else is shown to them, and nothing can be changed here."</span>
                <span class="gap"></span>
                <a class="button" href="#outline">"Back to Outline"</a><a class="button" href="#plan">"Back to Plan"</a>
            </div>
            <div class="as-client-desk">
                {move || seen.with(|seen| page(seen, &seen.dates(&store.dates())))}
                <Beside seen/>
            </div>
        </main>
    }
}

/// How much is seen and how much is withheld, in numbers.
#[component]
fn Beside(seen: Memo<ClientProject>) -> impl IntoView {
    let store = Store::get();
    // Only what can be said before anybody leaves here: names of what is withheld stay behind.
    let counts = Memo::new(move |_| {
        let both = store.project.with(|project| seen.with(|seen| before_sharing(project, seen)));
        let say =
            |lines: Vec<forthright::view::before_sharing::Line>| lines.into_iter().map(|line| line.what).collect();
        let (shown, withheld): (Vec<String>, Vec<String>) = (say(both.seen), say(both.withheld));
        (shown, withheld, both.look_again.len())
    });
    let list = |lines: Vec<String>, none: &'static str| match lines.is_empty() {
        true => view! { <p class="muted">{none}</p> }.into_any(),
        false => view! { <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul> }.into_any(),
    };
    let again = move || match counts.with(|counts| counts.2) {
        0 => None,
        1 => Some("A text they read names somebody or something that is withheld.".to_owned()),
        many => Some(format!("{many} times, a text they read names somebody or something that is withheld.")),
    };
    view! {
        <aside class="as-client-beside" aria-label="What is seen and what is withheld">
            <section><h2>"Seen"</h2>
            {move || list(counts.get().0, "Nothing is marked for the client yet. Alt+Enter marks a step with all that is inside it.")}</section>
            <section><h2>"Withheld"</h2>
            {move || list(counts.get().1, "Nothing.")}</section>
            {move || again().map(|text| view! { <p class="as-client-again">{text}</p> })}
        </aside>
    }
}

fn page(seen: &ClientProject, dates: &Dates) -> impl IntoView + use<> {
    let client = seen.client.trim();
    let for_them = (!client.is_empty()).then(|| format!("for {client}"));
    let status = seen.status_on.map(|day| format!("as of {}", dates.write(day, DateForm::Long)));
    let about = for_them.into_iter().chain(status).collect::<Vec<_>>().join(" · ");
    let brief =
        seen.brief.iter().map(|(part, text)| view! { <div><dt>{part_name(*part)}</dt><dd>{text.clone()}</dd></div> });
    let name = if seen.name.trim().is_empty() { "The project".to_owned() } else { seen.name.clone() };
    view! {
        <article class="as-client-page" aria-label="What the client sees">
            <header><h2 dir="auto">{name}</h2><p class="muted">{about}</p></header>
            {(!seen.brief.is_empty()).then(|| view! { <dl class="as-client-brief">{brief.collect_view()}</dl> })}
            <Steps picture=Picture::of(seen, dates)/>
            {promises(seen, dates)}
            {needs(seen, dates)}
            {record::concerns(seen, dates)}
            {problems(seen, dates)}
            {decisions(seen, dates)}
            {record::agreement(seen, dates)}
            {seen.money.as_ref().map(|one| money(one, dates))}
            {people(seen)}
            {record::touchpoints(seen, dates)}
            {record::wrap_up(seen, dates)}
        </article>
    }
}

/// Outline and timeline beside each other.
#[component]
fn Steps(picture: Picture) -> impl IntoView {
    let Picture { months, today, rows } = picture;
    let count = rows.len();
    let rows = StoredValue::new(rows);
    let all = RwSignal::new(count <= MANY);
    let drawn = move || {
        let many = if all.get() { count } else { MANY };
        rows.with_value(|rows| rows.iter().take(many).cloned().map(|row| step(row, today)).collect_view())
    };
    let months = months.into_iter().map(|tick| view! { <span style:left=place(tick.at)>{tick.label}</span> });
    if count == 0 {
        return view! { <section aria-label="Steps"><h3>"Steps"</h3><p class="muted">"They see no step yet."</p></section> }.into_any();
    }
    view! {
        <section aria-label="Steps">
            <h3>"Steps"</h3>
            <div class="as-client-steps" role="table" aria-label="Steps with their dates">
                <div role="row" class="titles"><span role="columnheader">"Step"</span><span role="columnheader">"When"</span>
                    <span role="columnheader">"How far"</span><span role="columnheader" class="axis"><span class="unseen">"Timeline"</span>
                    <span aria-hidden="true" class="months">{months.collect_view()}</span></span></div>
                {drawn}
            </div>
            <Show when=move || !all.get()><button type="button" class="button" on:click=move |_| all.set(true)>{format!("Show all {count} steps")}</button></Show>
        </section>
    }
    .into_any()
}

fn step(row: Row, today: Option<f64>) -> impl IntoView {
    let (done, under_way) = (row.standing == Standing::Done, row.standing == Standing::UnderWay);
    let sees = (!row.will_see.trim().is_empty())
        .then(|| view! { <span class="sees" dir="auto">{row.will_see.clone()}</span> });
    let owner = (!row.owner.is_empty()).then(|| view! { <span class="who">{row.owner.clone()}</span> });
    let shape = match (row.milestone, row.summary) {
        (true, _) => "span milestone-mark",
        (_, true) => "span whole",
        _ => "span",
    };
    view! {
        <div role="row" class="one" class:whole=row.summary>
            <div role="cell" class="name" style=("--level", row.level.to_string())><span dir="auto">{row.name}</span>{sees}{owner}</div>
            <div role="cell" class="when">{row.when}</div>
            <div role="cell" class="how-far">{row.state}</div>
            <div role="cell" class="lane"><span aria-hidden="true">
                {today.map(|at| view! { <i class="now" style:left=place(at)></i> })}
                <i class=shape class:over=done class:begun=under_way style:left=place(row.from) style:width=place(row.width)></i></span></div>
        </div>
    }
}

fn place(at: f64) -> String {
    format!("{at:.2}%")
}

fn promises(seen: &ClientProject, dates: &Dates) -> Option<AnyView> {
    let line = |one: &forthright::client::ClientPromise| {
        let to = if one.to.trim().is_empty() { String::new() } else { format!("to {}, ", one.to.trim()) };
        let why = one.sayings.last().map(|said| said.reason.trim().to_owned()).filter(|why| !why.is_empty());
        view! {
            <li><strong dir="auto">{one.what.clone()}</strong>" "<span>{format!("{to}{}", dates.write(one.date, DateForm::Weekday))}</span>" – "
                <span>{promise_state(one, dates)}</span>{why.map(|why| view! { <p class="muted" dir="auto">{why}</p> })}</li>
        }
    };
    section("Promises", seen.promises.iter().map(line).collect())
}

fn needs(seen: &ClientProject, dates: &Dates) -> Option<AnyView> {
    let line = |one: Asked| {
        let by = one.by.map(|by| format!(" by {}", dates.write(by, DateForm::Weekday))).unwrap_or_default();
        let who = if one.who.is_empty() { String::new() } else { format!(", {}", one.who) };
        let effect = (!one.effect.is_empty()).then(|| view! { <p class="muted" dir="auto">{one.effect}</p> });
        view! { <li><strong dir="auto">{one.what}</strong>{format!("{by}{who}")}{effect}</li> }
    };
    section("What we need from you", asked(seen).into_iter().map(line).collect())
}

fn problems(seen: &ClientProject, dates: &Dates) -> Option<AnyView> {
    let line = |one: &ClientProblem| {
        let texts = [&one.what, &one.why, &one.how, &one.still_good].map(|text| text.trim().to_owned());
        let texts = texts.into_iter().chain(one.effect.clone()).filter(|text| !text.is_empty());
        let ways = one.options.iter().map(|way| {
            let notice = way.notice.trim().to_owned();
            view! {
                <li><strong dir="auto">{way.name.clone()}</strong>{format!(" ({}). {} ", option_state(way.state, dates), way.effect)}<span dir="auto">{notice}</span></li>
            }
        });
        let ways = (!one.options.is_empty()).then(|| view! { <p>"Ways out:"</p><ul>{ways.collect_view()}</ul> });
        view! {
            <li><strong dir="auto">{one.title.clone()}</strong>{texts.map(|text| view! { <p dir="auto">{text}</p> }).collect_view()}{ways}</li>
        }
    };
    section("Problems and ways out", seen.problems.iter().map(line).collect())
}

fn decisions(seen: &ClientProject, dates: &Dates) -> Option<AnyView> {
    let line = |one: &forthright::client::ClientDecision| {
        let by = if one.by.trim().is_empty() { String::new() } else { format!(", {}", one.by.trim()) };
        let texts =
            [&one.why, &one.effect].map(|text| text.trim().to_owned()).into_iter().filter(|text| !text.is_empty());
        view! {
            <li><strong dir="auto">{one.what.clone()}</strong>{format!(" {}{by}", dates.write(one.decided_on, DateForm::Weekday))}
                {texts.map(|text| view! { <p dir="auto">{text}</p> }).collect_view()}</li>
        }
    };
    section("Decisions", seen.decisions.iter().map(line).collect())
}

fn money(one: &ClientMoney, dates: &Dates) -> impl IntoView + use<> {
    let amount = |sum| words::write_money(sum, &one.currency, dates.locale);
    let rows = [("Budget", one.budget), ("Spent", Some(one.spent)), ("Expected", Some(one.expected))];
    let rows = rows.into_iter().filter_map(|(name, sum)| Some((name, amount(sum?))));
    let rows = rows.map(|(name, sum)| view! { <div><dt>{name}</dt><dd>{sum}</dd></div> });
    view! { <section aria-label="Money"><h3>"Money"</h3><dl class="as-client-brief">{rows.collect_view()}</dl></section> }
}

fn people(seen: &ClientProject) -> Option<AnyView> {
    let line = |one: &forthright::client::ClientPerson| {
        let role = if one.role.trim().is_empty() { String::new() } else { format!(", {}", one.role.trim()) };
        view! { <li>{one.name.clone()}<span class="muted">{role}</span></li> }
    };
    section("People", seen.people.iter().map(line).collect())
}

/// A heading with a list; nothing where the list is empty.
fn section<T: IntoView + 'static>(name: &'static str, lines: Vec<T>) -> Option<AnyView> {
    (!lines.is_empty()).then(|| view! { <section aria-label=name><h3>{name}</h3><ul>{lines}</ul></section> }.into_any())
}
