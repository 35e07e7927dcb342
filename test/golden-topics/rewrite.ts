import { rm } from "node:fs/promises";
import { join } from "node:path";
import { listFolders, refuseUnderCI, rewriteFiles } from "../golden-files.ts";
import { CASES, listCases, renderCase } from "./render-topic.ts";

// A part of `npm run golden`: writes what `explain` prints now, and says what differs from before.

refuseUnderCI();

for (const name of listCases()) await rewriteFiles(CASES, name, await renderCase(name));
for (const name of await listFolders(CASES)) {
  if (listCases().includes(name)) continue;
  await rm(join(CASES, name), { recursive: true });
  console.log(`removed: ${name}`);
}
