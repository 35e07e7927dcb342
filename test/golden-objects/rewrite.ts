import { refuseUnderCI, rewriteFiles } from "../golden-files.ts";
import { CASES, INPUTS, listCases, renderCase } from "./render-object.ts";

// A part of `npm run golden`: writes what `explain TYPE/NAME` prints now, and says what differs.

refuseUnderCI();

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : await listCases()) {
  await rewriteFiles(CASES, name, await renderCase(name), INPUTS);
}
