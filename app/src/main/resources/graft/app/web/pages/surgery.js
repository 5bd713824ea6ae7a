/** The surgery table: components of donors are put into the model that a task needs, evaluated, and kept as a study. */
import { address, get, post, serial } from "../api.js";
import { copied } from "../copy.js";
import { h, loading, section, show, title, trouble } from "../dom.js";
import { Evaluation } from "../evaluation.js";
import { donorModel, PARTS, TargetModel } from "../table-model.js";
import { table } from "../table.js";

const HOW = {
  random: "stays as initialised", copy: "copied", first_rows: "the donor\u2019s first rows", mean: "every row the mean of the donor\u2019s", copy_and_mean: "the donor\u2019s rows, further ones their mean",
};
const STEPS = 300;
const asked = new URLSearchParams(location.search);
const view = { study: asked.get("study"), task: asked.get("task"), donor: asked.get("donor"), run: asked.get("run"), find: "", gifts: asked.getAll("gift").map(read).filter(Boolean) };
let all = null;
let composed = null;
let dragged = null;
let run = null;
/** What the run that is shown was composed of. */
let evaluated = null;

const main = document.getElementById("main");
const fault = h("div", { class: "said" });
const donors = h("ul", { class: "donors" });
const donor = h("div", { class: "side" });
const target = new TargetModel(() => { if (dragged) add(dragged); });
const targets = h("select", { id: "target", onchange: () => choose(targets.value) });
const gifts = h("div", { class: "gifts" });
const copies = h("div", { class: "copies" });
const lists = { donor: h("select", { "data-focus": "list donor" }), part: h("select", { "data-focus": "list part" }), layer: h("select", {}), embedding: h("select", {}) };
const steps = h("input", { type: "number", id: "steps", min: 1, step: 1, value: STEPS, inputmode: "numeric" });
const evaluate = h("button", { type: "button", class: "first", onclick: start }, "Evaluate");
const busy = h("span", { class: "fine", role: "status" });
const evaluation = new Evaluation((now) => { run = now; offer(); });
const stale = h("div", { class: "said" });
const yaml = copied("The study as YAML", "Copy the study");
const name = h("input", { type: "text", id: "name", spellcheck: "false", autocapitalize: "none", placeholder: "my-study", maxlength: 60, oninput: offer });
const question = h("input", { type: "text", id: "question", maxlength: 200 });
const save = h("button", { type: "button", onclick: keep }, "Save as a study");
const saved = h("div", { class: "said", role: "status" });
const body = h("div", {}, h("div", { class: "section" }, loading(8)));

title("Surgery");
show(main, h("h1", {}, "Surgery table"),
  h("p", { class: "lead" }, "Put components of pretrained models into the model that a task needs, see what is copied, and try it."), body);

function read(text) {
  const [id, part, layer, embedding] = text.split(".");
  return PARTS[part] ? { donor: id, part, layer: layer === "all" ? null : Number(layer), embedding: embedding || null } : null;
}

function remember() {
  if (view.run && evaluated !== JSON.stringify(request())) view.run = null;
  show(stale, evaluation.key && !view.run ? h("p", { class: "notice" }, "The curves are of another composition than what is put in now.") : null);
  const query = new URLSearchParams(["study", "task", "donor", "run"].filter((key) => view[key]).map((key) => [key, view[key]]));
  view.gifts.forEach((gift) => query.append("gift", [gift.donor, gift.part, gift.layer ?? "all", gift.embedding ?? ""].join(".")));
  history.replaceState(null, "", `?${query}`);
}

const key = (each) => JSON.stringify([each.study, each.task]);
const currentTarget = () => all.targets.find((each) => key(each) === key(view));
const currentDonor = () => all.donors.find((each) => each.id === view.donor);
const named = (id) => all.donors.find((each) => each.id === id)?.label ?? "?";
const same = (one, other) => one && other && ["layers", "heads", "width"].every((side) => one[side] === other[side]);
const shape = ({ layers, heads, width }) => `${layers} ${layers === 1 ? "layer" : "layers"}, ${heads} ${heads === 1 ? "head" : "heads"}, width ${width}`;

async function begin() {
  try {
    all = await get(["api", "surgery"]);
  } catch (error) {
    show(body, trouble(error, begin));
    return;
  }
  if (!all.donors.length || !all.targets.length) {
    show(body, nothing());
    return;
  }
  if (!currentDonor()) view.donor = (all.donors.find((each) => !each.fault) ?? all.donors[0]).id;
  if (!currentTarget()) {
    const { study, task } = all.targets.find((each) => same(each, currentDonor())) ?? all.targets[0];
    Object.assign(view, { study, task });
  }
  lay();
  drawTargets();
  drawDonors();
  drawDonor();
  drawLists();
  target.draw(currentTarget());
  if (view.run) {
    evaluated = JSON.stringify(request());
    evaluation.watch(view.run);
  }
  await compose();
}

