// Stands outside the app and takes over when it breaks: says so, keeps hands off the dead page, saves what is stored.
// A plain script without modules and without wasm, loaded before everything else.
(() => {
  "use strict";
})();
