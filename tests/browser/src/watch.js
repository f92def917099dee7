// Only in the site the tests use: notes every error, refused load and console error, and every file handed out.
(() => {
  "use strict";
  // A test may choose the day: every clock of the page is then that much ahead or behind.
  const Real = Date;
  window.__clock = 0;
  try {
    window.__clock = Number(sessionStorage.getItem("test clock") ?? 0);
  } catch {
    // No storage, and the usual day.
  }
  globalThis.Date = class extends Real {
    constructor(...parts) {
      if (parts.length === 0) super(Real.now() + window.__clock);
      else super(...parts);
    }
    static now() {
      return Real.now() + window.__clock;
    }
  };
  const KEY = "test watch";
  const note = (text) => {
    try {
      const seen = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
      seen.push(String(text).slice(0, 2000));
      sessionStorage.setItem(KEY, JSON.stringify(seen));
    } catch {
      (window.__unsaved ??= []).push(String(text));
    }
  };
  // A load broken off because the page is being left is no error.
  let leaving = false;
  addEventListener("beforeunload", () => (leaving = true));
  addEventListener("error", (event) => {
    // Firefox cuts off what still runs when the page is left, in the middle of it: what the app was about to do next then
    // finds itself begun already. Nobody sees that page any more.
    if (leaving && event.message?.includes("closure invoked recursively")) return;
    if (event.message !== undefined) note(`error: ${event.message} ${event.error?.stack ?? ""}`.trim());
    else if (!leaving) note(`not loaded: ${event.target?.src ?? event.target?.href}`);
  }, true);
  addEventListener("unhandledrejection", (event) => note(`unhandled rejection: ${event.reason}`));
  document.addEventListener("securitypolicyviolation", (event) => {
    note(`policy ${event.violatedDirective} refused ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`);
  });
  const original = console.error;
  console.error = (...words) => {
    note(`console.error: ${words.map(String).join(" ")}`);
    original.apply(console, words);
  };
  const create = URL.createObjectURL;
  window.__files = [];
  URL.createObjectURL = (blob) => {
    window.__files.push(blob);
    return create.call(URL, blob);
  };
})();
