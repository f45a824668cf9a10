/** Asks the gateway. Every answer is JSON, or a {@link Fault} in words. */

import { forget, token } from "./session.js";

/** Why there is no answer, in words for whoever asked. */
export class Fault extends Error {
  constructor(status, words, rule = "") {
    super(words);
    this.status = status;
    this.rule = rule;
  }
}

const WORDS = {
  400: "The question cannot be read.",
  401: "The session is over: sign in again.",
  403: "Your job role or organisation may not do this.",
  404: "There is nothing of that kind to be seen.",
  409: "Somebody else has changed it, or its state does not allow this.",
  412: "Somebody else has changed it: look at it again first.",
  422: "What was sent is not complete or not allowed.",
  429: "Too many requests: wait a little.",
  503: "A part of the service is away: try again soon.",
};

async function ask(path, options = {}) {
  const bearer = await token();
  if (bearer === null) {
    throw new Fault(401, WORDS[401]);
  }
  const headers = { Accept: "application/json, application/fhir+json", Authorization: "Bearer " + bearer };
  let answer;
  try {
    answer = await fetch(path, { ...options, headers: { ...headers, ...options.headers }, cache: "no-store" });
  } catch {
    throw new Fault(0, "The gateway does not answer.");
  }
  if (answer.status === 401) {
    forget();
  }
  if (!answer.ok) {
    const rule = await ruleOf(answer);
    const words = WORDS[answer.status] ?? "The request has failed.";
    throw new Fault(answer.status, rule === "" ? words : `${words} (${rule})`, rule);
  }
  const text = await answer.text();
  return text === "" ? {} : JSON.parse(text);
}

async function ruleOf(answer) {
  try {
    const outcome = await answer.json();
    const [issue] = outcome.issue ?? [];
    const reason = issue?.details?.coding?.find((coding) => coding.system === "urn:weald:reason")?.code;
    return [reason, issue?.diagnostics].filter((one) => one !== undefined).join(", ");
  } catch {
    return "";
  }
}

/** GET. Parameters without a value are left out; one with several is repeated. */
export function get(path, parameters = {}) {
  const query = encode(parameters);
  return ask(query === "" ? path : path + "?" + query);
}

/** A search with its parameters in a form, so that what identifies somebody stands in no address. */
export function search(type, parameters) {
  return ask(`/fhir/${type}/_search`, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: encode(parameters),
  });
}

/** POST, PUT or DELETE of FHIR content; without content for an operation that takes none. */
export function send(method, path, content, headers = {}) {
  return ask(path, {
    method,
    headers: { "Content-Type": "application/fhir+json", ...headers },
    body: content === undefined ? undefined : JSON.stringify(content),
  });
}

/** What is open to all, as text. */
export async function text(path) {
  const answer = await fetch(path, { cache: "no-store" });
  if (!answer.ok) {
    throw new Fault(answer.status, WORDS[answer.status] ?? "The request has failed.");
  }
  return { text: await answer.text(), modified: answer.headers.get("Last-Modified") };
}

function encode(parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) {
      if (one !== undefined && one !== null && one !== "") {
        query.append(name, one);
      }
    }
  }
  return query.toString();
}

/** The resources of a Bundle. */
export function resources(bundle) {
  return (bundle.entry ?? []).map((entry) => entry.resource);
}

/** The cursor of the next page; null on the last one. */
export function next(bundle) {
  const url = bundle.link?.find((one) => one.relation === "next")?.url;
  return url === undefined ? null : new URL(url, location.origin).searchParams.get("_cursor");
}
