// The menus of the bar are <details>: they work without us. We only close them politely.
const MENUS = "details[data-menu]";

function closeAllBut(kept) {
  for (const menu of document.querySelectorAll(`${MENUS}[open]`)) {
    if (menu !== kept) menu.open = false;
  }
}

export function closeMenusOnLeaving() {
  document.addEventListener("click", ({ target }) => closeAllBut(target.closest(MENUS)));
  document.addEventListener("focusin", ({ target }) => closeAllBut(target.closest(MENUS)));
  document.addEventListener("keydown", ({ key, target }) => {
    if (key !== "Escape") return;
    const menu = target.closest(`${MENUS}[open]`);
    closeAllBut(null);
    menu?.querySelector("summary").focus();
  });
}
