// Files are sent as soon as they are chosen or dropped, each with a bar of its own. What comes back is a
// ticket that travels with the form; the chosen files leave the picker, so that nothing is sent twice.
import { t } from "./words.js";

const WIDGET = "[data-uploads]";

function tag(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function say(widget, sentence, wrong = false) {
  const line = tag("p", { textContent: sentence, className: wrong ? "uploads__wrong" : "" });
  widget.querySelector(".uploads__said").append(line);
}

function hush(widget) {
  widget.querySelector(".uploads__said").replaceChildren();
}

function removeButton(widget, item, name) {
  const hidden = tag("span", { className: "usa-sr-only", textContent: ` ${name}` });
  const button = tag("button", { type: "button", className: "pill" }, t("Remove"), hidden);
  button.addEventListener("click", () => {
    item.remove();
    hush(widget);
    say(widget, t("{name} is removed.", { name }));
    widget.querySelector(".uploads__input").focus();
  });
  return button;
}

/** What the server showed with a check box gets a button instead. */
function readyStaged(widget, item) {
  const name = item.querySelector(".uploads__name").firstChild.textContent.trim();
  item.querySelector(".uploads__remove").replaceWith(removeButton(widget, item, name));
}

function problemOf(xhr, name) {
  if (xhr.status === 413) return t("“{name}” is too large to be sent.", { name });
  return t("“{name}” could not be sent. Check your connection and choose it again.", { name });
}

function answerOf(xhr) {
  try {
    return JSON.parse(xhr.responseText);
  } catch {
    return {};
  }
}

function finish(widget, item, file, xhr) {
  const answer = answerOf(xhr);
  delete item.dataset.sending;
  if (xhr.status === 200 && answer.id) {
    const ticket = tag("input", { type: "hidden", name: `${widget.dataset.name}_kept`, value: answer.id });
    const size = tag("span", { className: "muted", textContent: answer.size });
    const label = tag("span", { className: "uploads__name" }, `${answer.name} `, size);
    item.replaceChildren(label, ticket, removeButton(widget, item, answer.name));
    say(widget, t("{name} is here. It goes along when you send this form.", { name: answer.name }));
  } else {
    item.remove();
    say(widget, answer.error ?? problemOf(xhr, file.name), true);
  }
}

function send(widget, file) {
  const input = widget.querySelector(".uploads__input");
  const bar = tag("progress", { max: 1, value: 0 });
  bar.setAttribute("aria-label", t("Sending {name}", { name: file.name }));
  const item = tag("li", { className: "uploads__file" }, tag("span", { className: "uploads__name" }, file.name), bar);
  item.dataset.sending = "";
  widget.querySelector(".uploads__list").append(item);

  const body = new FormData();
  body.append("csrfmiddlewaretoken", input.form.querySelector("[name=csrfmiddlewaretoken]").value);
  body.append("file", file);
  const xhr = new XMLHttpRequest();
  xhr.open("POST", input.dataset.url);
  xhr.upload.addEventListener("progress", ({ loaded, total }) => (bar.value = total ? loaded / total : 0));
  xhr.addEventListener("loadend", () => finish(widget, item, file, xhr));
  xhr.send(body);
}

function take(widget, files) {
  const input = widget.querySelector(".uploads__input");
  const room = Number(input.dataset.most) - widget.querySelectorAll(".uploads__file").length;
  hush(widget);
  for (const file of [...files].slice(0, room)) {
    if (file.size > Number(input.dataset.mostBytes)) say(widget, t("“{name}” is too large for this network.", { name: file.name }), true);
    else send(widget, file);
  }
  if (files.length > room) say(widget, t("At most {most} files at once. The others were left out.", { most: input.dataset.most }), true);
}

function readyDropping(widget) {
  const zone = widget.querySelector(".uploads__drop");
  zone.querySelector(".uploads__hint").hidden = false;
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.dataset.over = "";
    });
  }
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => delete zone.dataset.over);
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    take(widget, event.dataTransfer.files);
  });
}

function ready(widget) {
  if ("ready" in widget.dataset) return;
  widget.dataset.ready = "";
  const input = widget.querySelector(".uploads__input");
  widget.querySelectorAll(".uploads__file").forEach((item) => readyStaged(widget, item));
  readyDropping(widget);
  input.addEventListener("change", () => {
    const chosen = [...input.files];
    input.value = "";
    take(widget, chosen);
  });
}

/** A form that is sent while a file is on its way would lose that file. */
function waitForUploads(event) {
  const widget = event.target.querySelector?.(WIDGET);
  if (!widget?.querySelector("[data-sending]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  hush(widget);
  say(widget, t("One moment: a file is still on its way. Send the form when it has arrived."));
}

let listening = false;

export function readyUploads(root) {
  root.querySelectorAll(WIDGET).forEach(ready);
  if (listening) return;
  listening = true;
  document.addEventListener("submit", waitForUploads, { capture: true });
}
