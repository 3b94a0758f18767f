// Eases, all of them: without this file the page does the same with its links and buttons.
"use strict";

const root = document.documentElement;
const text = document.getElementById("text");
const form = text.form;
const evidence = form.querySelector("button[value=log]");
const typedWithThumbs = matchMedia("(pointer: coarse)").matches;

root.classList.add("js"); // the keys that are printed on the page work from here on

text.addEventListener("keydown", (event) => {
  if (event.key === "Escape") text.blur();
  // An Enter that ends a word of Japanese or Chinese is still part of the word.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  if (typedWithThumbs && !event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  form.requestSubmit(evidence);
});

let sent = false; // Enter twice is one entry
form.addEventListener("submit", (event) => {
  if (sent) event.preventDefault();
  sent = true;
});
addEventListener("pageshow", () => { sent = false; });

const keyed = new Map();
for (const element of document.querySelectorAll("[data-key]")) keyed.set(element.dataset.key, element);

addEventListener("keydown", (event) => {
  const target = keyed.get(event.key);
  if (!target || event.target === text || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  if (target === text) text.focus();
  else target.click();
});

// What was just kept has been shown: loading the page again need not show it again.
if (location.search) history.replaceState(null, "", location.pathname + location.hash);
