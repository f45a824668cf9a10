/** Cases: what was done about an alert, by whom, and what came of it. */

import { get, next, resources, send } from "./api.js";
import { choice, day, el, form, input, link, moment, notice, say, table, tag } from "./page.js";
import { who } from "./session.js";
import { monitoringRules, ruleWords } from "./words.js";

const PAGE = 25;
const EXTENSION = "https://weald.care/StructureDefinition/";
const STATES = { requested: "Nobody's yet", "in-progress": "Being looked into", "on-hold": "Waiting", completed: "Closed" };
/** What a case may come to. */
export const OUTCOMES = {
  justified: "Justified",
  training: "Training",
  "referred-to-employer": "Referred to the employer",
  "breach-reported": "Breach reported",
};
const STEPS = { open: "Opened", assign: "Assigned", note: "Note", "follow-up": "Waiting until", close: "Closed" };
const RULES = {
  transition: "The case is not in a state for this.",
  "own-case": "Nobody takes a step with a case about themselves.",
  owner: "Only whoever has the case may do this: assign it first.",
  "other-officer": "A case about an officer is closed by another role or organisation.",
  version: "Somebody else has changed the case: look at it again first.",
};

const coded = (concept) => concept?.coding?.[0]?.code ?? "";

/** What a Task says, read once. */
function told(task) {
  const inputs = task.input ?? [];
  const fact = (one, name) => (one.extension ?? []).find((other) => other.url === EXTENSION + name);
  const until = inputs.find((one) => coded(one.type) === "until")?.valueDate;
  return {
    id: task.id,
    version: task.meta?.versionId,
    state: task.status,
    words: task.description ?? "",
    rule: coded(task.reasonCode),
    isLate: task.priority === "stat",
    isUrgent: task.priority === "urgent",
    alert: task.focus?.reference?.split("/").pop() ?? "",
    organisation: task.requester?.identifier?.value ?? "",
    owner: task.owner?.identifier?.value ?? "",
    opened: task.authoredOn,
    due: task.restriction?.period?.end,
    until,
    outcome: task.output?.[0]?.valueCode ?? "",
    user: fact(task, "alert-user")?.valueIdentifier?.value ?? "",
    person: task.for?.reference?.split("/").pop() ?? "",
    steps: inputs.filter((one) => fact(one, "done-at") !== undefined).map((one) => ({
      action: coded(one.type),
      at: fact(one, "done-at").valueInstant,
      by: fact(one, "done-by")?.valueIdentifier?.value ?? "",
      detail: fact(one, "detail")?.valueString ?? "",
      said: one.valueString === coded(one.type) ? "" : one.valueString,
    })),
  };
}

/** A user's id, or that it is whoever reads it. */
const named = (id) => (id === who().id ? "you" : id);

const state = (one) =>
  one.state === "completed" ? [tag("good", STATES[one.state]), " " + (OUTCOMES[one.outcome] ?? one.outcome)]
  : [STATES[one.state] ?? one.state, one.isLate ? tag("high", "Overdue") : null];

/** The list of cases, or one of them. */
export async function cases(query, id) {
  return id === undefined ? listed() : [...detail(told(await get("/fhir/Task/" + id)))];
}

async function listed() {
  const list = el("div");
  const fields = [
    choice("Status", "status", [["", "Any"], ...Object.entries(STATES)]),
    choice("Whose", "owner", [["", "Anybody's"], ["me", "Mine"]]),
  ];
  const show = async (asked) => {
    list.replaceChildren();
    await more(list, "Cases, newest first", { code: "privacy-case", ...asked, _count: PAGE });
  };
  await monitoringRules();
  await show({});
  return [el("h1", null, "Cases"), form("Which cases", fields, show), list];
}

