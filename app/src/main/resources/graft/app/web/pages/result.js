/** One training run: how it came to be, its curves, its settings, its weights. */
import { address, get, serial } from "../api.js";
import { Curves } from "../curves.js";
import { h, loading, section, show, state, svg, title, trouble } from "../dom.js";
import { follow } from "../live.js";
import { facts, table } from "../table.js";

const id = location.pathname.split("/")[2] ?? "";
const head = h("div", {}, h("h1", {}, "Result"), loading(2));
const tree = h("div", {}, loading(3));
const choice = h("div", { class: "tools" });
const curves = new Curves("Curves of this run");
const settings = h("div", {}, loading(6));
const provenance = h("div", {}, loading(6));
const log = h("div", {}, loading(3));
const weights = h("div");
const weightsSection = section("Weights", weights);
weightsSection.hidden = true;
let result = null;
let metric = "accuracy";

const MEASURES = {
  accuracy: { label: "token accuracy, %", range: [0, 100], lines: [["accuracy", "token accuracy", 1], ["exact", "whole answers right", 3, "7 3"]] },
  loss: { label: "loss, nats per token", range: null, lines: [["loss", "held-out", 1], ["trainLoss", "training", 2]] },
  "learning rate": { label: "learning rate", range: null, lines: [["learningRate", "learning rate", 1]] },
  length: { label: "input length", range: null, lines: [["grade", "input length", 1]] },
};

const body = h("div", {},
  section("How it came to be", tree),
  section("Curves", choice, curves.element),
  h("div", { class: "columns" }, section("Settings", settings), section("Provenance", provenance)),
  section("Log", log),
  weightsSection);
body.hidden = true;
const crumb = h("p", { class: "crumb" }, h("a", { href: "/" }, "Studies"));
show(document.getElementById("main"), crumb, head, body);

const refresh = serial(async () => {
  try {
    const before = result?.state;
    result = await get(["api", "results", id]);
    drawHead();
    show(tree, h("ul", { class: "tree" }, branch(result.tree, null)));
    drawCurves();
    show(settings, facts([...result.procedure, ...result.training, ["arithmetic", result.arithmetic]]));
    show(provenance, result.provenance.length ? facts(result.provenance.map(readable)) : h("p", { class: "fine" }, "It is written when the run is finished."));
    show(log, diary(result.log));
    body.hidden = false;
    if (result.state === "finished" && before !== "finished") drawWeights();
  } catch (error) {
    show(head, h("h1", {}, error.status === 404 ? "No such result" : "Result"), trouble(error, error.status === 404 ? null : refresh));
  }
});

function readable([name, value]) {
  const moment = name === "started" || name === "finished" ? new Date(value) : null;
  const text = moment && !Number.isNaN(moment.valueOf()) ? moment.toISOString().replace("T", " ").replace(/\..*/, " UTC") : value;
  return [{ resumedAtStep: "resumed at step" }[name] ?? name, text];
}

/** What happened to the run, line by line. */
function diary(lines) {
  if (!lines.length) return h("p", { class: "fine" }, result.state === "not begun" ? "It is written from the first step on." : "None was kept: the result was computed elsewhere or before there were logs.");
  return h("ol", { class: "log", tabindex: 0, "aria-label": "Log of this run" }, lines.map((line) => {
    const [moment, ...words] = line.split(" ");
    return h("li", {}, h("time", { datetime: moment }, moment.replace("T", " ").replace("Z", " UTC")), " ", words.join(" "));
  }));
}

/** The place in the study that one came from, or in the one that computed it first. */
function home() {
  const first = result.provenance.find(([name]) => name === "study")?.[1];
  const at = (key) => result.places.find((place) => place.key === key);
  return at(new URLSearchParams(location.search).get("from")) ?? at(first) ?? result.places[0] ?? null;
}

