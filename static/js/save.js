// Forms with data-draft: what is entered stays on this device until the server has accepted it.
// Forms with data-autosave besides: htmx saves as one types; this file keeps the state in words,
// tries again, and lets "Next" wait for a save that is still under way.

const PREFIX = "mw-draft:";
const SENT = "mw-sent";
const state = () => document.getElementById("save-state");
const say = (words) => document.dispatchEvent(new CustomEvent("mw:say", { detail: words }));

function show(name, words) {
  const shown = state();
  if (!shown) return;
  shown.dataset.state = name;
  shown.querySelector(".t").textContent = words ?? shown.dataset[name] ?? "";
  shown.querySelector("[data-retry]").hidden = name !== "failed";
}

// Values of the fields people fill in, by name; hidden ones (version, token) are ours.
function entered(root) {
  const values = {};
  for (const field of root.querySelectorAll("input[name], textarea[name], select[name]")) {
    if (field.type === "hidden") continue;
    const choice = field.type === "radio" || field.type === "checkbox";
    if (choice) values[field.name] = field.checked ? field.value : (values[field.name] ?? "");
    else values[field.name] = field.value;
  }
  return values;
}

// A part saves on its own: the form, or a [data-part] in it; its hidden fields go along.
const partOf = (field) => field.closest("[data-part]") ?? field.form;
const hiddenOf = (part) => [...part.querySelectorAll("input[type=hidden][name]")]
  .filter((field) => field.name !== "csrfmiddlewaretoken" && partOf(field) === part);

