// "map": states or counties by mark. The atlas is already projected, y downwards, so nothing is projected again.
// Each mark is a shade and a pattern; the list under the map says in words what each means.
import * as echarts from "echarts/core";
import { feature } from "topojson-client";
import { colour, words } from "./look.js";

const asItIs = { project: (point) => point, unproject: (point) => point };
const INK = "rgba(11, 75, 63, 0.55)";
const dots = { symbol: "circle", symbolSize: 0.6, dashArrayX: [[5, 5]], dashArrayY: [5, 3], color: INK };
const lines = (gap, color, turn = 1) => ({
  symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, gap], rotation: (turn * Math.PI) / 4, color,
});
const WHITE = "rgba(255, 255, 255, 0.55)";

function looks() {
  const plain = (name) => ({ areaColor: colour(name) });
  return {
    m1: plain("scale-1"),
    m2: { ...plain("scale-2"), decal: dots },
    m3: { ...plain("scale-3"), decal: lines(6, WHITE) },
    m4: { ...plain("scale-5"), decal: lines(3, WHITE, -1) },
    m5: { areaColor: colour("plum"), decal: lines(4, WHITE) },
    hidden: { areaColor: "#fff", decal: lines(5, "rgba(90, 90, 90, 0.35)") },
    absent: { areaColor: "#fff" },
  };
}

/** The pieces of the atlas, named by what the rows name them by: a state's name, a county's code. */
async function pieces(data, figure) {
  const atlas = await (await fetch(figure.dataset.atlas)).json();
  const found = feature(atlas, atlas.objects[data.layer ?? "states"]);
  if (data.layer) {
    for (const one of found.features) {
      one.properties = { name: one.id, said: one.properties.name };
    }
  }
  return found;
}

/** Draws data.rows (label or id, mark, text) on the atlas at the figure's data-atlas. */
export async function map(data, figure) {
  const atlas = await pieces(data, figure);
  const name = data.layer ?? "states";
  echarts.registerMap(name, atlas);
  const look = looks();
  const said = new Map(data.rows.map((row) => [row.id ?? row.label, row.text]));
  const known = new Map(atlas.features.map((one) => [one.properties.name, one.properties.said ?? one.properties.name]));

  const option = {
    tooltip: {
      renderMode: "richText",
      formatter: (piece) => `${known.get(piece.name)}: ${said.get(piece.name) ?? data.legend.at(-1).label}`,
    },
    series: [{
      type: "map",
      map: name,
      projection: asItIs,
      left: 4,
      right: 4,
      top: 4,
      bottom: 4,
      selectedMode: false,
      textStyle: words,
      itemStyle: { borderColor: data.layer ? "rgba(90, 90, 90, 0.45)" : colour("line-input"), borderWidth: data.layer ? 0.3 : 0.8, areaColor: "#fff" },
      emphasis: { label: { show: false }, itemStyle: { areaColor: colour("marigold") } },
      data: data.rows.map((row) => ({ name: row.id ?? row.label, value: 0, itemStyle: look[row.mark] })),
    }],
  };
  return { option, height: Math.round(Math.min(figure.clientWidth, 900) * 0.63) };
}
