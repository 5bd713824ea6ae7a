/** A sequence with what one model expected at every position: tokens in lines, or cells of an automaton. */
import { h, show } from "../dom.js";
import { figure, percent, place } from "./words.js";

/** The prediction of token t is that of position t - 1. */
export class Strip {
  /**
   * An empty strip.
   *
   * @param look called with a position when it is pointed at or focused
   * @param edit called with a position and a symbol when one is typed there
   */
  constructor(look, edit) {
    this.look = look;
    this.edit = edit;
    this.chosen = 0;
    this.cells = [];
    this.element = h("div", {
      class: "strip", role: "group",
      onkeydown: (event) => this.key(event),
      onfocusin: (event) => this.pointed(event),
      onmouseover: (event) => this.pointed(event),
      ondblclick: (event) => this.flip(event),
    });
  }

  draw(model, sequence, chosen) {
    const had = this.element.contains(document.activeElement);
    this.sequence = sequence;
    this.chosen = Math.min(chosen, sequence.symbols.length);
    const scored = new Set(sequence.scored.map((position) => position + 1));
    this.element.setAttribute("aria-label", `Predictions of ${model.label}`);
    this.isGrid = sequence.picture.length > 0;
    this.element.classList.toggle("automaton", this.isGrid);
    this.element.style.setProperty("--cells", this.isGrid ? sequence.picture[0] + 1 : 1);
    this.element.classList.toggle("compared", Boolean(model.before));
    this.cells = Array.from({ length: sequence.symbols.length + 1 }, (_, t) => this.cell(model, t, scored.has(t)));
    show(this.element, this.isGrid ? this.rows() : this.cells);
    if (had) this.cells[this.chosen].focus();
  }

  cell(model, t, isScored) {
    const { symbols, tokens, types } = this.sequence;
    const now = t === 0 ? null : model.predictions[t - 1];
    const before = t === 0 || !model.before ? null : model.before[t - 1];
    const isNext = t === symbols.length;
    const changed = Boolean(before) && before.best[0][0] !== now.best[0][0];
    const mark = !now || isNext ? "" : now.right ? "\u2713" : "\u2717";
    const names = ["pos", isScored ? "scored" : null, mark ? (now.right ? "right" : "wrong") : null, changed ? "changed" : null, isNext ? "next" : null,
      this.isGrid && !isNext ? (tokens[t] === 1 ? "alive" : tokens[t] === 0 ? "dead" : "between") : null];
    const label = [isNext ? "after the sequence" : place(this.sequence, t),
      now ? `expected \u2018${now.best[0][0]}\u2019 with ${percent(now.best[0][1])}` : "nothing is expected here",
      mark ? (now.right ? "right" : "wrong") : null, now && !isNext ? (isScored ? "scored" : "not scored") : null,
      before ? (changed ? `changed: before \u2018${before.best[0][0]}\u2019 with ${percent(before.best[0][1])}` : `before ${percent(before.best[0][1])}`) : null].filter(Boolean).join(", ");
    const token = h("span", { class: `token${!isNext && types[t] >= 0 ? ` s${types[t] % 7}` : ""}` }, isNext ? "next" : symbols[t]);
    return h("button", { type: "button", class: names.filter(Boolean).join(" "), "data-t": t, tabindex: t === this.chosen ? 0 : -1, "aria-label": label },
      this.isGrid && !isNext ? (isScored && mark === "\u2717" && tokens[t] <= 1 ? mark : null)
        : [token,
          h("span", { class: "says" }, now ? [h("b", {}, now.best[0][0]), h("span", {}, figure(now.best[0][1])), mark ? h("i", {}, mark) : null] : "\u00a0"),
          model.before ? h("span", { class: "was" }, before ? `${changed ? "\u2260 " : ""}${before.best[0][0]} ${figure(before.best[0][1])}` : "\u00a0") : null]);
  }