async function more(list, caption, parameters) {
  try {
    const bundle = await get("/fhir/Task", parameters);
    const found = resources(bundle).map(told);
    const cursor = next(bundle);
    list.append(table(caption, columns(), found, "No cases."));
    say(`${found.length} cases more are shown.`);
    if (cursor !== null) {
      const button = el("button", { type: "button", class: "secondary" }, "Show more");
      button.addEventListener("click", async () => {
        button.remove();
        await more(list, caption + ", continued", { ...parameters, _cursor: cursor });
      });
      list.append(button);
    }
  } catch (fault) {
    list.append(notice("wrong", fault.message));
  }
}

function columns() {
  return [
    { title: "About", heading: true, cell: (one) => link("cases/" + one.id, one.words || ruleWords(one.rule)) },
    { title: "Status", cell: state },
    { title: "Organisation", cell: (one) => one.organisation },
    { title: "Owner", cell: (one) => named(one.owner) || "nobody" },
    { title: "Opened", cell: (one) => moment(one.opened) },
    { title: "Due", cell: (one) => (one.due ? day(one.due) : "") },
  ];
}

function detail(one) {
  const fact = (term, ...words) => el("div", null, el("dt", null, term), el("dd", null, words));
  return [
    el("p", null, link("cases", "All cases")),
    el("h1", null, one.words),
    el("dl", { class: "facts" },
      fact("Status", state(one)),
      fact("Owner", named(one.owner) || "nobody"),
      fact("Organisation", one.organisation),
      fact("Due", one.due ? day(one.due) : ""),
      one.until ? fact("Waiting until", day(one.until)) : null,
      one.user === "" ? null : fact("Member of staff", link("staff", one.user, { user: one.user })),
      one.person === "" ? null : fact("Person", link("person", one.person, { person: one.person }),
        el("div", { class: "soft" }, link("watch", "Look out for this person", { person: one.person, user: one.user }))),
      fact("Alert", link("alerts/" + one.alert, "See the alert"))),
    el("h2", null, "What was done"),
    el("ol", { class: "timeline" }, one.steps.map(step)),
    one.state === "completed" ? null : el("div", null, el("h2", null, "Next step"), forms(one)),
  ];
}

function step(done) {
  const detailed = done.action === "close" ? (OUTCOMES[done.detail] ?? done.detail)
    : done.action === "follow-up" && done.detail ? day(done.detail) : named(done.detail);
  return el("li", null,
    el("strong", null, STEPS[done.action] ?? done.action, detailed === "" ? "" : " – " + detailed),
    el("div", { class: "soft" }, moment(done.at), " by ", named(done.by)),
    done.said === "" ? null : el("p", null, done.said));
}

function forms(one) {
  const note = (label, required) =>
    el("label", { class: "long" }, label, el("textarea", { name: "note", rows: 2, maxlength: 4000, required }));
  const take = (name, words) => async (values, made) => {
    try {
      const parameter = Object.entries(values)
        .filter(([, value]) => value.trim() !== "")
        .map(([key, value]) => ({ name: key, valueString: value.trim() }));
      const task = await send("POST", `/fhir/Task/${one.id}/$${name}`, { resourceType: "Parameters", parameter },
        { "If-Match": `W/"${one.version}"` });
      document.getElementById("content").replaceChildren(...detail(told(task)).filter((node) => node !== null));
      document.querySelector("#content h1").focus();
      say(words);
    } catch (fault) {
      made.querySelector(".notice")?.remove();
      made.append(notice("wrong", RULES[fault.rule] ?? fault.message));
    }
  };
  const assign = form("Assign the case", [
    input("Owner's user id", "owner", { value: who().id, required: true, maxlength: 128 }), note("Note", false),
  ], take("assign", "The case is assigned."), "Assign");
  const add = form("Add a note", [note("Note", true)], take("note", "The note is kept."), "Add the note");
  const wait = form("Wait for something", [
    input("Until", "until", { type: "date", required: true }), note("Note", false),
  ], take("follow-up", "The case waits."), "Follow up");
  const close = form("Close the case", [
    choice("Outcome", "outcome", Object.entries(OUTCOMES)), note("Reason", true),
  ], take("close", "The case is closed."), "Close the case");
  return one.state === "requested" ? [assign, add] : [add, assign, wait, close];
}
