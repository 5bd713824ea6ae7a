/** Words for positions and probabilities. */

/** A share as a percentage; what is not nothing never reads as nothing. */
export function percent(share) {
  if (share > 0 && share < 0.005) return "<1 %";
  return share < 1 && share >= 0.995 ? ">99 %" : `${Math.round(100 * share)} %`;
}

/** The same without its sign. */
export const figure = (share) => percent(share).replace(" %", "");

/** A position with its token; behind the last one there is none. */
export function place(sequence, t) {
  return t < sequence.symbols.length ? `position ${t} \u2018${sequence.symbols[t]}\u2019` : "what follows the sequence";
}

/** "3 of 4", with the share. */
export function share(right, total) {
  return total ? `${right} of ${total} scored positions right, ${percent(right / total)}` : "no position is scored";
}
