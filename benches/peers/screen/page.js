// What the pages of peers share: the plan, and what is measured. A peer is the steps that its users would write:
// `show(host, tasks)`, `change(task, days)` for a task on the screen, `width(task)` of its bar, and `scroller()`, the
// element that is scrolled.

const frame = () => new Promise((done) => requestAnimationFrame(done));
const task = () => new Promise((done) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = done;
  channel.port2.postMessage(0);
});
const middle = (all) => [...all].sort((a, b) => a - b)[all.length >> 1];

/** The civil day, at midnight, on which so many working days of Monday to Friday have passed since 2 March 2026. */
export const day = (worked) => new Date(2026, 2, 2 + Math.floor(worked / 5) * 7 + (worked % 5));

/** Lets the bench measure a peer, on the plan in a file. */
export function offer(peer) {
  window.measure = async (file) => {
    const tasks = await (await fetch(file)).json();
    const host = document.getElementById("host");
    const result = { name: peer.name };

    await frame();
    let from = performance.now();
    await peer.show(host, tasks);
    while (!host.innerText.includes("Task 2")) await frame();
    void host.offsetHeight;
    await frame();
    result.open = performance.now() - from;
    for (let i = 0; i < 10; i++) await frame();

    // From the call to the layout of the bar that it changes, as the app's own is, without waiting for a frame.
    const one = tasks[2];
    const changes = [];
    await peer.change(one, one.days + 2);
    await frame();
    for (let i = 0; i < 10; i++) {
      await frame();
      await task();
      const before = peer.width(one);
      from = performance.now();
      await peer.change(one, one.days + 1 + (i % 2));
      do await task(); while (peer.width(one) === before && performance.now() - from < 5000);
      if (peer.width(one) === before) throw new Error("no bar has changed");
      changes.push(performance.now() - from);
    }
    result.edit = middle(changes);

    const pane = peer.scroller();
    const frames = [];
    let last = await frame();
    for (let i = 0; i < 40; i++) {
      const before = pane.scrollTop;
      pane.scrollTop += 150;
      if (pane.scrollTop === before) throw new Error("nothing scrolls");
      const now = await frame();
      if (i >= 20) frames.push(now - last);
      last = now;
    }
    result.scrollFrame = middle(frames);
    result.nodes = document.querySelectorAll("*").length;
    return result;
  };
}
