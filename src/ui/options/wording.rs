//! The problem told twice, side by side: among us, and in the words the client hears. Two fields each, never one.

use super::Room;
use super::parts::{Text, problem_text};
use forthright::project::{Problem, ProblemField, ProblemId, Wording};
use leptos::prelude::*;

/// A line of the wording: its name, what to write there, where it is kept.
struct Row {
    label: &'static str,
    what: &'static str,
    ours: &'static str,
    theirs: &'static str,
    part: fn(&mut Wording) -> &mut String,
}

static ROWS: [Row; 5] = [
    Row {
        label: "Title",
        what: "the title",
        ours: "What we call it",
        theirs: "What the client knows it as",
        part: |words| &mut words.title,
    },
    Row {
        label: "What",
        what: "what it is",
        ours: "What has happened or may happen",
        theirs: "The same, as you would say it on a call",
        part: |words| &mut words.what,
    },
    Row {
        label: "Why",
        what: "why",
        ours: "The cause as we see it",
        theirs: "The cause, openly and without blame",
        part: |words| &mut words.why,
    },
    Row {
        label: "How it happened",
        what: "how it happened",
        ours: "Step by step, past misses too",
        theirs: "What they may ask and should hear first",
        part: |words| &mut words.how,
    },
    Row {
        label: "What is still good",
        what: "what is still good",
        ours: "What does not suffer from it",
        theirs: "What they can go on relying on",
        part: |words| &mut words.still_good,
    },
];

/// Both wordings.
#[component]
pub fn Wordings(id: ProblemId) -> impl IntoView {
    view! {
        <section class="wordings" aria-label="What it is">
            <div class="wording-heads">
                <span></span>
                <h3 class="ours">"Among us"<span class="muted">" never leaves our side"</span></h3>
                <h3 class="theirs">"For the client"</h3>
            </div>
            {ROWS.iter().map(|row| view! { <Line id row/> }).collect_view()}
        </section>
    }
}

#[component]
fn Line(id: ProblemId, row: &'static Row) -> impl IntoView {
    let room = Room::get();
    let value = |whose: fn(&Problem) -> &Wording| room.of(id, move |one| (row.part)(&mut whose(one).clone()).clone());
    let ours = problem_text(room.store, id, row.what, |one, text| ProblemField::Private(put(&one.private, row, text)));
    let theirs = problem_text(room.store, id, row.what, |one, text| ProblemField::Client(put(&one.client, row, text)));
    let title = row.label == "Title";
    view! {
        <div class="wording" class:titles=title role="group" aria-label=row.label>
            <span class="label" aria-hidden="true">{row.label}</span>
            <Text name=format!("{}, among us", row.label) hint=row.ours class="ours" value=value(|one| &one.private) save=ours/>
            <Text name=format!("{}, for the client", row.label) hint=row.theirs class="theirs" value=value(|one| &one.client) save=theirs/>
        </div>
    }
}

fn put(words: &Wording, row: &Row, text: String) -> Wording {
    let mut words = words.clone();
    *(row.part)(&mut words) = text;
    words
}
