/** Codes of the trail in words. The tables are those that the citizen's access log uses. */

import { get } from "./api.js";

let words = { roles: {}, purposes: {}, interactions: {}, refusals: {}, results: {} };
let categories = {};
let rules = null;

/** Reads the tables. */
export async function load() {
  const read = async (path) => (await fetch(path)).json();
  const [table, system] = await Promise.all([
    read("/console/words.json"),
    read("/fhir/CodeSystem/information-category"),
  ]);
  words = table;
  categories = Object.fromEntries((system.concept ?? []).map((one) => [one.code, one.display]));
}

const titled = (table, code) => table[code]?.title ?? code;

/** A job role. */
export function role(code) {
  const name = words.roles[code] ?? code;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A purpose of use. */
export const purpose = (code) => titled(words.purposes, code);

/** What was done. */
export const interaction = (code) => titled(words.interactions, code);

/** The rule that refused. */
export const refusal = (code) => titled(words.refusals, code);

/** How it ended. */
export const result = (code) => words.results[code] ?? code;

/** A category of information. */
export const category = (code) => categories[code.split("/")[0]] ?? code;

const EXTENSION = "https://weald.care/StructureDefinition/";

/** The rules of monitoring, asked for once. */
export async function monitoringRules() {
  rules ??= (await get("/monitoring/rules")).rules ?? [];
  return rules;
}

/** A rule of monitoring, once they were asked for. */
export const ruleWords = (code) => rules?.find((rule) => rule.id === code)?.text ?? code;

/** What an AuditEvent says, read once. */
export function told(event) {
  const facts = (name) =>
    (event.extension ?? [])
      .filter((one) => one.url === EXTENSION + name)
      .map((one) => one.valueString ?? one.valueUnsignedInt);
  const agent = (code) => event.agent.find((one) => one.type?.coding?.some((coding) => coding.code === code));
  const user = agent("IRCP");
  const organisation = agent("PROV")?.who;
  const labels = (event.entity ?? []).flatMap((one) => one.securityLabel ?? []);
  const basis = facts("basis")[0] ?? "";
  return {
    id: event.id,
    recorded: event.recorded,
    interaction: facts("interaction")[0] ?? "",
    request: facts("request")[0] ?? "",
    basis,
    isOverride: basis === "override" || facts("interaction")[0] === "override",
    isRefusal: event.type?.code === "110113",
    result: resultOf(event, facts("items-count")[0] ?? 0, labels, facts("interaction")[0]),
    reason: event.outcomeDesc ?? "",
    categories: labels.map((one) => one.code),
    items: facts("items-count")[0] ?? 0,
    withheld: facts("withheld-count")[0] ?? 0,
    user: user?.who?.identifier?.value ?? "",
    name: user?.name ?? "",
    roles: (user?.role ?? []).flatMap((one) => one.coding ?? []).map((coding) => coding.code),
    isSystem: user === undefined,
    client: event.agent[0]?.who?.identifier?.value ?? "",
    organisation: organisation?.identifier?.value ?? "",
    organisationName: organisation?.display ?? organisation?.identifier?.value ?? "",
    purposes: (event.purposeOfEvent ?? []).flatMap((one) => one.coding ?? []).map((coding) => coding.code),
    persons: (event.entity ?? [])
      .map((one) => one.what?.reference ?? "")
      .filter((reference) => reference.startsWith("Patient/"))
      .map((reference) => reference.slice("Patient/".length)),
  };
}

/** What is said or asked of the service rather than looked at: it shows nothing of a record. */
const STATEMENTS = ["claim", "override", "object", "objections", "steward", "delegate", "monitor", "audit"];

function resultOf(event, items, labels, interaction) {
  if (event.type?.code === "110113") {
    return "refused";
  }
  if (event.outcome !== "0") {
    return event.outcome === "4" ? "nothing" : "failed";
  }
  if (STATEMENTS.includes(interaction)) {
    return "done";
  }
  return items > 0 || labels.length > 0 ? "shown" : "nothing";
}
