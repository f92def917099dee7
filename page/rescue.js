// Lists the stored keys and hands them out, without the app and without wasm.
"use strict";
const { collect, download, readKeys } = window.forthrightRescue;
const summary = document.getElementById("summary");
const list = document.getElementById("keys");

let keys = {};
try {
  keys = readKeys();
  const size = Object.entries(keys).reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  summary.textContent = `${Object.keys(keys).length} entries, ${Math.ceil(size / 1000)} thousand characters.`;
} catch {
  summary.textContent = "This browser does not let the page read its storage.";
}

for (const [key, value] of Object.entries(keys)) {
  const entry = document.createElement("details");
  const name = document.createElement("summary");
  name.textContent = `${key} (${value.length})`;
  entry.append(name);
  // Only what is opened is put on the page: a large project has thousands of entries.
  entry.addEventListener("toggle", () => {
    if (entry.childElementCount > 1) return;
    const text = document.createElement("pre");
    text.textContent = value;
    entry.append(text);
  });
  list.append(entry);
}

document.getElementById("download").addEventListener("click", () => download());

// The second copy, where there is one.
collect().then(({ indexedDB }) => {
  const copies = Object.values(indexedDB).flatMap((stores) => Object.values(stores)).filter(Array.isArray);
  const count = copies.reduce((sum, rows) => sum + rows.length, 0);
  if (count > 0) summary.textContent += ` The second copy has ${count} entries; the download contains both.`;
});
