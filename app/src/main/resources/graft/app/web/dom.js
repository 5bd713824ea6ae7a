/** Elements without markup: text is always text, so nothing that a study says can become an element. */

/**
 * Makes an element. Attributes that begin with "on" are listeners; true sets an attribute without a
 * value; false, null and undefined leave it out.
 */
export function h(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for SVG. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Replaces what is inside; keeps the focus where it was if something there has the same data-focus. */
export function show(place, ...children) {
  const held = place.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  place.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  if (held) {
    [...place.querySelectorAll("[data-focus]")].find((each) => each.dataset.focus === held)?.focus();
  }
}

/** Some lines in the place of what is still to come. */
export function loading(lines = 4) {
  return h("div", { class: "loading", role: "status", "aria-label": "Loading" },
    Array.from({ length: lines }, () => h("i")));
}

/** What went wrong, and a way to try again. */
export function trouble(error, again) {
  return h("div", { role: "alert", class: "trouble" },
    h("p", { class: "notice bad" }, error.message),
    again ? h("p", { class: "tools" }, h("button", { onclick: again, type: "button" }, "Try again")) : null);
}

/** A state as a word with a dot. */
export function state(name, text = name) {
  return h("span", { class: `state ${name.replace(/ .*/, "")}` }, text);
}

/** A section with a heading. */
export function section(title, ...children) {
  return h("section", { class: "section" }, h("h2", {}, title), ...children);
}

/** Says what page this is, in the browser's tab too. */
export function title(text) {
  document.title = `${text} · Graft`;
}