  /** Cells in rows, and what stands between them at a row's end; blocks that belong together side by side. */
  rows() {
    const [width, height] = this.sequence.picture;
    const blocks = [];
    let row = null;
    let count = 0;
    this.sequence.tokens.forEach((token, t) => {
      if (token <= 1 && count % width === 0) {
        if ((count / width) % height === 0) blocks.push(h("div", { class: "block" }));
        row = h("div", { class: "row" });
        blocks.at(-1).append(row);
      }
      if (token <= 1) count++;
      if (!row) blocks.push(h("div", { class: "block" }, row = h("div", { class: "row" })));
      row.append(this.cells[t]);
    });
    return [...blocks, this.cells.at(-1)];
  }

  pointed(event) {
    const cell = event.target.closest(".pos");
    if (cell) this.look(Number(cell.dataset.t));
  }

  /** Marks the chosen position, the one that attention comes from, the one it goes to, and shares by token. */
  choose(t, from, to, shares) {
    this.cells[this.chosen]?.setAttribute("tabindex", -1);
    this.chosen = Math.min(t, this.cells.length - 1);
    this.cells[this.chosen]?.setAttribute("tabindex", 0);
    this.cells.forEach((cell, i) => {
      cell.classList.toggle("chosen", i === this.chosen);
      cell.classList.toggle("from", i === from);
      cell.classList.toggle("to", i === to);
      cell.style.setProperty("--look", shares && i < shares.length ? shares[i] : 0);
    });
  }

  key(event) {
    const at = Number(event.target.closest(".pos")?.dataset.t ?? -1);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.cells.length - 1;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: this.beside(at, 1), ArrowUp: this.beside(at, -1), Home: 0, End: last }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.cells[Math.max(0, Math.min(last, to))].focus();
    } else if (this.sequence.alphabet.includes(event.key)) {
      event.preventDefault();
      this.edit(at, event.key);
    }
  }

  /** The position above or below. */
  beside(at, step) {
    const here = this.cells[at].getBoundingClientRect();
    const middle = here.left + here.width / 2;
    let best = at;
    let least = Infinity;
    this.cells.forEach((cell, t) => {
      const there = cell.getBoundingClientRect();
      const down = step * (there.top - here.top);
      const cost = down * 1000 + Math.abs(there.left + there.width / 2 - middle);
      if (down > here.height / 2 && cost < least) {
        least = cost;
        best = t;
      }
    });
    return best;
  }

  flip(event) {
    const t = Number(event.target.closest(".pos")?.dataset.t ?? -1);
    if (this.isGrid && t >= 0 && this.sequence.tokens[t] <= 1) this.edit(t, String(1 - this.sequence.tokens[t]));
  }
}

/** The likeliest tokens at a position, before and after parts were silenced. */
export function guesses(model, sequence, t) {
  if (t === 0) return h("p", { class: "fine" }, "Nothing comes before position 0, so nothing is expected there.");
  const now = model.predictions[t - 1];
  const before = model.before?.[t - 1];
  const truth = sequence.symbols[t] ?? null;
  const rows = now.best.map(([symbol, share, earlier]) => ({ symbol, share, earlier }));
  if (truth !== null && !rows.some((row) => row.symbol === truth)) rows.push({ symbol: truth, share: now.truth, earlier: before?.truth });
  return h("table", { class: "guesses" },
    h("caption", {}, `After ${place(sequence, t - 1)}${truth === null ? "" : ` comes \u2018${truth}\u2019`}`),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "expected"), h("th", { scope: "col", class: "n" }, before ? "now" : "probability"), before ? h("th", { scope: "col", class: "n" }, "before") : null, h("td"))),
    h("tbody", {}, rows.map(({ symbol, share, earlier }) => {
      const bar = h("span", { class: "bar-of" });
      bar.style.width = `${100 * share}%`;
      return h("tr", {}, h("th", { scope: "row" }, h("code", {}, symbol), symbol === truth ? " \u2713" : ""),
        h("td", { class: "n" }, percent(share)), before ? h("td", { class: "n" }, percent(earlier)) : null,
        h("td", { class: "bars-of" }, bar));
    })));
}
