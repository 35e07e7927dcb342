import { expect } from "chai";
import { matchMessage } from "../../../src/knowledge/match-message.ts";
import { MESSAGE_PATTERNS } from "../../../src/knowledge/messages.ts";

function matchOne(reason: string, text: string) {
  const matches = matchMessage(reason, text);
  expect(matches, text).to.have.length(1);
  return { ...matches[0], message: matches[0]?.message.id };
}

describe("reading messages", () => {
  for (const { id, reason, wordings } of MESSAGE_PATTERNS) {
    for (const { value } of wordings) {
      it(`knows "${value}" as ${id} and as nothing else`, () => {
        const text = value.replaceAll("…", "pvc-1");
        expect(matchMessage(reason, text).map(({ message }) => message.id)).to.deep.equal([id]);
      });
    }
  }

  for (const prefix of ["Multi-Attach error", "Waiting for detach"]) {
    describe(prefix, () => {
      const read = (text: string) =>
        matchOne("FailedAttachVolume", `${prefix} for volume "pvc-1" ${text}`);

      it("names the pods of the namespace", () => {
        expect(read("Volume is already used by pod(s) db-0, db-1")).to.deep.include({
          message: "used-on-another-node",
          volume: "pvc-1",
          pods: ["db-0", "db-1"],
          otherPods: 0,
        });
      });

      it("counts the pods of other namespaces", () => {
        const text = "Volume is already used by pod(s) db-0 and 2 pod(s) in different namespaces";
        expect(read(text)).to.deep.include({ pods: ["db-0"], otherPods: 2 });
        expect(read("Volume is already used by 3 pod(s) in different namespaces")).to.deep.include({
          pods: [],
          otherPods: 3,
        });
      });

      it("knows nobody where detaching is under way", () => {
        const text = "Volume is already exclusively attached to one node";
        expect(read(text)).to.deep.include({ message: "waits-for-detach", pods: [], otherPods: 0 });
      });
    });
  }

  it("hands on the driver's own words, over several lines", () => {
    const text = 'AttachVolume.Attach failed for volume "pvc-1" : rpc error: code = Internal\nbusy';
    expect(matchOne("FailedAttachVolume", text)).to.deep.include({
      message: "attach-failed",
      volume: "pvc-1",
      detail: "rpc error: code = Internal\nbusy",
    });
  });

  it("takes as the driver's words only what comes from a driver", () => {
    const read = (words: string) =>
      matchOne("FailedMount", `MountVolume.SetUp failed for volume "v" : ${words}`);
    expect(read('rpc error: code = Internal desc = secret "s" not found').message).to.equal(
      "mount-failed",
    );
    expect(
      read(
        "kubernetes.io/csi: mounter.SetUpAt failed to check for STAGE_UNSTAGE_VOLUME capability: rpc error: code = Unavailable",
      ).message,
    ).to.equal("mount-failed");
    expect(read("mount failed: exit status 32\nMounting command: mount").message).to.equal(
      "mount-error",
    );
    expect(read('configmap "cfg" not found')).to.deep.include({
      message: "object-not-found",
      volume: "v",
      object: { kind: "ConfigMap", name: "cfg" },
    });
    expect(read('[configmap "a" not found, secret "b" not found]').object?.name).to.equal("a");
    expect(read('secrets "tls" not found').object).to.deep.equal({ kind: "Secret", name: "tls" });
  });

  it("tells one pod too many from a driver that fails", () => {
    const refused =
      'MountVolume.SetUp failed for volume "pvc-1" : volume uses the ReadWriteOncePod access mode and is already in use by another pod';
    const failed = 'MountVolume.SetUp failed for volume "pvc-1" : rpc error: code = Unavailable';
    expect(matchOne("FailedMount", refused).message).to.equal("single-pod-volume-in-use");
    expect(matchOne("FailedMount", failed).message).to.equal("mount-failed");
  });

  it("finds every reason that the scheduler gives", () => {
    const text =
      "0/5 nodes are available: 1 node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod, 4 node(s) didn't match PersistentVolume's node affinity. preemption: 0/5 nodes are available.";
    expect(matchMessage("FailedScheduling", text).map(({ message }) => message.id)).to.deep.equal([
      "single-pod-claim-in-use",
      "node-affinity",
    ]);
  });

  it("names the claim that is not there", () => {
    const text = '0/1 nodes are available: persistentvolumeclaim "media" not found.';
    expect(matchOne("FailedScheduling", text)).to.deep.include({
      message: "claim-not-found",
      claim: "media",
    });
  });

  it("goes by the reason first: the same words under another one mean nothing", () => {
    const text = 'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) db-0';
    expect(matchMessage("FailedMount", text)).to.deep.equal([]);
    expect(matchMessage("BackOff", text)).to.deep.equal([]);
  });

  it("does not claim to understand other texts", () => {
    expect(matchMessage("FailedAttachVolume", "timed out waiting for attach")).to.deep.equal([]);
  });
});
