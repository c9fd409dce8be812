// A second click on a button must not send a form twice. The buttons are disabled only
// after the submit event, because a disabled button's own name is not sent.
const SUBMIT = "button:not([type]), button[type=submit], input[type=submit]";

function buttonsOf(form) {
  return [...form.elements].filter((element) => element.matches(SUBMIT));
}

function begin(form) {
  form.dataset.submitting = "";
  for (const button of buttonsOf(form).filter(({ disabled }) => !disabled)) {
    button.disabled = true;
    button.dataset.resting = "";
  }
}

function end(form) {
  delete form.dataset.submitting;
  for (const button of buttonsOf(form).filter(({ dataset }) => "resting" in dataset)) {
    button.disabled = false;
    delete button.dataset.resting;
  }
}

function onSubmit(event) {
  const form = event.target;
  if ("submitting" in form.dataset) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  // Asking twice does no harm, and a download leaves the page as it is.
  if (form.getAttribute("method")?.toLowerCase() !== "post") return;
  // By then somebody else may have stopped it.
  setTimeout(() => event.defaultPrevented || begin(form));
}

export function preventDoubleSubmit() {
  document.addEventListener("submit", onSubmit, { capture: true });

  // htmx stops the event and sends the form itself.
  document.addEventListener("htmx:beforeRequest", ({ target }) => target.matches("form") && begin(target));
  document.addEventListener("htmx:afterRequest", ({ target }) => target.matches("form") && end(target));

  // "Back" may show the page as it was left, with its buttons asleep.
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-submitting]").forEach(end));
}
