// frappe-gantt: it draws bars with their links, and schedules nothing.
import Gantt from "frappe-gantt";
import "./node_modules/frappe-gantt/dist/frappe-gantt.css";
import { version } from "./node_modules/frappe-gantt/package.json";
import { day, offer } from "./page.js";

let gantt;

offer({
  name: `frappe-gantt ${version}, without scheduling`,
  show(host, tasks) {
    const shown = tasks.filter((task) => task.days);
    gantt = new Gantt(
      host,
      shown.map((task) => ({
        id: `t${task.id}`,
        name: task.name,
        start: day(task.start),
        end: day(task.start + task.days),
        progress: 0,
        dependencies: task.before.map((other) => `t${other}`),
      })),
      { view_mode: "Day", container_height: 760 },
    );
  },
  // What a drag changes, too; `end` is only read once.
  change: (task, days) => gantt.update_task(`t${task.id}`, { _end: day(task.start + days) }),
  width: (task) => document.querySelector(`.bar-wrapper[data-id="t${task.id}"] .bar`).getAttribute("width"),
  scroller: () => document.querySelector(".gantt-container"),
});
