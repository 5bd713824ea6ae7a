/** The list of studies: how far each is, and starting and stopping them. */
import { get, post, serial } from "../api.js";
import { h, loading, show, state, trouble } from "../dom.js";
import { follow } from "../live.js";

const WORDS = {
  new: "not begun", stopped: "unfinished", running: "running", stopping: "stopping", finished: "finished",
  failed: "some failed", elsewhere: "runs elsewhere",
};

const list = h("div", { class: "studies" }, loading(6));
const where = h("p", { class: "fine" }, "\u00a0");
const fault = h("div");
show(document.getElementById("main"),
  h("h1", {}, "Studies"),
  h("p", { class: "lead" }, "Which procedural rule teaches a small transformer which skill, and where in the network it lives."),
  fault, list, h("div", { class: "section" }, where));

let run = null;
let version = null;
/** By study: what its line was made from, and how to follow a run in it without making it anew. */
const lines = new Map();

const refresh = serial(async () => {
  try {
    const found = await get(["api", "studies"]);
    show(fault);
    show(where, "Studies from ", h("code", {}, found.folder), ", results in ", h("code", {}, found.store), ".");
    show(list, found.studies.length ? found.studies.map(kept) : nothing(found.folder));
  } catch (error) {
    show(fault, trouble(error, refresh));
  }
});

function nothing(folder) {
  return h("div", { class: "empty" }, h("h2", {}, "No studies here"),
    h("p", {}, "A study is a short YAML file. Put one into ", h("code", {}, folder), ", or name another folder with ",
      h("code", {}, "--studies"), "."));
}

/** The line of a study, the same element as before if nothing but a run's progress has changed. */
function kept(study) {
  const signature = JSON.stringify([study, run?.study === study.key, run !== null]);
  const before = lines.get(study.key);
  if (before?.signature === signature) return before.element;
  const element = line(study);
  lines.set(study.key, { signature, element, study });
  follows(study.key);
  return element;
}

/** Writes a run's progress into the line of its study. */
function follows(key) {
  const { element, study } = lines.get(key);
  const mine = run?.study === key ? run : null;
  const bar = element.querySelector(".meter");
  if (!bar) return;
  const share = mine ? mine.share : study.finished / study.runs;
  bar.firstChild.style.width = `${(100 * share).toFixed(1)}%`;
  bar.setAttribute("aria-valuenow", Math.round(100 * share));
  element.querySelector(".remark").textContent = remark(study, mine);
}

function line(study) {
  if (study.fault) {
    return h("article", { class: "study" },
      h("div", {}, h("h2", {}, study.name), h("p", { class: "fine" }, study.fault)), h("div", {}, state("fault", "cannot be read")));
  }
  return h("article", { class: "study", "data-study": study.key },
    h("div", {},
      h("h2", {}, h("a", { href: `/study/${encodeURIComponent(study.key)}`, "data-focus": `open ${study.key}` }, study.name)),
      study.question ? h("p", { class: "question" }, study.question) : null,
      h("p", { class: "fine" }, study.setting),
      study.quick ? h("p", { class: "fine" }, h("a", { href: `/study/${encodeURIComponent(study.quick.key)}`, "data-focus": `quick ${study.key}` }, "Quick version"),
        `: ${WORDS[study.quick.state]}${study.quick.state === "new" ? "" : `, ${study.quick.finished} of ${study.quick.runs}`}`) : null,
      study.changes.length ? h("p", { class: "fine" }, `Changed: ${study.changes.join("; ")}`) : null),
    h("div", { class: "how" },
      h("p", { class: "line" }, state(study.state, WORDS[study.state]), h("span", {}, `${study.finished} of ${study.runs} ${study.analyses ? "done" : "runs"}`)),
      h("div", { class: `meter${study.state === "finished" ? " done" : ""}`, role: "progressbar", "aria-label": `${study.name}: done`,
        "aria-valuemin": 0, "aria-valuemax": 100 }, h("span")),
      h("p", { class: "line" }, h("span", { class: "remark" }), h("span", {}, study.disk))),
    h("div", { class: "act" }, action(study)));
}

function remark(study, mine) {
  if (mine) return mine.left ? `${mine.left} left` : "";
  if (study.outcome) return study.outcome;
  return study.failed ? `${study.failed} failed` : study.stopped && study.state !== "elsewhere" ? `${study.stopped} begun` : "";
}

/** The one thing that can be done with a study now. */
function action(study) {
  if (study.state === "running" || study.state === "stopping") {
    return button(study, "stop", "Stop", study.state === "stopping");
  }
  if (study.state === "finished" || study.state === "elsewhere") return null;
  const word = study.state === "new" ? "Start" : "Resume";
  return button(study, "start", word, run !== null && run.study !== study.key);
}

function button(study, verb, word, disabled) {
  return h("button", { type: "button", disabled, "data-focus": `act ${study.key}`, "aria-label": `${word} ${study.name}`,
    title: disabled && verb === "start" ? "another study runs: one at a time" : null,
    onclick: async () => {
      try {
        run = (await post(["api", "studies", study.key, verb])).run;
        await refresh();
      } catch (error) {
        show(fault, trouble(error));
      }
    } }, word);
}

const phase = (of) => JSON.stringify(of && [of.study, of.stopping, of.done]);

follow(async (news) => {
  const changed = news.version !== version || phase(news.run) !== phase(run);
  run = news.run;
  version = news.version;
  if (changed || !lines.size) await refresh();
  else if (run && lines.has(run.study)) follows(run.study);
});