function drawHead() {
  const place = home();
  const label = place?.label ?? result.label;
  title(label);
  show(crumb, h("a", { href: "/" }, "Studies"), place ? [" / ", h("a", { href: address(["study", place.key]) }, place.key)] : null);
  const seen = result.places.flatMap((place) => (place.trials.length ? place.trials : [null]).map((trial) => ({ place, trial })));
  show(head,
    h("div", { class: "head-line" }, h("h1", {}, label),
      h("div", { class: "tools" }, state(result.state),
        result.state === "finished" ? h("a", { class: "button", href: address(["playground"], { model: id }) }, "Open in the playground") : null,
        result.state === "finished" ? h("a", { class: "button", download: true, href: address(["api", "results", id, "weights.safetensors"]) }, `Weights, ${result.disk}`) : null)),
    h("p", { class: "fine" }, "Result ", h("code", {}, id)),
    result.failure ? h("p", { class: "notice bad" }, `Failed: ${result.failure}`) : null,
    seen.length ? h("ul", { class: "notes" }, seen.slice(0, 12).map(({ place, trial }) => h("li", {}, "In ",
      h("a", { href: address(["study", place.key], trial ? { pretrain: trial.pretrain, arm: trial.arm, task: trial.task } : {}), "data-focus": `place ${place.key} ${trial?.arm}` }, place.key),
      trial ? `: ${trial.pretrain}, ${trial.arm}, ${trial.task}, seed ${trial.seed}` : ": a donor")),
      seen.length > 12 ? h("li", {}, `and ${seen.length - 12} more`) : null) : null);
}

const KINDS = { train: "train on", transplant: "transplant", merge: "merge", perturb: "perturb", fresh: "", unknown: "" };

function branch(node, role) {
  const here = node.id === id;
  const name = node.id && !here ? h("a", { href: address(["result", node.id], { from: new URLSearchParams(location.search).get("from") }), "data-focus": `node ${node.id}` }, node.title) : h("strong", {}, node.title);
  return h("li", {},
    h("div", { class: `node${here ? " here" : ""}` },
      h("span", { class: "kind" }, [role, KINDS[node.kind]].filter(Boolean).join(": ")), name,
      node.facts.length ? h("span", { class: "fine" }, node.facts.map(([key, value]) => `${key} ${value}`).join(", ")) : null),
    node.children.length ? h("ul", {}, node.children.map((child) => branch(child.node, child.role))) : null);
}

function drawCurves() {
  const names = Object.keys(MEASURES).filter((name) => name !== "length" || new Set(result.points.map((point) => point.grade)).size > 1);
  show(choice, h("label", { class: "field" }, "Show",
    h("select", { "data-focus": "show", onchange: (event) => { metric = event.target.value; drawCurves(); } },
      names.map((name) => h("option", { value: name, selected: name === metric }, name)))));
  const measure = MEASURES[metric];
  curves.draw({
    axis: measure.label, range: measure.range, steps: "steps",
    lines: measure.lines.map(([key, label, colour, dash]) => ({
      label, colour, dash, points: result.points.filter((point) => point[key] !== null).map((point) => [point.step, point[key]]),
    })),
  });
}

async function drawWeights() {
  weightsSection.hidden = false;
  show(weights, loading(8));
  try {
    const { tensors } = await get(["api", "results", id, "tensors"]);
    show(weights, table("Weights per tensor",
      ["tensor", "shape", "norm", "mean", "deviation", "largest", "zeros", "histogram"],
      [false, false, true, true, true, true, true, false],
      tensors.map((each) => [h("code", {}, each.name), each.shape.join(" \u00d7 "), each.norm, each.mean, each.deviation, each.largest, String(each.zeros), bars(each)])),
      h("p", { class: "notes" }, "Histogram: values from minus the largest magnitude to the largest; 0 is in the middle."));
  } catch (error) {
    show(weights, trouble(error, drawWeights));
  }
}

function bars({ name, histogram }) {
  const most = Math.max(...histogram);
  return svg("svg", { class: "bars", viewBox: `0 0 ${histogram.length} 10`, preserveAspectRatio: "none", role: "img", "aria-label": `Histogram of ${name}` },
    histogram.map((count, i) => svg("rect", { x: i + 0.08, width: 0.84, y: 10 - (10 * count) / most, height: (10 * count) / most, fill: "currentColor" })));
}

let version = null;
follow(async (news) => {
  const open = !result || !["finished", "damaged"].includes(result.state);
  if (news.version !== version && open) {
    version = news.version;
    await refresh();
  }
});
