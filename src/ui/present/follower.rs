//! A window that follows the first: it draws what it is told over the channel and opens no project, so it can neither
//! show nor write anything of ours.

use super::channel::{ASK_EVERY, Picture, Said, Wire, some_number};
use super::screen::{Scene, Screen};
use leptos::prelude::*;
use std::sync::Arc;

/// Whether this window only follows.
pub fn is_one() -> bool {
    window().location().hash().is_ok_and(|hash| hash == super::FOLLOW)
}

/// The window.
#[component]
pub fn Follower() -> impl IntoView {
    let picture = RwSignal::new(None::<Picture>);
    let leader = StoredValue::new(None::<u32>);
    let me = some_number();
    let wire = StoredValue::new_local(Wire::open(move |said| match said {
        // The first that answers leads, until it says that it is over.
        Said::Show { from, picture: shown } if leader.get_value().is_none_or(|leader| leader == from) => {
            leader.set_value(Some(from));
            picture.set(Some(*shown));
        }
        Said::Bye { from } if leader.get_value() == Some(from) => {
            leader.set_value(None);
            picture.set(None);
        }
        _ => {}
    }));
    let ask = move || wire.with_value(|wire| wire.say(&Said::Hello { me }));
    ask();
    let asking = set_interval_with_handle(
        // Also while it follows: so the first window knows that this one is still there.
        ask, ASK_EVERY,
    );
    let hidden =
        window_event_listener_untyped("pagehide", move |_| wire.with_value(|wire| wire.say(&Said::Gone { me })));
    on_cleanup(move || {
        hidden.remove();
        if let Ok(asking) = asking {
            asking.clear();
        }
    });
    Effect::new(move |_| picture.with(|shown| dress(shown.as_ref())));
    let deck = Memo::new(move |_| {
        Arc::new(picture.with(|shown| shown.as_ref().map(|shown| shown.deck.clone()).unwrap_or_default()))
    });
    let show = Memo::new(move |_| picture.with(|shown| shown.as_ref().map(|shown| shown.show).unwrap_or_default()));
    let trying =
        Memo::new(move |_| picture.with(|shown| shown.as_ref().and_then(|shown| shown.trying.clone().map(Arc::new))));
    let scene = Scene { deck: deck.into(), show: show.into(), trying: trying.into(), pick: None, hand: None };
    let follows = Memo::new(move |_| picture.with(Option::is_some));
    view! {
        <div class="present follower">
            {move || match follows.get() {
                true => view! { <Screen scene/> }.into_any(),
                false => view! { <main class="screen" aria-label="Present"><div class="screen-page"><section class="slide"><h1>"This window follows a presentation"</h1><p class="lede" role="status">"It shows the page as soon as one is on in this browser."</p></section></div></main> }.into_any(),
            }}
        </div>
    }
}

/// Title and colours as in the first window.
fn dress(shown: Option<&Picture>) {
    document().set_title(shown.map_or("Forthright", |shown| shown.deck.project.as_str()));
    let Some(root) = document().document_element() else { return };
    let worn = shown.map(|shown| [("data-theme", &shown.theme), ("data-contrast", &shown.contrast)]);
    for (name, value) in worn.into_iter().flatten() {
        // Setting a well-formed attribute cannot fail.
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}
