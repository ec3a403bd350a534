// Charts stand in the page as pictures. plotly.js comes only when somebody wants to explore one,
// and draws the same figure again; it never offers to send it anywhere.

let library;
function plotly(address) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const given = withoutMapStyle();
    script.src = address;
    script.onload = () => { given(); resolve(window.Plotly); };
    script.onerror = () => { given(); library = undefined; script.remove(); reject(new Error(address)); };
    document.head.append(script);
  });
  return library;
}

// The library of maps inside plotly.js adds a <style>, named by a hash, unless it finds one of
// that name. Our policy refuses it and no chart of ours needs it: say that it is there.
function withoutMapStyle() {
  const find = document.getElementById;
  document.getElementById = (id) => (/^[0-9a-f]{64}$/.test(id) ? document.head : find.call(document, id));
  return () => { delete document.getElementById; };
}

function label(button, on) {
  button.setAttribute("aria-pressed", String(on));
  button.querySelector("span").textContent = on ? button.dataset.on : button.dataset.off;
}

function figureOf(area) {
  const shown = [...area.querySelectorAll(".picture")].find((picture) => picture.offsetParent);
  const figure = JSON.parse(shown.dataset.figure);
  delete figure.layout.width;
  figure.layout.autosize = true;
  figure.layout.font = { family: getComputedStyle(document.body).fontFamily };
  return figure;
}

async function explore(button, area) {
  button.setAttribute("aria-busy", "true");
  try {
    const library = await plotly(button.dataset.plotly);
    const figure = figureOf(area);
    const plot = document.createElement("div");
    plot.className = "plot noprint";
    area.append(plot);
    area.classList.add("explored");
    await library.newPlot(plot, figure.data, figure.layout, JSON.parse(area.dataset.config));
    label(button, true);
  } catch (error) {
    leave(button, area);
    document.dispatchEvent(new CustomEvent("mw:say", { detail: area.getAttribute("aria-label") }));
  } finally {
    button.removeAttribute("aria-busy");
  }
}

function leave(button, area) {
  const plot = area.querySelector(".plot");
  if (plot) window.Plotly?.purge(plot);
  plot?.remove();
  area.classList.remove("explored");
  label(button, false);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-explore]");
  if (!button || button.hasAttribute("aria-busy")) return;
  const area = button.closest("figure").querySelector(".chart-area");
  if (area.classList.contains("explored")) leave(button, area);
  else explore(button, area);
});
