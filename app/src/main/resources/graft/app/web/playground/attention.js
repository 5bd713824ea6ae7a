/** Where the heads of one model look: a small map of each, and a large one of the chosen head. */
import { h, show } from "../dom.js";
import { percent, place } from "./words.js";

const SMALL = 72;
const MARGIN = 34;
const dark = matchMedia("(prefers-color-scheme: dark)");

export class Attention {
  /**
   * Empty maps.
   *
   * @param point called with (query, key) when a cell is pointed at
   * @param choose called with the name of another head
   */
  constructor(point, choose) {
    this.point = point;
    this.choose = choose;
    this.query = 0;
    this.key = 0;
    this.small = h("div", { class: "heads" });
    this.canvas = h("canvas", { "aria-hidden": "true" });
    this.map = h("div", {
      class: "map", tabindex: 0, role: "application", "aria-roledescription": "attention map",
      onmousemove: (event) => this.moved(event), onkeydown: (event) => this.pressed(event), onfocus: () => this.say(this.head),
    }, this.canvas);
    this.readout = h("output", { class: "readout" });
    this.element = h("div", { class: "maps" },
      h("div", { class: "overview" }, this.small, this.readout,
        h("p", { class: "fine" }, "Lines: the position that looks. Columns: the position looked at. The stronger the colour, the more. Arrow keys move in the large map.")),
      this.map);
    dark.addEventListener("change", () => this.paint());
    new ResizeObserver(() => this.paint()).observe(this.element);
  }

