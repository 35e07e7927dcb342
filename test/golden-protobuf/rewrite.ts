import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openTestBed } from "../bed/open-test-bed.ts";
import { startCluster } from "../bed/start-cluster.ts";
import { refuseUnderCI } from "../golden-files.ts";
import { findTestData, recordAnswers } from "./record-answers.ts";

// `node test/golden-protobuf/rewrite.ts`: records the answers of a real API server, for a new version.

refuseUnderCI();

const bed = await openTestBed();
if (!bed.available) throw new Error(bed.reason);
const testData = await findTestData();
const cluster = await startCluster(bed.binaries, { apiServerOnly: true });
try {
  for (const [resource, { list, object, json }] of await recordAnswers(cluster, testData)) {
    const folder = join(import.meta.dirname, resource);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "list.pb"), list);
    await writeFile(join(folder, "object.pb"), object);
    const indented = JSON.stringify(JSON.parse(json.toString("utf8")), null, 1);
    await writeFile(join(folder, "list.json"), `${indented}\n`);
  }
} finally {
  await cluster.stop();
}
