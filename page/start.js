// Starts the app. In packed builds the names below are replaced by hashed ones, and WORKER by the service worker's file.
const WORKER = null;

try {
  const app = await import("./forthright.js");
  await app.default();
} catch (error) {
  // A trap inside the app reaches guard.js as an error of its own; this is for an app that could not be loaded at all.
  window.dispatchEvent(new CustomEvent("forthright:not-started", { detail: String(error) }));
  throw error;
}

if (WORKER && "serviceWorker" in navigator) {
  const tell = (name, detail) => window.dispatchEvent(new CustomEvent(name, { detail }));
  const hadController = Boolean(navigator.serviceWorker.controller);
  let accepted = false;
  try {
    const registration = await navigator.serviceWorker.register(WORKER, { updateViaCache: "none" });
    // A new version waits until the user agrees; the page only says that it is there.
    const offer = () => registration.waiting && hadController && tell("forthright:update");
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
    navigator.serviceWorker.ready.then(() => tell("forthright:offline-ready"));
  } catch (error) {
    console.warn("Forthright works, but not without the network: " + error);
  }
}
