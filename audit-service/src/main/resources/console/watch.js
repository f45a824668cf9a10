/** Whom to look out for: the list, adding with a reason, and ending. Nobody sees or makes an entry about themselves. */

import { get, send } from "./api.js";
import { choice, day, el, form, input, link, notice, say, table } from "./page.js";
import { who } from "./session.js";

const PATH = "/monitoring/watch-list";
const UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
const KINDS = {
  pair: "A member of staff and a person",
  investigated: "A person, whoever looks",
  marked: "A person whom many know",
  news: "A person in the news",
};
const RULES = {
  "own-case": "Nobody has a hand in a watch over themselves.",
  full: "The list is full: end an entry first.",
};

/** The list, and a form that adds to it. */
export async function watchList(query, id, about) {
  const list = el("div");
  const fault = el("div");
  const shown = (answer) =>
    list.replaceChildren(table("Who is looked out for, newest first", columns(change), answer.entries ?? [], "Nobody is looked out for."));

  async function change(words, ask) {
    fault.replaceChildren();
    try {
      shown(await ask());
      say(words);
      return true;
    } catch (failure) {
      fault.replaceChildren(notice("wrong", RULES[failure.rule] ?? failure.message));
      return false;
    }
  }

  shown(await get(PATH));
  return [el("h1", null, "Watch list"), list, el("h2", null, "Look out for somebody"), fault, adding(change, about)];
}

function columns(change) {
  return [
    { title: "Kind", heading: true, cell: (entry) => KINDS[entry.kind] ?? entry.kind },
    { title: "Member of staff", cell: (entry) => (entry.user ? link("staff", entry.user, { user: entry.user }) : "anybody") },
    { title: "Person", cell: (entry) => link("person", entry.person, { person: entry.person }) },
    { title: "Reason", cell: (entry) => entry.reason },
    { title: "Until", cell: (entry) => day(entry.until) },
    { title: "End", cell: (entry) => ending(entry, change) },
  ];
}

/** Asks once more before an entry ends, in its own place. */
function ending(entry, change) {
  const place = el("div");
  const words = `${KINDS[entry.kind] ?? entry.kind}, ${entry.reason}`;
  const ask = el("button", { type: "button", class: "outline small", "aria-label": "End: " + words }, "End");
  const sure = el("button", { type: "button", class: "small", "aria-label": "Yes, end: " + words }, "Yes, end it");
  ask.addEventListener("click", () => {
    place.replaceChildren(sure);
    sure.focus();
  });
  sure.addEventListener("click", async () => {
    sure.setAttribute("aria-busy", "true");
    if (!(await change("The entry has ended.", () => send("DELETE", `${PATH}/${entry.id}`)))) {
      place.replaceChildren(ask);
    }
  });
  place.append(ask);
  return place;
}

function adding(change, about) {
  const today = new Date().toISOString().slice(0, 10);
  const user = input("User id, of a pair", "user", { value: about.user ?? "", maxlength: 128 });
  const fields = [
    choice("Kind", "kind", Object.entries(KINDS), about.user ? "pair" : "investigated"),
    user,
    input("Person id", "person", { required: true, pattern: UUID, value: about.person ?? "", size: 36, title: "As an alert or a case has it" }),
    input("Until", "until", { type: "date", required: true, min: today }),
    input("Reason", "reason", { required: true, minlength: 3, maxlength: 400 }),
  ];
  const field = user.querySelector("input");
  const made = form("Look out for somebody", fields, async (values) => {
    const isPair = values.kind === "pair";
    field.setCustomValidity(isPair && values.user.trim() === "" ? "A pair has a member of staff."
      : isPair && values.user.trim() === who().id ? RULES["own-case"] : "");
    if (!made.reportValidity()) {
      return;
    }
    const entry = { ...values, reason: values.reason.trim(), person: values.person.trim().toLowerCase() };
    if (isPair) {
      entry.user = values.user.trim();
    } else {
      delete entry.user;
    }
    if (await change("The entry is on the list.", () => send("PUT", PATH, entry))) {
      made.reset();
      field.value = "";
    }
  }, "Add");
  made.addEventListener("input", () => field.setCustomValidity(""));
  return made;
}
