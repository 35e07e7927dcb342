import { expect } from "chai";
import { isFinished, isPastVolumes } from "../../../../src/core/model/pod.ts";
import { aContainer, aPod, aProgress } from "../objects.ts";

describe("a pod", () => {
  it("is finished where it succeeded or failed", () => {
    const phases = ["Pending", "Running", "Succeeded", "Failed", "Unknown", null];
    const finished = phases.filter((phase) => isFinished(aPod("web-0", {}, { phase })));
    expect(finished).to.deep.equal(["Succeeded", "Failed"]);
  });

  describe("has its volumes", () => {
    const waits = (...reasons: string[]) =>
      aProgress({
        waiting: reasons.map((reason, index) => ({ container: `c${index}`, reason, message: "" })),
      });
    const pod = (changes: Parameters<typeof aPod>[2]) => aPod("web-0", {}, changes);

    it("once a container waits for something else", () => {
      expect(isPastVolumes(pod({ progress: waits("ImagePullBackOff") }))).to.equal(true);
      expect(isPastVolumes(pod({ progress: waits("ContainerCreating") }))).to.equal(false);
      expect(isPastVolumes(pod({ progress: null }))).to.equal(false);
    });

    it("once an init container has started, though the others still wait for it", () => {
      const spec = {
        volumes: [],
        security: null,
        containers: [{ ...aContainer("migrate"), type: "init" as const }, aContainer("c0")],
      };
      expect(isPastVolumes(pod({ spec, progress: waits("PodInitializing") }))).to.equal(true);
      const own = [{ container: "migrate", reason: "PodInitializing", message: "" }];
      const progress = aProgress({ waiting: [...own, ...waits("PodInitializing").waiting] });
      expect(isPastVolumes(pod({ spec, progress }))).to.equal(false);
    });
  });
});
