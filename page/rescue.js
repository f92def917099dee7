// Lists the stored projects and their entries and hands them out, without the app and without wasm. Nothing here may
// fail on damaged values: they are what it is for.
"use strict";
const { collect, download, readKeys } = window.forthrightRescue;
const summary = document.getElementById("summary");
const said = document.getElementById("said");
const list = document.getElementById("keys");

const element = (name, text, parent) => {
  const made = document.createElement(name);
  made.textContent = text;
  parent.append(made);
  return made;
};

const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

// What stands on a snapshot's first line: `fr1 <checksum> <schema> <t or p> <size> <header>`.
const header = (value) => {
  try {
    const found = JSON.parse(/^fr1 \S+ \d+ [tp] \d+ (\{.*)/.exec(value)[1]);
    return typeof found.name === "string" ? found : null;
  } catch {
    return null;
  }
};

// Number of a generation or a version, for the newest first.
const rank = (key) => Number.parseInt(key.split("/").at(-1), 10) || 0;

// The newest readable snapshot's header, else a deleted project's last state, else a version's.
const describe = (entries) => {
  for (const kind of ["s", "gone", "r"]) {
    const of = entries.filter(([key]) => key.split("/")[2] === kind).sort(([a], [b]) => rank(b) - rank(a));
    for (const [, value] of of) {
      const found = header(value);
      if (found) return found;
    }
  }
  return null;
};

const show = (title, facts, entries) => {
  const group = document.createElement("section");
  group.className = "group";
  element("h3", title, group);
  element("p", facts, group).className = "quiet";
  const all = document.createElement("details");
  element("summary", entries.length === 1 ? "Its one entry" : `Its ${entries.length} entries`, all);
  const inside = document.createElement("div");
  inside.className = "entries";
  all.append(inside);
  // Only what is opened is put on the page: a large project has thousands of entries.
  all.addEventListener("toggle", () => {
    if (inside.childElementCount > 0) return;
    for (const [key, value] of entries) {
      const entry = document.createElement("details");
      element("summary", `${key} (${value.length})`, entry);
      entry.addEventListener("toggle", () => {
        if (entry.childElementCount === 1) element("pre", value, entry);
      });
      inside.append(entry);
    }
  });
  group.append(all);
  list.append(group);
};

const showProject = (id, entries) => {
  const found = describe(entries);
  const facts = [];
  if (entries.some(([key]) => key === `fr/${id}/gone`)) facts.push("deleted");
  if (Number.isInteger(found?.tasks)) facts.push(count(found.tasks, "task", "tasks"));
  if (typeof found?.at === "string" && found.at) facts.push(`saved ${found.at.replace("T", " ").slice(0, 16)}`);
  if (!found) facts.push("its name cannot be read");
  facts.push(`stored as ${id}`);
  show(found ? found.name.trim() || "Project without a name" : "A project", facts.join(" · "), entries);
};

let keys = {};
try {
  keys = readKeys();
  const size = Object.entries(keys).reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  summary.textContent = `${count(Object.keys(keys).length, "entry", "entries")}, ${Math.ceil(size / 1000)} thousand characters.`;
} catch {
  summary.textContent = "This browser does not let the page read its storage.";
}

const groups = new Map();
for (const [key, value] of Object.entries(keys)) {
  const id = key.split("/")[1];
  if (!groups.has(id)) groups.set(id, []);
  groups.get(id).push([key, value]);
}
const ours = { meta: "The app itself", prefs: "Settings of this browser", q: "Kept aside as damaged" };
for (const [id, entries] of groups) if (!Object.hasOwn(ours, id)) showProject(id, entries);
for (const [id, title] of Object.entries(ours)) if (groups.has(id)) show(title, `stored as ${id}`, groups.get(id));
if (groups.size === 0) element("p", "Nothing.", list).className = "quiet";

const button = document.getElementById("download");
button.addEventListener("click", async () => {
  said.textContent = "Reading what is stored …";
  said.textContent = await download().then(
    (name) => `Handed to your browser as ${name}.`,
    (error) => `It could not be downloaded: ${error}.`,
  );
});
button.focus();

// The second copy, where there is one.
collect().then(({ indexedDB }) => {
  const copies = Object.values(indexedDB).flatMap((stores) => Object.values(stores)).filter(Array.isArray);
  const rows = copies.reduce((sum, rows) => sum + rows.length, 0);
  if (rows > 0) summary.textContent += ` The second copy has ${rows}; the download contains both.`;
});
