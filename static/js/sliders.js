// Sliders 0 to 10: the figure and its share of all follow every move.

const list = document.querySelector("[data-sliders]");
const fields = [...list.querySelectorAll("input[type=range]")];
const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent", maximumFractionDigits: 0 });

function draw() {
  const sum = fields.reduce((total, field) => total + field.valueAsNumber, 0);
  for (const field of fields) {
    const row = field.closest("li");
    const share = percent.format(sum ? field.valueAsNumber / sum : 0);
    row.querySelector("[data-figure]").textContent = field.value;
    row.querySelector("[data-share]").textContent = share;
    field.style.setProperty("--v", `${(100 * field.valueAsNumber) / field.max}%`);
    field.setAttribute("aria-valuetext", list.dataset.words.replace("{n}", field.value).replace("{share}", share));
  }
}

list.addEventListener("input", draw);
draw();
