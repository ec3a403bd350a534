// A pair: how much more is asked only where one side is more important.

const form = document.getElementById("pair-form");
const strength = form.querySelector("[data-strength]");

function draw() {
  const side = form.querySelector("input[name=more]:checked")?.value;
  strength.hidden = !side || side === "equal";
}

form.addEventListener("change", draw);
draw();
