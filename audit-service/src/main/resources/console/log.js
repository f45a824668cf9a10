/** How the log does: its newest head, and proofs that this browser verifies by itself. */

import { get, text } from "./api.js";
import { ago, el, form, input, moment, notice, say, tag } from "./page.js";
import { inclusion, isConsistent, bytes, keys, parse, signer } from "./proof.js";

const REMEMBERED = "weald-console-checkpoint";
const LATE = 120_000;
const ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

/** The view of the log; with an event's id its proof is verified at once. */
export async function log(query) {
  const known = await keys((await text("/audit/keys")).text);
  const newest = await text("/audit/checkpoint");
  const checkpoint = parse(newest.text);
  const result = el("div", { id: "proof" });
  const verify = async ({ event }) => result.replaceChildren(await proved(event.trim(), known));
  const asked = input("Event id", "event", { required: true, pattern: ID, value: query.get("event") ?? "", size: 36 });
  const page = [
    el("h1", null, "The log"),
    el("p", null, "Every event is a leaf of a tree whose root is signed. This page works out the hashes and checks the",
      " signature in your browser, so you need not take the server's word for it."),
    head(checkpoint, newest.modified, checkpoint === null ? null : await signer(checkpoint, known)),
    await since(newest.text, checkpoint, known),
    witnesses(await get("/audit/witnesses", {})),
    el("h2", null, "Verify an event"),
    form("Verify an event", [asked], verify, "Verify"),
    result,
  ];
  if (query.get("event")) {
    await verify({ event: query.get("event") });
  }
  return page;
}

function head(checkpoint, signed, by) {
  if (checkpoint === null) {
    return notice("wrong", "The newest checkpoint cannot be read.");
  }
  const late = signed !== null && Date.now() - new Date(signed).getTime() > LATE;
  return el(
    "section",
    null,
    el("h2", null, "Newest checkpoint"),
    el(
      "dl",
      { class: "facts" },
      fact("Log", checkpoint.origin),
      fact("Events under it", checkpoint.size.toLocaleString("en-GB")),
      fact("Signed", signed === null ? "not told" : el("span", null, moment(signed), ` (${ago(signed)}) `,
        late ? tag("medium", "Nothing new since") : "")),
      fact("Signature", by === null ? tag("high", "Wrong") : el("span", null, tag("good", "Right"), " " + by)),
    ),
  );
}

/** Which partners have seen the log, and how far; nothing where none are named. */
function witnesses(told) {
  if (told.witnesses.length === 0) {
    return null;
  }
  const enough = told.size === undefined
    ? notice("plain", `No head has been cosigned by ${told.quorum} yet.`)
    : notice("right", `${told.quorum} cosigned ${told.size.toLocaleString("en-GB")} events, ${ago(told.cosigned)}.`);
  return el(
    "section",
    { id: "witnesses" },
    el("h2", null, "Witnesses"),
    enough,
    el("dl", { class: "facts" }, told.witnesses.map((witness) => fact(witness.name, standing(witness)))),
  );
}

function standing(witness) {
  const seen = witness.cosigned === undefined
    ? "has cosigned nothing yet"
    : `${witness.size.toLocaleString("en-GB")} events, ${ago(witness.cosigned)} `;
  return el("span", null, seen, witness.contradicts === undefined ? "" : tag("high", "Has seen another log"));
}

const fact = (term, words) => el("div", null, el("dt", null, term), el("dd", null, words));

/** This browser as a witness: the head it saw before must be the beginning of the one it sees now. */
async function since(note, now, known) {
  if (now === null || (await signer(now, known)) === null) {
    return null;
  }
  const before = parse(localStorage.getItem(REMEMBERED) ?? "");
  if (before === null) {
    localStorage.setItem(REMEMBERED, note);
    return notice("plain", "This browser remembers the head from now on, and will check that the log only grows.");
  }
  if (before.origin !== now.origin) {
    return notice("wrong", `This browser has seen the log ${before.origin}; this is another one, ${now.origin}.`);
  }
  const holds = await consistent(before, now);
  if (!holds) {
    return notice("wrong", `The log of ${before.size} events that this browser has seen is not the beginning of this one.`);
  }
  localStorage.setItem(REMEMBERED, note);
  return notice("right", `Nothing was changed or taken out since this browser looked last, at ${before.size} events.`);
}

async function consistent(before, now) {
  if (before.size > now.size) {
    return false;
  }
  if (before.size === now.size) {
    return isConsistent(before, now, []);
  }
  const proof = await get("/audit/proofs/consistency", { from: before.size, to: now.size });
  return isConsistent(before, now, proof.proof.map(bytes));
}

async function proved(event, known) {
  try {
    const proof = await get("/audit/proofs/inclusion", { event });
    const steps = await inclusion(event, proof, known);
    const holds = steps.every((step) => step.holds);
    say(holds ? "Every step is right." : "A step is wrong.");
    return el(
      "section",
      null,
      notice(holds ? "right" : "wrong", holds ? "This event is in the log as it was recorded." : "The proof does not hold."),
      el("ol", { class: "steps" }, steps.map((step) => el(
        "li",
        null,
        tag(step.holds ? "good" : "high", step.holds ? "Right" : "Wrong"),
        el("span", null, " " + step.claim),
        el("code", null, step.detail),
      ))),
    );
  } catch (fault) {
    const words = fault.status === 503 ? "It is not under a signed head yet: try again in a second or two." : fault.message;
    return notice("wrong", words);
  }
}
