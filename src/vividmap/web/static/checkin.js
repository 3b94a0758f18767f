// Check-ins: Enter saves and an empty line goes on; where one left; how long one has sat there, in this tab.
"use strict";

for (const line of all(".saying textarea")) {
  line.addEventListener("keydown", (event) => {
    if (!isKeeping(event)) return;
    event.preventDefault();
    line.form.requestSubmit();
  });
}

const clock = document.querySelector("[data-clock]");

function tellTime() {
  const name = `clock:${clock.dataset.clock}`;
  const begun = Number(kept("sessionStorage", name)) || Date.now();
  keep("sessionStorage", name, String(begun));
  clock.textContent = `${Math.floor((Date.now() - begun) / 60_000)} of ${clock.dataset.minutes} min`;
}

/* A check-in goes on exactly where one left, a question that was passed over included */

function goOn() {
  const name = `place:${clock.dataset.clock}`;
  const place = location.hash.startsWith("#say-") ? location.hash.slice(1) : kept("localStorage", name);
  const field = place && !document.querySelector("[aria-invalid=true]") && document.getElementById(place);
  if (field) {
    field.closest("details")?.setAttribute("open", "");
    field.focus({ preventScroll: true });
    field.scrollIntoView({ block: "center" });
  }
  const save = ({ id }) => id.startsWith("say-") && keep("localStorage", name, id);
  save(document.activeElement);
  addEventListener("focusin", ({ target }) => save(target));
}

if (clock) {
  addEventListener("load", goOn);
  tellTime();
  setInterval(tellTime, 20_000);
}
