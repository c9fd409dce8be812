// A button that prints the page; without us, the browser's own menu does.
export function printOnClick() {
  for (const button of document.querySelectorAll("button[data-print]")) button.addEventListener("click", () => window.print());
}
