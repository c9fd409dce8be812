// A request is saved as a draft while it is typed. Works on top of the form: without us, “Keep as a draft” does it.
import { t } from "./words.js";

const PAUSE = 1500;
const KEPT = "common-thread:typed:";

function where(form) {
  return KEPT + new URL(form.dataset.autosave, location.href).pathname;
}

function say(form, words) {
  form.querySelector("[data-saved]").textContent = words;
}

function typed(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return data;
}

/** The session ended meanwhile: what was typed waits in this tab, and comes back after signing in. */
function keepHere(form) {
  const pairs = [...typed(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  sessionStorage.setItem(where(form), JSON.stringify({ number: form.dataset.number, pairs }));
  say(form, t("You were signed out, or the connection is gone. What you typed is kept in this tab: sign in again and come back here."));
}

async function save(form) {
  const data = typed(form);
  if (!(data.get("need") || "").trim()) return;
  data.set("number", form.dataset.number);
  let answer;
  try {
    answer = await fetch(form.dataset.autosave, { method: "POST", body: data, redirect: "manual" });
  } catch {
    return keepHere(form);
  }
  if (answer.type === "opaqueredirect" || answer.status === 403) return keepHere(form);
  if (!answer.ok) return say(form, t("Not saved yet: something in the form needs another look."));
  const { number, url, saved, sent } = await answer.json();
  if (sent) return say(form, t("This request was sent meanwhile."));
  sessionStorage.removeItem(where(form));
  if (!form.dataset.number) {
    form.dataset.number = number;
    form.action = url;
    history.replaceState(null, "", url);
  }
  say(form, t("Draft saved at {saved}.", { saved }));
}

function put(form, name, values) {
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (field.type !== "file") field.value = values[0];
  }
}

function bringBack(form) {
  const text = sessionStorage.getItem(where(form));
  if (!text) return;
  const kept = JSON.parse(text);
  if ((kept.number || "") !== form.dataset.number) return;
  for (const name of new Set(kept.pairs.map(([one]) => one))) {
    put(form, name, kept.pairs.filter(([one]) => one === name).map(([, value]) => value));
  }
  say(form, t("We put back what you had typed before you were signed out."));
}

function watch(form) {
  bringBack(form);
  // One save at a time, in order, or the first two would begin two drafts.
  let timer, last = Promise.resolve();
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { last = last.then(() => save(form)); }, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    sessionStorage.removeItem(where(form));
  });
}

export function saveWhatIsTyped() {
  document.querySelectorAll("form[data-autosave]").forEach(watch);
  document.querySelectorAll('form[action$="/accounts/logout/"]').forEach((form) =>
    form.addEventListener("submit", () => sessionStorage.clear()));
}
