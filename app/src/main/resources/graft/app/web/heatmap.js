/** A matrix of buttons in the colours of the report's heat map. */
import { h } from "./dom.js";

/**
 * A heat map.
 *
 * @param caption what it shows
 * @param lines labels of the lines
 * @param columns labels of the columns
 * @param find gives the row of the table at a line and a column, or nothing
 * @param chosen whether a row is the chosen one
 * @param choose called with a row
 */
export function heatMap(caption, lines, columns, find, chosen, choose) {
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    h("table", { class: "heat" },
      h("thead", {}, h("tr", {}, h("td"), columns.map((column) => h("th", { scope: "col" }, column)))),
      h("tbody", {}, lines.map((line) => h("tr", {},
        h("th", { scope: "row" }, line),
        columns.map((column) => {
          const row = find(line, column);
          return row ? h("td", {}, cell(row, line, column, chosen(row), choose)) : h("td", { class: "none" }, "\u2014");
        }))))));
}

function cell(row, line, column, pressed, choose) {
  const whole = row.seeds === row.planned;
  const button = h("button", {
    type: "button", "aria-pressed": String(pressed), "data-focus": `cell ${row.pretrain} ${row.arm} ${row.task}`,
    "aria-label": `${line}, ${column}: ${row.seeds ? row.figure : "no result yet"}${row.marked ? ", significant" : ""}, ${row.seeds} of ${row.planned} seeds`,
    onclick: () => choose(row),
  }, h("span", {}, row.seeds ? row.figure + (row.marked ? "*" : "") : `0 of ${row.planned}`),
    whole || !row.seeds ? null : h("small", {}, `${row.seeds} of ${row.planned} seeds`));
  if (row.fill) {
    button.style.backgroundColor = row.fill;
    button.style.color = row.ink;
  }
  return button;
}
