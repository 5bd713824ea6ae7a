/** Two studies side by side, on the rows that both have. */
import { get } from "../api.js";
import { h, loading, section, show, title, trouble } from "../dom.js";
import { table } from "../table.js";

const asked = new URLSearchParams(location.search);
const view = { a: asked.get("a"), b: asked.get("b") };
const choices = h("div", { class: "tools" });
const result = h("div");
title("Compare");
show(document.getElementById("main"),
  h("p", { class: "crumb" }, h("a", { href: "/" }, "Studies")),
  h("h1", {}, "Compare two studies"),
  h("p", { class: "lead" }, "Rows with the same pretraining, arm, task and metric stand side by side."),
  h("div", { class: "section" }, choices), result);

function select(label, which, studies) {
  return h("label", { class: "field" }, label,
    h("select", { "data-focus": label, onchange: (event) => { view[which] = event.target.value; history.replaceState(null, "", `?${new URLSearchParams(view)}`); draw(); } },
      studies.map((study) => h("option", { value: study.key, selected: study.key === view[which] }, study.name))));
}

async function start() {
  try {
    const studies = (await get(["api", "studies"])).studies.filter((study) => !study.fault)
      .flatMap((study) => [study, ...(study.quick ? [{ key: study.quick.key, name: `${study.name}, quick` }] : [])]);
    if (studies.length < 2) {
      show(result, h("div", { class: "empty section" }, h("h2", {}, "One study is not enough"), h("p", {}, "Put another one into the folder of studies.")));
      return;
    }
    const keys = studies.map((study) => study.key);
    if (!keys.includes(view.a)) view.a = keys[0];
    if (!keys.includes(view.b)) view.b = keys.find((each) => each !== view.a);
    show(choices, select("One", "a", studies), select("The other", "b", studies));
    await draw();
  } catch (error) {
    show(result, trouble(error, start));
  }
}

async function draw() {
  show(result, h("div", { class: "section" }, loading(5)));
  try {
    const found = await get(["api", "compare"], view);
    const only = [[found.onlyOne, found.head[4]], [found.onlyOther, found.head[7]]].filter(([count]) => count)
      .map(([count, name]) => `${count} ${count === 1 ? "row is" : "rows are"} in ${name} alone`);
    show(result, section("Common rows",
      found.rows.length ? table("Common rows", found.head, found.right, found.rows)
        : h("div", { class: "empty" }, h("h2", {}, "No row is in both"), h("p", {}, "Pretraining, arm, task and metric must have the same names.")),
      only.length ? h("p", { class: "notes" }, `${only.join("; ")}.`) : null));
  } catch (error) {
    show(result, trouble(error, draw));
  }
}

start();
