// Says what a saved condition changed, for those who do not see the row.
document.addEventListener("htmx:afterSettle", (event) => {
  const said = event.target.closest?.("[data-say]") ?? document.getElementById(event.detail.target?.id ?? "");
  if (said?.dataset.say) document.dispatchEvent(new CustomEvent("mw:say", { detail: said.dataset.say }));
});
