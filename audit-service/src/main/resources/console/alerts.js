/** Alerts: what the rules have found, and the cases that are made of them. */

import { get, next, resources, send } from "./api.js";
import { ago, choice, el, form, input, link, moment, notice, say, table, tag } from "./page.js";
import { category, monitoringRules } from "./words.js";

const PAGE = 25;
const OVERRIDES = ["override", "override-unfollowed", "override-rate"];
const EXTENSION = "https://weald.care/StructureDefinition/";
const SEVERITIES = { high: "High", moderate: "Moderate", low: "Low" };
const STANDINGS = { registered: "New", preliminary: "Case open", final: "Case closed" };

/** What a DetectedIssue says, read once. */
function told(issue) {
  const facts = (name) => (issue.extension ?? []).filter((one) => one.url === EXTENSION + name);
  const caseReference = facts("case")[0]?.valueReference?.reference;
  return {
    id: issue.id,
    rule: issue.code?.coding?.[0]?.code ?? "",
    words: issue.code?.text ?? issue.code?.coding?.[0]?.display ?? "",
    severity: issue.severity,
    standing: issue.status,
    found: issue.identifiedDateTime,
    occurred: facts("occurred")[0]?.valueInstant ?? issue.identifiedDateTime,
    organisation: facts("organisation")[0]?.valueIdentifier?.value ?? "",
    categories: facts("category").map((one) => one.valueCoding.code),
    events: (issue.implicated ?? []).map((one) => one.reference.split("/").pop()),
    count: facts("evidence-count")[0]?.valueUnsignedInt ?? 0,
    caseId: caseReference?.split("/").pop() ?? null,
    user: facts("alert-user")[0]?.valueIdentifier?.value ?? "",
    person: issue.patient?.reference?.split("/").pop() ?? "",
  };
}

const KINDS = { high: "high", moderate: "medium", low: "plain" };
const severity = (alert) => tag(KINDS[alert.severity] ?? "plain", SEVERITIES[alert.severity] ?? alert.severity);
const options = (table) => [["", "Any"], ...Object.entries(table)];

/** The list of alerts, or one of them. */
export async function alerts(query, id) {
  return id === undefined ? listed("Alerts", [], new Date().toISOString().slice(0, 10)) : detail(id);
}

/** Overrides and what became of them: those of a month, and those that nobody has followed up. */
export function overrides() {
  const month = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
  return listed("Overrides", OVERRIDES, month);
}

async function listed(title, codes, since) {
  const list = el("div");
  const rules = await monitoringRules();
  const among = codes.length === 0 ? rules : rules.filter((rule) => codes.includes(rule.id));
  const fields = [
    input("From", "from", { type: "date", value: since }),
    input("Until", "until", { type: "date" }),
    choice("Severity", "severity", options(SEVERITIES)),
    choice("Status", "status", options(STANDINGS)),
    choice("Rule", "code", [[codes.join(","), "Any"], ...among.map((rule) => [rule.id, rule.text])]),
  ];
  const show = async ({ from, until, ...rest }) => {
    list.replaceChildren();
    await more(list, title + ", newest first", {
      ...rest,
      identified: [from ? "ge" + from : "", until ? "le" + until : ""],
      _count: PAGE,
    });
  };
  await show({ from: since, code: codes.join(",") });
  return [el("h1", null, title), form("Which ones", fields, show), list];
}

async function more(list, caption, parameters) {
  try {
    const bundle = await get("/fhir/DetectedIssue", parameters);
    const found = resources(bundle).map(told);
    const cursor = next(bundle);
    list.append(table(caption, columns(), found, "No alerts in this time."));
    say(`${found.length} alerts more are shown.`);
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
    { title: "Rule", heading: true, cell: (alert) => [link("alerts/" + alert.id, alert.words),
      el("div", { class: "soft" }, alert.categories.map(category).join("; "))] },
    { title: "Severity", cell: severity },
    { title: "Organisation", cell: (alert) => alert.organisation },
    { title: "When", cell: (alert) => [moment(alert.occurred), el("div", { class: "soft" }, "found " + ago(alert.found))] },
    { title: "Status", cell: (alert) => STANDINGS[alert.standing] ?? alert.standing },
    { title: "Case", cell: (alert) => (alert.caseId === null ? opening(alert) : link("cases/" + alert.caseId, "See the case")) },
  ];
}

function opening(alert) {
  const button = el("button", { type: "button", class: "outline small", "aria-label": "Open a case: " + alert.words }, "Open a case");
  button.addEventListener("click", async () => {
    button.setAttribute("aria-busy", "true");
    try {
      const task = await send("POST", `/fhir/DetectedIssue/${alert.id}/$open-case`);
      location.hash = "#/cases/" + task.id;
    } catch (fault) {
      button.replaceWith(notice("wrong", fault.message));
    }
  });
  return button;
}

async function detail(id) {
  const alert = told(await get("/fhir/DetectedIssue/" + id));
  const fact = (term, ...words) => el("div", null, el("dt", null, term), el("dd", null, words));
  const events = alert.events.map((event) => ({ event }));
  return [
    el("p", null, link("alerts", "All alerts")),
    el("h1", null, alert.words),
    el("dl", { class: "facts" },
      fact("Severity", severity(alert)),
      fact("Status", STANDINGS[alert.standing] ?? alert.standing),
      fact("Happened", moment(alert.occurred)),
      fact("Found", moment(alert.found)),
      fact("Organisation", alert.organisation),
      alert.user === "" ? null : fact("Member of staff", link("staff", alert.user, { user: alert.user })),
      alert.person === "" ? null : fact("Person", link("person", alert.person, { person: alert.person }),
        el("div", { class: "soft" }, link("watch", "Look out for this person", { person: alert.person, user: alert.user }))),
      fact("Case", alert.caseId === null ? opening(alert) : link("cases/" + alert.caseId, "See the case"))),
    table("Events that show it", [
      { title: "Event", heading: true, cell: (row) => row.event },
      { title: "Proof", cell: (row) => el("a", { href: "#/log?event=" + row.event, "aria-label": "Verify event " + row.event }, "Verify") },
    ], events),
  ];
}
