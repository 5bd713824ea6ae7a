/** Models of the store read one sequence: what they expect, where they look, what happens without a part. */
import { address, get, serial } from "../api.js";
import { h, loading, section, show, title, trouble } from "../dom.js";
import { follow } from "../live.js";
import { Attention } from "../playground/attention.js";
import { modelChoice } from "../playground/choice.js";
import { Strip, guesses } from "../playground/strip.js";
import { switches } from "../playground/switches.js";
import { share } from "../playground/words.js";

const asked = new URLSearchParams(location.search);
const view = {
  model: asked.get("model"), against: asked.get("against"), procedure: asked.get("procedure"), seed: asked.get("seed"), sample: asked.get("sample"),
  text: asked.get("text"), off: new Set((asked.get("off") ?? "").split(",").filter(Boolean)), how: asked.get("how") === "zero" ? "zero" : "mean",
  head: asked.get("head") ?? "0.0", at: /^[0-9]+$/.test(asked.get("at") ?? "") ? Number(asked.get("at")) : null,
};
let studies = [];
let about = null;
let found = null;
/** What was asked for when there was an answer last. */
let good = {};
let pause = null;

const head = h("div", {}, h("h1", {}, "Playground"),
  h("p", { class: "lead" }, "Let a model read a sequence: what it expects at every position, where its heads look, and what it answers without one of its parts."));
const models = h("div", { class: "choices" }, loading(2));
const source = h("div", { class: "tools" });
const settings = h("div");
const field = h("textarea", { id: "sequence", rows: 2, spellcheck: "false", autocapitalize: "off", autocomplete: "off", "aria-describedby": "sequence-fault sequence-hint",
  onkeydown: (event) => { if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); typed(); } } });
const fieldFault = h("p", { id: "sequence-fault", role: "alert" });
const hint = h("p", { id: "sequence-hint", class: "fine" });
const keys = h("div", { class: "keys", role: "group", "aria-label": "Tokens to type" });
const drawn = h("div", { class: "tools" });
const parts = h("div", { class: "parts" });
const legend = h("p", { class: "fine" });
const panels = h("div", { class: "panels" });
const maps = h("div", { class: "panels" });
const fault = h("div");
const body = h("div", { hidden: true },
  section("Sequence", source, settings,
    h("div", { class: "typing" }, h("label", { class: "fine", for: "sequence" }, "Tokens, to be changed as you like"), field, keys, fieldFault, hint), drawn),
  section("Parts", parts),
  section("Predictions", legend, panels),
  section("Attention", maps));
show(document.getElementById("main"), head, models, fault, body);
title("Playground");

const columns = [0, 1].map(() => ({
  strip: new Strip(look, edit), attention: new Attention(pointed, (name) => { view.head = name; remember(); draw(); }),
}));

function remember() {
  const { off, ...rest } = view;
  const query = new URLSearchParams(Object.entries({ ...rest, off: [...off].join(","), how: view.how === "mean" ? "" : view.how, head: view.head === "0.0" ? "" : view.head })
    .filter(([, value]) => value !== null && value !== ""));
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
}

/** Browsers refuse addresses that change with every move of the pointer. */
function rememberSoon() {
  clearTimeout(pause);
  pause = setTimeout(remember, 400);
}

async function start() {
  try {
    const all = await get(["api", "playground"]);
    studies = all.studies;
    if (!studies.length && !view.model) {
      show(models, h("div", { class: "empty section" }, h("h2", {}, "No finished model yet"),
        h("p", {}, "The store has none. ", h("code", {}, "./graft run studies/quickstart.yaml"), " makes some, or start a study on ", h("a", { href: "/" }, "the page of studies"), ".")));
      return;
    }
    const isNew = !view.model;
    view.model ??= all.first;
    await meet();
    if (isNew && about?.rival) view.against = about.rival.id;
    await refresh();
  } catch (error) {
    show(models);
    show(fault, trouble(error, start));
  }
}

/** Asks what there is to know of the first model. */
async function meet() {
  about = await get(["api", "playground", "models", view.model]);
}

async function take(id) {
  const wasRival = view.against !== null && view.against === about?.rival?.id;
  Object.assign(view, { model: id, procedure: null, seed: null, sample: null, text: null, at: null });
  view.off.clear();
  try {
    await meet();
    if (wasRival) view.against = about.rival?.id ?? null;
    await refresh();
  } catch (error) {
    show(fault, trouble(error, () => take(id)));
  }
}

