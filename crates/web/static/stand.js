// Optional. Without it the light is changed with a button, an article is marked read with a button, nothing is known of how
// long it was read, and a recipe is looked at with a button.
const form = document.querySelector("form.lights");
if (form) {
  form.querySelector("button").hidden = true;
  form.addEventListener("change", (event) => {
    const light = event.target.value;
    if (light) document.documentElement.dataset.theme = light;
    else delete document.documentElement.dataset.theme;
    send(form);
  });
}

// Opening an article marks it read, once it was looked at for a moment.
const read = document.querySelector("form[data-read]");
if (read) setTimeout(() => document.hidden || send(read).then(() => (read.hidden = true)), 1500);

function send(form) {
  return fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" });
}

// A slip that is open closes when something else is pressed.
document.addEventListener("click", (event) => {
  for (const why of document.querySelectorAll("details.why[open]")) if (!why.contains(event.target)) why.open = false;
});

// For how long an article was in sight, told when it goes out of sight. There is no such form where
// nothing is picked and nothing metered.
const time = document.querySelector("form[data-time]");
if (time) {
  const LEAST = 3, MOST = 900;
  // Where reads count for the title, opening does too: told once, as soon as it is in sight.
  if ("opened" in time.dataset) {
    const opened = () => document.hidden || (document.removeEventListener("visibilitychange", opened), send(time));
    document.addEventListener("visibilitychange", opened);
    opened();
  }
  let since = document.hidden ? 0 : performance.now();
  const tell = () => {
    const seconds = since ? Math.min(Math.round((performance.now() - since) / 1000), MOST) : 0;
    since = 0;
    if (seconds < LEAST) return;
    time.elements.seconds.value = seconds;
    navigator.sendBeacon(time.action, new URLSearchParams(new FormData(time)));
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? tell() : (since = performance.now())));
  addEventListener("pagehide", tell);
  addEventListener("pageshow", () => document.hidden || (since ||= performance.now()));
}

// Sliders show their number, and what would come of it, while they are moved. Nothing is saved by that.
const recipe = document.querySelector("form[data-preview]");
if (recipe) {
  let waiting;
  recipe.addEventListener("input", (event) => {
    const shown = event.target.parentElement.querySelector("output");
    if (shown) shown.value = Number(event.target.value).toFixed(1);
    clearTimeout(waiting);
    waiting = setTimeout(look, 300);
  });
  const look = async () => {
    const asked = new URLSearchParams(new FormData(recipe));
    asked.delete("slip");
    const answer = await fetch(`${recipe.action}?${asked}`);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of ["#preview", ".formula"]) {
      const [here, there] = [document.querySelector(part), page.querySelector(part)];
      if (here && there) here.replaceChildren(...there.childNodes);
    }
  };
}

// What is to be filed can be printed by a button as well.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
