/** Asks the server. An answer that says what is wrong becomes an Error with that message. */

async function answer(response) {
  const json = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw Object.assign(new Error(json.error ?? `the server answered ${response.status}`), { status: response.status });
  }
  return json;
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error("Graft does not answer: does it still run?");
  }
  return answer(response);
}

/** The address of something, its parts and parameters escaped; parameters without a value are left out. */
export function address(parts, parameters = {}) {
  const query = new URLSearchParams(
    Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== ""));
  const path = "/" + parts.map(encodeURIComponent).join("/");
  return query.size ? `${path}?${query}` : path;
}

/** Asks for something. */
export const get = (...where) => ask(address(...where));

/** Changes something. */
export const post = (parts, body = {}) =>
  ask(address(parts), { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/**
 * Work that is done once at a time: asked for again meanwhile it is done once more afterwards, so that the
 * last answer to be shown is the last one that was asked for.
 */
export function serial(work) {
  let going = null;
  let again = false;
  const rounds = async () => {
    do {
      again = false;
      await work();
    } while (again);
  };
  return () => {
    if (going) again = true;
    else going = rounds().finally(() => { going = null; });
    return going;
  };
}
