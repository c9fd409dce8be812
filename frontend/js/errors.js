/** After a form was sent back, puts the keyboard and the screen reader at what went wrong. */
export function focusErrorSummary(root) {
  root.querySelector(".error-summary")?.focus();
}
