/** Tabs that arrow keys, Home and End go through; one of them is always chosen. */
import { h } from "./dom.js";

/**
 * A row of tabs.
 *
 * @param label what they choose among
 * @param names their texts
 * @param chosen the one that is chosen
 * @param choose called with the text of another one
 * @param panel id of what they change
 */
export function tabs(label, names, chosen, choose, panel) {
  const buttons = names.map((name) => h("button", {
    type: "button", role: "tab", "aria-selected": String(name === chosen), "aria-controls": panel,
    tabindex: name === chosen ? 0 : -1, "data-focus": `${label} ${name}`, onclick: () => choose(name),
  }, name));
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  return h("div", {
    role: "tablist", "aria-label": label, onkeydown: (event) => {
      const at = buttons.indexOf(event.target.closest("[role=tab]"));
      const to = event.key === "Home" ? 0 : event.key === "End" ? buttons.length - 1
        : steps[event.key] ? (at + steps[event.key] + buttons.length) % buttons.length : -1;
      if (at < 0 || to < 0) return;
      event.preventDefault();
      buttons[to].focus();
      choose(names[to]);
    },
  }, buttons);
}
