/** One procedure: controls for its settings, and samples that follow them. */
import { get, serial } from "../api.js";
import { h, loading, section, show, title, trouble } from "../dom.js";
import { sample } from "../sample.js";
import { facts } from "../table.js";
import { copied } from "../copy.js";

const SEED = "draw";
const name = decodeURIComponent(location.pathname.split("/")[2] ?? "");
const asked = new URLSearchParams(location.search);
const view = { seed: asked.get(SEED) ?? "1", skip: 0, settings: new Map([...asked].filter(([key]) => key !== SEED)) };
/** By setting: its control, and the place for what is wrong with it. */
const controls = new Map();
let found = null;

const head = h("div", {}, h("h1", {}, name), loading(1));
const form = h("form", { class: "dials", "aria-label": "Settings", onsubmit: (event) => event.preventDefault() }, loading(4));
const fault = h("div", { role: "alert" });
const samples = h("div", { class: "samples", "aria-live": "polite" }, loading(6));
const legend = h("p", { class: "fine" }, "\u00a0");
const figures = h("div", {}, loading(4));
const study = copied("For a study", "Copy the lines of a study");
const command = copied("The same samples in a terminal", "Copy the command");
const rest = h("div", { class: "bench" },
  h("div", {}, h("h2", {}, "Settings"), form),
  h("div", { class: "stage" }, h("div", { class: "head-line" }, h("h2", {}, "Samples"), seeds()), fault, samples, legend));
const more = h("div", { class: "columns" }, section("What they are like", figures), section("To take along", study.element, command.element));
show(document.getElementById("main"), h("p", { class: "crumb" }, h("a", { href: "/procedures" }, "Procedures")), head, rest, more);
title(name);

function seeds() {
  const number = h("input", { type: "number", min: 0, step: 1, value: view.seed, inputmode: "numeric", oninput: () => { view.seed = number.value || "1"; view.skip = 0; changed(); } });
  return h("div", { class: "tools" }, h("label", { class: "field" }, "Seed", number),
    h("button", { type: "button", onclick: () => { view.skip = (view.skip + 5) % 10000; refresh(); } }, "Another five"));
}

function changed() {
  const query = new URLSearchParams(view.settings);
  if (view.seed !== "1") query.set(SEED, view.seed);
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  refresh();
}

function set(setting, value) {
  if (value === setting.fallback) view.settings.delete(setting.name);
  else view.settings.set(setting.name, value);
  changed();
}

const refresh = serial(async () => {
  try {
    found = await get(["api", "procedures", name], { ...Object.fromEntries(view.settings), [SEED]: view.seed, skip: view.skip });
    if (!controls.size) drawForm();
    drawFaults();
    if (!found.fault) drawSamples();
  } catch (error) {
    if (error.status === 404) {
      show(head, h("h1", {}, "No such procedure"));
      rest.hidden = more.hidden = true;
    }
    show(fault, trouble(error, error.status === 404 ? null : refresh));
    if (error.status === 404) show(head, h("h1", {}, "No such procedure"), h("p", { class: "lead", role: "alert" }, error.message));
  }
});

function drawForm() {
  show(head, h("h1", {}, name), h("p", { class: "lead" }, `${found.about}.`), found.finding ? h("p", { class: "fine finding" }, `Published findings: ${found.finding}`) : null);
  show(form, found.settings.length ? found.settings.map(dial) : h("p", { class: "fine" }, "It has none."),
    found.settings.length ? h("p", { class: "tools" }, h("button", { type: "button", onclick: reset }, "Defaults")) : null);
}

function reset() {
  view.settings.clear();
  found.settings.forEach((setting) => controls.get(setting.name).write(setting.fallback));
  changed();
}

