// USWDS has its sentences in its code, in English. Here they are asked for as ours are, with `t`.
// A sentence that is not found any more fails the build, so that an update cannot lose it.
import { readFile } from "node:fs/promises";
import path from "node:path";

const SAID = {
  "usa-combo-box": [
    ['aria-label="Clear the select contents"', 'aria-label="${t("Clear the select contents")}"'],
    ['aria-label="Toggle the dropdown list"', 'aria-label="${t("Toggle the dropdown list")}"'],
    ['"No results found"', 't("No results found")'],
    ['`${numOptions} result${numOptions > 1 ? "s" : ""} available.`',
      't(numOptions > 1 ? "{n} results available." : "{n} result available.", { n: numOptions })'],
    ['"No results."', 't("No results.")'],
  ],
  "usa-character-count": [
    ['const VALIDATION_MESSAGE = "The content is too long."', 'const VALIDATION_MESSAGE = t("The content is too long.")'],
    ['"Character limit exceeded."', 't("Character limit exceeded.")'],
    ["`${maxLength} ${DEFAULT_STATUS_LABEL}`", 't("{n} characters allowed", { n: maxLength })'],
    ["`${difference} ${characters} ${guidance}`", "t(`{n} ${characters} ${guidance}`, { n: difference })"],
  ],
};

export const uswdsWords = {
  name: "uswds-words",
  setup(build) {
    build.onLoad({ filter: /usa-(combo-box|character-count)[\\/]src[\\/]index\.js$/ }, async ({ path: file }) => {
      const name = path.basename(path.dirname(path.dirname(file)));
      let code = await readFile(file, "utf8");
      for (const [english, asked] of SAID[name]) {
        if (!code.includes(english)) throw new Error(`${name} no longer says ${english}`);
        code = code.replaceAll(english, () => asked);
      }
      return { contents: `const { t } = require(${JSON.stringify(path.resolve("frontend/js/words.js"))});\n${code}` };
    });
  },
};
