/** How far a run is: a bar, and a line for each training run that goes on. Lines stay while they are clicked. */
import { address } from "./api.js";
import { h } from "./dom.js";

export class RunProgress {
  /** @param from key of the study, for the links */
  constructor(from) {
    this.from = from;
    this.lines = new Map();
    this.bar = h("span");
    this.meter = h("div", { class: "meter", role: "progressbar", "aria-label": "Study", "aria-valuemin": 0, "aria-valuemax": 100 }, this.bar);
    this.done = h("span");
    this.time = h("span");
    this.list = h("ul", { class: "notes", "data-live": "runs" });
    this.element = h("div", { class: "section", hidden: true }, h("p", { class: "head-line fine" }, this.done, this.time), this.meter, this.list);
  }

  /** @param run what runs, as the news have it; null for nothing */
  draw(run) {
    this.element.hidden = !run;
    if (!run) return;
    this.bar.style.width = `${(100 * run.share).toFixed(1)}%`;
    this.meter.setAttribute("aria-valuenow", Math.round(100 * run.share));
    this.done.textContent = `${run.done} of ${run.runs} done, ${Math.floor(100 * run.share)} %`;
    this.time.textContent = [run.elapsed, run.left ? `${run.left} left` : null].filter(Boolean).join(", ");
    const ids = new Set(run.running.map((each) => each.id));
    for (const [id, line] of this.lines) {
      if (!ids.has(id)) {
        line.element.remove();
        this.lines.delete(id);
      }
    }
    run.running.forEach((each) => this.write(each));
  }

  write({ id, label, step, steps, accuracy }) {
    if (!this.lines.has(id)) {
      const words = h("span");
      const element = h("li", {}, h("a", { href: address(["result", id], { from: this.from }) }, label), words);
      this.lines.set(id, { element, words });
      this.list.append(element);
    }
    this.lines.get(id).words.textContent = ` step ${step} of ${steps}${accuracy === null ? "" : `, accuracy ${accuracy.toFixed(1)} %`}`;
  }
}
