/** Lists of events: who looked at this person, what this member of staff did. */

import { next, resources, search } from "./api.js";
import { el, form, input, link, moment, notice, say, table, tag } from "./page.js";
import { category, interaction, purpose, refusal, result, role, told } from "./words.js";

const NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";
const PAGE = 25;

/** Who looked at a person. The NHS number is sent in a form and kept nowhere. */
export async function person(query, id, about) {
  const list = el("div");
  const caption = "Who looked at this person, newest first";
  const number = input("NHS number", "number", {
    required: true,
    inputmode: "numeric",
    pattern: "[0-9]{3} ?[0-9]{3} ?[0-9]{4}",
    title: "Ten digits",
  });
  const show = ({ number: asked, from, until }) => {
    const identifier = `${NHS_NUMBER}|${asked.replaceAll(" ", "")}`;
    return paged(list, caption, { "patient.identifier": identifier, date: dates(from, until) });
  };
  if (about.person) {
    await paged(list, caption, { patient: about.person });
  }
  return [
    el("h1", null, "Who looked at this person"),
    form("Who looked at this person", [number, ...period()], show),
    list,
  ];
}

/** What a member of staff did. */
export async function staff(query, id, about) {
  const list = el("div");
  const show = ({ user, from, until }) =>
    paged(list, "What this member of staff did, newest first", { agent: user.trim(), date: dates(from, until) });
  const user = input("User id", "user", { required: true, value: about.user ?? "", size: 36, maxlength: 255 });
  if (about.user) {
    await show({ user: about.user });
  }
  return [
    el("h1", null, "What this member of staff did"),
    form("What this member of staff did", [user, ...period()], show),
    list,
  ];
}

/** The fields of a period. */
function period() {
  return [input("From", "from", { type: "date" }), input("Until", "until", { type: "date" })];
}

/** A period of whole days as search values. */
function dates(from, until) {
  return [from ? "ge" + from : "", until ? "le" + until : ""];
}

/** Fills `list` with a first page of events, and more as they are asked for. */
async function paged(list, caption, parameters) {
  list.replaceChildren();
  await more(list, caption, { ...parameters, _count: PAGE }, true);
}

async function more(list, caption, parameters, first) {
  try {
    const bundle = await search("AuditEvent", parameters);
    const events = resources(bundle).map(told);
    const cursor = next(bundle);
    const words = first ? caption : caption + ", continued";
    list.append(table(words, columns(), events, "No events are to be seen."));
    say(`${events.length} events more are shown.`);
    if (cursor !== null) {
      const button = el("button", { type: "button", class: "secondary" }, "Show more");
      button.addEventListener("click", async () => {
        button.remove();
        await more(list, caption, { ...parameters, _cursor: cursor }, false);
      });
      list.append(button);
    }
  } catch (fault) {
    list.append(notice("wrong", fault.message));
  }
}

function columns() {
  return [
    { title: "When", cell: (event) => moment(event.recorded), heading: true },
    { title: "Who", cell: who },
    { title: "What", cell: what },
    { title: "Why", cell: why },
    { title: "Result", cell: ending },
    { title: "Proof", cell: (event) => el("a", { href: "#/log?event=" + event.id, "aria-label": "Verify event " + event.id }, "Verify") },
  ];
}

function who(event) {
  const name = event.isSystem ? "A system" : event.name || "Somebody";
  const shown = event.user === "" ? name : link("staff", name, { user: event.user });
  const roles = event.roles.map(role).join(", ");
  return [shown, el("div", { class: "soft" }, [roles, event.organisationName].filter((one) => one !== "").join(", "))];
}

function what(event) {
  const names = [...new Set(event.categories.map(category))];
  return [interaction(event.interaction), names.length === 0 ? null : el("div", { class: "soft" }, names.join("; "))];
}

function why(event) {
  const words = event.purposes.map(purpose).join(", ");
  const basis = { claim: "relationship claimed", override: "override declared" }[event.basis];
  return [words, basis === undefined ? null : el("div", { class: "soft" }, basis)];
}

/** How an event ended, as a coloured word. */
function ending(event) {
  const kind = { refused: "medium", failed: "high", shown: "plain", done: "plain", nothing: "plain" }[event.result];
  const reason = event.isRefusal ? el("div", { class: "soft" }, refusal(event.reason)) : null;
  return [tag(kind, result(event.result)), event.isOverride ? tag("high", "Override") : null, reason];
}
