/** The console: signs in, then shows the view that the address names. */

import { alerts, overrides } from "./alerts.js";
import { Fault } from "./api.js";
import { cases } from "./cases.js";
import { person, staff } from "./events.js";
import { figures } from "./figures.js";
import { log } from "./log.js";
import { el, notice } from "./page.js";
import { open, signIn, signOut, who } from "./session.js";
import { watchList } from "./watch.js";
import { load } from "./words.js";

const VIEWS = [
  { route: "alerts", title: "Alerts", show: alerts },
  { route: "cases", title: "Cases", show: cases },
  { route: "overrides", title: "Overrides", show: overrides },
  { route: "person", title: "Person", show: person },
  { route: "staff", title: "Member of staff", show: staff },
  { route: "watch", title: "Watch list", show: watchList },
  { route: "figures", title: "Figures", show: figures },
  { route: "log", title: "Log", show: log },
];

const content = document.getElementById("content");

let turns = 0;
/** The address that is shown: of two entries of the history with one address, only their state tells which. */
let shown = "";
/** A page that has just been loaded is read from its beginning; only what follows takes the focus. */
let hasShown = false;

/** Shows what the address names. What comes late, after another view was asked for, is not shown. */
async function show() {
  const turn = ++turns;
  shown = location.hash;
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const [route, id] = path.split("/");
  const view = VIEWS.find((one) => one.route === route) ?? VIEWS[0];
  greet();
  mark(view);
  if (who() === null) {
    return put([welcome(path)], "Sign in");
  }
  content.setAttribute("aria-busy", "true");
  try {
    const nodes = await view.show(new URLSearchParams(query ?? ""), id, history.state ?? {});
    if (turn === turns) {
      put(nodes, view.title);
    }
  } catch (fault) {
    if (turn !== turns) {
      return;
    }
    if (!(fault instanceof Fault)) {
      throw fault;
    }
    greet();
    put([el("h1", null, view.title), notice("wrong", fault.message), fault.status === 401 ? enter(path) : null], view.title);
  }
}

function put(nodes, title) {
  content.removeAttribute("aria-busy");
  content.replaceChildren(...nodes.flat().filter((node) => node !== null));
  document.title = `${title} – Weald privacy console`;
  const heading = content.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  if (hasShown) {
    heading?.focus({ preventScroll: true });
  }
  hasShown = true;
  window.scrollTo(0, 0);
}

function greet() {
  const now = who();
  const place = document.getElementById("who");
  document.getElementById("views").hidden = now === null;
  if (now === null) {
    place.replaceChildren();
    return;
  }
  const leave = el("button", { type: "button", class: "outline" }, "Sign out");
  leave.addEventListener("click", () => signOut());
  place.replaceChildren(el("span", null, [now.name, now.organisation].filter((one) => one !== "").join(", ")), leave);
}

function mark(current) {
  const items = VIEWS.map((view) =>
    el("li", null, el("a", { href: "#/" + view.route, "aria-current": view === current ? "page" : null }, view.title)),
  );
  document.getElementById("views").replaceChildren(el("ul", { class: "wide" }, items));
}

function welcome(route) {
  return el(
    "section",
    { class: "welcome" },
    el("h1", null, "Privacy console"),
    el("p", null, "For privacy officers: who looked at whom, what was unusual about it, and what came of it."),
    enter(route),
  );
}

function enter(route) {
  const button = el("button", { type: "button" }, "Sign in");
  button.addEventListener("click", () => {
    button.setAttribute("aria-busy", "true");
    signIn(route);
  });
  return button;
}

async function start() {
  const settings = await (await fetch("/console/settings.json")).json();
  await load();
  let route = null;
  try {
    route = await open(settings);
  } catch {
    put([el("h1", null, "Privacy console"), notice("wrong", "The sign-in service does not answer.")], "Sign in");
    return;
  }
  if (route !== null) {
    history.replaceState(null, "", "/console#/" + route);
  }
  window.addEventListener("hashchange", show);
  window.addEventListener("popstate", () => (location.hash === shown ? show() : null));
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    content.focus();
  });
  await show();
}

start().catch(() => put([el("h1", null, "Privacy console"), notice("wrong", "The console could not be started.")], "Error"));
