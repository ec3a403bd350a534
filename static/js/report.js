// The report: a number opens how it came about beside the page; a link is copied.
// Without this file a number leads to a page of its own, and a link is copied by hand.

const pane = document.getElementById("warum-fenster");
let asked; // the number that was clicked: the focus goes back to it

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target?.id === "warum" && event.target.matches(".rep-body .why, .rep-often .why")) asked = event.target;
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id !== "warum" || !pane) return;
  if (!pane.open) pane.showModal();
  pane.querySelector("h2")?.focus({ preventScroll: true });
  pane.scrollTop = 0;
});

pane?.addEventListener("click", (event) => {
  if (event.target === pane || event.target.closest("[data-close]")) pane.close();
});
pane?.addEventListener("close", () => {
  pane.querySelector("#warum").replaceChildren();
  asked?.focus();
});

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(field.value);
    field.select();
    document.dispatchEvent(new CustomEvent("mw:say", { detail: button.textContent.trim() + " ✓" }));
  });
}

// A link to a comment opens the comments it stands in.
function openAimedAt() {
  const goal = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const box = goal?.closest?.("details.comments");
  if (!box) return;
  box.open = true;
  goal.scrollIntoView();
}
addEventListener("hashchange", openAimedAt);
openAimedAt();

// After comments are swapped the focus stays there: at the mistake, the way back, or the summary.
document.addEventListener("htmx:afterSettle", (event) => {
  const box = event.detail.target?.id?.startsWith("k-") && document.getElementById(event.detail.target.id);
  if (!box || event.detail.requestConfig?.verb === "get") return;
  const wrong = box.querySelector("[aria-invalid]");
  if (wrong) wrong.focus();
  else if (!box.contains(document.activeElement)) (box.querySelector(".undo button") ?? box.querySelector("summary")).focus();
});
