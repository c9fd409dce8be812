// "curve": how evenly something is spread; the straight line would be everybody alike.
import { colour, words } from "./look.js";

const percent = (number) => `${Number(number).toLocaleString("en-US", { maximumFractionDigits: 0 })}%`;

function axis(name, wide) {
  return {
    type: "value",
    min: 0,
    max: 100,
    interval: wide ? 20 : 50,
    name,
    nameLocation: "middle",
    nameGap: 34,
    nameTextStyle: { ...words, color: colour("muted"), fontSize: 12.5 },
    axisLabel: { ...words, color: colour("muted"), formatter: percent },
    splitLine: { lineStyle: { color: colour("line") } },
  };
}

/** data: {points: [[x, y]], x_label, y_label}, in percent; without points there is nothing to draw. */
export function curve(data, figure) {
  const wide = figure.clientWidth > 420;
  if (!data.points.length) return { option: { series: [] }, height: 1 };
  const option = {
    grid: { left: 24, right: 20, top: 12, bottom: 26, outerBoundsMode: "same", outerBoundsContain: "all" },
    tooltip: {
      trigger: "item",
      renderMode: "richText",
      formatter: ({ value }) => `${percent(value[0])}: ${percent(value[1])}`,
    },
    xAxis: axis(data.x_label, wide),
    yAxis: axis(data.y_label, wide),
    series: [
      {
        type: "line",
        silent: true,
        symbol: "none",
        lineStyle: { color: colour("ink-soft"), type: "dashed", width: 1.5 },
        data: [[0, 0], [100, 100]],
      },
      {
        type: "line",
        symbol: "circle",
        symbolSize: 9,
        itemStyle: { color: colour("spruce") },
        lineStyle: { color: colour("spruce"), width: 2.5 },
        data: data.points,
      },
    ],
  };
  return { option, height: wide ? 340 : 260 };
}
