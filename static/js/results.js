// The large view turns its pages with the arrow keys, as presentation remotes send them;
// the report prints from its button.

const KEYS = { ArrowLeft: "before", PageUp: "before", ArrowRight: "after", PageDown: "after" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("[tabindex='0'], input, select, textarea")) return;
  const link = document.querySelector(".large") && document.getElementById(KEYS[event.key] ?? "");
  if (!link) return;
  event.preventDefault();
  link.click();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
