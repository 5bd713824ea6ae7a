/** The gallery: every procedure with its line and its picture. */
import { address, get } from "../api.js";
import { h, loading, section, show, title, trouble } from "../dom.js";
import { sample } from "../sample.js";

const KINDS = {
  rule: ["Rules", "For pretraining: sequences without any meaning."],
  task: ["Tasks", "For fine-tuning and measuring."],
  combinator: ["Combinators", "Made of other procedures."],
};
const asked = new URLSearchParams(location.search).get("find") ?? "";
const filter = h("input", { type: "search", value: asked, placeholder: "dyck, copy, automaton", oninput: () => draw(), "data-focus": "find" });
const count = h("p", { class: "fine", role: "status" });
const list = h("div", {}, h("div", { class: "section" }, loading(9)));
let procedures = [];
title("Procedures");
show(document.getElementById("main"),
  h("h1", {}, "Procedures"),
  h("p", { class: "lead" }, "Everything that sequences can be drawn from. Choose one to turn its settings and see samples live."),
  h("div", { class: "tools find" }, h("label", { class: "field" }, "Find", filter), count), list);

function draw() {
  const words = filter.value.trim().toLowerCase();
  history.replaceState(null, "", words ? `?${new URLSearchParams({ find: words })}` : location.pathname);
  const found = procedures.filter((each) => `${each.name} ${each.about} ${each.finding} ${each.kind}`.toLowerCase().includes(words));
  count.textContent = words ? `${found.length} of ${procedures.length}` : "";
  show(list, found.length ? Object.entries(KINDS).map(([kind, [name, about]]) => {
    const here = found.filter((each) => each.kind === kind);
    return here.length ? section(name, h("p", { class: "fine" }, about), h("ul", { class: "gallery" }, here.map(card))) : null;
  }) : h("div", { class: "empty section" }, h("h2", {}, "None is called that"), h("p", {}, "Names and descriptions are searched.")));
}

function card(each) {
  return h("li", { class: "exhibit", "data-procedure": each.name },
    h("h3", {}, h("a", { href: address(["procedures", each.name]) }, each.name)),
    h("p", {}, each.about),
    h("div", { class: "window" }, sample(each.sample, `A sample of ${each.name}`)));
}

async function start() {
  try {
    procedures = (await get(["api", "procedures"])).procedures;
    draw();
  } catch (error) {
    show(list, trouble(error, start));
  }
}

start();
