/** Pictures of models for the surgery table: a line per layer, a column per component. */
import { h, show } from "./dom.js";

export const PARTS = { attention: "Attention", mlp: "MLP", ln: "LN", embedding: "Embedding" };
const COLUMNS = ["attention", "mlp", "ln"];
/** More layers are only taken all at once, so that the picture stays a picture. */
const MOST_LAYERS = 24;

const layers = (shape) => Array.from({ length: Math.min(shape.layers, MOST_LAYERS) }, (_, layer) => layer);

/**
 * A donor, whose components can be dragged, or clicked.
 *
 * @param give called with {part, layer}; layer null for all
 * @param drag called with the same when dragging begins, and with null when it ends
 */
export function donorModel(donor, give, drag) {
  const piece = (part, layer, text) => {
    const what = { part, layer };
    const name = `${PARTS[part]}${part === "embedding" ? "" : layer === null ? ", all layers" : `, layer ${layer}`} of ${donor.label}`;
    const pick = () => give(what);
    return h("span", {
      class: `piece ${part}${layer === null ? " whole" : ""}`, role: "button", tabindex: 0, draggable: "true",
      "aria-label": `Add ${name}`, "data-piece": `${part} ${layer ?? "all"}`, "data-focus": `piece ${part} ${layer ?? "all"}`,
      onclick: pick,
      onkeydown: (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          pick();
        }
      },
      ondragstart: (event) => {
        event.dataTransfer.setData("text/plain", name);
        event.dataTransfer.effectAllowed = "copy";
        drag(what);
      },
      ondragend: () => drag(null),
    }, text);
  };
  return h("div", { class: "model" },
    h("div", { class: "row" }, h("span", { class: "tag" }), piece("embedding", null, "Embedding")),
    h("div", { class: "row three" }, h("span", { class: "tag" }, "all"), COLUMNS.map((part) => piece(part, null, PARTS[part]))),
    layers(donor).map((layer) => h("div", { class: "row three" }, h("span", { class: "tag" }, layer), COLUMNS.map((part) => piece(part, layer, PARTS[part])))));
}

/**
 * The target, on which components are dropped.
 *
 * @param drop called when something was dropped
 */
export class TargetModel {
  constructor(drop) {
    this.slots = new Map();
    this.element = h("div", {
      class: "model target", role: "group", "aria-label": "Target",
      ondragover: (event) => { event.preventDefault(); event.dataTransfer.dropEffect = "copy"; },
      ondrop: (event) => { event.preventDefault(); drop(); },
    });
  }

  /** @param shape of the target */
  draw(shape) {
    this.slots.clear();
    const slot = (part, layer) => {
      const element = h("span", { class: `slot ${part}`, "data-slot": `${part} ${layer ?? "all"}` });
      this.slots.set(`${part} ${layer ?? "all"}`, { element, part, layer });
      return element;
    };
    show(this.element,
      h("div", { class: "row names" }, h("span"), h("span", {}, PARTS.embedding)),
      h("div", { class: "row" }, h("span", { class: "tag" }), slot("embedding", null)),
      h("div", { class: "row three names" }, h("span", { class: "tag" }), COLUMNS.map((part) => h("span", {}, PARTS[part]))),
      layers(shape).map((layer) => h("div", { class: "row three" }, h("span", { class: "tag" }, layer), COLUMNS.map((part) => slot(part, layer)))),
      h("div", { class: "row three" }, h("span", { class: "tag" }, "end"), h("span"), h("span"), slot("ln", "end")));
    this.fill([], new Map());
  }

  /** Shows where what is dragged would go; null for nothing. */
  invite(what) {
    for (const { element, part, layer } of this.slots.values()) {
      element.classList.toggle("open", Boolean(what) && part === what.part && (what.layer === null || what.layer === layer));
    }
    this.element.classList.toggle("inviting", Boolean(what));
  }

  /**
   * Shows what is in the slots.
   *
   * @param tensors as the server tells them; none for a fresh model
   * @param colours of donors by label
   */
  fill(tensors, colours) {
    for (const { element, part, layer } of this.slots.values()) {
      const here = tensors.filter((tensor) => tensor.part === part && (part === "embedding" || tensor.layer === (layer === "end" ? null : layer)));
      const from = [...new Set(here.map((tensor) => tensor.from).filter(Boolean))];
      const text = from.length ? from.join(", ") : "random";
      const some = from.length && here.some((tensor) => !tensor.from) ? ", in part" : "";
      element.className = `slot ${part}${from.length ? ` filled s${colours.get(from[0]) ?? 0}` : ""}`;
      show(element, h("span", {}, text + some));
      element.setAttribute("title", `${PARTS[part]}${layer === null ? "" : layer === "end" ? ", final" : `, layer ${layer}`}: ${text}${some}`);
    }
  }
}
