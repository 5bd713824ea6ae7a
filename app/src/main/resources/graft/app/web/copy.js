/** A text to take along, with a button that copies it. */
import { h, show } from "./dom.js";

/**
 * Such a text.
 *
 * @param name what it is
 * @param label what the button does, for those who do not see what stands beside it
 */
export function copied(name, label) {
  const text = h("pre", { class: "text take", tabindex: 0, role: "region", "aria-label": name }, " ");
  const said = h("span", { class: "fine", role: "status" });
  const button = h("button", { type: "button", disabled: true, "aria-label": label, onclick: async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      said.textContent = "copied";
    } catch {
      getSelection().selectAllChildren(text);
      said.textContent = "selected: copy it with your keyboard";
    }
  } }, "Copy");
  return {
    element: h("div", { class: "copied" }, h("p", { class: "head-line" }, h("span", { class: "fine" }, name), h("span", { class: "tools" }, said, button)), text),
    write: (content) => {
      if (text.textContent !== content) {
        show(text, content);
        button.disabled = false;
        said.textContent = "";
      }
    },
  };
}
