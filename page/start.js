// Starts the app. In packed builds the name below is replaced by a hashed one, and WORKER by the service worker's file.
const WORKER = null;

const tell = (name, detail) => window.dispatchEvent(new CustomEvent(name, { detail }));

const start = async () => {
  // guard.js says so when the app has just stopped twice; then it is not started a third time.
  if (window.forthrightSafeMode) return;
  // Whoever was to write instead of a tab that only reloads waits while this one loads.
  try {
    const tabs = new BroadcastChannel("forthright");
    tabs.postMessage(JSON.stringify({ kind: "starting" }));
    tabs.close();
  } catch {
    // Missing, or forbidden together with the storage: then no other tab can be waiting either.
  }
  try {
    const app = await import("./forthright.js");
    await app.default();
    document.documentElement.dataset.app = "started";
  } catch (error) {
    // A trap inside the app reaches guard.js as a panic; this is for an app that could not be loaded at all.
    tell("forthright:not-started", String(error));
    throw error;
  }
};

// A new version waits until the user agrees. The app may hear `forthright:update`, show it in its own way and prevent the
// default; it agrees with `forthright:update-accept`.
const offerUpdate = () => {
  const event = new CustomEvent("forthright:update", { cancelable: true });
  if (!window.dispatchEvent(event) || document.getElementById("new-version")) return;
  const notice = document.createElement("aside");
  notice.id = "new-version";
  notice.setAttribute("aria-label", "New version");
  notice.style.cssText = "position: fixed; inset: auto auto 1rem 1rem; z-index: 1000; padding: .25rem .25rem .25rem .75rem; " +
    "border: 1px solid; border-radius: .5rem; background: Canvas; color: CanvasText; font: .9rem/1.5 system-ui, sans-serif";
  const text = document.createElement("span");
  text.setAttribute("role", "status");
  notice.append(text);
  for (const [label, act] of [
    ["Reload", () => tell("forthright:update-accept")],
    ["Later", () => notice.remove()],
  ]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.style.cssText = "font: inherit; margin-left: .5rem; padding: .25rem .75rem; border: 1px solid; border-radius: .25rem; " +
      "background: Canvas; color: CanvasText";
    button.addEventListener("click", act);
    notice.append(button);
  }
  document.body.append(notice);
  // Said aloud only when it changes after it is there.
  text.textContent = "A new version is ready.";
};

const work = async () => {
  if (!WORKER || !("serviceWorker" in navigator)) return;
  const hadController = Boolean(navigator.serviceWorker.controller);
  const registration = await navigator.serviceWorker.register(WORKER, { updateViaCache: "none" });
  // The first one to be installed is the version that runs; some browsers show it as waiting for a moment.
  const running = hadController ? null : registration.installing ?? registration.waiting ?? registration.active;
  let accepted = false;
  const offer = () => {
    const { waiting } = registration;
    if (waiting && waiting !== running && navigator.serviceWorker.controller) offerUpdate();
  };
  offer();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offer);
  });
  window.addEventListener("forthright:update-accept", () => {
    accepted = true;
    if (registration.waiting) registration.waiting.postMessage("take over");
    else location.reload();
  });
  // Other tabs stay whole on the version they started with until they are reloaded.
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (accepted) location.reload();
    else if (hadController) offerUpdate();
  });
};

await start();
await work().catch((error) => console.warn(`Forthright works, but not without the network: ${error}`));
