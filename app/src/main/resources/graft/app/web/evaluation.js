/** A composed model that is fine-tuned now: both curves live, and what came of them. */
import { address, get, post, serial } from "./api.js";
import { Curves } from "./curves.js";
import { h, show, trouble } from "./dom.js";
import { follow } from "./live.js";
import { RunProgress } from "./progress.js";
import { table } from "./table.js";

export class Evaluation {
  /** @param changed called with what runs, whenever that changes */
  constructor(changed) {
    this.changed = changed;
    this.key = null;
    this.run = null;
    this.version = null;
    this.curves = new Curves("Learning curves of the composed and the random model");
    this.curves.clear("Curves of the composed model and of a random one come here.");
    this.progress = h("div");
    this.figures = h("div", { class: "outcome", role: "status" });
    this.fault = h("div");
    this.stop = h("button", { type: "button", hidden: true, onclick: () => this.end() }, "Stop");
    this.element = h("div", {}, this.fault, this.curves.element, h("div", { class: "going" }, this.progress, this.figures));
    this.refresh = serial(() => this.read());
    follow((news) => this.hear(news));
  }

  /** Follows a study of that key. */
  watch(key, run) {
    this.key = key;
    this.bar = new RunProgress(key);
    show(this.progress, this.bar.element);
    show(this.figures);
    show(this.fault);
    this.curves.clear("Nothing measured yet.");
    if (run !== undefined) this.run = run;
    this.draw();
    return this.refresh();
  }

  get mine() {
    return this.key && this.run?.study === this.key ? this.run : null;
  }

  async hear(news) {
    const before = this.mine;
    const busy = this.run?.study;
    this.run = news.run;
    if (busy !== news.run?.study) this.changed(news.run);
    if (!this.key) return;
    this.draw();
    if (news.version !== this.version || (before && !this.mine)) {
      this.version = news.version;
      await this.refresh();
    }
  }

  draw() {
    this.bar?.draw(this.mine);
    this.stop.hidden = !this.mine;
    this.stop.disabled = Boolean(this.mine?.stopping);
    this.changed(this.run);
  }

  async end() {
    try {
      await post(["api", "studies", this.key, "stop"]);
    } catch (error) {
      show(this.fault, trouble(error));
    }
  }

  async read() {
    const key = this.key;
    try {
      const found = await get(["api", "studies", key, "table"], { metric: "accuracy" });
      const sources = [...new Set(found.rows.map((row) => row.pretrain))];
      const one = (arm) => found.rows.find((row) => row.arm === arm);
      const both = await Promise.all([sources[0], sources.at(-1)].map((pretrain) => get(["api", "studies", key, "curves"], { metric: "accuracy", pretrain })));
      const study = await get(["api", "studies", key]);
      if (key !== this.key) return;
      const lines = new Map(both.flatMap((each) => each.curves).map((each) => [each.arm, { label: each.arm, colour: each.colour, dash: each.dash, points: each.points }]));
      this.curves.draw({ axis: both[0].title, steps: "fine-tuning steps", range: both[0].scale, nothing: "Nothing measured yet.", lines: [...lines.values()] });
      show(this.fault, study.outcome && !this.mine ? h("p", { class: "notice bad" }, study.outcome) : null,
        found.failures.map((failure) => h("p", { class: "notice bad" }, failure)));
      const rows = ["random", "composed"].map(one).filter((row) => row?.seeds);
      show(this.figures, rows.length ? h("div", { class: "snug" }, table("Accuracies", ["model", "held-out accuracy, %"], [false, true], rows.map((row) => [row.arm, row.figure]))) : null,
        rows.length === 2 && !this.mine ? h("p", { class: "notes" }, "One seed says little. ", h("a", { href: address(["study", key]) }, "All results of this run")) : null);
    } catch (error) {
      if (key === this.key) show(this.fault, trouble(error, error.status === 404 ? null : this.refresh));
    }
  }
}
