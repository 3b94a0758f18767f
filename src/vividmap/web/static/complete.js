// Completes @person, #skill, !goal and +project while one types, in every text box of a page, and `key:value` in
// the filter of a list.
"use strict";

const TOKEN = /(?:^|\s)([@#!+][^\s@#!]{0,60})$/u;
const FILTER = /(?:^|\s)([^\s"]{1,60}"?)$/u;
const list = document.createElement("ul");
list.id = "completions";
list.className = "completions";
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "Names");
list.hidden = true;
document.getElementById("main").append(list); // within a landmark

let field = null; // the box that the list belongs to
let wanted = ""; // the mark that the last request is about
let listed = ""; // the mark that the list is about

const isTextBox = (element) => element.matches("main textarea, main input:not([type]), main input[type=text]");

function markBefore(element) {
  if (element.selectionStart !== element.selectionEnd) return "";
  return (element.dataset.list ? FILTER : TOKEN).exec(element.value.slice(0, element.selectionStart))?.[1] ?? "";
}

function close() {
  list.hidden = true;
  field?.removeAttribute("aria-activedescendant");
  field?.removeAttribute("aria-controls");
  field = null;
}

function select(option) {
  for (const other of list.children) other.setAttribute("aria-selected", other === option);
  if (option) field?.setAttribute("aria-activedescendant", option.id);
  else field?.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
}

function insert(option) {
  const element = field;
  const caret = element.selectionStart;
  const start = caret - markBefore(element).length;
  const isKey = option.dataset.insert.endsWith(":"); // its value comes next
  element.setRangeText(`${option.dataset.insert}${isKey ? "" : " "}`, start, caret, "end");
  close();
  element.dispatchEvent(new Event("input", { bubbles: true }));
  if (isKey) offer(element);
}

async function offer(element) {
  const mark = markBefore(element);
  wanted = mark;
  if (!mark) return close();
  const query = new URLSearchParams({ q: mark, list: element.dataset.list ?? "" });
  const answer = await fetch(`/complete?${query}`, { headers: { "HX-Request": "true" } });
  if (!answer.ok || wanted !== mark || document.activeElement !== element) return undefined;
  const options = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("li");
  if (options.length === 0) return close();
  list.replaceChildren(...options);
  field = element;
  listed = mark;
  element.setAttribute("aria-controls", list.id);
  const box = element.getBoundingClientRect();
  list.hidden = false;
  list.style.left = `${Math.max(0, Math.min(box.left, innerWidth - list.offsetWidth - 8)) + scrollX}px`;
  list.style.top = `${box.bottom + scrollY + 2}px`;
  return select(/^[\p{L}]+$/u.test(mark) ? null : list.firstElementChild); // a word may be just that: Enter filters by it
}

addEventListener("input", ({ target, isTrusted }) => {
  // A draft that a page fills in is not typed: a list that opened by itself would take the next Enter.
  if (isTrusted && target instanceof Element && isTextBox(target)) offer(target);
});

// Before the box's own keys: Enter and Tab choose a name here, unless it stands there already.
addEventListener("keydown", (event) => {
  if (list.hidden || event.target !== field || event.isComposing) return undefined;
  const options = [...list.children];
  const place = options.findIndex((option) => option.ariaSelected === "true");
  const mark = markBefore(field);
  const isChoice = event.key === "Enter" || event.key === "Tab";
  // Who types faster than names arrive sees a list for half a word: what is typed stands.
  if (isChoice && (mark !== listed || options[place]?.dataset.insert === mark)) return close();
  if (event.key === "ArrowDown") select(options[(place + 1) % options.length]);
  else if (event.key === "ArrowUp") select(options[(place - 1 + options.length) % options.length]);
  else if (event.key === "Tab" && place < 0) insert(options[0]);
  else if (isChoice && place >= 0) insert(options[place]);
  else if (event.key === "Escape") close();
  else return undefined;
  event.preventDefault();
  event.stopImmediatePropagation();
  return undefined;
}, { capture: true });

list.addEventListener("pointerdown", (event) => {
  const option = event.target.closest("[role=option]");
  if (!option) return;
  event.preventDefault(); // the box keeps the focus
  insert(option);
});
addEventListener("focusout", ({ target }) => { if (target === field) close(); });
addEventListener("resize", close);
