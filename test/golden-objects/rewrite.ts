import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CASES, INPUTS, listCases, renderCase } from "./render-object.ts";

// A part of `npm run golden`: writes what `explain TYPE/NAME` prints now, and says what differs.

if (process.env.CI) {
  console.error("error: under CI golden files are compared, never rewritten");
  process.exit(1);
}

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : await listCases()) await rewriteCase(name);

async function rewriteCase(name: string): Promise<void> {
  const rendered = await renderCase(name);
  const old = (await readdir(join(CASES, name))).filter((file) => !INPUTS.includes(file));
  for (const [file, text] of rendered) {
    const path = join(CASES, name, file);
    if (old.includes(file) && (await readFile(path, "utf8")) === text) continue;
    await writeFile(path, text);
    console.log(`${old.includes(file) ? "changed" : "new"}: ${name}/${file}`);
  }
  for (const file of old.filter((it) => !rendered.has(it))) {
    await rm(join(CASES, name, file));
    console.log(`removed: ${name}/${file}`);
  }
}
