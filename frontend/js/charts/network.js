// "network": who works with whom. Places come from the server; shape and word tell the kinds apart.
import { colour, words } from "./look.js";

const KINDS = {
  recipient: { symbol: "circle", color: colour("spruce") },
  provider: { symbol: "roundRect", color: colour("marigold") },
  tribal: { symbol: "diamond", color: colour("plum") },
  community: { symbol: "triangle", color: colour("mint") },
};

function node({ id, label, x, y, size, kind }) {
  const { symbol, color } = KINDS[kind] ?? KINDS.recipient;
  return {
    id,
    name: label,
    x,
    y,
    symbol,
    symbolSize: size,
    itemStyle: { color, borderColor: "#fff", borderWidth: 2 },
    label: { fontWeight: kind === "provider" ? 700 : 500, position: kind === "provider" ? "top" : "right" },
  };
}

function link({ source, target, width, is_new: isNew }) {
  return {
    source,
    target,
    lineStyle: { width, type: isNew ? "dashed" : "solid", color: isNew ? colour("line-input") : colour("mint"), opacity: 0.65, curveness: 0.06 },
  };
}

/** data: {nodes: [{id, label, kind, x, y, size}], links: [{source, target, width, is_new}]} */
export function network(data, figure) {
  const wide = figure.clientWidth > 640;
  const option = {
    series: [{
      type: "graph",
      layout: "none",
      preserveAspect: true,
      roam: false,
      left: wide ? 90 : 24,
      right: wide ? 120 : 70,
      top: 24,
      bottom: 24,
      label: { show: wide, ...words, fontSize: 12, textBorderColor: "#fff", textBorderWidth: 3 },
      labelLayout: { hideOverlap: true },
      emphasis: { focus: "adjacency", label: { show: true }, lineStyle: { color: colour("plum") } },
      tooltip: { renderMode: "richText" },
      data: data.nodes.map(node),
      links: data.links.map(link),
    }],
  };
  return { option, height: wide ? 480 : 260 };
}
