// Eases, all of them: without this file the pages do the same with their links and buttons.
"use strict";

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const isField = (element) => element.matches("textarea, select, input:not([type=checkbox], [type=radio])");
const typedWithThumbs = matchMedia("(pointer: coarse)").matches;

document.documentElement.classList.add("js"); // the keys that are printed on the page work from here on

/* Keys */

const own = { "?": showKeys, c: goCapture, j: () => step(1), k: () => step(-1), x: tick, Enter: openRow };

addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
    if (togglePalette()) event.preventDefault();
    return;
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) {
    if (save(event.target)) event.preventDefault();
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]")) return;
  if (isField(event.target)) {
    // In a search the first Escape empties it, and that is the browser's.
    if (event.key === "Escape" && !(event.target.type === "search" && event.target.value)) event.target.blur();
    return;
  }
  const keyed = all("[data-key]").filter((one) => one.dataset.key === event.key).at(-1);
  if (keyed ? press(keyed) : own[event.key]?.()) event.preventDefault();
});

function press(element) {
  if (isField(element)) {
    element.focus();
    if (element.type === "search") element.select();
  } else {
    element.click();
    if (element.tagName === "SUMMARY") element.parentElement.querySelector("input:not([type=hidden]), summary ~ * button")?.focus();
  }
  return true;
}

function save(element) {
  const form = element.form ?? element.closest("form");
  if (form?.getAttribute("method") !== "post") return false;
  form.requestSubmit([...form.elements].find((one) => one.matches(".go")));
  return true;
}

function showKeys() {
  const keys = document.getElementById("keys");
  keys?.showModal();
  return Boolean(keys);
}

function goCapture() {
  const today = document.querySelector(".brand");
  if (today) location.href = `${today.href}#text`;
  return Boolean(today);
}

/* Lists: the row that one is at is the one with the focus, or the last that had it */
const ROWS = "main li.row, main tr[data-row], main .who-at";
const linkOf = (row) => row.querySelector(".said a[href]") ?? row.querySelector("a[href]");

function rowNow() {
  return document.activeElement.closest(ROWS) ?? document.querySelector("main .at:is(.row, tr, .who-at)");
}

function step(by) {
  const rows = all(ROWS).filter(linkOf);
  const to = rows[Math.min(Math.max(rows.indexOf(rowNow()) + by, 0), rows.length - 1)];
  if (!to) return false;
  for (const row of rows) row.classList.toggle("at", row === to);
  linkOf(to).focus();
  return true;
}

function tick() {
  const box = rowNow()?.querySelector("input[name=handle]");
  box?.click();
  return Boolean(box);
}

function openRow() {
  const row = document.activeElement === document.body ? rowNow() : null; // a link with the focus opens by itself
  if (row) linkOf(row).click();
  return Boolean(row);
}

/* The palette: a box to type into, and beneath it the list of what can be chosen */

const palette = document.getElementById("palette");
const asked = document.getElementById("palette-q");
const choices = document.getElementById("palette-list");
let shown = null; // the words that the list is an answer to
let isWanted = false; // Enter came before its answer

function togglePalette() {
  if (!palette || !window.htmx) return false;
  if (palette.open) {
    palette.close();
    return true;
  }
  document.querySelector("dialog[open]")?.close();
  selectEntry(document.getElementById("palette-at"));
  asked.value = "";
  [shown, isWanted] = [null, false];
  choices.replaceChildren();
  palette.showModal();
  asked.dispatchEvent(new Event("fill"));
  return true;
}

/* The entry that the palette acts on: the row that one is at, or the item that the page is about */
function selectEntry(field) {
  const row = rowNow();
  const handle = /^\/i\/([0-9a-z]+)/.exec(row ? linkOf(row)?.pathname : location.pathname)?.[1];
  field.value = handle ?? "";
  field.disabled = !handle;
}

function choose(place) {
  const options = all("[role=option]", choices);
  const chosen = options.at(place % options.length);
  for (const option of options) option.setAttribute("aria-selected", option === chosen);
  if (chosen) asked.setAttribute("aria-activedescendant", chosen.id);
  else asked.removeAttribute("aria-activedescendant");
  chosen?.scrollIntoView({ block: "nearest" });
}

function go() {
  const chosen = choices.querySelector("[aria-selected=true]");
  palette.close(); // the focus goes back to where it was, before a link into this page takes it on
  chosen?.click();
}

asked?.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const now = all("[role=option]", choices).findIndex((one) => one.ariaSelected === "true");
  if (event.key === "ArrowDown") choose(now + 1);
  else if (event.key === "ArrowUp") choose(now - 1);
  else if (event.key !== "Enter") return;
  else if (shown === asked.value) go();
  else isWanted = true;
  event.preventDefault();
});
asked?.addEventListener("input", () => { isWanted = false; });
choices?.addEventListener("htmx:afterSwap", ({ detail }) => {
  shown = new URL(detail.xhr.responseURL).searchParams.get("q") ?? "";
  choose(0);
  if (isWanted && shown === asked.value) go();
});
choices?.addEventListener("click", () => palette.close());

addEventListener("click", ({ target, clientX: x, clientY: y }) => {
  if (!target.matches("dialog[open]")) return;
  const box = target.getBoundingClientRect();
  if (x < box.left || x > box.right || y < box.top || y > box.bottom) target.close();
});

/* Capture: Enter keeps, and a mark goes out of the line where its chip is taken away */

const text = document.querySelector(".capture textarea");

function isKeeping(event) {
  // An Enter that ends a word of Japanese or Chinese is still part of the word.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return false;
  return !typedWithThumbs || event.ctrlKey || event.metaKey;
}

