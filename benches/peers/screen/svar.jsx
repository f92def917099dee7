// SVAR React Gantt, the open edition: it schedules nothing.
import { createRoot } from "react-dom/client";
import { Gantt, Willow } from "@svar-ui/react-gantt";
import "@svar-ui/react-gantt/all.css";
import { version } from "./node_modules/@svar-ui/react-gantt/package.json";
import { day, offer } from "./page.js";

let api;

offer({
  name: `SVAR React Gantt ${version}, without scheduling`,
  async show(host, tasks) {
    const rows = tasks.map((task) => ({
      id: task.id,
      text: task.name,
      parent: task.parent ?? 0,
      progress: 0,
      ...(task.days
        ? { type: "task", start: day(task.start), end: day(task.start + task.days) }
        : { type: "summary", open: true }),
    }));
    const links = tasks.flatMap((task) =>
      task.before.map((other) => ({ id: `${other}-${task.id}`, source: other, target: task.id, type: "e2s" })),
    );
    const scales = [
      { unit: "month", step: 1, format: "%F %Y" },
      { unit: "day", step: 1, format: "%j" },
    ];
    await new Promise((done) =>
      createRoot(host).render(
        <Willow>
          <div style={{ height: "100vh" }}>
            <Gantt tasks={rows} links={links} scales={scales} init={(given) => ((api = given), done())} />
          </div>
        </Willow>,
      ),
    );
  },
  change: (task, days) => api.exec("update-task", { id: task.id, task: { end: day(task.start + days) } }),
  width: (task) => document.querySelector(`.wx-bar[data-id="${task.id}"]`).offsetWidth,
  scroller: () => document.querySelector(".wx-chart"),
});
