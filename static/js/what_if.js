// Sliders for other weights: shares follow at once, the server answers the rest.
// Without this file the same form is sent by its button.

const find = (id) => document.getElementById(id);
const form = () => find("what-if");
const sliders = () => [...form().querySelectorAll("input[type=range]")];

function draw() {
  if (!form()) return;
  const given = sliders().map((slider) => slider.valueAsNumber);
  const total = given.reduce((sum, amount) => sum + amount, 0);
  const written = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
  sliders().forEach((slider, place) => {
    const shown = total ? written.format(given[place] / total) : "–";
    const row = slider.closest(".sl");
    row.querySelector("[data-share]").textContent = shown;
    slider.setAttribute("aria-valuetext", shown);
    // on the row, which has no id: htmx would copy a slider's style attribute, and the policy refuse it
    row.style.setProperty("--v", `${given[place]}%`);
  });
  for (const kept of document.querySelectorAll("[data-takes-weights] [name=g]")) kept.value = given.join(",");
}

function show() {
  for (const button of form()?.querySelectorAll("[data-step]") ?? []) button.hidden = false;
  draw();
}

const say = (text) => document.dispatchEvent(new CustomEvent("mw:say", { detail: text.trim() }));

function fail(failed) {
  const note = find("what-if-failed");
  if (note.hidden === !failed) return;
  note.hidden = !failed;
  if (failed) say(note.textContent);
}

document.addEventListener("input", (event) => { if (event.target.form?.id === "what-if") draw(); });

document.addEventListener("htmx:afterSettle", (event) => {
  const swapped = event.detail.target?.id;
  if (swapped === "result") show();
  if (swapped === "what-if-live") say(find(swapped).dataset.say);
  if (swapped === "what-if-problem") say(find(swapped).textContent);
  if (swapped === "what-if-live" || swapped === "what-if-problem") fail(false);
});
for (const name of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(name, (event) => { if (event.detail.elt.id === "what-if") fail(true); });
}

// Links to other parts of the result take the moved weights along, not those of the page's start.
function withWeights(address) {
  const url = new URL(address, location.href);
  const weights = new URLSearchParams(location.search).get("g");
  if (url.pathname !== location.pathname) return address;
  url.searchParams.delete("g");
  if (weights) url.searchParams.set("g", weights);
  return url.pathname + url.search.replaceAll("%2C", ",");
}
const leadsOn = (element) => element?.matches("#result a[href]") && !element.closest(".what-if");
document.addEventListener("htmx:configRequest", (event) => {
  if (leadsOn(event.detail.elt)) event.detail.path = withWeights(event.detail.path);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a");
  if (leadsOn(link)) link.setAttribute("href", withWeights(link.getAttribute("href")));
}, true);

show();