function put(form, values, hidden) {
  for (const [name, value] of Object.entries(values)) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]:not([type=hidden])`)) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === value;
      else field.value = value;
    }
  }
  for (const [name, value] of Object.entries(hidden)) {
    const field = form.querySelector(`input[type=hidden][name="${CSS.escape(name)}"]`);
    if (field) field.value = value;
  }
}

class Draft {
  constructor(form) {
    this.form = form;
    this.key = PREFIX + form.dataset.draft;
    this.accepted = entered(form);
    this.sent = new Map();  // part → what is under way
    this.waiting = null;  // the button that waits for a save
    this.offer();
    form.addEventListener("input", () => this.keep());
    form.addEventListener("change", () => this.keep());
    form.addEventListener("submit", (event) => this.onSubmit(event));
    form.addEventListener("click", (event) => this.onClick(event));
  }

  unsaved() {
    const now = entered(this.form);
    return Object.fromEntries(Object.entries(now).filter(([name, value]) => this.accepted[name] !== value));
  }

  parts() {
    const fields = Object.keys(this.unsaved()).map((name) => this.form.querySelector(`[name="${CSS.escape(name)}"]`));
    return new Set(fields.map(partOf));
  }

  keep() {
    const values = this.unsaved();
    if (!Object.keys(values).length) return this.forget();
    const hidden = {};
    for (const part of this.parts()) for (const field of hiddenOf(part)) hidden[field.name] = field.value;
    try { localStorage.setItem(this.key, JSON.stringify({ values, hidden })); } catch { /* full or switched off */ }
  }

  forget() {
    localStorage.removeItem(this.key);
  }

  stored() {
    try { return JSON.parse(localStorage.getItem(this.key)); } catch { return null; }
  }

  // An entry of an earlier visit: offer it where it differs from what the page shows.
  offer() {
    const draft = this.stored();
    const note = this.form.querySelector("[data-draft-note]");
    if (!draft || this.form.hasAttribute("data-refused")) return;
    const differs = Object.entries(draft.values).some(([name, value]) => name in this.accepted && this.accepted[name] !== value);
    if (!differs) this.forget();
    else if (note) note.hidden = false;
  }

  onClick(event) {
    const note = this.form.querySelector("[data-draft-note]");
    if (event.target.closest("[data-draft-use]")) {
      const draft = this.stored();
      note.hidden = true;
      if (!draft) return;
      put(this.form, draft.values, draft.hidden);
      const field = this.form.querySelector(`[name="${CSS.escape(Object.keys(draft.values)[0])}"]`);
      field?.dispatchEvent(new Event("input", { bubbles: true }));
      this.send();
    } else if (event.target.closest("[data-draft-drop]")) {
      note.hidden = true;
      this.forget();
    } else if (event.target.closest("[data-draft-forget]")) {
      this.forget();  // a link: the stored answer is kept instead
    }
  }

  get saves() {
    return this.form.hasAttribute("data-autosave");
  }

  send() {
    if (this.saves) for (const part of this.parts()) htmx.trigger(part, "mw:save");
  }

  onSubmit(event) {
    const button = event.submitter;
    const decides = ["keep", "inherit"].includes(button?.dataset.decides);
    if (!navigator.onLine) {
      event.preventDefault();
      this.failed();
    } else if (!this.saves) {
      sessionStorage.setItem(SENT, JSON.stringify({ key: this.key, from: location.pathname }));
    } else if (this.saves && !decides && (this.sent.size || Object.keys(this.unsaved()).length)) {
      event.preventDefault();
      this.waiting = button;
      if (!this.sent.size) this.send();
    }
  }

  before(part, event) {
    const values = entered(part);
    const known = Object.entries(values).every(([name, value]) => this.accepted[name] === value);
    if (known) return event.preventDefault();
    this.sent.set(part, values);
    this.form.setAttribute("aria-busy", "true");
    show("busy");
  }

  after(part, xhr) {
    const values = this.sent.get(part);
    if (!values) return;
    this.sent.delete(part);
    if (!this.sent.size) this.form.removeAttribute("aria-busy");
    const away = xhr.responseURL && new URL(xhr.responseURL).pathname !== new URL(this.form.action).pathname;
    if (xhr.status === 200 && !away) this.succeeded(values);
    else this.failed(xhr.status === 409 || xhr.status === 422);
  }

  succeeded(values) {
    Object.assign(this.accepted, values);
    this.keep();
    for (const error of this.form.querySelectorAll("[data-save-error]")) error.hidden = true;
    say(state()?.querySelector(".t").textContent);
    if (!this.waiting || this.sent.size) return;
    const button = this.waiting;
    if (Object.keys(this.unsaved()).length) return this.send();
    this.waiting = null;
    this.form.requestSubmit(button);
  }

  // judged: the server answered in words, which already stand in the page.
  failed(judged = false) {
    const focus = judged && this.waiting;
    this.waiting = null;
    this.keep();
    show("failed");
    const retry = state()?.querySelector("[data-retry]");
    if (retry) retry.hidden = judged || !this.saves;
    for (const error of this.form.querySelectorAll("[data-save-error]")) error.hidden = judged;
    if (!judged) say(this.form.querySelector("[data-save-error]")?.textContent.trim());
    if (focus) this.form.querySelector('[role="alert"]')?.focus();
  }
}

// A form sent as a whole is accepted once the server has led on from it to another page.
const sent = JSON.parse(sessionStorage.getItem(SENT) ?? "null");
sessionStorage.removeItem(SENT);
if (sent && sent.from !== location.pathname && document.referrer.startsWith(location.origin + sent.from)) {
  localStorage.removeItem(sent.key);
}

const drafts = [...document.querySelectorAll("form[data-draft]")].map((form) => new Draft(form));
const draftOf = (part) => drafts.find(({ form }) => form === part || form.contains(part));

document.addEventListener("htmx:beforeRequest", (event) => draftOf(event.target)?.before(event.target, event));
document.addEventListener("htmx:afterRequest", (event) => draftOf(event.target)?.after(event.target, event.detail.xhr));
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-retry]")) for (const draft of drafts) draft.send();
});
addEventListener("online", () => { for (const draft of drafts) draft.send(); });

// Signing out leaves nothing on a shared computer.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-clear-drafts]")) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
});
