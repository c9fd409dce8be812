// Turns <figure data-chart="…"> into a drawing. The sentence and the table are already in
// the page; the drawing adds nothing that they do not say.
import * as echarts from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import { GridComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { BarChart, CustomChart, GraphChart, LineChart, MapChart, ScatterChart } from "echarts/charts";
import { curve } from "./curve.js";
import { lines } from "./lines.js";
import { map } from "./map.js";
import { network } from "./network.js";
import { words } from "./look.js";

echarts.use([SVGRenderer, LabelLayout, GridComponent, MarkLineComponent, TooltipComponent, VisualMapComponent]);
echarts.use([BarChart, CustomChart, GraphChart, LineChart, MapChart, ScatterChart]);

const kinds = { curve, bars: lines, dots: lines, map, network };

/** Paper is narrower than the screen, and no script runs in between: let print.css scale the drawing. */
function fitPaper(canvas) {
  const svg = canvas.querySelector("svg");
  svg.setAttribute("viewBox", `0 0 ${canvas.clientWidth} ${canvas.clientHeight}`);
}

/** Draws one figure; again on the same figure changes nothing. */
export async function drawChart(figure) {
  const canvas = figure.querySelector(".chart");
  if (canvas.hasChildNodes()) return;

  const data = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
  if (figure.dataset.chart === "curve" && !data.points?.length) return; // nothing that may be drawn
  await document.fonts.ready;
  const { option, height } = await kinds[figure.dataset.chart](data, figure);

  canvas.classList.add("chart--drawn");
  if (height) canvas.style.height = `${height}px`;
  const chart = echarts.init(canvas, null, { renderer: "svg" });
  chart.setOption({ animation: false, textStyle: words, tooltip: { renderMode: "richText" }, ...option });
  fitPaper(canvas);
  new ResizeObserver(() => {
    if (window.matchMedia("print").matches) return; // on paper the drawing is scaled, not made anew
    chart.resize();
    fitPaper(canvas);
  }).observe(canvas);
}
