//! A picture of pixels from one of lines: the SVG is drawn on a canvas of this page; nothing leaves it.

use crate::ui::persist::text_blob;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

/// Browsers make no canvas beyond these: px of a side, and of the whole.
const LONGEST: f64 = 16_000.0;
const LARGEST: f64 = 120_000_000.0;

/// Why there is no picture.
pub enum NoPicture {
    TooLarge,
    Refused,
}

impl From<JsValue> for NoPicture {
    fn from(_: JsValue) -> NoPicture {
        NoPicture::Refused
    }
}

/// The picture an SVG text describes, in its own size, as PNG.
pub async fn png(svg: &str) -> Result<Blob, NoPicture> {
    let url = Url::create_object_url_with_blob(&text_blob(svg, "image/svg+xml")?)?;
    let drawn = drawn(&url).await;
    // A failure would only leave the text in memory until the page is left.
    let _ = Url::revoke_object_url(&url);
    drawn
}

async fn drawn(url: &str) -> Result<Blob, NoPicture> {
    let image = HtmlImageElement::new()?;
    let loaded = js_sys::Promise::new(&mut |done, failed| {
        image.set_onload(Some(&done));
        image.set_onerror(Some(&failed));
    });
    image.set_src(url);
    JsFuture::from(loaded).await?;
    let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
    if width > LONGEST || height > LONGEST || width * height > LARGEST {
        return Err(NoPicture::TooLarge);
    }
    let canvas = document().create_element("canvas")?.dyn_into::<HtmlCanvasElement>().map_err(JsValue::from)?;
    canvas.set_width(image.natural_width());
    canvas.set_height(image.natural_height());
    let context = canvas.get_context("2d")?.ok_or(NoPicture::Refused)?;
    let context = context.dyn_into::<CanvasRenderingContext2d>().map_err(JsValue::from)?;
    context.draw_image_with_html_image_element(&image, 0.0, 0.0)?;
    let made = js_sys::Promise::new(&mut |done, failed| {
        // Called once, then forgotten with the page.
        let give = Closure::once_into_js(move |blob: JsValue| done.call1(&JsValue::NULL, &blob));
        if canvas.to_blob(give.unchecked_ref()).is_err() {
            let _ = failed.call0(&JsValue::NULL);
        }
    });
    // No blob: the canvas was larger than this browser can write.
    JsFuture::from(made).await?.dyn_into().map_err(|_| NoPicture::TooLarge)
}
