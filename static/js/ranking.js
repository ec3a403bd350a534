// An order: the arrows move a row without a new page; ties of the rows around it are dissolved.

const list = document.querySelector("[data-order]");
const rows = () => [...list.children];

function draw() {
  let place = 1;
  rows().forEach((row, index, all) => {
    const level = row.querySelector("[data-level]");
    level.hidden = index === 0;
    if (!level.querySelector("input").checked || index === 0) place = index + 1;
    row.querySelector("[data-place]").textContent = place;
    const [up, down] = row.querySelectorAll("button[name=move]");
    if (!up) return;
    up.disabled = index === 0;
    down.disabled = index === all.length - 1;
  });
}

list.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=move]");
  if (!button) return;
  event.preventDefault();
  const row = button.closest("li");
  const isUp = button.value.startsWith("up");
  const other = isUp ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (isUp) other.before(row);
  else other.after(row);
  const now = rows();
  const above = Math.min(now.indexOf(row), now.indexOf(other));
  for (const near of now.slice(above, above + 3)) near.querySelector("[data-level] input").checked = false;
  draw();
  // At the end of the list its arrow is off: the other one keeps the focus.
  (button.disabled ? row.querySelector("button[name=move]:not(:disabled)") : button).focus();
  const words = list.dataset.moved.replace("{name}", row.querySelector(".k").textContent)
    .replace("{n}", now.indexOf(row) + 1).replace("{all}", now.length);
  document.dispatchEvent(new CustomEvent("mw:say", { detail: words }));
  list.dispatchEvent(new Event("input", { bubbles: true }));
});

list.addEventListener("change", draw);
draw();
