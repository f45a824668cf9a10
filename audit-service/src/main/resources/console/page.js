/**
 * Makes the page out of values and never out of markup, so that nothing that stands in the trail can become part of it.
 */

/** An element with attributes (`on`: listeners by event) and children: nodes, strings, or nothing. */
export function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key === "on") {
      Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
    } else if (value !== undefined && value !== null && value !== false) {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== ""));
  return element;
}

/** A table with a caption; columns are `{title, cell(row), heading}`. On a narrow screen each row is a card. */
export function table(caption, columns, rows, empty = "Nothing to show.") {
  if (rows.length === 0) {
    return el("p", { class: "empty" }, empty);
  }
  const cell = (column, row) =>
    el(
      column.heading ? "th" : "td",
      { "data-label": column.title, scope: column.heading ? "row" : null },
      el("div", null, column.cell(row)),
    );
  return el(
    "table",
    { class: "cards" },
    el("caption", null, caption),
    el("thead", null, el("tr", null, columns.map((column) => el("th", { scope: "col" }, column.title)))),
    el("tbody", null, rows.map((row) => el("tr", null, columns.map((column) => cell(column, row))))),
  );
}

/** A form whose submission calls `submit` with its values by name. */
export function form(label, fields, submit, action = "Show") {
  const button = el("button", { type: "submit" }, action);
  const made = el("form", { "aria-label": label, class: "row", novalidate: true }, fields, button);
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!made.reportValidity()) {
      return;
    }
    button.setAttribute("aria-busy", "true");
    try {
      await submit(Object.fromEntries(new FormData(made)), made);
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
  return made;
}

/** A labelled input. */
export function input(label, name, attributes = {}) {
  return el("label", null, label, el("input", { name, autocomplete: "off", ...attributes }));
}

/** A labelled choice; options are `[value, words]`. */
export function choice(label, name, options, chosen = "") {
  const made = options.map(([value, words]) => el("option", { value, selected: value === chosen }, words));
  return el("label", null, label, el("select", { name }, made));
}

/**
 * A link within the console. Whom it is `about` goes along in the history's state and never in an address, which browsers keep,
 * show and send about.
 */
export function link(route, words, about) {
  const made = el("a", { href: "#/" + route }, words);
  if (about !== undefined) {
    made.addEventListener("click", (event) => {
      event.preventDefault();
      history.pushState(about, "", "#/" + route);
      dispatchEvent(new HashChangeEvent("hashchange"));
    });
  }
  return made;
}

/** Words with a colour and a meaning of their own. */
export function tag(kind, words) {
  return el("span", { class: "tag " + kind }, words);
}

const MOMENT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });

/** A moment in this browser's time. */
export function moment(instant) {
  const time = new Date(instant);
  return Number.isNaN(time.getTime()) ? "" : el("time", { datetime: time.toISOString() }, MOMENT.format(time));
}

/** A day in words. */
export function day(instant) {
  return DAY.format(new Date(instant));
}

/** How long ago, in words. */
export function ago(instant) {
  const seconds = Math.max(0, Math.round((Date.now() - new Date(instant).getTime()) / 1000));
  const [count, unit] =
    seconds < 120 ? [seconds, "second"]
    : seconds < 7200 ? [Math.round(seconds / 60), "minute"]
    : seconds < 172800 ? [Math.round(seconds / 3600), "hour"]
    : [Math.round(seconds / 86400), "day"];
  return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
}

/** Says something to whoever cannot see that the page has changed. */
export function say(words) {
  document.getElementById("said").textContent = words;
}

/** A message that stands in the page. */
export function notice(kind, words, ...more) {
  return el("div", { class: "notice " + kind, role: kind === "wrong" ? "alert" : null }, el("p", null, words), more);
}