function dial(setting) {
  const id = `set-${setting.name}`;
  const wrong = h("p", { class: "wrong", id: `${id}-wrong` });
  const inputs = { whole: number, real: number, choice, flag }[setting.kind] ?? text;
  const { element, controls: own, write } = inputs(setting, id);
  own.forEach((control) => control.setAttribute("aria-describedby", `${id}-about ${id}-wrong`));
  controls.set(setting.name, { own, wrong, write });
  return h("div", { class: "dial", "data-setting": setting.name },
    h("label", { for: id }, setting.name), element,
    h("p", { class: "fine", id: `${id}-about` }, `${setting.about}${setting.limits && setting.kind !== "choice" ? ` (${setting.limits})` : ""}`), wrong);
}

function number(setting, id) {
  const low = setting.low ?? Math.min(0, Number(setting.fallback));
  const real = setting.kind === "real";
  const step = real ? 0.01 : 1;
  const field = h("input", { id, type: "number", value: setting.value, step: real ? "any" : 1, min: setting.low, max: setting.high, inputmode: real ? "decimal" : "numeric" });
  const slide = h("input", { type: "range", min: low, max: Math.max(setting.reach, low + step), step, value: setting.value, "aria-label": `${setting.name}, slider` });
  field.addEventListener("input", () => { slide.value = field.value; set(setting, field.value); });
  slide.addEventListener("input", () => { field.value = slide.value; set(setting, slide.value); });
  return { element: h("div", { class: "slide" }, slide, field), controls: [field, slide], write: (value) => { field.value = slide.value = value; } };
}

function choice(setting, id) {
  const list = h("select", { id, onchange: () => set(setting, list.value) },
    setting.choices.map((each) => h("option", { value: each, selected: each === setting.value }, each)));
  return { element: list, controls: [list], write: (value) => { list.value = value; } };
}

function flag(setting, id) {
  const box = h("input", { id, type: "checkbox", checked: setting.value === "true", onchange: () => set(setting, String(box.checked)) });
  return { element: box, controls: [box], write: (value) => { box.checked = value === "true"; } };
}

function text(setting, id) {
  const field = h("input", { id, type: "text", value: setting.value, spellcheck: "false", autocapitalize: "none", oninput: () => set(setting, field.value) });
  return { element: field, controls: [field], write: (value) => { field.value = value; } };
}

/** What is wrong stands at its control; the samples of before stay, pale. */
function drawFaults() {
  for (const [setting, { own, wrong }] of controls) {
    const mine = found.fault && found.at === setting;
    wrong.textContent = mine ? found.fault : "";
    own.forEach((control) => control.setAttribute("aria-invalid", String(Boolean(mine))));
  }
  show(fault, found.fault && !controls.has(found.at) ? h("p", { class: "notice bad" }, found.fault) : null);
  [samples, figures].forEach((place) => place.classList.toggle("stale", Boolean(found.fault)));
  if (found.fault && samples.querySelector("ol")) legend.textContent = "These are the samples of the settings before.";
  if (found.fault && samples.querySelector(".loading")) show(samples, h("p", { class: "empty" }, "There are samples as soon as the settings can be used."));
  if (found.fault && figures.querySelector(".loading")) show(figures, h("p", { class: "fine" }, "\u2014"));
}

function drawSamples() {
  show(samples, h("ol", { start: view.skip + 1 }, found.samples.map((each, i) => h("li", {},
    h("p", { class: "fine" }, `${view.skip + i + 1}: ${each.length} tokens, ${each.counted} to be predicted`),
    h("div", { class: found.picture === "cells" ? "scroll" : null, tabindex: found.picture === "cells" ? 0 : null, role: found.picture === "cells" ? "region" : null, "aria-label": found.picture === "cells" ? `Sample ${view.skip + i + 1}, cells` : null },
      sample(each, `Sample ${view.skip + i + 1}`))))));
  show(legend, found.picture === "cells" ? "What is blue must be predicted, and only that counts; what is grey is given."
    : h("span", {}, h("mark", {}, "Marked"), " tokens must be predicted from what comes before; only they count.",
      found.picture === "brackets" ? " Brackets of one type have one shape and colour." : ""));
  show(figures, facts(found.facts), found.guesses.length ? h("div", { class: "guessing" }, h("h3", {}, "What guessing scores"), facts(found.guesses)) : null);
  study.write(found.yaml);
  command.write(found.command);
}

refresh();
