// Finds what a person would name: visible elements by role and accessible name. Runs in the page, never shipped.
// arguments: root element or null, role, name ("" is any; "*part*" contains), only visible
const [root, role, wanted, visibleOnly] = arguments;

const IMPLICIT = {
  a: (e) => (e.hasAttribute("href") ? "link" : ""),
  article: () => "article", aside: () => "complementary", button: () => "button", dialog: () => "dialog",
  details: () => "group", fieldset: () => "group", figure: () => "figure", footer: () => "contentinfo",
  form: () => "form", h1: () => "heading", h2: () => "heading", h3: () => "heading", h4: () => "heading",
  h5: () => "heading", h6: () => "heading", header: () => "banner", hr: () => "separator", img: () => "img",
  li: () => "listitem", main: () => "main", menu: () => "list", meter: () => "meter", nav: () => "navigation",
  ol: () => "list", optgroup: () => "group", option: () => "option", output: () => "status",
  progress: () => "progressbar", search: () => "search", section: () => "region", summary: () => "button",
  select: (e) => (e.multiple || e.size > 1 ? "listbox" : "combobox"),
  table: () => "table", tbody: () => "rowgroup", textarea: () => "textbox", tfoot: () => "rowgroup",
  thead: () => "rowgroup", td: () => "cell", th: (e) => (e.scope === "row" ? "rowheader" : "columnheader"),
  tr: () => "row", ul: () => "list",
  input: (e) => {
    const kinds = { button: "button", submit: "button", reset: "button", image: "button", checkbox: "checkbox",
      radio: "radio", range: "slider", number: "spinbutton" };
    if (kinds[e.type]) return kinds[e.type];
    if (["hidden", "file", "color"].includes(e.type)) return "";
    if (e.hasAttribute("list")) return "combobox";
    return e.type === "search" ? "searchbox" : "textbox";
  },
};

const roleOf = (e) => {
  const given = (e.getAttribute("role") ?? "").trim().split(/\s+/)[0];
  return given || (IMPLICIT[e.localName]?.(e) ?? "");
};
const squeeze = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const shown = (e) => e.closest("[aria-hidden=true],[inert]") === null &&
  (e.checkVisibility ? e.checkVisibility({ visibilityProperty: true }) : e.getClientRects().length > 0);

const FROM_CONTENT = new Set(["button", "link", "heading", "option", "tab", "menuitem", "menuitemcheckbox",
  "menuitemradio", "treeitem", "row", "cell", "gridcell", "rowheader", "columnheader", "checkbox", "radio", "switch",
  "tooltip"]);

const textOf = (e) => {
  let text = "";
  for (const node of e.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    else if (node.nodeType === Node.ELEMENT_NODE && node.getAttribute("aria-hidden") !== "true") {
      text += " " + (node.getAttribute("aria-label") ?? node.alt ?? textOf(node)) + " ";
    }
  }
  return text;
};

const nameOf = (e) => {
  const by = e.getAttribute("aria-labelledby");
  if (by) {
    const named = squeeze(by.split(/\s+/).map((id) => { const l = document.getElementById(id); return l ? textOf(l) : ""; }).join(" "));
    if (named) return named;
  }
  const label = squeeze(e.getAttribute("aria-label"));
  if (label) return label;
  if (e.labels?.length) return squeeze([...e.labels].map((l) => [...l.childNodes]
    .filter((n) => n !== e).map((n) => n.nodeType === 3 ? n.data : n.contains?.(e) ? "" : textOf(n)).join(" ")).join(" "));
  if (e.localName === "fieldset") return squeeze(e.querySelector(":scope > legend")?.textContent);
  if (e.localName === "table") return squeeze(e.caption?.textContent);
  if (e.localName === "img" && e.alt) return squeeze(e.alt);
  if (e.localName === "input" && ["button", "submit", "reset"].includes(e.type)) return squeeze(e.value);
  if (FROM_CONTENT.has(roleOf(e))) {
    const text = squeeze(textOf(e));
    if (text) return text;
  }
  return squeeze(e.getAttribute("title") ?? e.getAttribute("placeholder"));
};

const matches = (name) => wanted === "" ? true
  : wanted.length > 1 && wanted.startsWith("*") && wanted.endsWith("*") ? name.includes(wanted.slice(1, -1))
  : name === wanted;

return [...(root ?? document).querySelectorAll("*")]
  .filter((e) => roleOf(e) === role && (!visibleOnly || shown(e)) && matches(nameOf(e)));
