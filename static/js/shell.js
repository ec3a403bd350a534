// What every page needs: menus, focus, the offline and signed-out notes, number keys, minus and plus.
// Everything works without this file; it only makes it quicker.

const page = document;
const find = (selector) => page.querySelector(selector);

// ---- One voice for screen readers: say it once, 700 ms after the last change.
let speaking;
page.addEventListener("mw:say", (event) => {
  clearTimeout(speaking);
  speaking = setTimeout(() => { find("#say").textContent = event.detail; }, 700);
});

// ---- Focus: errors first; after sending a form the heading, so that Tab goes on from there.
const FOCUS = "mw-focus-heading";
const problem = find('[role="alert"][tabindex="-1"]');
const heading = find("h1[tabindex]");
if (problem) problem.focus();
else if (sessionStorage.getItem(FOCUS) && heading) heading.focus({ preventScroll: true });
sessionStorage.removeItem(FOCUS);
page.addEventListener("submit", (event) => {
  const stays = event.defaultPrevented || event.target.method === "get" || event.target.matches(".lang");
  if (!stays) sessionStorage.setItem(FOCUS, "1");
});
page.addEventListener("htmx:afterSettle", (event) => {
  // outerHTML puts a new element in place of the target
  const swapped = event.detail.target?.isConnected ? event.detail.target : event.target;
  const goal = swapped.querySelector('[role="alert"][tabindex="-1"]') ?? swapped.querySelector("h1[tabindex]");
  if (event.detail.requestConfig?.verb === "get" && goal) goal.focus({ preventScroll: true });
});

// The language switch comes back to where we are now, also after htmx has changed the address.
page.addEventListener("submit", (event) => {
  if (event.target.matches(".lang")) event.target.elements.next.value = location.pathname + location.search;
});

// A page kept in the browser's memory may be out of date: fetch it again.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// ---- Menus made of <details>: close by Escape and by a click elsewhere.
const openMenus = () => page.querySelectorAll("[data-menu][open]");
page.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});
page.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// ---- Offline and signed out.
const showConnection = () => { find("#offline").hidden = navigator.onLine; };
addEventListener("online", showConnection);
addEventListener("offline", showConnection);
showConnection();

page.addEventListener("htmx:beforeOnLoad", (event) => {
  const answered = event.detail.xhr.responseURL;
  if (!answered || !new URL(answered).pathname.startsWith(page.body.dataset.signIn)) return;
  event.preventDefault();  // the sign-in page must not be put into ours
  const note = find("#signed-out");
  note.hidden = false;
  note.scrollIntoView({ block: "nearest" });
  page.dispatchEvent(new CustomEvent("mw:say", { detail: note.textContent.trim() }));
});

// A token outlives a sign-in in another tab only in the cookie.
page.addEventListener("htmx:configRequest", (event) => {
  const token = page.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (token && event.detail.verb !== "get") event.detail.parameters.csrfmiddlewaretoken = token[1];
});

// ---- Number keys choose an answer, only while a radio group has focus (WCAG 2.1.4).
page.addEventListener("keydown", (event) => {
  const group = event.target.closest?.("[data-keys]");
  if (!group || event.ctrlKey || event.metaKey || event.altKey) return;
  const radio = group.querySelectorAll("input[type=radio]:not(:disabled)")["123456789".indexOf(event.key)];
  if (!radio || radio.checked || !event.target.matches("input[type=radio]")) return;
  radio.checked = true;
  radio.focus();
  radio.dispatchEvent(new Event("change", { bubbles: true }));
});

// ---- Minus and plus beside a slider or a number.
for (const button of page.querySelectorAll("[data-step]")) button.hidden = false;
page.addEventListener("click", (event) => {
  const button = event.target.closest("[data-step]");
  if (!button) return;
  const field = page.getElementById(button.dataset.for);
  const low = Number(field.min || 0);
  const high = Number(field.max || 100);
  const wanted = (Number.parseInt(field.value, 10) || 0) + Number(button.dataset.step);
  field.value = Math.min(high, Math.max(low, wanted));
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
});
