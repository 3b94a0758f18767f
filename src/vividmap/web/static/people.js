// The card of the person that one is at on the map, and a 1:1 by one key there and in the list.
"use strict";

const KEY = "1";
const around = (element) => element?.closest?.(".who-at, main li.row");
const card = document.getElementById("who-card");
const texts = new Map(); // what was shown before is not asked for again
let current = null; // the chip that the card is about
let hovered = null; // what the pointer is at, for the key
let pointer = ""; // where the pointer is: what comes to lie under it by itself is not pointed at

function hideCard() {
  current?.removeAttribute("aria-describedby");
  current = null;
  if (card) card.hidden = true;
}

function place(chip) {
  const box = chip.getBoundingClientRect();
  const isRoomBelow = box.bottom + card.offsetHeight + 8 < innerHeight;
  card.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 8))}px`;
  card.style.top = `${Math.max(8, isRoomBelow ? box.bottom : box.top - card.offsetHeight)}px`;
}

async function load(address) {
  const answer = await fetch(address, { headers: { "HX-Request": "true" } });
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes : null;
}

async function showCard(chip) {
  if (!card || chip === current) return;
  hideCard();
  current = chip;
  const address = chip.dataset.card;
  if (!texts.has(address)) texts.set(address, [...(await load(address) ?? [])]);
  if (current !== chip || texts.get(address).length === 0) return;
  card.replaceChildren(...texts.get(address));
  card.hidden = false;
  chip.setAttribute("aria-describedby", card.id);
  place(chip);
}

const whereIs = ({ clientX, clientY }) => `${clientX} ${clientY}`;
addEventListener("pointermove", (event) => { pointer = whereIs(event); });
addEventListener("pointerover", (event) => {
  const { target, pointerType } = event;
  hovered = around(target);
  if (pointerType === "touch" || pointer === whereIs(event)) return; // a tap opens the person
  const chip = target.closest(".who-chip");
  if (chip) showCard(chip);
  else if (!target.closest(".who-card")) hideCard();
});
addEventListener("focusin", ({ target }) => {
  if (target.matches(".who-chip:focus-visible")) showCard(target);
  else if (!target.closest(".who-card")) hideCard();
});
for (const event of ["scroll", "resize"]) {
  addEventListener(event, () => { if (current && !card.hidden) place(current); }, { capture: true });
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape") hideCard();
  if (event.key !== KEY || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  if (document.querySelector("dialog[open]")) return;
  const meet = (around(document.activeElement) ?? hovered)?.querySelector("[data-meet]")?.dataset.meet;
  if (!meet) return;
  event.preventDefault();
  location.href = meet;
});