  draw(model, sequence, head) {
    this.model = model;
    this.sequence = sequence;
    this.length = sequence.symbols.length;
    this.shares = model.attention.map((layer) => layer.map((text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0))));
    const [layer, number] = head.split(".").map(Number);
    this.head = this.shares[layer]?.[number] ? head : "0.0";
    this.query = Math.min(this.query, this.length - 1);
    this.key = Math.min(this.key, this.query);
    this.map.setAttribute("aria-label", `${this.name(this.head)} of ${model.label}: ${this.strongest(this.head)}`);
    this.canvases = new Map();
    show(this.small, this.shares.map((heads, l) => h("div", { class: "layer" },
      h("span", { class: "fine" }, `layer ${l}`), heads.map((_, i) => this.button(`${l}.${i}`)))));
    this.paint();
  }

  name(head) {
    const [layer, number] = head.split(".");
    return `layer ${layer} head ${number}`;
  }

  button(head) {
    const canvas = h("canvas", { "aria-hidden": "true" });
    this.canvases.set(head, canvas);
    return h("button", {
      type: "button", class: "head", "aria-pressed": String(head === this.head), "data-focus": `head ${head}`,
      "aria-label": `${this.name(head)}: ${this.strongest(head)}`,
      onclick: () => this.choose(head),
      onfocus: () => this.say(head),
      onmousemove: (event) => {
        const box = canvas.getBoundingClientRect();
        this.to((event.clientY - box.top) / box.height, (event.clientX - box.left) / box.width, head);
      },
    }, canvas, h("span", {}, `head ${head.split(".")[1]}`));
  }

  /** How much of a query's attention a key has. */
  share(head, query, key) {
    const [layer, number] = head.split(".");
    return key > query ? 0 : this.shares[layer][number][(query * (query + 1)) / 2 + key] / 255;
  }

  /** By key, the attention of the chosen head at a query. */
  row(query) {
    return query < 0 ? null : Array.from({ length: query + 1 }, (_, key) => this.share(this.head, query, key));
  }

  /** The last query's strongest look, as a start for those who hear the maps. */
  strongest(head) {
    const query = this.length - 1;
    const keys = Array.from({ length: this.length }, (_, key) => key);
    const key = keys.reduce((best, each) => (this.share(head, query, each) > this.share(head, query, best) ? each : best), 0);
    return this.sentence(head, query, key);
  }

  sentence(head, query, key) {
    return `${place(this.sequence, query)} looks at ${place(this.sequence, key)} with ${percent(this.share(head, query, key))}`;
  }

  say(head) {
    this.readout.textContent = `${this.name(head)}: ${this.sentence(head, this.query, this.key)}`;
  }

  /** Goes to shares of the height and the width. */
  to(down, right, head) {
    const query = Math.floor(down * this.length);
    const key = Math.floor(right * this.length);
    if (query >= 0 && key >= 0 && query < this.length && key <= query) {
      this.query = query;
      this.key = key;
      this.say(head);
      this.point(query, key);
    }
  }

  moved(event) {
    const box = this.canvas.getBoundingClientRect();
    const side = box.width - MARGIN;
    this.to((event.clientY - box.top - MARGIN) / side, (event.clientX - box.left - MARGIN) / side, this.head);
  }

  pressed(event) {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -this.length], End: [0, this.length] }[event.key];
    if (!step) return;
    event.preventDefault();
    this.query = Math.max(0, Math.min(this.length - 1, this.query + step[0]));
    this.key = Math.max(0, Math.min(this.query, this.key + step[1]));
    this.say(this.head);
    this.point(this.query, this.key);
  }

  /** Shows a cell that was pointed at elsewhere. */
  mark(query, key) {
    if (query < 0 || !this.model) return;
    this.query = Math.min(query, this.length - 1);
    this.key = Math.min(key, this.query);
    this.say(this.head);
    this.paintLarge();
  }

  /** The key that the chosen head looks at most from a query. */
  favourite(query) {
    const row = this.row(query) ?? [0];
    return row.indexOf(Math.max(...row));
  }

  paint() {
    if (!this.model) return;
    this.canvases.forEach((canvas, head) => {
      const pen = sheet(canvas, SMALL);
      this.cells(pen, head, 0, SMALL);
    });
    this.paintLarge();
  }

  paintLarge() {
    const room = Math.max(220, Math.min(460, this.map.parentElement.clientWidth));
    const pen = sheet(this.canvas, room);
    const side = room - MARGIN;
    this.cells(pen, this.head, MARGIN, side);
    const size = side / this.length;
    pen.strokeStyle = ink("--ink");
    pen.lineWidth = 1.5;
    pen.strokeRect(MARGIN + this.key * size - 1, MARGIN + this.query * size - 1, size + 2, size + 2);
    pen.globalAlpha = 0.35;
    pen.strokeRect(MARGIN, MARGIN + this.query * size, (this.query + 1) * size, size);
    pen.globalAlpha = 1;
    this.labels(pen, size);
  }

  /** Tokens where there is room for them, otherwise some positions; the chosen ones always. */
  labels(pen, size) {
    const every = Math.max(1, Math.ceil(13 / size));
    pen.font = "10px system-ui, sans-serif";
    pen.textBaseline = "middle";
    const side = (chosen, write) => {
      for (let t = 0; t < this.length; t++) {
        if (t !== chosen && (t % every || Math.abs(t - chosen) * size < 13)) continue;
        pen.fillStyle = ink(t === chosen ? "--ink" : "--quiet");
        write(size >= 13 ? this.sequence.symbols[t] : String(t), MARGIN + (t + 0.5) * size);
      }
    };
    pen.textAlign = "right";
    side(this.query, (text, middle) => pen.fillText(text, MARGIN - 5, middle));
    const isUpright = this.sequence.symbols.every((symbol) => symbol.length === 1) && size >= 13;
    pen.textAlign = isUpright ? "center" : "left";
    side(this.key, (text, middle) => {
      if (isUpright) {
        pen.fillText(text, middle, MARGIN - 8);
        return;
      }
      pen.save();
      pen.translate(middle, MARGIN - 5);
      pen.rotate(-Math.PI / 2);
      pen.fillText(text, 0, 0);
      pen.restore();
    });
  }

  cells(pen, head, margin, side) {
    const size = side / this.length;
    pen.fillStyle = ink("--raised");
    pen.fillRect(margin, margin, side, side);
    pen.fillStyle = ink("--accent");
    for (let query = 0; query < this.length; query++) {
      for (let key = 0; key <= query; key++) {
        pen.globalAlpha = this.share(head, query, key) ** 0.55;
        pen.fillRect(margin + key * size, margin + query * size, size, size);
      }
    }
    pen.globalAlpha = 1;
  }
}

const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A square canvas as sharp as the screen. */
function sheet(canvas, side) {
  const ratio = devicePixelRatio || 1;
  canvas.width = canvas.height = Math.round(side * ratio);
  canvas.style.width = canvas.style.height = `${side}px`;
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  return pen;
}