text?.addEventListener("keydown", (event) => {
  if (!isKeeping(event)) return;
  event.preventDefault();
  text.form.requestSubmit(text.form.querySelector("button[value=log]"));
});

addEventListener("click", ({ target }) => {
  const mark = target.closest("[data-remove]")?.dataset.remove;
  if (!mark || !text) return;
  const literal = mark.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  text.value = text.value.replace(new RegExp(`(^|\\s)${literal}(?=\\s|$)`, "u"), "").trimStart();
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));
});

/* Forms: sent twice is once, and what was typed survives a tab that is closed */

const sentAt = new Map();
const inSample = document.querySelector("form.sample"); // of that nothing stays, no draft either

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
  if (event.submitter?.hasAttribute("formaction")) return; // a file is handed out, and the page stays
  if (Date.now() - (sentAt.get(form) ?? 0) < 5_000) {
    event.preventDefault();
    return;
  }
  sentAt.set(form, Date.now());
  if (inSample) return;
  keep("sessionStorage", "typed", typedText(form));
  if (form.dataset.draft) keep("sessionStorage", "sent", form.dataset.draft);
});
addEventListener("pageshow", () => sentAt.clear());

// A browser that keeps nothing for pages throws here; the form works all the same.
function keep(where, name, value) {
  try {
    if (value === null) window[where].removeItem(name);
    else window[where].setItem(name, value);
  } catch { /* nothing is kept then */ }
}

function kept(where, name) {
  try {
    return window[where].getItem(name);
  } catch {
    return null;
  }
}

const isInAddress = (field) => field.form?.dataset.redraw === "address" && field.tagName !== "TEXTAREA";
const isKept = (field) => field.name && !field.closest("[data-live], .export") && !isInAddress(field) &&
  !["hidden", "file", "password", "submit", "button", "fieldset"].includes(field.type);
const isTick = (field) => field.type === "checkbox" || field.type === "radio";
const typedText = (form) => [...form.elements].filter((one) => isKept(one) && !isTick(one) && one.value).map((one) => one.value).join("\n\n");

function said(form) {
  return JSON.stringify([...form.elements].filter(isKept).map((one) => [one.name, isTick(one) ? one.checked : one.value]));
}

function fill(form, draft) {
  const fields = [...form.elements].filter(isKept);
  JSON.parse(draft).forEach(([name, value], place) => {
    const field = fields[place];
    if (field?.name !== name) return;
    if (isTick(field)) field.checked = value;
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function tell(form, name) {
  const note = document.createElement("p");
  const button = document.createElement("button");
  note.className = "restored";
  button.type = "button";
  button.textContent = "Discard";
  button.addEventListener("click", () => {
    form.reset();
    keep("localStorage", name, null);
    note.remove();
  });
  note.append("Your unsaved text was restored. ", button);
  (document.getElementById(form.dataset.told) ?? form).prepend(note);
}

// After htmx has looked at the page, so that it hears of what is filled in.
addEventListener("DOMContentLoaded", () => {
  const sent = kept("sessionStorage", "sent");
  keep("sessionStorage", "sent", null);
  // Where the session had ended, what any form held is given back; every other page has taken it.
  const refused = document.querySelector("[data-typed]");
  if (!refused) keep("sessionStorage", "typed", null);
  else if (kept("sessionStorage", "typed")) {
    refused.querySelector("textarea").value = kept("sessionStorage", "typed");
    refused.hidden = false;
  }
  const isDone = document.querySelector(".notice.done, .kept, p.notice[role=status]:not(.due)");
  if (sent && isDone && !document.querySelector("[data-draft] [aria-invalid=true]")) keep("localStorage", `draft:${sent}`, null);
  for (const form of inSample ? [] : all("form[data-draft]")) {
    const name = `draft:${form.dataset.draft}`;
    const [came, draft] = [said(form), kept("localStorage", name)];
    form.addEventListener("input", () => keep("localStorage", name, said(form) === came ? null : said(form)));
    // What came back with an error is what was typed last.
    if (!draft || draft === came || form.querySelector("[aria-invalid=true]")) continue;
    fill(form, draft);
    tell(form, name);
  }
});

/* A text of the page on the clipboard */

for (const button of document.querySelectorAll("[data-copy-from]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const told = button.parentElement.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copyFrom).value);
      told.textContent = "Copied.";
    } catch {
      told.textContent = "The browser blocked copying; select the text instead.";
    }
  });
}

/* The document as text: to the line that is wrong; a file that is too large; the printer */

function goLine(number) {
  const whole = document.getElementById("whole");
  const lines = whole.value.split("\n");
  const start = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
  whole.blur(); // a browser scrolls to the caret as the focus comes
  whole.setSelectionRange(start, start + (lines[number - 1] ?? "").length);
  whole.scrollTop = (whole.scrollHeight * (number - 1)) / lines.length - whole.clientHeight / 2;
  whole.focus();
}

const wrongLines = all("[data-line]");
for (const one of wrongLines) {
  one.addEventListener("click", (event) => {
    event.preventDefault();
    goLine(Number(one.dataset.line));
  });
}
if (wrongLines.length) goLine(Number(wrongLines[0].dataset.line));

for (const input of all("input[data-largest]")) {
  input.addEventListener("change", () => {
    const isLarge = input.files[0]?.size > input.dataset.largest * 2 ** 20;
    input.setCustomValidity(isLarge ? `This is larger than ${input.dataset.largest} MiB. Import it in a terminal: vividmap import FILE` : "");
    input.reportValidity();
  });
}

for (const one of all("[data-print]")) one.addEventListener("click", () => print());

// What was just kept has been shown: loading the page again need not show it again.
if (new URLSearchParams(location.search).has("kept")) history.replaceState(null, "", location.pathname + location.hash);
