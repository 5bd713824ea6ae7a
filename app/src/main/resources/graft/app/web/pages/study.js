/** A study: its matrix, its table, its curves, its files; all of it follows a run. */
import { address, get, post, serial } from "../api.js";
import { Curves } from "../curves.js";
import { h, loading, section, show, state, title, trouble } from "../dom.js";
import { heatMap } from "../heatmap.js";
import { follow } from "../live.js";
import { RunProgress } from "../progress.js";
import { pager, table } from "../table.js";
import { tabs } from "../tabs.js";

const WORDS = {
  new: "not begun", stopped: "unfinished", running: "running", stopping: "stopping", finished: "finished",
  failed: "some failed", elsewhere: "runs in another process",
};
/** Columns of arms that fit side by side. */
const MOST_COLUMNS = 8;
const key = decodeURIComponent(location.pathname.split("/")[2] ?? "");
const asked = new URLSearchParams(location.search);
const view = { metric: asked.get("metric"), arm: asked.get("arm"), pretrain: asked.get("pretrain"), task: asked.get("task"), page: 0 };
let study = null;
let found = null;
let run = null;
let version = null;
let drawn = null;

const head = h("div", {}, h("h1", {}, key), loading(2));
const progress = new RunProgress(key);
const matrix = h("div", {}, loading(5));
const cell = h("div", { id: "cell" });
const curves = new Curves("Learning curves");
const choices = h("div", { class: "tools" });
const statistics = h("div", {}, loading(5));
const figures = h("div", { class: "figures" });
const files = h("div", { class: "downloads" });
const text = h("pre", { class: "text", tabindex: 0 });
const fault = h("div");
const results = section("Results", matrix, cell);
/** What has a place of its own only when the first results are there, so that nothing moves. */
const rest = h("div", { hidden: true });

show(document.getElementById("main"),
  h("p", { class: "crumb" }, h("a", { href: "/" }, "Studies")),
  head, fault, progress.element,
  results, rest);
rest.append(
  section("Learning curves", choices, curves.element,
    h("p", { class: "fine" }, "Line: mean over seeds on held-out sequences. Band: its 95 % bootstrap interval.")),
  section("Table", statistics),
  section("Figures and files", details("Figures", figures, drawFigures), h("p", {}, "\u00a0"), files),
  section("Study file", details("As it was read", text)));

function details(summary, content, opened) {
  return h("details", { ontoggle: (event) => event.target.open && opened?.() }, h("summary", {}, summary), content);
}

function remember() {
  const query = new URLSearchParams(Object.entries(view).filter(([name, value]) => value && name !== "page"));
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
}

const refresh = serial(async () => {
  try {
    study = await get(["api", "studies", key]);
    drawHead();
    if (study.fault) {
      results.hidden = true;
      return;
    }
    found = await get(["api", "studies", key, "table"], { metric: view.metric });
    settle();
    drawMatrix();
    drawTable();
    drawFiles();
    results.hidden = false;
    rest.hidden = false;
    await Promise.all([drawCell(), drawCurves()]);
    show(fault);
  } catch (error) {
    show(fault, trouble(error, error.status === 404 ? null : refresh));
    if (!study) show(head, h("h1", {}, error.status === 404 ? "No such study" : key));
    if (!found) results.hidden = true;
  }
});
const report = (error) => show(fault, trouble(error, refresh));

/** What is chosen must be there; where nothing is, the first of it. */
function settle() {
  const arms = found.arms.map((arm) => arm.label);
  view.metric = found.metric;
  if (!arms.includes(view.arm)) view.arm = null;
  if (!found.pretrainings.includes(view.pretrain)) view.pretrain = null;
  if (!found.tasks.includes(view.task)) view.task = null;
}

/** Draws the head if anything in it has changed, so that what is being clicked stays. */
function drawHead() {
  const mine = run?.study === key ? run : null;
  progress.draw(mine);
  const now = JSON.stringify([study, run?.study ?? null, mine?.warnings]);
  if (now === drawn) return;
  drawn = now;
  title(study.name);
  text.textContent = study.text;
  show(head,
    h("div", { class: "head-line" }, h("h1", {}, study.name),
      h("div", { class: "tools" }, study.state ? state(study.state, WORDS[study.state]) : null, action())),
    study.question ? h("p", { class: "lead" }, study.question) : null,
    study.fault ? h("p", { class: "notice bad" }, study.fault)
      : h("p", { class: "fine" }, `${study.setting}. ${study.finished} of ${study.runs} ${study.analyses ? "training runs and analyses" : "training runs"} are in the store, ${study.disk === "\u2014" ? "nothing on disk" : `${study.disk} on disk`}.`),
    study.changes?.length ? h("p", { class: "fine" }, `Not the study as its file has it: ${study.changes.join("; ")}.`) : null,
    study.quick ? h("p", { class: "fine" }, "For a rough answer in less time: ", h("a", { href: address(["study", study.quick.key]), "data-focus": "quick" }, "the quick version"), ".")
      : study.whole && study.whole !== study.key ? h("p", { class: "fine" }, "Its results are its own. ", h("a", { href: address(["study", study.whole]), "data-focus": "whole" }, "The whole study"), ".") : null,
    study.outcome ? h("p", { class: "notice bad" }, study.outcome) : null,
    (mine?.warnings ?? []).map((warning) => h("p", { class: "notice" }, warning)));
}

