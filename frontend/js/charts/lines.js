// "bars" and "dots": one group a line, with its 95 % interval. A hidden or unknown number
// is written out, never drawn as zero.
import { colour, stripes, withUnit, words } from "./look.js";

const LINE = 46;
const TEXT = 16; // height of a line of a label, and about twice the width of a letter
const INK = colour("ink");

const isDrawn = (row) => !row.hidden && row.value !== null && row.value !== undefined;
const hasInterval = (row) => isDrawn(row) && row.low != null && row.high != null;

function groupLabel(row) {
  return row.n == null ? row.label : `${row.label}\nn = ${row.n.toLocaleString("en-US")}`;
}

function mark(kind, row) {
  if (!isDrawn(row)) return { value: null };
  const shade = colour(row.gap ? "plum" : "spruce");
  const look = row.weak
    ? { color: "#fff", borderColor: shade, borderWidth: 1.6, borderType: [3, 2], opacity: 1 }
    : { color: shade, opacity: 1 };
  if (kind === "bars") {
    return { value: row.value, itemStyle: { ...look, borderRadius: [0, 5, 5, 0], decal: row.gap ? stripes : null } };
  }
  return { value: row.value, symbol: row.gap ? "diamond" : "circle", symbolSize: row.gap ? 17 : 13, itemStyle: look };
}

function marks(data) {
  const reference = data.reference ?? null;
  return {
    type: data.kind === "bars" ? "bar" : "scatter",
    barWidth: 18,
    data: data.rows.map((row) => mark(data.kind, row)),
    tooltip: { formatter: ({ dataIndex }) => `${data.rows[dataIndex].label}: ${said(data, dataIndex)}` },
    markLine: reference === null ? undefined : {
      silent: true,
      symbol: "none",
      lineStyle: { color: colour("ink-soft"), type: "dashed", width: 1.5 },
      label: { formatter: data.reference_label ?? withUnit(reference, data.unit), position: "start", ...words, fontSize: 12, distance: 5 },
      data: [{ xAxis: reference }],
    },
  };
}

const said = (data, index) => data.rows[index].text || withUnit(data.rows[index].value, data.unit);

/** The interval, as a line with a stroke at either end; beyond the axis it ends there. */
function drawInterval(params, api) {
  const [from, y] = api.coord([api.value(0), api.value(2)]);
  const [to] = api.coord([api.value(1), api.value(2)]);
  const stroke = (x1, y1, x2, y2) => ({
    type: "line",
    shape: { x1, y1, x2, y2 },
    style: { stroke: INK, lineWidth: 1.6 },
  });
  return { type: "group", children: [stroke(from, y, to, y), stroke(from, y - 5, from, y + 5), stroke(to, y - 5, to, y + 5)] };
}

function intervals(data) {
  const [least, most] = [data.min ?? -Infinity, data.max ?? Infinity];
  const within = (number) => Math.min(most, Math.max(least, number));
  const shown = data.rows.flatMap((row, index) => (hasInterval(row) ? [[within(row.low), within(row.high), index]] : []));
  return { type: "custom", silent: true, z: 5, renderItem: drawInterval, encode: { x: [0, 1], y: 2 }, data: shown };
}

/** On white: a number that rests on too little. */
function hatches(data) {
  const weak = data.rows.flatMap((row, index) => (row.weak && isDrawn(row) ? [[row.value, index]] : []));
  const drawHatch = (params, api) => {
    const row = data.rows[api.value(1)];
    const [x, y] = api.coord([api.value(0), api.value(1)]);
    const start = api.coord([data.min ?? 0, api.value(1)])[0];
    const reach = data.kind === "bars" ? 7 : 4;
    const places = data.kind === "bars" ? [...Array(Math.max(0, Math.floor((x - start - 12) / 6))).keys()].map((step) => start + 10 + 6 * step) : [x - 3, x + 1, x + 5];
    return {
      type: "group",
      children: places.map((place) => ({
        type: "line",
        shape: { x1: place - reach, y1: y + reach, x2: place, y2: y - reach },
        style: { stroke: colour(row.gap ? "plum" : "spruce"), lineWidth: 1 },
      })),
    };
  };
  return { type: "custom", silent: true, z: 4, renderItem: drawHatch, encode: { x: 0, y: 1 }, data: weak };
}

/** For a line without a number: a hatched tag with the reason. */
function withheld(data) {
  const absent = data.rows.flatMap((row, index) => (isDrawn(row) ? [] : [[data.min ?? 0, index]]));
  const drawTag = (params, api) => {
    const row = data.rows[api.value(1)];
    const text = row.text || (row.hidden ? "Hidden: too few to show" : "Not known");
    const [x, y] = [params.coordSys.x, api.coord([data.min ?? 0, api.value(1)])[1]];
    const room = params.coordSys.width - (row.hidden ? 42 : 8);
    const hatch = [0, 6, 12, 18].map((dx) => ({
      type: "line",
      shape: { x1: x + 5 + dx, y1: y + 7, x2: x + 12 + dx, y2: y - 7 },
      style: { stroke: colour("line-input"), lineWidth: 1.5 },
    }));
    const frame = {
      type: "rect",
      shape: { x: x + 1, y: y - 9, width: 33, height: 18, r: [0, 5, 5, 0] },
      style: { fill: "#fff", stroke: colour("line-input"), lineDash: [3, 3] },
    };
    const label = {
      type: "text",
      style: { text, x: x + 42, y, fill: colour("ink-soft"), font: `500 12.5px ${words.fontFamily}`, verticalAlign: "middle", backgroundColor: "#fff", padding: [2, 4], lineHeight: 16, width: room, overflow: "break" },
    };
    return { type: "group", children: row.hidden ? [frame, ...hatch, label] : [{ ...label, style: { ...label.style, x: x + 8 } }] };
  };
  return { type: "custom", silent: true, z: 6, renderItem: drawTag, encode: { x: 0, y: 1 }, data: absent };
}

/** From nothing upwards; or, for ratios, an axis on which each step doubles. */
function axis(data) {
  return data.doubles ? { type: "log", logBase: 2, min: data.min, max: data.max } : { type: "value", min: 0, max: data.max ?? undefined };
}

/** Enough for the longest label and its n below. */
function height(rows, room) {
  const most = Math.max(...rows.map((row) => Math.ceil((row.label.length * TEXT * 0.46) / room)));
  return Math.max(LINE, TEXT * (most + 1) + 8);
}

export function lines(data, figure) {
  const wide = figure.clientWidth > 520;
  const room = wide ? 200 : 118;
  const option = {
    grid: { left: 4, right: 20, top: data.reference == null ? 4 : 24, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: { trigger: "item", renderMode: "richText" },
    xAxis: {
      ...axis(data),
      splitNumber: wide ? 6 : 3,
      axisLabel: { ...words, color: colour("muted"), formatter: (number) => (data.doubles ? String(number) : withUnit(number, data.unit)), hideOverlap: true },
      splitLine: { lineStyle: { color: colour("line") } },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: data.rows.map(groupLabel),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour("line-strong") } },
      axisLabel: {
        ...words,
        interval: 0,
        width: room,
        overflow: "break",
        lineHeight: 16,
      },
    },
    series: [marks(data), hatches(data), intervals(data), withheld(data)],
  };
  return { option, height: data.rows.length * height(data.rows, room) + 36 + (data.reference == null ? 0 : 18) };
}
