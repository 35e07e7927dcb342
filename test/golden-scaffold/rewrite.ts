import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CASES, listCases, renderCase } from "./render-scaffold.ts";

// A part of `npm run golden`: writes what `scaffold` prints now, and says what differs from before.

if (process.env.CI) {
  console.error("error: under CI golden files are compared, never rewritten");
  process.exit(1);
}

for (const name of listCases()) await rewriteCase(name);
for (const entry of await readdir(CASES, { withFileTypes: true })) {
  if (!entry.isDirectory() || listCases().includes(entry.name)) continue;
  await rm(join(CASES, entry.name), { recursive: true });
  console.log(`removed: ${entry.name}`);
}

async function rewriteCase(name: string): Promise<void> {
  const rendered = await renderCase(name);
  await mkdir(join(CASES, name), { recursive: true });
  const old = await readdir(join(CASES, name));
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
