// Says the finding once new figures have arrived. Without this file nothing is missing to see.

document.addEventListener("htmx:afterSettle", (event) => {
  const swapped = event.detail.target;
  const figures = swapped?.id === "costs" || swapped?.matches?.(".fig");
  const head = document.getElementById("costs-head");
  if (figures && head) document.dispatchEvent(new CustomEvent("mw:say", { detail: head.dataset.say }));
});
