// DHTMLX Gantt, community edition, with its work time and, where the edition has it, automatic scheduling.
import gantt from "dhtmlx-gantt";
import "dhtmlx-gantt/codebase/dhtmlxgantt.css";
import { version } from "dhtmlx-gantt/package.json";
import { day, offer } from "./page.js";

let schedules = false;

offer({
  get name() {
    return `DHTMLX Gantt ${version}${schedules ? "" : ", without scheduling"}`;
  },
  show(host, tasks) {
    gantt.config.work_time = true;
    gantt.plugins({ auto_scheduling: true, critical_path: true });
    gantt.config.auto_scheduling = true;
    gantt.init(host);
    gantt.parse({
      tasks: tasks.map((task) => ({
        id: task.id,
        text: task.name,
        parent: task.parent ?? 0,
        open: true,
        type: task.days ? "task" : "project",
        ...(task.days ? { start_date: day(task.start), duration: task.days } : {}),
      })),
      links: tasks.flatMap((task) =>
        task.before.map((other) => ({ id: `${other}-${task.id}`, source: other, target: task.id, type: "0" })),
      ),
    });
    schedules = typeof gantt.autoSchedule === "function" && gantt.ext?.autoScheduling !== undefined;
  },
  change(task, days) {
    const own = gantt.getTask(task.id);
    own.duration = days;
    own.end_date = gantt.calculateEndDate(own);
    gantt.updateTask(task.id);
  },
  width: (task) => document.querySelector(`.gantt_bar_task[data-task-id="${task.id}"]`).offsetWidth,
  scroller: () => document.querySelector(".gantt_ver_scroll"),
});
