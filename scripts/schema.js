// Writes schemas/*.json from the report types; the tests compare. One schema for each report kind.
import { writeFile } from "node:fs/promises";
import { makeSchemas } from "../test/project/make-schemas.ts";

for (const [file, text] of makeSchemas()) await writeFile(file, text);
