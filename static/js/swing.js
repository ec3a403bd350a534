// Swings: the step that helps most is 100 and stays it; another choice gives the figure back.

const list = document.querySelector("[data-swing]");
const FULL = "100";
const before = new Map();

function draw() {
  for (const row of list.querySelectorAll("li")) {
    const field = row.querySelector("input[type=text]");
    const isTop = row.querySelector("input[type=radio]").checked;
    if (isTop && !field.readOnly) {
      before.set(field, field.value === FULL ? "" : field.value);
      field.value = FULL;
    } else if (!isTop && field.readOnly) {
      field.value = before.get(field) ?? "";
    }
    field.readOnly = isTop;
    for (const button of row.querySelectorAll("[data-step]")) button.disabled = isTop;
  }
}

list.addEventListener("change", draw);
draw();
