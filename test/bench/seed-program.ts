import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../bed/build-binaries.ts";
import { withLock } from "../bed/build-lock.ts";
import { goBuild, goFlags, requireGo } from "../bed/go-build.ts";
import { startProgress } from "../bed/progress.ts";

const modules = join(import.meta.dirname, "seed");

/** The program that fills an etcd, and the folder where what it makes may be kept. */
export interface SeedProgram {
  file: string;
  /** Named after the program's sources: other sources make another cluster. */
  folder: string;
}

/** Builds it unless the cache has it. Throws an Error with what Go said. */
export async function buildSeedProgram(): Promise<SeedProgram> {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const name of globSync("*", { cwd: modules }).toSorted()) {
    hash.update(name).update(readFileSync(join(modules, name)));
  }
  const folder = join(cacheFolder(), "bench", hash.digest("hex").slice(0, 16));
  const file = join(folder, "seed");
  if (existsSync(file)) return { file, folder };
  await requireGo();
  await mkdir(folder, { recursive: true });
  const progress = startProgress();
  const say = (doing: string) => progress.say(`building the program that seeds: ${doing}`);
  try {
    await withLock(
      `${file}.lock`,
      () => say("waiting for another run"),
      async () => {
        if (existsSync(file)) return;
        await goBuild({ name: "seed", package: ".", modules, flags: goFlags() }, folder, say);
      },
    );
  } finally {
    progress.end();
  }
  return { file, folder };
}
