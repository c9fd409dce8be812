// On the page of a request: colleagues see that one writes, and what can be taken back says for how long.
import { t } from "./words.js";

export function watchThread() {
  const form = document.querySelector("form[data-writing]");
  if (form) {
    document.addEventListener("htmx:configRequest", (event) => {
      if (!event.target.matches("[data-presence]")) return;
      const box = form.querySelector("textarea");
      event.detail.parameters.writing = box && (box.value || document.activeElement === box) ? "1" : "0";
    });
  }
  for (const line of document.querySelectorAll(".takeback[data-until]")) {
    const words = line.querySelector(".muted");
    const timer = setInterval(() => {
      const left = Math.ceil((new Date(line.dataset.until) - Date.now()) / 1000);
      if (left > 0) words.textContent = t("Goes out in {left} s.", { left });
      else { clearInterval(timer); line.remove(); }
    }, 1000);
  }
}