function action() {
  if (study.fault || study.state === "finished" || study.state === "elsewhere") return null;
  const going = study.state === "running" || study.state === "stopping";
  return h("button", { type: "button", class: going ? null : "first", disabled: study.state === "stopping" || (!going && run !== null),
    title: !going && run ? "another study runs: one at a time" : null, "data-focus": "act",
    onclick: async () => {
      try {
        run = (await post(["api", "studies", key, going ? "stop" : "start"])).run;
        await refresh();
      } catch (error) {
        show(fault, trouble(error));
      }
    } }, going ? "Stop" : study.state === "new" ? "Start" : "Resume");
}

function metrics() {
  return found.metrics.length > 1
    ? select("Metric", found.metrics, view.metric, (metric) => { view.metric = metric; remember(); refresh(); }) : null;
}

function select(label, options, chosen, choose) {
  return h("label", { class: "field" }, label,
    h("select", { "data-focus": label, onchange: (event) => choose(event.target.value) },
      options.map((option) => h("option", { value: option, selected: option === chosen }, option))));
}

/**
 * With one pretraining the arms are the lines, with one task they are the columns; otherwise each arm
 * has a matrix of its own.
 */
function drawMatrix() {
  const arms = found.arms.map((arm) => arm.label);
  const { pretrainings, tasks } = found;
  const rows = new Map(found.rows.map((row) => [JSON.stringify([row.pretrain, row.arm, row.task]), row]));
  const at = (pretrain, arm, task) => rows.get(JSON.stringify([pretrain, arm, task]));
  const chosen = (row) => row.pretrain === view.pretrain && row.task === view.task && row.arm === view.arm;
  const map = (caption, lines, columns, find) => heatMap(`${found.title}: ${caption}`, lines, columns, find, chosen, choose);
  const tools = h("div", { class: "tools" }, h("p", { class: "fine" }, [`After fine-tuning: ${found.title}.`,
    pretrainings.length === 1 ? ` Pretrained on ${pretrainings[0]}.` : tasks.length === 1 ? ` Task: ${tasks[0]}.` : ""]), metrics());
  const note = h("p", { class: "fine" }, "A cell shows its trials. * differs from the baseline significantly after Holm\u2019s correction.");
  if (pretrainings.length === 1) {
    show(matrix, tools, map("arms by tasks", arms, tasks, (line, column) => at(pretrainings[0], line, column)), note);
  } else if (tasks.length === 1) {
    show(matrix, tools, arms.length > MOST_COLUMNS
      ? map("arms by pretrainings", arms, pretrainings, (line, column) => at(column, line, tasks[0]))
      : map("pretrainings by arms", pretrainings, arms, (line, column) => at(line, column, tasks[0])), note);
  } else {
    const arm = view.arm ?? arms.find((each) => each !== arms[0]) ?? arms[0];
    const lines = pretrainings.filter((line) => tasks.some((task) => at(line, arm, task)));
    show(matrix, tools, tabs("Arm", arms, arm, chooseArm, "matrix"),
      h("div", { id: "matrix", role: "tabpanel", "aria-label": arm }, map(`pretrainings by tasks, ${arm}`, lines, tasks, (line, column) => at(line, arm, column))), note);
  }
}

function chooseArm(arm) {
  Object.assign(view, { arm, task: null });
  remember();
  drawMatrix();
  drawTable();
  drawCell().catch(report);
}

/** Chooses a cell, or none if it was chosen before. */
function choose(row) {
  const same = row.pretrain === view.pretrain && row.task === view.task && row.arm === view.arm;
  Object.assign(view, { pretrain: row.pretrain, arm: row.arm, task: same ? null : row.task, page: 0 });
  remember();
  drawMatrix();
  drawTable();
  drawCell().catch(report);
  drawCurves().catch(report);
}