function nothing() {
  return h("div", { class: "empty section" }, h("h2", {}, all.donors.length ? "No study has a task" : "The store has no pretrained model yet"),
    h("p", {}, all.donors.length ? ["Targets are the tasks of the studies in ", h("code", {}, all.folder), "."]
      : [h("code", {}, "./graft run studies/quickstart.yaml"), " makes some, and so does every study that is ", h("a", { href: "/" }, "started from its line"), "."]));
}

function lay() {
  const find = h("input", { type: "search", placeholder: "name, study, rule", oninput: () => { view.find = find.value.trim().toLowerCase(); drawDonors(); } });
  show(body,
    h("div", { class: "operating section" },
      h("div", { class: "side" }, h("h2", {}, "Donors"), h("label", { class: "field wide" }, "Find", find), donors),
      donor,
      h("div", { class: "side" }, h("h2", {}, "Target"), h("label", { class: "field wide", for: "target" }, "Task", targets), h("p", { class: "fine", id: "of-target" }), target.element)),
    fault,
    section("Or from lists", byLists(), gifts),
    section("What would be copied", copies),
    section("Evaluate", h("div", { class: "tools" }, h("label", { class: "field" }, "Fine-tuning steps", steps), evaluate, evaluation.stop, busy), stale, evaluation.element),
    section("Save", h("p", { class: "fine" }, "With the task\u2019s own fine-tuning steps, for every seed that all donors have."),
      h("div", { class: "tools keep" }, h("label", { class: "field" }, "Name", name), h("label", { class: "field grow" }, "Question", question), save), saved, yaml.element));
}

function byLists() {
  const field = (label, list) => h("label", { class: "field" }, label, list);
  lists.part.addEventListener("change", suit);
  lists.donor.addEventListener("change", suit);
  return h("form", { class: "tools", "aria-label": "Add a component", onsubmit: (event) => {
    event.preventDefault();
    const part = lists.part.value;
    add({ part, layer: part === "embedding" || lists.layer.value === "all" ? null : Number(lists.layer.value) }, lists.donor.value);
  } }, field("Donor", lists.donor), field("Component", lists.part), field("Layers", lists.layer), field("Embedding becomes", lists.embedding), h("button", {}, "Add"));
}

/** Layers are those of the donor; the embedding has none, and a strategy instead. */
function suit() {
  const embedding = lists.part.value === "embedding";
  const count = all.donors.find((each) => each.id === lists.donor.value)?.layers ?? 0;
  const chosen = lists.layer.value;
  show(lists.layer, h("option", { value: "all" }, "all"), Array.from({ length: count }, (_, layer) => h("option", { value: layer, selected: String(layer) === chosen }, layer)));
  lists.layer.disabled = embedding;
}

function drawLists() {
  show(lists.donor, all.donors.filter((each) => !each.fault).map((each) => h("option", { value: each.id, selected: each.id === view.donor }, each.label)));
  if (!lists.part.options.length) {
    show(lists.part, all.parts.map((part) => h("option", { value: part }, PARTS[part])));
    show(lists.embedding, all.strategies.map((each) => h("option", { value: each }, each)));
  }
  suit();
}

function drawTargets() {
  const studies = [...new Set(all.targets.map((each) => each.study))];
  show(targets, studies.map((study) => h("optgroup", { label: study }, all.targets.filter((each) => each.study === study)
    .map((each) => h("option", { value: key(each), selected: key(each) === key(view) }, `${each.task} (${study})`)))));
  describe();
}

function describe() {
  const now = currentTarget();
  document.getElementById("of-target").textContent = `${shape(now)}; ${now.vocabulary} tokens, ${now.positions} positions`;
}

function choose(value) {
  const found = all.targets.find((each) => key(each) === value);
  Object.assign(view, { study: found.study, task: found.task });
  describe();
  target.draw(found);
  drawDonors();
  compose();
}

function drawDonors() {
  const fits = (each) => Number(same(each, currentTarget()) && !each.fault);
  const found = all.donors.toSorted((one, other) => fits(other) - fits(one)).filter((each) => `${each.label} ${each.studies.join(" ")} ${each.procedure} ${each.settings}`.toLowerCase().includes(view.find));
  show(donors, found.length ? found.map((each) => h("li", {}, h("button", {
    type: "button", "aria-pressed": String(each.id === view.donor), "data-focus": `donor ${each.id}`, "data-donor": each.label,
    onclick: () => { view.donor = each.id; drawDonors(); drawDonor(); drawLists(); remember(); },
  }, h("strong", {}, each.label), h("span", { class: "fine" }, each.studies.length ? each.studies.join(", ") : "no study names it"),
    h("span", { class: fits(each) ? "fine" : "fine unfit" }, each.fault ? "cannot be used" : `${fits(each) ? "" : "another shape: "}${shape(each)}; ${each.seeds.length === 1 ? "seed" : "seeds"} ${each.seeds.join(", ")}`))))
    : h("li", { class: "fine" }, "No donor is called that."));
}

