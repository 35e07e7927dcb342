// Writes docs/knowledge.md from what the program knows; the tests compare.
import { writeFile } from "node:fs/promises";
import { KNOWLEDGE, renderKnowledge } from "../test/project/knowledge.ts";

await writeFile(KNOWLEDGE, renderKnowledge());
