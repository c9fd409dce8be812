// Dragging a card of the board opens the form of that move; “Move to” on the card does the same from the keyboard.
function say(words) {
  const line = document.querySelector("[data-board-says]");
  if (line) line.textContent = words;
}

export function dragOnBoard() {
  const board = document.querySelector("[data-board]");
  if (!board) return;
  let card;
  board.addEventListener("dragstart", (event) => {
    card = event.target.closest(".board__card");
    if (!card) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.dataset.number);
    for (const column of board.querySelectorAll("[data-status]")) {
      column.classList.toggle("board__column--open", Boolean(card.querySelector(`a[data-to="${column.dataset.status}"]`)));
    }
  });
  board.addEventListener("dragend", () => {
    board.querySelectorAll(".board__column--open").forEach((column) => column.classList.remove("board__column--open"));
  });
  board.addEventListener("dragover", (event) => {
    if (event.target.closest("[data-status]")) event.preventDefault();
  });
  board.addEventListener("drop", (event) => {
    const column = event.target.closest("[data-status]");
    if (!column || !card) return;
    event.preventDefault();
    const way = card.querySelector(`a[data-to="${column.dataset.status}"]`);
    if (way) return location.assign(way.href);
    const name = column.querySelector("h2").firstChild.textContent.trim();
    if (column !== card.closest("[data-status]")) {
      say(`Request ${card.dataset.number} cannot go to “${name}” from where it is. “Move to” on the card shows where it can go.`);
    }
  });
}
