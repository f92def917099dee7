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
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
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

  const button = (text, parent, action) => {
    const made = element("button", text, parent);
    made.type = "button";
    made.style.cssText = "font: inherit; padding: .5em 1em; margin: 0 .75em .5em 0";
    made.addEventListener("click", action);
    return made;
  };

  let box = null;

  const show = (title, lines, details, safe) => {
    if (box) return;
    box = document.createElement("dialog");
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-labelledby", "guard-title");
    box.setAttribute("aria-describedby", "guard-text");
    box.style.cssText = "max-width: 34rem; margin: 12vh auto auto; padding: 1.5rem 2rem; border: 2px solid; " +
      "border-radius: .5rem; background: Canvas; color: CanvasText; font: 1rem/1.5 system-ui, sans-serif";
    element("h1", title, box).id = "guard-title";
    box.firstChild.style.cssText = "font-size: 1.25rem; margin: 0 0 .5rem";
    const text = document.createElement("div");
    text.id = "guard-text";
    box.append(text);
    for (const line of lines) element("p", line, text);
    const buttons = document.createElement("p");
    box.append(buttons);
    const first = button(safe ? "Start anyway" : "Reload", buttons, () => {
      if (safe) forget();
      location.reload();
    });
    button("Download everything", buttons, () => download());
    // The one-file app has no second page beside it.
    if (document.documentElement.dataset.page !== "single") {
      const link = element("a", "Open the rescue page", buttons);
      link.href = "./rescue.html";
      link.style.color = "LinkText";
    }
    if (details) {
      const more = document.createElement("details");
      element("summary", "What went wrong inside", more);
      element("pre", details, more).style.cssText = "white-space: pre-wrap; overflow-wrap: anywhere; font-size: .8rem";
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
