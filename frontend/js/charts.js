// Loaded only on pages with a chart.
import { drawChart } from "./charts/figure.js";

document.querySelectorAll("figure[data-chart]").forEach(drawChart);
document.addEventListener("htmx:afterSwap", ({ target }) => {
  target.querySelectorAll("figure[data-chart]").forEach(drawChart);
});
