// While a need is typed: what may help at once, and what one's own department asked before.
const PAUSE = 900;
const ENOUGH = 12;

async function ask(panel, form) {
  const need = form.elements.need.value.trim();
  if (need.length < ENOUGH) return panel.replaceChildren();
  const data = new FormData();
  for (const name of ["csrfmiddlewaretoken", "need", "topic"]) data.set(name, form.elements[name].value);
  try {
    const answer = await fetch(panel.dataset.similar, { method: "POST", body: data, headers: { "HX-Request": "true" } });
    if (answer.ok && !answer.redirected) panel.innerHTML = await answer.text();
  } catch {
    panel.replaceChildren(); // offline: nothing to offer, and nothing lost
  }
}

export function offerWhatIsSimilar() {
  const panel = document.querySelector("[data-similar]");
  const form = document.querySelector("form[data-autosave]");
  if (!panel || !form) return;
  let timer;
  const soon = () => { clearTimeout(timer); timer = setTimeout(() => ask(panel, form), PAUSE); };
  for (const name of ["need", "topic"]) form.elements[name].addEventListener("input", soon);
  ask(panel, form);
}
