/** Learning curves: a line per series with a band, and thin lines of what still runs. Drawn by uPlot. */
import uPlot from "/assets/lib/uplot.js";
import { h, show } from "./dom.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const variable = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const faint = (colour) => `${colour}2e`;

/** A place for curves that keeps its height, so that nothing jumps when they come. */
export class Curves {
  /**
   * @param label what it shows, for those who do not see it
   * @param unit of the figures; what the axis says
   */
  constructor(label) {
    this.label = label;
    this.chart = h("div", { class: "chart", role: "img", "aria-label": label });
    this.legend = h("ul", { class: "legend" });
    this.element = h("div", {}, this.legend, this.chart);
    this.plot = null;
    new ResizeObserver(() => this.resize()).observe(this.chart);
    dark.addEventListener("change", () => this.data && this.draw(this.data, true));
  }

  get size() {
    return { width: Math.max(240, this.chart.clientWidth), height: innerWidth < 672 ? 280 : 344 };
  }

  resize() {
    const { width, height } = this.size;
    if (this.plot && (this.plot.width !== width || this.plot.height !== height)) this.plot.setSize({ width, height });
  }

  /**
   * Draws.
   *
   * @param data {axis, range: [low, high] or null, lines: [{label, colour, points: [[step, value, low, high]...], dash, thin}]}
   * @param anew even if the lines are the same as before, with other points
   */
  draw(data, anew = false) {
    this.data = data;
    const lines = data.lines.filter((line) => line.points.length);
    if (!lines.length) {
      this.clear(data.nothing ?? "Nothing measured yet.");
      return;
    }
    const table = columns(lines);
    const shape = JSON.stringify([data.axis, data.range, lines.map((line) => [line.label, line.colour, line.thin, banded(line)])]);
    if (this.plot && shape === this.shape && !anew) {
      this.plot.setData(table);
    } else {
      this.plot?.destroy();
      this.shape = shape;
      show(this.chart);
      this.plot = new uPlot(this.options(data, lines), table, this.chart);
    }
    this.name(lines, null);
  }

  clear(text) {
    this.plot?.destroy();
    this.plot = null;
    show(this.legend);
    show(this.chart, h("p", { class: "empty" }, text));
  }

  options(data, lines) {
    const axis = { stroke: variable("--quiet"), font: "12px system-ui, sans-serif", grid: { stroke: variable("--rule"), width: 1 }, ticks: { show: false } };
    const series = [{}];
    const bands = [];
    for (const line of lines) {
      const colour = variable(`--s${line.colour}`);
      const point = { show: line.points.length === 1, size: 7, fill: colour };
      series.push({ label: line.label, stroke: colour, width: line.thin ? 1 : 2, dash: line.dash ? line.dash.split(" ").map(Number) : undefined, points: point, spanGaps: true });
      if (banded(line)) {
        series.push({ stroke: "transparent", points: { show: false }, spanGaps: true }, { stroke: "transparent", points: { show: false }, spanGaps: true });
        bands.push({ series: [series.length - 1, series.length - 2], fill: faint(colour) });
      }
    }
    return {
      ...this.size, series, bands, legend: { show: false }, padding: [12, 16, 0, 0],
      scales: { x: { time: false }, y: { range: data.range ?? ((_, low, high) => [Math.min(0, low), high > 0 ? high * 1.05 : 1]) } },
      axes: [
        { ...axis, label: data.steps ?? "steps", labelSize: 22, labelFont: axis.font, size: 34, grid: { show: false }, values: (_, ticks) => ticks.map(short) },
        { ...axis, label: data.axis, labelSize: 20, labelFont: axis.font, size: 46, values: (_, ticks) => ticks.map(short) },
      ],
      cursor: { y: false, drag: { setScale: true, x: true, y: false }, points: { show: false } },
      hooks: { setCursor: [(plot) => this.name(lines, plot.cursor.idx)] },
    };
  }

  /** The legend, with the figures at the pointer. */
  name(lines, at) {
    const named = lines.filter((line) => !line.thin);
    const thin = lines.length - named.length;
    let column = 0;
    const values = lines.map((line) => {
      column += 1;
      const value = at === null || at === undefined ? null : this.plot?.data[column]?.[at];
      if (banded(line)) column += 2;
      return value;
    });
    show(this.legend,
      named.map((line) => {
        const value = values[lines.indexOf(line)];
        return h("li", { class: `s${line.colour}` }, h("i", { class: line.dash ? "dashed" : null }), line.label, h("output", {}, value === null || value === undefined ? "" : digits(value)));
      }),
      thin ? h("li", { class: "fine" }, `${thin} thin ${thin === 1 ? "line" : "lines"}: running now`) : null);
  }
}

const banded = (line) => line.points.some((point) => point[2] !== null && point[2] !== undefined);
const digits = (value) => (Math.abs(value) >= 10 ? value.toFixed(1) : Math.abs(value) >= 0.01 ? value.toFixed(3) : value.toExponential(1));
const short = (tick) => (tick >= 10000 ? `${tick / 1000}k` : String(tick));

/** All lines over the steps that any of them has; where a line has none there is a gap to be spanned. */
function columns(lines) {
  const steps = [...new Set(lines.flatMap((line) => line.points.map((point) => point[0])))].sort((a, b) => a - b);
  const place = new Map(steps.map((step, i) => [step, i]));
  const all = [steps];
  for (const line of lines) {
    const parts = banded(line) ? [1, 2, 3] : [1];
    for (const part of parts) {
      const column = new Array(steps.length).fill(undefined);
      line.points.forEach((point) => { column[place.get(point[0])] = point[part] ?? point[1]; });
      all.push(column);
    }
  }
  return all;
}
