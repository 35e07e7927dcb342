import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { readObjectMessage } from "../../src/sources/cluster/protobuf/list-stream.ts";
import { MESSAGES_IN_DETAIL } from "../../src/sources/cluster/protobuf/messages/messages.ts";
import { openTestBed } from "../bed/open-test-bed.ts";
import { type Cluster, startCluster } from "../bed/start-cluster.ts";
import { findTestData, recordAnswers } from "../golden-protobuf/record-answers.ts";

describe("The answers that decoding is tested with", () => {
  let cluster: Cluster;
  let testData: string;

  before(async function () {
    this.timeout(20 * 60_000);
    const pending = (reason: string) => {
      if (process.env.CI) throw new Error(reason);
      process.stderr.write(`pending: ${reason}\n`);
      return this.skip();
    };
    const bed = await openTestBed();
    if (!bed.available) return pending(bed.reason);
    // The programs may have been given, without a Go to get anything else with.
    testData = await findTestData().catch((error) => pending(`no test data: ${error.message}`));
    cluster = await startCluster(bed.binaries, { apiServerOnly: true });
  });

  after(() => cluster?.stop());

  it("are those that the API server gives today, for every kind", async () => {
    for (const [resource, { object }] of await recordAnswers(cluster, testData)) {
      const file = join(import.meta.dirname, "../golden-protobuf", resource, "object.pb");
      const message = MESSAGES_IN_DETAIL[resource];
      const recorded = readObjectMessage(await readFile(file), message);
      expect(readObjectMessage(object, message), resource).to.deep.equal(recorded);
    }
  });
});
