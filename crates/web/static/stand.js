// Optional. Without it the light is changed with a button and an article is marked read with a button.
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
