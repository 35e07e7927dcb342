import { expect } from "chai";
import { toManifest } from "../../../src/scaffold/manifest.ts";
import { judgeManifests } from "./judge-manifests.ts";

describe("our rules on manifests that are not applied yet", () => {
  it("find the reader that may start before the writer, so that their silence means something", async () => {
    const mounts = [{ name: "shared", mountPath: "/data" }];
    const race = toManifest({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "race" },
      spec: {
        containers: [
          {
            name: "writer",
            image: "busybox:1.37.0",
            command: ["sh", "-c", "echo hello > /data/message && sleep 3600"],
            volumeMounts: mounts,
          },
          {
            name: "reader",
            image: "busybox:1.37.0",
            command: ["sh", "-c", "cat /data/message && sleep 3600"],
            volumeMounts: mounts,
          },
        ],
        volumes: [{ name: "shared", emptyDir: {} }],
      },
    });
    const findings = await judgeManifests([race]);
    expect(findings.map(({ rule, severity }) => `${rule} ${severity}`)).to.deep.equal([
      "start-order warning",
    ]);
  });
});
