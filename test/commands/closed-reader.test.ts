import { once } from "node:events";
import { expect } from "chai";
import { start } from "./run.ts";

/** More than a pipe holds, in every format. */
const CLAIMS = 3_000;

const dump = JSON.stringify({
  apiVersion: "v1",
  kind: "List",
  items: Array.from({ length: CLAIMS }, (_, index) => ({
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: `data-${index}`, namespace: "shop" },
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
  })),
});

describe("A reader that goes away", () => {
  for (const output of ["table", "json", "yaml", "name", "tree"]) {
    it(`ends -o ${output} at once, without a word and without a failure`, async () => {
      const child = start(["who-mounts", "-A", "-f", "-", "-o", output]);
      const said: Buffer[] = [];
      child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
      child.stdin.end(dump);
      // As `head -1` does.
      await once(child.stdout, "data");
      child.stdout.destroy();
      const [code] = await once(child, "close");
      const stderr = Buffer.concat(said).toString();
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    });
  }
});
