/** Figures for governance, as charts with the same as a table. No user and no person is in them. */

import { get } from "./api.js";
import { el, form, input, notice, table } from "./page.js";
import { OUTCOMES } from "./cases.js";
import { category, monitoringRules, ruleWords } from "./words.js";

const DAYS = 30;
const MOST = 12;

/** Counts by organisation, hour, category and rule. */
export async function figures() {
  const charts = el("div");
  const days = (back) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  await monitoringRules();
  const show = async ({ from, to }) => {
    try {
      charts.replaceChildren(...drawn(await get("/monitoring/statistics", { from, to })));
    } catch (fault) {
      charts.replaceChildren(notice("wrong", fault.message));
    }
  };
  const fields = [
    input("From", "from", { type: "date", value: days(DAYS - 1), required: true }),
    input("Until", "to", { type: "date", value: days(0), required: true }),
  ];
  await show({ from: days(DAYS - 1), to: days(0) });
  return [el("h1", null, "Figures"), form("Of which days", fields, show), charts];
}

function drawn({ events, alerts, cases }) {
  const total = (title, count) => el("div", null, el("dt", null, title), el("dd", null, count.toLocaleString("en-GB")));
  return [
    el("dl", { class: "facts" }, total("Events", events.total), total("Alerts", alerts.total), total("Cases", cases.total)),
    el("div", { class: "charts" },
      chart("Alerts by rule", alerts.byRule, ruleWords),
      chart("Alerts by organisation", alerts.byOrganisation),
      chart("Events by organisation", events.byOrganisation),
      chart("Events by hour of the day (UTC)", hours(events.byHour), (code) => code, "x"),
      chart("Events by category", events.byCategory, category),
      chart("Cases by outcome", cases.byOutcome, (code) => OUTCOMES[code] ?? code)),
  ];
}

/** All hours of a day, those without events too. */
function hours(counted = []) {
  const counts = Object.fromEntries(counted.map((one) => [one.code, one.count]));
  return Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"))
    .map((code) => ({ code, count: counts[code] ?? 0 }));
}

function chart(title, counted = [], words = (code) => code, axis = "y") {
  const rows = counted.map((one) => ({ words: words(one.code), count: one.count }));
  const section = el("section", null, el("h2", null, title));
  if (rows.every((row) => row.count === 0)) {
    section.append(el("p", { class: "empty" }, "Nothing in this time."));
    return section;
  }
  const shown = axis === "y" ? rows.slice(0, MOST) : rows;
  const canvas = el("canvas", { role: "img", "aria-label": `${title}: ${shown.map((row) => `${row.words} ${row.count}`).join(", ")}` });
  const numbers = table(title, [
    { title: "Of what", heading: true, cell: (row) => row.words },
    { title: "Count", cell: (row) => row.count.toLocaleString("en-GB") },
  ], rows);
  section.append(
    el("div", { class: "chart" }, canvas),
    el("details", null, el("summary", null, "As a table"), numbers),
  );
  draw(canvas, shown, axis);
  return section;
}

function draw(canvas, rows, axis) {
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue("--pico-color").trim();
  const line = style.getPropertyValue("--pico-muted-border-color").trim();
  const shortened = (words) => (words.length > 28 ? words.slice(0, 27) + "…" : words);
  const scale = { ticks: { color: ink, precision: 0, autoSkip: axis === "x" }, grid: { color: line } };
  queueMicrotask(() => new window.Chart(canvas, {
    type: "bar",
    data: {
      labels: rows.map((row) => shortened(row.words)),
      datasets: [{ data: rows.map((row) => row.count), backgroundColor: style.getPropertyValue("--chart").trim(), maxBarThickness: 36 }],
    },
    options: {
      indexAxis: axis,
      animation: false,
      maintainAspectRatio: false,
      plugins: { legend: { display: false } },
      scales: { x: scale, y: scale },
    },
  }));
}
