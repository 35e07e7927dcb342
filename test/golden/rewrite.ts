import { refuseUnderCI, rewriteFiles } from "../golden-files.ts";
import { CASES, INPUTS, listCases, renderCase } from "./render-case.ts";

// `npm run golden [-- CASE ...]`: writes what the views print now, and says what differs from before.

refuseUnderCI();

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : await listCases()) {
  await rewriteFiles(CASES, name, await renderCase(name), INPUTS);
}
