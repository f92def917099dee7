// Starts the app. In packed builds the name below is replaced by a hashed one, and WORKER by the service worker's file.
const WORKER = null;

const tell = (name, detail) => window.dispatchEvent(new CustomEvent(name, { detail }));

const start = async () => {
  // guard.js says so when the app has just stopped twice; then it is not started a third time.
  if (window.forthrightSafeMode) return;
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

// A new version waits until the user agrees: the app hears `forthright:update` and answers `forthright:update-accept`.
const work = async () => {
  if (!WORKER || !("serviceWorker" in navigator)) return;
  const hadController = Boolean(navigator.serviceWorker.controller);
  const registration = await navigator.serviceWorker.register(WORKER, { updateViaCache: "none" });
  let accepted = false;
  const offer = () => {
    if (registration.waiting && navigator.serviceWorker.controller) tell("forthright:update");
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
    else if (hadController) tell("forthright:update");
  });
};

await start();
await work().catch((error) => console.warn(`Forthright works, but not without the network: ${error}`));
