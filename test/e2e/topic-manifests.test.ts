import { expect } from "chai";
import { DRIVERS } from "../../src/knowledge/drivers.ts";
import type { Example, Topic } from "../../src/knowledge/topic.ts";
import { findTopic, TOPICS } from "../../src/knowledge/topics.ts";
import { openTestBed } from "../bed/open-test-bed.ts";
import { runKubectl } from "../bed/run-kubectl.ts";
import { type Cluster, startCluster } from "../bed/start-cluster.ts";

describe("The manifests of the topics", () => {
  let cluster: Cluster;

  before(async function () {
    this.timeout(20 * 60_000);
    const bed = await openTestBed();
    if (!bed.available) {
      if (process.env.CI) throw new Error(bed.reason);
      process.stderr.write(`pending: ${bed.reason}\n`);
      return this.skip();
    }
    cluster = await startCluster(bed.binaries, { apiServerOnly: true });
    await runKubectl(cluster, ["create", "namespace", "topics"]);
    // No controller is there to make it, and without it no pod is let in.
    await runKubectl(cluster, ["-n", "topics", "create", "serviceaccount", "default"]);
  });

  after(() => cluster?.stop());

  /** Asks the server what it would make of them; rejects with what it says against them. */
  function tryOut(text: string): Promise<string> {
    const strictly = ["create", "--dry-run=server", "--validate=strict", "-f", "-"];
    return runKubectl(cluster, ["-n", "topics", ...strictly], { input: text });
  }

  for (const topic of TOPICS) {
    const manifests = listManifests(topic);
    if (manifests.length === 0) continue;
    it(`of ${topic.topic} are accepted by a real API server as they are`, async () => {
      for (const { text, purpose } of manifests) {
        const said = await tryOut(text).catch((error: Error) => error.message);
        const documents = text.split(/^---$/m).filter((it) => /^kind:/m.test(it));
        expect(said.match(/created \(server dry run\)$/gm), `${purpose}\n${said}`).to.have.length(
          documents.length,
        );
      }
    });
  }

  it("of the drivers, which are the fields that matter and no more, have no field that there is not", async () => {
    const manifests = DRIVERS.flatMap(({ names }) =>
      listManifests(findTopic(`driver/${names[0]}`) as Topic),
    );
    expect(manifests.length).to.be.greaterThan(40);
    const all = manifests.map(({ text }) => text).join("---\n");
    const said = await tryOut(all).catch((error: Error) => error.message);
    // The server does look: it misses what only the user knows, as it should.
    expect(said).to.include("Required value");
    expect(said).not.to.match(/unknown field|no matches for kind/);
  });
});

function listManifests({ sections }: Topic): Example[] {
  return sections
    .flatMap(({ blocks }) => blocks)
    .filter((block) => block.kind === "example")
    .filter(({ language }) => language === "yaml");
}
