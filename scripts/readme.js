// Writes the screens and the table of rules into README.md; the tests compare.
import { writeFile } from "node:fs/promises";
import { README, renderReadme } from "../test/project/readme.ts";

await writeFile(README, await renderReadme());
