//! The few pictures on buttons: 16 × 16 line drawings, drawn in the text's colour. The button carries the name.

use leptos::prelude::*;

macro_rules! icons {
    ($($name:ident = $path:literal;)*) => {
        $(#[doc = concat!("The `", stringify!($name), "` drawing.")]
        pub fn $name() -> impl IntoView {
            view! { <svg viewBox="0 0 16 16" class="icon-16" aria-hidden="true"><path d=$path/></svg> }
        })*
    };
}

icons! {
    undo = "M3 6h6.5a3.5 3.5 0 0 1 0 7H6M3 6l3-3M3 6l3 3";
    redo = "M13 6H6.5a3.5 3.5 0 0 0 0 7H10M13 6l-3-3M13 6l-3 3";
    search = "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM11 11l3 3";
    help = "M6 6a2 2 0 1 1 3 1.7c-.7.4-1 .8-1 1.6M8 12.2v.1M8 15A7 7 0 1 0 8 1a7 7 0 0 0 0 14z";
    contrast = "M8 15A7 7 0 1 0 8 1a7 7 0 0 0 0 14zM8 1v14M8 4l4.5 0M8 8h6.8M8 12h4.5";
    close = "M4 4l8 8M12 4l-8 8";
    plus = "M8 3v10M3 8h10";
    more = "M3 8h.01M8 8h.01M13 8h.01";
    fold_open = "M4 6l4 4 4-4";
    fold_closed = "M6 4l4 4-4 4";
    indent = "M2 3h12M7 8h7M7 13h7M2 6l3 2-3 2";
    outdent = "M2 3h12M7 8h7M7 13h7M5 6L2 8l3 2";
    link = "M6.5 9.5a3 3 0 0 0 4.2 0l2-2a3 3 0 0 0-4.2-4.2l-.8.8M9.5 6.5a3 3 0 0 0-4.2 0l-2 2a3 3 0 0 0 4.2 4.2l.8-.8";
    calendar = "M2 4h12v10H2zM2 7h12M5 2v3M11 2v3";
    filter = "M2 3h12l-4.5 5.5V13l-3 1V8.5z";
    fit = "M2 8h12M2 8l3-3M2 8l3 3M14 8l-3-3M14 8l-3 3";
    grip = "M6 3.500h.01M6 8h.01M6 12.500h.01M10 3.500h.01M10 8h.01M10 12.500h.01";
    up = "M4 10l4-4 4 4";
    down = "M4 6l4 4 4-4";
    screen = "M2 3h12v8H2zM8 11v3M5 14h6";
    print = "M4 6V2h8v4M4 12H2V6h12v6h-2M4 10h8v4H4z";
    eye = "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z";
    closed_eye = "M1.500 8S4 3.500 8 3.500 14.500 8 14.500 8 12 12.500 8 12.500 1.500 8 1.500 8zM2.500 13.500l11-11";
    file = "M4 1.500h5l3.500 3.500v9.500H4zM9 1.500V5h3.500";
    panel = "M2 3h12v10H2zM10 3v10";
    trash = "M3 4h10M6 4V2h4v2M4.500 4l.6 10h5.800l.6-10";
    unlink = "M6.500 9.500a3 3 0 0 0 4.200 0l2-2a3 3 0 0 0-4.200-4.200l-.8.8M9.500 6.500a3 3 0 0 0-4.200 0l-2 2a3 3 0 0 0 4.200 4.200l.8-.8M2 2l12 12";
    columns = "M2 3h12v10H2zM6 3v10M10 3v10";
    levels = "M2 4h12M5 8h9M8 12h6";
    zoom_in = "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM11 11l3 3M7 5v4M5 7h4";
    zoom_out = "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM11 11l3 3M5 7h4";
    chevrons = "M4 4l4 4-4 4M8.500 4l4 4-4 4";
    radar = "M8 8l4-4M13.700 6a6 6 0 1 1-3.700-3.700M10.800 7a3 3 0 1 1-1.800-1.800";
    check = "M3 8.500l3.500 3.500 6.500-7.500";
    warning = "M8 2l6.500 11.500h-13zM8 6.500v3M8 11.600v.1";
}
