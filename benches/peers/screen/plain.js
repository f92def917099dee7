// No planner but the practical limit: plain JavaScript that schedules, and has no rows in the page but those in sight.
import { day, offer } from "./page.js";

const HIGH = 28;
const WIDE = 20;
let tasks, ends, starts, pane, rows;

/** When each task can begin and ends, in working days; the tasks it waits for stand above it. */
function schedule() {
  tasks.forEach((task, at) => {
    starts[at] = task.before.reduce((latest, other) => Math.max(latest, ends[other - 1]), 0);
    ends[at] = starts[at] + (task.days ?? 0);
  });
  // From the last row up: a part reaches over its tasks.
  let [first, last] = [Infinity, 0];
  for (let at = tasks.length - 1; at >= 0; at--) {
    if (tasks[at].days) {
      [first, last] = [Math.min(first, starts[at]), Math.max(last, ends[at])];
    } else {
      [starts[at], ends[at]] = [first, last];
      [first, last] = [Infinity, 0];
    }
  }
}

/** The rows in sight, each with its cells and its bar. */
function draw() {
  const first = Math.floor(pane.scrollTop / HIGH);
  const count = Math.min(Math.ceil(pane.clientHeight / HIGH) + 1, tasks.length - first);
  rows.replaceChildren(
    ...Array.from({ length: count }, (_, at) => {
      const task = tasks[first + at];
      const row = document.createElement("div");
      row.style = `position: absolute; top: ${(first + at) * HIGH}px; height: ${HIGH}px; white-space: nowrap`;
      const shown = [task.id, task.name, `${task.days ?? ends[first + at] - starts[first + at]}d`];
      const dates = [starts[first + at], ends[first + at]].map((date) => day(date).toLocaleDateString());
      [...shown, ...dates].forEach((text, column) => {
        const cell = document.createElement("span");
        cell.style = `position: absolute; left: ${column * 90}px`;
        cell.textContent = text;
        row.append(cell);
      });
      const bar = document.createElement("div");
      bar.className = "bar";
      bar.dataset.id = task.id;
      const [left, width] = [starts[first + at], ends[first + at] - starts[first + at]];
      bar.style = `position: absolute; left: ${480 + left * WIDE}px; width: ${width * WIDE}px; height: 14px; background: teal`;
      row.append(bar);
      return row;
    }),
  );
}

offer({
  name: "plain JavaScript, rows in sight only",
  show(host, given) {
    tasks = given.map((task) => ({ ...task }));
    [starts, ends] = [new Float64Array(tasks.length), new Float64Array(tasks.length)];
    schedule();
    pane = document.createElement("div");
    pane.style = "height: 100%; overflow: auto; position: relative";
    rows = document.createElement("div");
    rows.style.height = `${tasks.length * HIGH}px`;
    pane.append(rows);
    host.append(pane);
    pane.addEventListener("scroll", draw);
    draw();
  },
  change(task, days) {
    tasks[task.id - 1].days = days;
    schedule();
    draw();
  },
  width: (task) => document.querySelector(`.bar[data-id="${task.id}"]`).offsetWidth,
  scroller: () => pane,
});
