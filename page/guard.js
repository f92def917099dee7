// Stands outside the app and takes over when it breaks: says so, keeps hands off the dead page, and hands out what is
// stored. A plain script without modules and without wasm, loaded before everything else; rescue.html uses it too.
(() => {
  "use strict";

  const PREFIX = "fr/"; // every key of ours in local storage
  const NOTE = "forthright stopped"; // in session storage: when the app stopped lately
  const MINUTE = 60000;

  // ---- what is stored, raw ----

  const attempt = (read, otherwise) => {
    try {
      return read();
    } catch {
      return otherwise;
    }
  };

  const readKeys = () => {
    const keys = {};
    for (const key of Object.keys(localStorage).sort()) {
      if (key.startsWith(PREFIX)) keys[key] = localStorage.getItem(key);
    }
    return keys;
  };

  const request = (made) => new Promise((done, failed) => {
    made.onsuccess = () => done(made.result);
    made.onerror = () => failed(made.error);
    made.onblocked = () => failed(new Error("blocked"));
  });

  const asText = (value) => {
    if (value instanceof ArrayBuffer) value = new Uint8Array(value);
    if (!ArrayBuffer.isView(value)) return value;
    let text = "";
    for (const byte of new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) text += String.fromCharCode(byte);
    return { base64: btoa(text) };
  };

  const readDatabase = async (name) => {
    const database = await request(indexedDB.open(name));
    const stores = {};
    try {
      for (const store of database.objectStoreNames) {
        const from = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([request(from.getAllKeys()), request(from.getAll())]);
        stores[store] = keys.map((key, at) => [key, asText(values[at])]);
      }
    } finally {
      database.close();
    }
    return stores;
  };

  const readMirror = async () => {
    const found = {};
    for (const { name } of (await indexedDB.databases?.()) ?? []) {
      if (name && (name.startsWith("forthright") || name.startsWith("fr"))) {
        found[name] = await readDatabase(name).catch((error) => ({ unreadable: String(error) }));
      }
    }
    return found;
  };

  // A mirror that does not answer must not keep the rest from being saved.
  const soon = (promise) => Promise.race([promise, new Promise((done) => setTimeout(() => done({ unreadable: "no answer" }), 4000))]);

  const collect = async () => ({
    format: "forthright rescue",
    version: 1,
    made: new Date().toISOString(),
    localStorage: attempt(readKeys, { unreadable: "storage is blocked" }),
    indexedDB: await soon(readMirror()).catch((error) => ({ unreadable: String(error) })),
  });

  const download = async () => {
    const file = new Blob([JSON.stringify(await collect(), null, 1)], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `forthright-rescue-${new Date().toISOString().slice(0, 16).replace(/:/g, "")}.json`;
    // Where the app has stopped, a click outside of what took over the page does nothing.
    (document.querySelector("dialog.guard") ?? document.body).append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    return link.download;
  };

  window.forthrightRescue = { collect, download, readKeys };
  if (document.documentElement.dataset.page === "rescue") return;

  // ---- how often it has stopped ----

  const stops = () => attempt(() => JSON.parse(sessionStorage.getItem(NOTE) ?? "[]"), []);
  const noteStop = () => {
    const lately = [...stops(), Date.now()].slice(-2);
    attempt(() => sessionStorage.setItem(NOTE, JSON.stringify(lately)));
  };
  const twiceInAMinute = () => {
    const [first, second] = stops();
    return second !== undefined && second - first < MINUTE && Date.now() - second < MINUTE;
  };
  const forget = () => attempt(() => sessionStorage.removeItem(NOTE));

  // ---- the page that takes over ----

  const element = (name, text, parent) => {
    const made = document.createElement(name);
    made.textContent = text;
    parent.append(made);
    return made;
  };

  // The app's colours and sizes, for a page whose own style sheet may be what is missing.
  const LIGHT = "--g-page: #fffdf9; --g-ink: #22201c; --g-ink-2: #5d574e; --g-line: #e3ddd1; --g-edge: #8d8578; " +
    "--g-sunken: #f0ece4; --g-accent: #175a73; --g-on-accent: #ffffff; --g-focus: #0b6fa4";
  const DARK = "--g-page: #1e1d1a; --g-ink: #efebe3; --g-ink-2: #bcb5a8; --g-line: #34312c; --g-edge: #857d70; " +
    "--g-sunken: #23211e; --g-accent: #7fc0da; --g-on-accent: #10242c; --g-focus: #8fd0ec";
  const STYLE = `
    .guard { color-scheme: light; ${LIGHT} }
    @media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) .guard { color-scheme: dark; ${DARK} } }
    :root[data-theme="dark"] .guard { color-scheme: dark; ${DARK} }
    .guard { box-sizing: border-box; width: min(37rem, calc(100vw - 2rem)); max-height: calc(100vh - 2rem); overflow: auto;
      margin: auto; padding: 1.75rem 2rem; border: 1px solid var(--g-line); border-radius: 10px; background: var(--g-page);
      color: var(--g-ink); box-shadow: 0 8px 40px rgb(0 0 0 / 25%); font: 0.9375rem/1.55 system-ui, sans-serif; text-align: start }
    .guard::backdrop { background: rgb(30 27 22 / 50%) }
    .guard h1 { margin: 0 0 0.75rem; font-size: 1.375rem; line-height: 1.25; font-weight: 650; color: var(--g-ink) }
    .guard p { margin: 0 0 0.75rem; color: var(--g-ink-2) }
    .guard .guard-buttons { display: flex; flex-wrap: wrap; align-items: center; gap: 0.625rem; margin: 1.25rem 0 0 }
    .guard button { min-height: 2.25rem; margin: 0; padding: 0 1rem; border: 1px solid var(--g-edge); border-radius: 6px;
      background: var(--g-page); color: var(--g-ink); font: inherit; font-weight: 550; cursor: pointer }
    .guard button:hover { background: var(--g-sunken) }
    .guard button.guard-first { border-color: var(--g-accent); background: var(--g-accent); color: var(--g-on-accent) }
    .guard button.guard-first:hover { text-decoration: underline; text-underline-offset: 3px }
    .guard a { color: var(--g-accent); text-underline-offset: 2px }
    .guard :focus-visible { outline: 2px solid var(--g-focus); outline-offset: 2px }
    .guard .guard-said { min-height: 1.55em; margin: 0.5rem 0 0 }
    .guard details { margin-top: 0.5rem; padding-top: 0.75rem; border-top: 1px solid var(--g-line) }
    .guard summary { color: var(--g-ink-2); cursor: pointer }
    .guard pre { margin: 0.5rem 0 0; padding: 0.75rem; border-radius: 6px; background: var(--g-sunken); color: var(--g-ink);
      white-space: pre-wrap; overflow-wrap: anywhere; font: 0.8125rem/1.5 ui-monospace, Menlo, Consolas, monospace }`;
  const dress = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };

  const button = (text, parent, action) => {
    const made = element("button", text, parent);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  };

  let box = null;

  const show = (title, lines, details, safe) => {
    if (box) return;
    attempt(dress);
    box = document.createElement("dialog");
    box.className = "guard";
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-labelledby", "guard-title");
    box.setAttribute("aria-describedby", "guard-text");
    element("h1", title, box).id = "guard-title";
    const text = document.createElement("div");
    text.id = "guard-text";
    box.append(text);
    for (const line of lines) element("p", line, text);
    const buttons = document.createElement("div");
    buttons.className = "guard-buttons";
    box.append(buttons);
    const said = element("p", "", box);
    said.className = "guard-said";
    said.setAttribute("role", "status");
    const first = button("Download everything", buttons, async () => {
      said.textContent = "Reading what is stored …";
      said.textContent = await download().then(
        (name) => `Handed to your browser as ${name}.`,
        (error) => `It could not be downloaded: ${error}.`,
      );
    });
    first.className = "guard-first";
    button(safe ? "Start anyway" : "Reload", buttons, () => {
      if (safe) forget();
      location.reload();
    });
    // The one-file app has no second page beside it.
    if (document.documentElement.dataset.page !== "single") {
      const link = element("a", "Open the rescue page", buttons);
      link.href = "./rescue.html";
    }
    if (details) {
      const more = document.createElement("details");
      element("summary", "What went wrong inside", more);
      element("pre", details, more);
      box.append(more);
    }
    // Escape must not bring the dead page back.
    box.addEventListener("cancel", (event) => event.preventDefault());
    (document.body ?? document.documentElement).append(box);
    keepHandsOff();
    if (box.showModal) box.showModal();
    else box.setAttribute("open", "");
    first.focus();
  };

  const keepOut = (event) => {
    if (!box) return;
    const inside = event.target instanceof Node && box.contains(event.target);
    if (event.type === "keydown" && event.key === "Escape") event.preventDefault();
    if (!inside || event.key === "Escape") event.stopImmediatePropagation();
    if (!inside && event.cancelable) event.preventDefault();
  };
  // Only now: a page that waits for us at every wheel and touch would scroll badly.
  const keepHandsOff = () => {
    for (const kind of ["keydown", "keyup", "keypress", "pointerdown", "pointerup", "pointermove", "mousedown", "mouseup",
      "click", "dblclick", "contextmenu", "touchstart", "touchmove", "touchend", "wheel", "beforeinput", "input", "paste",
      "copy", "cut", "drop", "dragstart", "focusin"]) {
      window.addEventListener(kind, keepOut, { capture: true, passive: false });
    }
  };

  const stopped = (message) => {
    if (box) return;
    noteStop();
    // What is stored is whole; a program that has lost its footing must not write over it.
    const ours = attempt(() => localStorage, null);
    for (const name of ["setItem", "removeItem", "clear"]) {
      const original = Storage.prototype[name];
      Storage.prototype[name] = function (...words) {
        if (this !== ours) return original.apply(this, words);
      };
    }
    show("Forthright has stopped", [
      "Something inside went wrong. What the page showed as saved is still in this browser, and nothing more is written until you reload.",
      "To be on the safe side, download everything first.",
    ], message, false);
  };

  const isTrap = (error) => typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;
  window.addEventListener("forthright:panic", (event) => stopped(String(event.detail ?? "")));
  window.addEventListener("error", (event) => isTrap(event.error) && stopped(String(event.error)));
  window.addEventListener("unhandledrejection", (event) => isTrap(event.reason) && stopped(String(event.reason)));
  window.addEventListener("forthright:not-started", (event) => show("Forthright could not start", [
    "Its files could not be loaded, or this browser is too old for it. What you have saved is untouched.",
  ], String(event.detail ?? ""), false));

  // start.js asks this before it starts anything.
  window.forthrightSafeMode = twiceInAMinute();
  if (window.forthrightSafeMode) {
    const say = () => show("Forthright is in safe mode", [
      "It stopped twice within a minute, so it was not started again. What you have saved is untouched.",
      "Download everything first; then try again, or look at the stored data on the rescue page.",
    ], "", true);
    if (document.body) say();
    else document.addEventListener("DOMContentLoaded", say);
  }
})();
