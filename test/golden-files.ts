import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { displayWidth } from "../src/views/display-width.ts";
import { type Formats, parseFormat } from "../src/views/format.ts";
import type { Terminal, ViewOptions } from "../src/views/view.ts";

// What the suites of golden cases share: a folder holds cases, a folder each, and what came out of a
// case is compared with its files, or rewritten into them.

/** The value of `-o`, and where it is drawn, else in a pipe. */
export interface GoldenOutput {
  format: string;
  terminal?: Partial<Terminal>;
}

const PIPE: Terminal = { columns: null, color: false, unicode: true };

/** What the view of a format prints of the report, as the command makes it. */
export async function renderReport<Report, Options extends ViewOptions>(
  report: Report,
  formats: Formats<Report, Options>,
  format: string,
  options: Options,
): Promise<string> {
  const parsed = parseFormat(format, formats);
  const view = await parsed.format.load(parsed.argument);
  return [...view(report, options)].join("");
}

/** Every output of the report, by the name of its file. */
export async function renderAll<Report>(
  report: Report,
  formats: Formats<Report>,
  outputs: Readonly<Record<string, GoldenOutput>>,
): Promise<Map<string, string>> {
  const rendered = new Map<string, string>();
  for (const [file, { format, terminal }] of Object.entries(outputs)) {
    const options = { terminal: { ...PIPE, ...terminal } };
    rendered.set(file, await renderReport(report, formats, format, options));
  }
  return rendered;
}

/** The names of the folders in a folder, in order. */
export async function listFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}

/**
 * Holds what came out against the files of a case.
 *
 * @param inputs the files that the case is given
 */
export async function expectFiles(
  folder: string,
  rendered: ReadonlyMap<string, string>,
  inputs: readonly string[] = [],
): Promise<void> {
  const files = (await readdir(folder)).filter((file) => !inputs.includes(file));
  expect(files.toSorted(), "output files").to.deep.equal([...rendered.keys()].toSorted());
  for (const [file, text] of rendered) {
    expect(text, file).to.equal(await readFile(join(folder, file), "utf8"));
  }
}

/** Writes what came out into the folder of a case, and says what differs from before. */
export async function rewriteFiles(
  cases: string,
  name: string,
  rendered: ReadonlyMap<string, string>,
  inputs: readonly string[] = [],
): Promise<void> {
  const folder = join(cases, name);
  await mkdir(folder, { recursive: true });
  const old = (await readdir(folder)).filter((file) => !inputs.includes(file));
  for (const [file, text] of rendered) {
    const path = join(folder, file);
    if (old.includes(file) && (await readFile(path, "utf8")) === text) continue;
    await writeFile(path, text);
    console.log(`${old.includes(file) ? "changed" : "new"}: ${name}/${file}`);
  }
  for (const file of old.filter((it) => !rendered.has(it))) {
    await rm(join(folder, file));
    console.log(`removed: ${name}/${file}`);
  }
}

/** Ends a program that rewrites golden files where they are only to be compared. */
export function refuseUnderCI(): void {
  if (!process.env.CI) return;
  console.error("error: under CI golden files are compared, never rewritten");
  process.exit(1);
}

/** The lines that a terminal of 80 columns breaks, but for what is never broken: addresses. */
export function listWideLines(text: string): string[] {
  return text.split("\n").filter((line) => displayWidth(line) > 80 && !/https?:\/\//.test(line));
}
