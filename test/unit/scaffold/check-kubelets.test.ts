import { expect } from "chai";
import { checkKubelets, checkUnknownServer } from "../../../src/scaffold/check-kubelets.ts";
import { findFeatures } from "../../../src/scaffold/find-features.ts";
import type { KubernetesObject } from "../../../src/scaffold/manifest.ts";
import { aNode } from "../core/objects.ts";

const sidecars = findFeatures([
  {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "x" },
    spec: { initContainers: [{ name: "x", restartPolicy: "Always" }] },
  } satisfies KubernetesObject,
]);
const NAME = "native sidecars (init containers with restartPolicy: Always)";

describe("What kubelets have of what pods need", () => {
  it("is told of those that are too old, and only of nodes that take pods", () => {
    const old = { kubeletVersion: "v1.28.15" };
    const nodes = [
      aNode("new"),
      aNode("a", old),
      aNode("b", { kubeletVersion: "v1.27.0-eks-1" }),
      aNode("cordoned", { ...old, unschedulable: true }),
      aNode("silent", { kubeletVersion: null }),
    ];
    expect(checkKubelets(sidecars, nodes)).to.deep.equal([
      `node a and 1 more cannot run these: its kubelet is v1.28.15, and ${NAME} need 1.29`,
    ]);
    expect(checkKubelets(sidecars, [aNode("new")])).to.deep.equal([]);
    expect(checkKubelets([], nodes)).to.deep.equal([]);
  });

  it("tells of a server that is not known, which is as new as its newest kubelet", () => {
    const ofKubelets = (...versions: (string | null)[]) =>
      checkUnknownServer(
        sidecars,
        versions.map((kubeletVersion) => aNode("a", { kubeletVersion })),
      );
    expect(ofKubelets("v1.28.1", "v1.33.2")).to.deep.equal([]);
    expect(ofKubelets("v1.9.0", "v1.30.4")).to.deep.equal([
      `whether the server has ${NAME} is not known, they need 1.29, surely on from 1.33: all that is known is a kubelet v1.30.4`,
    ]);
    expect(ofKubelets(null, "edge")[0]).to.match(/: its version is not in the files$/);
    expect(checkUnknownServer(sidecars, null)).to.have.length(1);
    expect(checkUnknownServer([], null)).to.deep.equal([]);
  });
});
