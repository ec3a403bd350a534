// 100 points: the rest and the bars follow every change; presets fill in without a new page.
// Without this file the same form is sent as it is and the server says what is missing.

const TOTAL = 100;
const list = document.getElementById("alloc");
const left = document.getElementById("left");
const fields = [...list.querySelectorAll("input")];
const points = (field) => Math.max(0, Number.parseInt(field.value, 10) || 0);

function words(rest) {
  const text = left.dataset;
  if (rest === 0) return text.even;
  const template = rest > 0 ? (rest === 1 ? text.oneOpen : text.manyOpen) : (rest === -1 ? text.oneOver : text.manyOver);
  return template.replace("{n}", Math.abs(rest));
}

function draw(speak) {
  const sum = fields.reduce((total, field) => total + points(field), 0);
  const shown = words(TOTAL - sum);
  left.querySelector("b").textContent = shown;
  left.querySelector("rect").setAttribute("width", `${Math.min(TOTAL, sum)}%`);
  left.classList.toggle("over", sum > TOTAL);
  for (const field of fields) {
    const bar = field.closest("li").querySelector(".mini rect");
    bar.setAttribute("width", `${Math.min(TOTAL, points(field))}%`);
  }
  if (speak) document.dispatchEvent(new CustomEvent("mw:say", { detail: shown }));
}

list.addEventListener("input", () => draw(true));
document.getElementById("presets")?.addEventListener("submit", (event) => {
  const preset = event.submitter?.dataset;
  if (!preset) return;
  event.preventDefault();
  for (const field of fields) field.value = preset[field.name.toLowerCase()];
  fields[0].dispatchEvent(new Event("input", { bubbles: true }));
});
draw(false);
