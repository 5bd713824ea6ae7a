/** Switches for the parts of models: what is off is silenced in all models that are shown. */
import { h } from "../dom.js";

/**
 * A line of switches for every layer.
 *
 * @param models with layers and heads
 * @param off set of names of sites
 * @param how mean or zero
 * @param flip called with the name of a site
 * @param change called with another way to silence
 * @param reset switches all on again
 */
export function switches(models, off, how, flip, change, reset) {
  const layers = Math.max(...models.map((model) => model.layers));
  const heads = Math.max(...models.map((model) => model.heads));
  const samples = Math.max(0, ...models.map((model) => model.meanSamples ?? 0));
  const part = (layer, site, text) => h("button", {
    type: "button", role: "switch", class: "switch", "aria-checked": String(!off.has(site)), "aria-label": `layer ${layer} ${text}`,
    "data-focus": `switch ${site}`, onclick: () => flip(site),
  }, text);
  return [
    h("div", { class: "tools" },
      h("label", { class: "field" }, "A part that is off adds",
        h("select", { "data-focus": "how", onchange: (event) => change(event.target.value) },
          h("option", { value: "mean", selected: how === "mean" }, "its mean"),
          h("option", { value: "zero", selected: how === "zero" }, "nothing"))),
      h("button", { type: "button", disabled: off.size === 0, "data-focus": "all on", onclick: reset }, "All on")),
    h("div", { class: "switches" }, Array.from({ length: layers }, (_, layer) => h("div", { class: "layer", role: "group", "aria-label": `Layer ${layer}` },
      h("span", { class: "fine" }, `layer ${layer}`),
      Array.from({ length: heads }, (_, head) => part(layer, `${layer}.${head}`, `head ${head}`)),
      part(layer, `${layer}.attention`, "attention"),
      part(layer, `${layer}.mlp`, "MLP")))),
    h("p", { class: "fine" }, how === "mean"
      ? `Mean ablation: at every position the mean of what the part adds${samples ? `, over ${samples} sequences of the procedure` : ""}.`
      : "Zero ablation: the part adds nothing to the residual stream.",
    " \u201cAttention\u201d is all heads of the layer and the projection\u2019s bias."),
  ];
}
