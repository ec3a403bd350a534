// The look of reports: a native colour picker beside the text, and the sample follows at once.

for (const form of document.querySelectorAll("[data-look]")) {
  const sample = form.closest("section").querySelector("[data-sample]");
  const { colour, name } = form.elements;
  const pick = form.querySelector("[data-pick]");
  pick.hidden = false;

  const show = (shade) => {
    for (const part of sample.querySelectorAll("[data-shade]")) part.setAttribute("fill", shade);
  };
  pick.addEventListener("input", () => {
    colour.value = pick.value;
    show(pick.value);
  });
  colour.addEventListener("input", () => {
    const written = colour.value.trim().toLowerCase();
    if (!/^#?[0-9a-f]{6}$/.test(written)) return;
    pick.value = `#${written.replace("#", "")}`;
    show(pick.value);
  });
  name.addEventListener("input", () => {
    sample.querySelector("[data-name]").textContent = name.value;
  });
}
