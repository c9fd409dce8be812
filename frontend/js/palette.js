// Ctrl K: find or do anything. Without us, the field in the bar is a search form.
import { t } from "./words.js";

const PAUSE = 180;

function build() {
  const dialog = document.createElement("dialog");
  dialog.className = "palette";
  dialog.setAttribute("aria-label", t("Find or do anything"));
  const input = Object.assign(document.createElement("input"), { type: "search", maxLength: 200, autocomplete: "off", className: "usa-input" });
  input.setAttribute("aria-label", t("Find or do anything"));
  const found = Object.assign(document.createElement("div"), { className: "palette__found" });
  found.setAttribute("aria-live", "polite");
  dialog.append(input, found);
  document.body.append(dialog);
  return { dialog, input, found };
}

function step(found, input, by) {
  const links = [...found.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement) + by;
  (at < 0 ? input : links[Math.min(at, links.length - 1)] ?? input).focus();
}

export function openWithCtrlK() {
  const form = document.querySelector("form[data-palette]");
  if (!form) return () => {};
  let parts, timer, asked = 0;

  async function ask() {
    const mine = ++asked;
    const url = `${form.dataset.palette}?q=${encodeURIComponent(parts.input.value)}`;
    try {
      const answer = await fetch(url, { headers: { "HX-Request": "true" } });
      if (mine !== asked) return;
      if (answer.redirected) return location.reload(); // the session has ended
      if (answer.ok || answer.status === 429) parts.found.innerHTML = await answer.text();
    } catch {
      parts.found.textContent = t("The connection is gone. Try again in a moment.");
    }
  }

  function ready() {
    parts = build();
    parts.input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
    parts.dialog.addEventListener("keydown", (event) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (by) { event.preventDefault(); step(parts.found, parts.input, by); }
      if (event.key === "Enter" && event.target === parts.input) {
        const first = parts.found.querySelector("a");
        if (first) { event.preventDefault(); first.click(); }
      }
    });
    parts.dialog.addEventListener("click", ({ target }) => target === parts.dialog && parts.dialog.close());
  }

  function open(words = "") {
    if (!parts) ready();
    parts.input.value = words;
    if (!parts.dialog.open) parts.dialog.showModal();
    parts.input.focus();
    ask();
  }

  const field = form.elements.q;
  // Only a click opens it: whoever comes by Tab can type here and press Enter, or go on.
  field.addEventListener("click", () => { field.blur(); open(field.value); });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  return open;
}