const refresh = serial(async () => {
  drawModels();
  if (!found) show(fault, loading(8));
  for (const place of [panels, maps]) place.setAttribute("aria-busy", "true");
  try {
    found = await get(["api", "playground", "reading"], {
      model: view.model, against: view.against, procedure: view.procedure, seed: view.seed, sample: view.sample, off: [...view.off].join(","), how: view.how,
      // An address without a text asks for a sample, so one that is empty is sent as a blank.
      text: view.text === "" ? " " : view.text,
    });
    good = { procedure: view.procedure, seed: view.seed, sample: view.sample };
    show(fault);
    wrong("");
    remember();
    draw();
    body.hidden = false;
  } catch (error) {
    if (view.text !== null && found && error.status === 400) wrong(error.message);
    else {
      show(fault, trouble(error, refresh));
      Object.assign(view, good);
    }
  }
  for (const place of [panels, maps]) place.removeAttribute("aria-busy");
});

function wrong(message) {
  fieldFault.textContent = message;
  fieldFault.className = message ? "notice bad" : "";
  if (message) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

function draw() {
  view.at = Math.min(view.at ?? (found.sequence.scored[0] ?? 0) + 1, found.sequence.symbols.length);
  drawSource();
  drawSettings();
  drawTyping();
  show(parts, ...switches(found.models, view.off, view.how, flip, (how) => { view.how = how; refresh(); }, () => { view.off.clear(); refresh(); }));
  legend.textContent = found.sequence.picture.length ? LEGENDS.cells : LEGENDS.tokens;
  drawPanels();
  look(view.at);
}

function drawModels() {
  const rival = about?.rival;
  show(models,
    modelChoice("Model", studies, view.model, false, take, view.against ?? view.model),
    modelChoice("Compare with", studies, view.against, true, (id) => { view.against = id; refresh(); }, view.model),
    rival && rival.id !== view.against && rival.id !== view.model
      ? h("button", { type: "button", class: "rival", "data-focus": "rival", onclick: () => { view.against = rival.id; refresh(); } }, `Compare with \u201c${rival.label}\u201d`) : null);
}

/** What tells a procedure with its settings from another. */
const same = (one, other) => JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

function drawSource() {
  const choices = about.procedures.map((choice) => ({ ...choice, chosen: same(choice.procedure, found.procedure) }));
  const own = choices.some((choice) => choice.chosen) ? [] : [{ name: found.procedure.name, from: "changed", procedure: found.procedure, chosen: true }];
  const all = [...choices, ...own];
  show(source, h("label", { class: "field" }, "Procedure",
    h("select", { "data-focus": "procedure", onchange: (event) => {
      const { procedure } = all[event.target.selectedIndex];
      Object.assign(view, { procedure: event.target.selectedIndex === 0 ? null : JSON.stringify(procedure), sample: null, text: null, at: null });
      refresh();
    } }, all.map((choice) => h("option", { selected: choice.chosen }, `${choice.name}, ${choice.from}`)))));
}

function drawSettings() {
  const isOpen = settings.querySelector("details")?.open ?? false;
  show(settings, found.settings.length ? h("details", { open: isOpen }, h("summary", {}, `Settings of ${found.procedure.name}`),
    h("div", { class: "settings" }, found.settings.map((setting) => h("label", { class: "field", title: setting.about }, setting.name,
      h("input", { value: String(setting.value), size: 10, "data-focus": `setting ${setting.name}`, onchange: (event) => {
        view.procedure = JSON.stringify({ ...found.procedure, [setting.name]: event.target.value });
        Object.assign(view, { sample: null, text: null, at: null });
        refresh();
      } }), h("span", {}, setting.about))))) : null);
}

const LEGENDS = {
  tokens: "Each position shows its token and below what was expected there, with the probability in percent: \u2713 right, \u2717 wrong, dashed where it is not scored; with parts off, in the third line, what it was with all parts, \u2260 if that was another token. Arrow keys go from one position to the next; a token of one character typed there takes its place.",
  cells: "Filled cells are alive, those of paler colour are given. \u2717: the model expected the other; a dotted edge: parts that are off have changed what it expects. Arrow keys go from cell to cell; a double click, 0 or 1 changes one.",
};

const SCORING = {
  drawn: "Scored are the positions that the procedure scores.",
  length: "Scored are the positions that the procedure scores in sequences of this length.",
  all: "The procedure draws no sequences of this length, so every position is scored.",
};

function drawTyping() {
  const { sequence } = found;
  if (document.activeElement !== field || view.text === null) field.value = sequence.text;
  hint.textContent = `${sequence.symbols.length} tokens. ${SCORING[sequence.scoring]}${sequence.cut ? ` The last ${sequence.cut} tokens are left out.` : ""} Tokens are ${sequence.known}; Enter reads them.`;
  show(keys, sequence.alphabet.map((symbol) => h("button", { type: "button", "data-focus": `key ${symbol}`, "aria-label": `type ${symbol}`, onclick: () => {
    field.setRangeText(sequence.spaced && field.selectionStart ? ` ${symbol}` : symbol, field.selectionStart, field.selectionEnd, "end");
    typed();
  } }, symbol)));
  const sample = Number(view.sample ?? 0);
  show(drawn,
    h("button", { type: "button", class: "first", "data-focus": "draw", onclick: () => { Object.assign(view, { sample: sequence.typed ? sample : sample + 1, text: null, at: null }); refresh(); } }, "Draw another"),
    h("button", { type: "button", "data-focus": "read", onclick: typed }, "Read what is typed"),
    h("label", { class: "field" }, "Seed", h("input", { inputmode: "numeric", size: 6, value: view.seed ?? sequence.seed ?? "", placeholder: "own", "data-focus": "seed",
      onchange: (event) => { Object.assign(view, { seed: event.target.value.trim() || null, sample: null, text: null, at: null }); refresh(); } })),
    h("span", { class: "fine" }, sequence.typed ? "Typed." : `Sample ${sequence.sample} of seed ${sequence.seed}${sequence.keptOut ? ", kept out of this model\u2019s training" : ""}.`));
}

function typed() {
  view.text = field.value;
  refresh();
}

function edit(t, symbol) {
  const symbols = [...found.sequence.symbols];
  symbols[t] = symbol;
  view.text = symbols.join(" ");
  view.at = t;
  field.value = view.text;
  refresh();
}

function flip(site) {
  if (!view.off.delete(site)) view.off.add(site);
  refresh();
}

function heading(model) {
  const total = found.sequence.scored.length;
  return [h("h3", {}, h("a", { href: address(["result", model.id]), "data-focus": `model ${model.id}` }, model.label)),
    h("p", { class: "fine" }, h("code", {}, model.id.slice(0, 8)), `, ${model.layers} ${model.layers === 1 ? "layer" : "layers"}, ${model.heads} heads, width ${model.width}`),
    model.fault ? h("p", { class: "notice bad" }, model.fault)
      : h("p", { class: "score" }, share(model.right, total), model.before ? h("span", {}, `; with all parts ${model.rightBefore} of ${total}`) : null)];
}

function drawPanels() {
  panels.classList.toggle("two", found.models.length > 1);
  maps.classList.toggle("two", found.models.length > 1);
  found.models.forEach((model, i) => {
    const { strip } = columns[i];
    columns[i].details ??= h("div", { class: "details" });
    if (!model.fault) strip.draw(model, found.sequence, view.at);
  });
  // What is focused stays in the page, so that the focus stays too.
  const shown = found.models.map((model) => model.id + Boolean(model.fault)).join();
  if (panels.dataset.shown !== shown) {
    panels.dataset.shown = shown;
    columns.forEach((column) => { column.top = h("div"); });
    show(panels, found.models.map((model, i) => h("section", { class: "panel", "aria-label": `Predictions of ${model.label}` },
      columns[i].top, model.fault ? null : [columns[i].strip.element, columns[i].details])));
    show(maps, found.models.map((model, i) => h("section", { class: "panel", "aria-label": `Attention of ${model.label}` },
      h("h3", {}, model.label), model.fault ? h("p", { class: "fine" }, "It cannot read this sequence.") : columns[i].attention.element)));
  }
  found.models.forEach((model, i) => {
    show(columns[i].top, heading(model));
    if (!model.fault) columns[i].attention.draw(model, found.sequence, view.head);
  });
}

/** Looks at a position: what was expected there, and where the chosen head looked for it. */
function look(t) {
  view.at = t;
  rememberSoon();
  found.models.forEach((model, i) => {
    if (model.fault) return;
    const { strip, attention, details } = columns[i];
    const query = t - 1;
    const key = query < 0 ? -1 : attention.favourite(query);
    strip.choose(t, query, key, attention.row(query));
    attention.mark(query, key);
    show(details, guesses(model, found.sequence, t));
  });
}

/** A cell of a map was pointed at: the same in the other one, and in the sequences. */
function pointed(query, key) {
  view.at = query + 1;
  rememberSoon();
  found.models.forEach((model, i) => {
    if (model.fault) return;
    columns[i].strip.choose(query + 1, query, key, columns[i].attention.row(query));
    columns[i].attention.mark(query, key);
    show(columns[i].details, guesses(model, found.sequence, query + 1));
  });
}

let version = null;
follow((news) => {
  const isFirst = version === null;
  const changed = news.version !== version;
  version = news.version;
  if (changed && !isFirst && !studies.length) start();
});
start();
