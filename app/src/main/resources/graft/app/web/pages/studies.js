/** The list of studies: how far each is, and starting and stopping them. */
import { get, post } from "../api.js";
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

async function refresh() {
  try {
    const found = await get(["api", "studies"]);
    show(fault);
    show(where, "Studies from ", h("code", {}, found.folder), ", results in ", h("code", {}, found.store), ".");
    show(list, found.studies.length ? found.studies.map(line) : nothing(found.folder));
  } catch (error) {
    show(fault, trouble(error, refresh));
  }
}

function nothing(folder) {
  return h("div", { class: "empty" }, h("h2", {}, "No studies here"),
    h("p", {}, "A study is a short YAML file. Put one into ", h("code", {}, folder), ", or name another folder with ",
      h("code", {}, "--studies"), "."));
}

function line(study) {
  if (study.fault) {
    return h("article", { class: "study" },
      h("div", {}, h("h2", {}, study.name), h("p", { class: "fine" }, study.fault)), h("div", {}, state("fault", "cannot be read")));
  }
  const mine = run?.study === study.key ? run : null;
  const share = mine ? mine.share : study.finished / study.runs;
  return h("article", { class: "study", "data-study": study.key },
    h("div", {},
      h("h2", {}, h("a", { href: `/study/${encodeURIComponent(study.key)}`, "data-focus": `open ${study.key}` }, study.name)),
      study.question ? h("p", { class: "question" }, study.question) : null,
      h("p", { class: "fine" }, study.setting),
      study.changes.length ? h("p", { class: "fine" }, `Changed: ${study.changes.join("; ")}`) : null),
    h("div", { class: "how" },
      h("p", { class: "line" }, state(study.state, WORDS[study.state]), h("span", {}, `${study.finished} of ${study.runs} runs`)),
      meter(study, share),
      h("p", { class: "line" }, h("span", {}, remark(study, mine)), h("span", {}, study.disk))),
    h("div", { class: "act" }, action(study)));
}

function meter(study, share) {
  const bar = h("span");
  bar.style.width = `${(100 * share).toFixed(1)}%`;
  return h("div", { class: `meter${study.state === "finished" ? " done" : ""}`, role: "progressbar", "aria-label": `${study.name}: done`,
    "aria-valuenow": Math.round(100 * share), "aria-valuemin": 0, "aria-valuemax": 100 }, bar);
}

function remark(study, mine) {
  if (mine) return mine.left ? `${mine.left} left` : "";
  if (study.outcome) return study.outcome;
  return study.failed ? `${study.failed} failed` : study.stopped && study.state !== "elsewhere" ? `${study.stopped} begun` : "";
}

/** The one thing that can be done with a study now. */
export function action(study) {
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

follow(async (news) => {
  run = news.run;
  await refresh();
});
