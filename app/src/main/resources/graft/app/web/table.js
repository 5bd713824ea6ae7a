/** Tables of texts, long ones page by page. */
import { h, show } from "./dom.js";

const PER_PAGE = 100;

/**
 * A table.
 *
 * @param caption what it shows, for those who do not see it
 * @param head names of the columns
 * @param right for each column whether it is aligned to the right
 * @param rows lists of texts or elements, or {cells, onclick, chosen}
 */
export function table(caption, head, right, rows) {
  const place = h("div");
  const draw = (page) => show(place, part(caption, head, right, rows, page), pager(rows.length, PER_PAGE, page, draw));
  draw(0);
  return place;
}

function part(caption, head, right, rows, page) {
  const side = (i) => (right[i] ? "n" : null);
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    h("table", {},
      h("thead", {}, h("tr", {}, head.map((name, i) => h("th", { scope: "col", class: side(i) }, name)))),
      h("tbody", {}, rows.slice(page * PER_PAGE, (page + 1) * PER_PAGE).map((row) => {
        const cells = row.cells ?? row;
        return h("tr", { class: row.chosen ? "chosen" : null }, cells.map((cell, i) => h("td", { class: side(i) }, cell)));
      }))));
}

/** Ways to other pages; nothing if there is one page only. */
export function pager(total, perPage, page, turn) {
  if (total <= perPage) return null;
  const last = Math.ceil(total / perPage) - 1;
  return h("div", { class: "pager" },
    h("button", { type: "button", disabled: page === 0, "data-focus": "before", onclick: () => turn(page - 1) }, "Before"),
    h("span", {}, `${page * perPage + 1} to ${Math.min(total, (page + 1) * perPage)} of ${total}`),
    h("button", { type: "button", disabled: page === last, "data-focus": "next", onclick: () => turn(page + 1) }, "Next"));
}

/** Names and values. */
export function facts(pairs) {
  return h("dl", { class: "facts" }, pairs.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}
