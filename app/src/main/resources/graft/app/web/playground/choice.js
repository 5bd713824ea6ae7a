/** A model of the store: a study, and one of its finished models. */
import { h } from "../dom.js";

/** The names of studies; those models that none has stand last. */
const study = (each) => each.key || "No study";

/**
 * Two selects.
 *
 * @param label what the model is for
 * @param studies as the server lists them
 * @param id of the chosen model, or nothing
 * @param optional whether none may be chosen
 * @param choose called with an id, or nothing
 * @param beside a model whose study is preferred where several have the same
 */
export function modelChoice(label, studies, id, optional, choose, beside = id) {
  const having = studies.filter((each) => each.models.some((model) => model.id === id));
  const at = having.find((each) => each.models.some((model) => model.id === beside)) ?? having[0] ?? null;
  const shown = at ?? (optional ? null : studies[0]);
  const models = h("select", { "data-focus": `${label} model`, "aria-label": `${label}: model`, disabled: !shown, onchange: (event) => choose(event.target.value || null) },
    shown ? shown.models.map((model) => h("option", { value: model.id, selected: model.id === id }, model.label)) : h("option", { value: "" }, "\u2014"));
  return h("fieldset", { class: "model-choice" }, h("legend", {}, label),
    h("select", {
      "data-focus": `${label} study`, "aria-label": `${label}: study`,
      onchange: (event) => choose(studies.find((each) => each.key === event.target.value.slice(1))?.models[0].id ?? null),
    }, optional ? h("option", { value: "", selected: !shown }, "Nothing") : null,
      studies.map((each) => h("option", { value: `/${each.key}`, selected: each === shown }, study(each)))),
    models,
    shown?.more ? h("p", { class: "fine" }, `${shown.more} more are not listed; the page of a result leads here too.`) : null);
}