function drawDonor() {
  const now = currentDonor();
  show(donor, h("h2", {}, now.label),
    h("p", { class: "fine" }, `${now.procedure}${now.settings ? ` ${now.settings}` : ""}`),
    h("p", { class: "fine" }, `${shape(now)}; ${now.vocabulary} tokens, ${now.positions} positions. `, h("a", { href: address(["result", now.id]) }, h("code", {}, now.id.slice(0, 12)))),
    now.fault ? h("p", { class: "notice bad" }, now.fault) : donorModel(now, add, (what) => { dragged = what; target.invite(what); }),
    now.fault ? null : h("p", { class: "fine hint" }, "Drag a component onto the target, or press it."));
}

/** Puts a component in, in the place of what it would cover; takes it out again if it does not fit. */
function add({ part, layer }, from = view.donor) {
  const before = view.gifts;
  const gift = { donor: from, part, layer, embedding: part === "embedding" ? lists.embedding.value : null };
  view.gifts = [...before.filter((each) => each.part !== part || (layer !== null && each.layer !== layer)), gift];
  target.invite(null);
  compose(before);
}

function request() {
  return { target: { study: view.study, task: view.task }, gifts: view.gifts };
}

let fallback = null;
const composing = serial(async () => {
  const before = fallback;
  fallback = null;
  remember();
  try {
    composed = view.gifts.length ? await post(["api", "surgery", "compose"], request()) : null;
    show(fault);
  } catch (error) {
    show(fault, trouble(error));
    if (before) {
      view.gifts = before;
      remember();
      return;
    }
    composed = null;
  }
  drawComposed();
});

function compose(before = null) {
  fallback = before;
  return composing();
}

function drawComposed() {
  const labels = [...new Set(view.gifts.map((gift) => named(gift.donor)))];
  const colours = new Map(labels.map((label, i) => [label, 1 + (i % 6)]));
  target.fill(composed?.tensors ?? [], colours);
  show(gifts, view.gifts.length ? h("ul", { class: "taken", "aria-label": "Put in" }, view.gifts.map((gift, i) => h("li", {},
    h("i", { class: `s${colours.get(named(gift.donor))}` }), words(gift),
    h("button", { type: "button", "aria-label": `Remove ${words(gift)}`, "data-focus": `remove ${i}`, onclick: () => { view.gifts = view.gifts.filter((each) => each !== gift); compose(); } }, "Remove"))))
    : h("p", { class: "fine" }, "Nothing is put in yet: all of the target is random."));
  drawCopies();
  if (composed) yaml.write(composed.yaml);
  yaml.element.hidden = !composed;
  offer();
}

const words = (gift) => `${PARTS[gift.part]}${gift.part === "embedding" ? ` (${gift.embedding})` : gift.layer === null ? ", all layers" : `, layer ${gift.layer}`} of ${named(gift.donor)}`;

function drawCopies() {
  if (!composed) {
    show(copies, h("div", { class: "empty" }, view.gifts.length ? "This does not fit together." : "Choose a component of a donor."));
    return;
  }
  const moved = composed.tensors.filter((tensor) => tensor.from).length;
  show(copies, h("p", { class: "fine" }, `${moved} of ${composed.tensors.length} tensors come from donors; the others stay as initialised.`),
    h("div", { class: "long" }, table("What would be copied", ["tensor", "component", "shape", "from", "its shape", "how"], [false, false, false, false, false, false],
      composed.tensors.map((tensor) => [h("code", {}, tensor.name), PARTS[tensor.part], tensor.shape, tensor.from ?? "\u2014", tensor.source || "\u2014", HOW[tensor.how]]))));
}

/** What can be done now, and why not. */
function offer() {
  if (!all?.donors.length) return;
  const other = run && run.study !== evaluation.key;
  evaluate.disabled = !composed || Boolean(run);
  save.disabled = !composed || !name.value;
  show(busy, !composed ? "Put something in first." : other ? h("span", {}, h("a", { href: address(["study", run.study]) }, run.study), " runs: one study at a time.")
    : run ? "" : `Random and composed, seed ${composed.seeds[0]}; donors come from the store.`);
}

async function start() {
  const count = Number(steps.value);
  if (!Number.isInteger(count) || count < 1 || count > all.mostSteps) {
    show(evaluation.fault, h("p", { class: "notice bad", role: "alert" }, `Steps must be a whole number from 1 to ${all.mostSteps}.`));
    return;
  }
  evaluate.disabled = true;
  try {
    const begun = await post(["api", "surgery", "evaluate"], { ...request(), steps: count });
    view.run = begun.key;
    evaluated = JSON.stringify(request());
    const shown = evaluation.watch(begun.key, begun.run);
    remember();
    await shown;
  } catch (error) {
    show(evaluation.fault, trouble(error));
  }
  offer();
}

async function keep() {
  save.disabled = true;
  try {
    const made = await post(["api", "surgery", "save"], { ...request(), name: name.value, question: question.value });
    show(saved, h("p", { class: "notice" }, "Saved: ", h("a", { href: address(["study", made.key]) }, made.key), ", where it can be started."));
  } catch (error) {
    show(saved, trouble(error));
  }
  offer();
}

begin();
