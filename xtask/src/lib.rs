//! The project's own commands as a library, so that the browser tests can use the same site and server.

pub mod place;
pub mod server;
pub mod single;
pub mod site;
pub mod wasm;

/// What a page may load and run: its own files and WebAssembly, nothing else. Sent as a header by the dev server and
/// repeated as a `meta` tag in `index.html`, so that it also holds on hosts that cannot set headers.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
    base-uri 'none'; form-action 'none'";
