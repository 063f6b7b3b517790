/** Everything that the page asks of the demo, over HTTP. */

import { language, t } from "./words.js";

const BASE = "/demo/api/";

const address = (path) => `${BASE}${path}${path.includes("?") ? "&" : "?"}language=${language()}`;

export async function get(path) {
  const answer = await fetch(address(path));
  if (!answer.ok) throw new Error(`${answer.status} ${path}`);
  return answer.json();
}

/** Does something; the reason in words where it cannot be done, else "". */
export async function post(path, values = {}) {
  return outcome(fetch(BASE + path, { method: "POST", body: JSON.stringify(values) }));
}

/** Sends a file; the outcome as of `post`. */
export async function send(path, file) {
  const query = `?name=${encodeURIComponent(file.name)}`;
  const headers = { "content-type": file.type || "application/octet-stream" };
  return outcome(fetch(`${BASE}${path}/send${query}`, { method: "POST", body: file, headers }));
}

async function outcome(asked) {
  const answer = await asked.catch(() => null);
  if (!answer) return t("connection_lost");
  if (answer.ok) return "";
  const said = await answer.json().catch(() => ({}));
  return said.fault || String(answer.status);
}

/** Hears of every change; `lost` is told while the demo does not answer. */
export function listen(heard, lost) {
  const stream = new EventSource(address("news"));
  stream.onmessage = (event) => heard(JSON.parse(event.data));
  stream.onerror = lost;
}

export const fileOf = (platform, person, id) => `${BASE}${platform}/${person}/file/${encodeURIComponent(id)}`;

/** LINE wants https: the product's address is this page's own. */
export const own = (url) => url.replace(/^https:\/\/thanwela\.invalid(?=\/|$)/, "");
