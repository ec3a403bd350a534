// Charts stand in the page as pictures. plotly.js comes only when somebody wants to explore one,
// and draws the same figure again; it never offers to send it anywhere.

const CONFIG = { displayModeBar: false, showSendToCloud: false, plotlyServerURL: "", displaylogo: false, responsive: true };

let library;
function plotly(address) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => { library = undefined; script.remove(); reject(new Error(address)); };
    document.head.append(script);
  });
  return library;
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
    await library.newPlot(plot, figure.data, figure.layout, CONFIG);
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
