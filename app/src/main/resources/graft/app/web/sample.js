/** An example of a procedure: tokens in a row, brackets in the colours of their types, or cells as a picture. */
import { h, svg } from "./dom.js";

const GAP = 1;
const WIDEST = 160;

/**
 * Draws an example as the server tells it.
 *
 * @param label what it is, for those who do not see it
 */
export function sample(drawn, label) {
  return drawn.blocks ? cells(drawn.blocks, label) : tokens(drawn);
}

function tokens({ tokens: glyphs, apart, more }) {
  const runs = [];
  for (const [text, hue, counts] of glyphs) {
    const token = h("span", { class: hue < 0 ? null : `hue${hue}` }, text);
    const last = runs.at(-1);
    if (last?.counts === counts) last.tokens.push(token);
    else runs.push({ counts, tokens: [token] });
  }
  const between = (list) => list.flatMap((token, i) => (i && apart ? [" ", token] : [token]));
  return h("p", { class: `tokens${apart ? "" : " close"}` },
    runs.flatMap((run, i) => [i && apart ? " " : null, run.counts ? h("mark", {}, between(run.tokens)) : h("span", {}, between(run.tokens))]),
    more ? h("span", { class: "fine" }, ` \u2026 and ${more} more`) : null);
}

/** Blocks stand side by side as far as there is room; neighbours that are alike make one rectangle. */
function cells(blocks, label) {
  const paths = { ground: "", 1: "", l: "", d: "" };
  let [x, y, width, height, tallest] = [0, 0, 0, 0, 0];
  for (const block of blocks) {
    const across = block[0].length;
    if (x && x + across > WIDEST) [x, y, tallest] = [0, y + tallest + GAP, 0];
    paths.ground += rectangle(x, y, across, block.length);
    block.forEach((row, line) => {
      for (const run of row.matchAll(/1+|l+|d+/g)) paths[run[0][0]] += rectangle(x + run.index, y + line, run[0].length, 1);
    });
    tallest = Math.max(tallest, block.length);
    x += across + GAP;
    width = Math.max(width, x - GAP);
    height = Math.max(height, y + block.length);
  }
  const picture = svg("svg", { class: "cells", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" },
    svg("path", { class: "ground", d: paths.ground }), svg("path", { class: "hidden", d: paths.d }),
    svg("path", { class: "given", d: paths[1] }), svg("path", { class: "wanted", d: paths.l }));
  picture.style.maxWidth = `${Math.max(8 * width, 40)}px`;
  return picture;
}

const rectangle = (x, y, width, height) => `M${x} ${y}h${width}v${height}h${-width}z`;
