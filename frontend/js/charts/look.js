// The colours and words of the theme, as the charts need them.
const style = getComputedStyle(document.documentElement);

export const colour = (name) => style.getPropertyValue(`--${name}`).trim();

export const words = {
  fontFamily: '"Public Sans Variable", system-ui, sans-serif',
  fontSize: 13,
  color: colour("ink"),
};

/** Stripes on plum: a gap is seen without its colour too. */
export const stripes = {
  symbol: "rect",
  dashArrayX: [1, 0],
  dashArrayY: [3, 5],
  rotation: -Math.PI / 4,
  color: "rgba(255, 255, 255, 0.5)",
};

export const withUnit = (number, unit) => {
  const shown = Number(number).toLocaleString("en-US", { maximumFractionDigits: 1 });
  return unit === "%" ? `${shown}%` : `${shown} ${unit ?? ""}`.trim();
};
