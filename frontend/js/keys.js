// Single keys, for those who want them: they do nothing while one types, and can be switched off.
import { t } from "./words.js";

const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog[open] *";

function links() {
  return [...document.querySelectorAll("[data-keys] tbody tr, ul[data-keys] > li")].map((row) => row.querySelector("a[href]")).filter(Boolean);
}

function go(by) {
  const all = links();
  if (!all.length) return;
  const here = document.activeElement?.closest("tr, li");
  const at = all.findIndex((link) => link.closest("tr, li") === here);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + by))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

async function showSheet(url) {
  const answer = await fetch(url, { headers: { "HX-Request": "true" } });
  if (!answer.ok || answer.redirected) return location.assign(url);
  const dialog = document.createElement("dialog");
  dialog.className = "palette";
  dialog.setAttribute("aria-label", t("Keys"));
  dialog.innerHTML = await answer.text();
  const close = Object.assign(document.createElement("button"), { type: "button", className: "usa-button", textContent: t("Close") });
  close.addEventListener("click", () => dialog.close());
  dialog.append(close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

export function listenToSingleKeys(openPalette) {
  const form = document.querySelector("form[data-palette]");
  if (!form || form.dataset.singleKeys !== "on") return;
  const { sheet, caseload, requests, notifications } = form.dataset;
  const places = { c: caseload, r: requests, n: notifications };
  let waiting = 0;
  const does = {
    j: () => go(1),
    k: () => go(-1),
    x: () => document.activeElement?.closest("tr")?.querySelector("input[type=checkbox]")?.click(),
    r: () => document.querySelector("#write textarea")?.focus(),
    s: () => document.querySelector("[data-send-resource]")?.click(),
    g: () => { waiting = Date.now(); },
    "/": () => openPalette(),
    "?": () => showSheet(sheet),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.target.closest(TYPING)) return;
    const key = event.key.toLowerCase();
    if (Date.now() - waiting < 1200 && places[key]) {
      waiting = 0;
      event.preventDefault();
      return location.assign(places[key]);
    }
    if (!does[key]) return;
    event.preventDefault();
    does[key]();
  });
}
