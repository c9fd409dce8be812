// What the scripts say. English stands in the code; a page in another language brings its words along.
let words;

export function t(english, holes = {}) {
  words ??= JSON.parse(document.getElementById("words-of-scripts")?.textContent ?? "{}");
  return (words[english] ?? english).replace(/\{(\w+)\}/g, (hole, name) => holes[name] ?? hole);
}
