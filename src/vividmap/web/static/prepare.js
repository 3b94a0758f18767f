// A document beside its choices: drawn anew while one ticks and writes. Without this file a button does the same.
"use strict";

const drawn = document.querySelector("form[data-redraw]");
const sheet = document.getElementById("document");
const size = document.getElementById("size");
const TICKED = 120;
const TYPED = 450;

let waiting = null; // the timer of the next drawing
let asking = null; // the request that is under way

/* Drawing anew: the same page is asked for, and its live parts take the place of those that stand here */

function redrawSoon(delay) {
  clearTimeout(waiting);
  asking?.abort(); // its answer would not know what was ticked since
  waiting = setTimeout(redraw, delay);
}

async function redraw(submitter = null) {
  clearTimeout(waiting);
  asking?.abort();
  asking = new AbortController();
  const body = new URLSearchParams(new FormData(drawn, submitter));
  if (!submitter) body.set("do", "look");
  const before = fieldValues();
  try {
    const headers = { "HX-Request": "true" };
    const answer = await fetch(drawn.getAttribute("action"), { method: "POST", body, headers, signal: asking.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.querySelector("[data-live]")) throw new Error(answer.statusText);
    for (const region of all("[data-live]")) swap(region, page, answer.ok);
    adoptValues(before, page);
    if (answer.ok) keepAddress();
  } catch (error) {
    if (error.name !== "AbortError") tellTrouble();
  }
}

function swap(region, page, isReadable) {
  const fresh = page.getElementById(region.id);
  // A period that is half typed takes nothing away: only what is wrong is said.
  if (!fresh || (!isReadable && !region.id.endsWith("-error")) || region.querySelector(".part-source")) return;
  const focused = region.contains(document.activeElement) ? keyOf(document.activeElement) : null;
  const open = all("details[open]", region).map((one) => one.id);
  for (const fold of all("details", fresh)) fold.open = open.includes(fold.id);
  if (region.innerHTML === fresh.innerHTML) return;
  region.replaceChildren(...fresh.childNodes);
  if (focused) find(region, focused)?.focus({ preventScroll: true });
}

const keyOf = (element) => ({ id: element.id, name: element.name, value: element.value, href: element.getAttribute("href"), tag: element.tagName });

function find(region, key) {
  if (key.id) return document.getElementById(key.id);
  if (key.tag === "SUMMARY") return region.querySelector("summary");
  const handle = key.value?.split(" ").at(-1);
  const same = all("a, button, input", region);
  return same.find((one) => (key.href ? one.getAttribute("href") === key.href : one.name === key.name && one.value === key.value))
    ?? same.find((one) => handle && one.value?.endsWith(handle) && one.type !== "hidden");
}

const outer = () => [...drawn.elements].filter((one) => one.id && !one.closest("[data-live]") && one.matches("input, select, textarea"));
const fieldValues = () => new Map(outer().map((one) => [one.id, one.value]));

function adoptValues(before, page) {
  for (const field of outer()) {
    const fresh = page.getElementById(field.id);
    if (!fresh || field.type === "checkbox") continue;
    if (fresh.hasAttribute("aria-invalid")) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    if (field !== document.activeElement && field.value === before.get(field.id)) field.value = fresh.value;
  }
}

function tellTrouble() {
  size.textContent = "Not updated: VividMap does not answer. What you typed is still here.";
}

// What is ticked is in the address, so that a reload or a bookmark shows it again; long texts are not.
function keepAddress() {
  if (drawn.dataset.redraw !== "address") return;
  const address = new URLSearchParams();
  const isProposed = new FormData(drawn).has("proposed");
  const left = ["csrfmiddlewaretoken", "do", "offered", "drop", "marks", "paper", "proposed", ...(isProposed ? ["entry", "listed"] : [])];
  for (const [name, value] of new URLSearchParams(new FormData(drawn))) {
    if (value && !left.includes(name) && drawn.elements[name]?.tagName !== "TEXTAREA") address.append(name, value);
  }
  history.replaceState(null, "", `?${address}${location.hash}`);
}

if (drawn) {
  const isIgnored = (field) => field.closest(".export") && field.name !== "drop";
  addEventListener("input", ({ target }) => {
    if (target.form !== drawn || isIgnored(target)) return;
    redrawSoon(target.matches("[type=checkbox], select") ? TICKED : TYPED);
  });
  drawn.addEventListener("reset", () => redrawSoon(TICKED)); // what was restored is discarded
  drawn.addEventListener("submit", (event) => {
    const { submitter } = event;
    if (drawn.dataset.redraw === "text" || submitter?.hasAttribute("formaction")) return;
    if (["save", "choose"].includes(submitter?.value)) return;
    event.preventDefault();
    redraw(submitter);
  });
}

/* One text, edited where it stands: a part of it is a box with its Markdown while one writes in it */

const whole = document.getElementById("whole");

function openPart(part) {
  const [first, last] = part.dataset.lines.split("-").map(Number);
  const lines = whole.value.split("\n");
  const above = lines.slice(0, first);
  const below = lines.slice(last);
  const box = document.createElement("textarea");
  box.className = "part-source";
  box.value = lines.slice(first, last).join("\n").trimEnd();
  box.setAttribute("form", drawn.id); // Ctrl Enter saves from here too; without a name it is not sent
  box.setAttribute("aria-label", "Part of the text, in Markdown");
  box.addEventListener("input", () => {
    whole.value = [...above, ...(box.value.trim() ? [box.value, ""] : []), ...below.slice(below[0] === "" ? 1 : 0)].join("\n");
    whole.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const close = () => closePart(box, first);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  part.replaceWith(box, marksOf(part));
  box.focus();
}

// The marks of a part are handles; their entries' first words stand beneath.
function marksOf(part) {
  const list = document.createElement("ul");
  list.className = "part-marks";
  for (const link of all(".mark a", part)) {
    const line = document.createElement("li");
    line.textContent = `[^${link.getAttribute("href").split("/").at(-1)}] ${link.title}`;
    list.append(line);
  }
  return list;
}

async function closePart(box, first) {
  if (box.dataset.closed) return;
  box.dataset.closed = "1";
  const hadFocus = document.activeElement === box;
  box.className = "";
  await redraw();
  makeParts();
  if (hadFocus) all("[data-lines]", sheet).find((one) => Number(one.dataset.lines.split("-")[0]) >= first)?.focus();
}

function makeParts() {
  for (const [place, part] of all("[data-lines]", sheet).entries()) part.tabIndex = place ? -1 : 0;
}

function movePart(part, by) {
  const parts = all("[data-lines]", sheet);
  parts[parts.indexOf(part) + by]?.focus();
}

function toggleSource(link) {
  const isSource = link.dataset.source === "edit";
  drawn.classList.toggle("away", !isSource);
  sheet.classList.toggle("away", isSource);
  link.dataset.source = isSource ? "done" : "edit";
  link.firstChild.textContent = isSource ? "Done " : "Edit ";
  if (isSource) {
    whole.setSelectionRange(0, 0);
    whole.focus();
  }
  else redraw().then(makeParts);
}

if (whole) {
  makeParts();
  sheet.addEventListener("click", ({ target }) => {
    const part = target.closest("[data-lines]");
    if (part && !target.closest("a") && getSelection().isCollapsed) openPart(part);
  });
  sheet.addEventListener("keydown", (event) => {
    if (!event.target.matches("[data-lines]")) return;
    if (event.key === "Enter") openPart(event.target);
    else if (event.key === "ArrowDown") movePart(event.target, 1);
    else if (event.key === "ArrowUp") movePart(event.target, -1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.querySelector("[data-source]")?.addEventListener("click", (event) => {
    event.preventDefault();
    toggleSource(event.currentTarget);
  });
}

/* The panel that exports, and the sheet of a phone: Escape closes either */

const panel = document.querySelector(".export");

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (panel?.open) {
    panel.open = false;
    panel.querySelector("summary").focus();
  } else if (location.hash === "#choices") location.hash = "#document";
});
addEventListener("pointerdown", ({ target }) => { if (panel?.open && !panel.contains(target)) panel.open = false; });

/* The document on the clipboard, as rich text and as plain; a browser that cannot do so does not offer it */

const copier = navigator.clipboard?.write && document.querySelector("[data-copy]");

async function written(ending) {
  const body = new URLSearchParams(new FormData(drawn));
  body.set("as", ending);
  const answer = await fetch(copier.dataset.copy, { method: "POST", body });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.text();
}

async function rich() {
  const page = new DOMParser().parseFromString(await written("html"), "text/html");
  return new Blob([page.querySelector("main").innerHTML], { type: "text/html" });
}

const plain = async () => new Blob([await written("txt")], { type: "text/plain" });

async function copy() {
  const told = panel.querySelector(".copied");
  told.textContent = "";
  try {
    // Promises, not what they hold: some browsers take only what is there while the click is.
    const parts = { "text/html": rich(), "text/plain": plain() };
    await Promise.all([navigator.clipboard.write([new ClipboardItem(parts)]), ...Object.values(parts)]);
    told.textContent = "Copied.";
  } catch {
    told.textContent = "The browser blocked copying; export a file instead.";
  }
}

if (copier) {
  copier.hidden = false;
  copier.addEventListener("click", copy);
}
