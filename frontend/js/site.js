// Every page loads this. Nothing here is needed to use a page; it makes pages kinder.
import characterCount from "@uswds/uswds/js/usa-character-count";
import comboBox from "@uswds/uswds/js/usa-combo-box";
import fileInput from "@uswds/uswds/js/usa-file-input";
import skipnav from "@uswds/uswds/js/usa-skipnav";
import { dragOnBoard } from "./board.js";
import { saveWhatIsTyped } from "./drafts.js";
import { focusErrorSummary } from "./errors.js";
import { listenToSingleKeys } from "./keys.js";
import { closeMenusOnLeaving } from "./menus.js";
import { openWithCtrlK } from "./palette.js";
import { printOnClick } from "./printing.js";
import { offerWhatIsSimilar } from "./similar.js";
import { preventDoubleSubmit } from "./submitting.js";
import { watchThread } from "./thread.js";
import { readyUploads } from "./uploads.js";

const components = [characterCount, comboBox, fileInput, skipnav];

// Once for the whole page: `.on()` adds its listeners to the body and they stay.
components.forEach((component) => component.on(document.body));
closeMenusOnLeaving();
readyUploads(document);
preventDoubleSubmit();
focusErrorSummary(document);
saveWhatIsTyped();
offerWhatIsSimilar();
printOnClick();
dragOnBoard();
watchThread();
listenToSingleKeys(openWithCtrlK());

// What htmx swaps in only needs `.init()`; a second `.on()` would answer each click twice.
document.addEventListener("htmx:afterSwap", ({ target }) => {
  components.forEach((component) => component.init?.(target));
  readyUploads(target);
  focusErrorSummary(target);
});
