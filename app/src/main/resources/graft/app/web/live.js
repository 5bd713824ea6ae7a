/** News from the server: what runs there, and that the store has something new. */
import { h, show } from "./dom.js";

const listeners = new Set();
const pulse = document.getElementById("pulse");
let last = null;

/**
 * Calls back with {version, run} at once if it is known, and whenever it changes. A page that needs
 * longer to draw than news take to come sees the last news only.
 */
export function follow(listener) {
  const each = { listener, busy: false, next: null };
  listeners.add(each);
  if (last) tell(each, last);
}

async function tell(each, news) {
  if (each.busy) {
    each.next = news;
    return;
  }
  each.busy = true;
  try {
    await each.listener(news);
  } finally {
    each.busy = false;
    if (each.next) {
      const next = each.next;
      each.next = null;
      tell(each, next);
    }
  }
}

function beat(run) {
  if (!run) {
    show(pulse);
    return;
  }
  const share = Math.floor(100 * run.share);
  show(pulse, h("a", { href: `/study/${encodeURIComponent(run.study)}`, "data-focus": "pulse" }, run.study),
    ` ${run.stopping ? "is stopping" : `${share} %`}${run.left && !run.stopping ? `, ${run.left} left` : ""}`);
}

const source = new EventSource("/api/events");
source.addEventListener("state", (event) => {
  last = JSON.parse(event.data);
  beat(last.run);
  listeners.forEach((each) => tell(each, last));
});
source.addEventListener("error", () => {
  pulse.textContent = source.readyState === EventSource.OPEN ? "" : "Graft does not answer";
});
