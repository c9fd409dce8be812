// "map": states by shade. The atlas is already projected, y downwards, so nothing is projected again.
import * as echarts from "echarts/core";
import { feature } from "topojson-client";
import { colour, words, withUnit } from "./look.js";

const SCALE = [1, 2, 3, 4, 5].map((step) => colour(`scale-${step}`));
const asItIs = { project: (point) => point, unproject: (point) => point };

function pieces(breaks, unit) {
  const edges = [-Infinity, ...breaks, Infinity];
  return SCALE.slice(0, breaks.length + 1).map((color, index) => {
    const [from, below] = [edges[index], edges[index + 1]];
    const label =
      from === -Infinity ? `under ${withUnit(below, unit)}`
      : below === Infinity ? `${withUnit(from, unit)} or more`
      : `${from} to ${withUnit(below, unit)}`;
    return { gte: from, lt: below, label, color };
  });
}

function state(row) {
  return row.hidden || row.value == null
    ? { name: row.label, value: NaN, itemStyle: { areaColor: colour("paper-dim"), borderColor: colour("line-input"), borderType: "dashed" } }
    : { name: row.label, value: row.value };
}

/** Draws data.rows (label: the state's name) on the atlas at the figure's data-atlas. */
export async function map(data, figure) {
  const atlas = await (await fetch(figure.dataset.atlas)).json();
  echarts.registerMap("us", feature(atlas, atlas.objects.states));
  const said = new Map(data.rows.map((row) => [row.label, row.text]));

  const wide = figure.clientWidth > 520;
  const option = {
    tooltip: { renderMode: "richText", formatter: ({ name }) => `${name}: ${said.get(name) ?? "no data"}` },
    visualMap: {
      type: "piecewise",
      orient: wide ? "horizontal" : "vertical",
      left: 0,
      top: 0,
      itemGap: wide ? 12 : 6,
      itemWidth: 18,
      itemHeight: 12,
      itemSymbol: "rect",
      selectedMode: false,
      textStyle: words,
      pieces: pieces(data.breaks, data.unit),
    },
    series: [{
      type: "map",
      map: "us",
      projection: asItIs,
      left: 4,
      right: 4,
      top: wide ? 40 : 110,
      bottom: 0,
      selectedMode: false,
      itemStyle: { borderColor: "#fff", borderWidth: 1, areaColor: colour("paper-dim") },
      emphasis: { label: { show: false }, itemStyle: { areaColor: colour("marigold") } },
      data: data.rows.map(state),
    }],
  };
  return { option, height: Math.round(Math.min(figure.clientWidth, 760) * 0.63) + (wide ? 40 : 110) };
}