const drawCell = serial(async () => {
  if (!view.task || !view.arm || !view.pretrain) {
    show(cell);
    return;
  }
  const where = { metric: view.metric, pretrain: view.pretrain, arm: view.arm, task: view.task, page: view.page };
  const trials = await get(["api", "studies", key, "trials"], where);
  show(cell, h("div", { class: "section" },
    h("h3", {}, `Trials: ${view.pretrain}, ${view.arm}, ${view.task}`),
    table("Trials", ["seed", found.metric, "steps", "state", "result"], [true, true, true, false, false],
      trials.trials.map((trial) => [String(trial.seed), trial.figure, trial.steps === null ? "\u2014" : String(trial.steps),
        h("span", {}, state(trial.state), trial.remark ? ` ${trial.remark}` : ""),
        h("a", { href: address(["result", trial.id], { from: key }), "data-focus": `trial ${trial.id}` }, h("code", {}, trial.id.slice(0, 12)))])),
    pager(trials.total, trials.perPage, trials.page, (page) => { view.page = page; drawCell().catch(report); })));
});

const drawCurves = serial(async () => {
  const pretrain = view.pretrain ?? found.pretrainings[0];
  const task = view.task ?? found.tasks[0];
  const choose = (what) => (value) => { view[what] = value; remember(); drawMatrix(); drawCell().catch(report); drawCurves().catch(report); };
  show(choices,
    found.pretrainings.length > 1 ? select("Pretraining", found.pretrainings, pretrain, choose("pretrain")) : null,
    found.tasks.length > 1 ? select("Task", found.tasks, task, choose("task")) : null);
  const data = await get(["api", "studies", key, "curves"], { metric: view.metric, pretrain, task });
  curves.chart.setAttribute("aria-label", `Learning curves, ${data.pretrain} to ${data.task}: ${data.curves.map((each) => each.arm).join(", ") || "nothing yet"}`);
  curves.draw({
    axis: data.title, steps: "fine-tuning steps", range: data.metric === "loss" ? null : data.scale, nothing: "No trial of this cell has been measured yet.",
    lines: [...data.curves.map((each) => ({ label: each.arm, colour: each.colour, dash: each.dash, points: each.points })),
      ...data.running.map((each) => ({ label: `${each.arm}, seed ${each.seed}`, colour: each.colour, points: each.points, thin: true }))],
  });
});

function drawTable() {
  const chosen = (row) => view.task && row.pretrain === view.pretrain && row.arm === view.arm && row.task === view.task;
  show(statistics,
    table("Table", found.head, found.right, found.rows.map((row) => ({ cells: row.cells, chosen: chosen(row) }))),
    found.contrasts ? h("div", { class: "section" }, h("h3", {}, "Contrasts"), table("Contrasts", found.contrasts.head, found.contrasts.right, found.contrasts.rows)) : null,
    found.failures.map((failure) => h("p", { class: "notice bad" }, failure)),
    h("ul", { class: "notes" }, found.notes.map((note) => h("li", {}, note))),
    h("p", { class: "notes" }, h("a", { href: address(["compare"], { a: key }) }, "Compare with another study")));
}

async function drawFigures() {
  show(figures, loading(3));
  try {
    const all = (await get(["api", "studies", key, "files"])).files.filter((file) => file.endsWith(".svg"));
    show(figures, all.map((file) => {
      const name = file.replace("figures/", "");
      const at = (ending) => address(["api", "studies", key, "figures", name.replace(/svg$/, ending)], { v: version });
      return h("figure", {}, h("img", { src: at("svg"), alt: name.replace(".svg", "").replaceAll("-", " "), loading: "lazy" }),
        h("figcaption", {}, name.replace(".svg", ""), ": ", h("a", { href: `${at("svg")}&save=1`, download: true }, "SVG"), " ",
          h("a", { href: `${at("png")}&save=1`, download: true }, "PNG")));
    }), all.length ? null : h("p", { class: "fine" }, "Figures come with the first results."));
  } catch (error) {
    show(figures, trouble(error, drawFigures));
  }
}

function drawFiles() {
  const named = [["table.csv", "Table, CSV"], ["table.tex", "Table, LaTeX"], ["table.md", "Table, Markdown"],
    ["trials.csv", "Trials, CSV"], ["trials.parquet", "Trials, Parquet"], ["index.html", "Report, one page"]];
  show(files, named.map(([file, label]) => h("a", { class: "button", download: true, href: address(["api", "studies", key, "files", file]) }, label)));
}

const phase = (of) => JSON.stringify(of && [of.study, of.stopping, of.done]);

follow(async (news) => {
  const changed = news.version !== version || phase(news.run) !== phase(run);
  run = news.run;
  if (changed) {
    version = news.version;
    await refresh();
  } else if (study) {
    drawHead();
  }
});
