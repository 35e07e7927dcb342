import { expect } from "chai";
import { page } from "../../../../src/knowledge/citation.ts";
import { fact } from "../../../../src/knowledge/fact.ts";
import type { WriteAccess } from "../../../../src/scaffold/backend.ts";
import { type KubernetesObject, toManifest } from "../../../../src/scaffold/manifest.ts";
import { buildPodSpec } from "../../../../src/scaffold/parts/pod-spec.ts";
import { emptyDir } from "../../../../src/scaffold/patterns/empty-dir.ts";
import { optionsFor } from "../options-for.ts";

const options = optionsFor(emptyDir, { runAsUser: 1234, fsGroup: 5678 });
const BASE = {
  runAsNonRoot: true,
  runAsUser: 1234,
  runAsGroup: 5678,
  seccompProfile: { type: "RuntimeDefault" },
};

function build(access: WriteAccess | null) {
  return toManifest(buildPodSpec(options, { containers: [], access }));
}

const accessBy = (by: WriteAccess["by"]): WriteAccess => ({
  by,
  because: fact("The server gives it to this group.", page("the server's manual")),
});

const securityOf = (object: KubernetesObject) => object.securityContext;

describe("the pod of a scaffold", () => {
  it("comes to write as the backend says, with the backend's reason beside the line", () => {
    const { object, comments } = build(accessBy("supplementalGroups"));
    expect(securityOf(object)).to.deep.equal({ ...BASE, supplementalGroups: [5678] });
    expect(comments).to.deep.include({
      path: ["securityContext", "supplementalGroups"],
      text: "The server gives it to this group.",
      citation: page("the server's manual"),
    });
    expect(securityOf(build(accessBy("fsGroup")).object)).to.deep.equal({ ...BASE, fsGroup: 5678 });
  });

  it("says no group of the volume where class or volume say whose the files are", () => {
    for (const access of [accessBy("mountOptions"), accessBy("accessPoint"), null]) {
      expect(securityOf(build(access).object)).to.deep.equal(BASE);
    }
  });

  it("says beside the pod's group that class or volume decide instead", () => {
    const said = (access: WriteAccess | null) =>
      build(access).comments.find(({ path }) => path.at(-1) === "runAsGroup")?.text;
    for (const by of ["mountOptions", "accessPoint"] as const) {
      expect(said(accessBy(by))).to.equal(accessBy(by).because.value);
    }
    expect(said(accessBy("fsGroup")))
      .to.contain("would be root's")
      .and.to.equal(said(null));
  });

  it("changes owners once, where the access asks for it", () => {
    const changesOnce = accessBy("fsGroup").because;
    expect(securityOf(build({ ...accessBy("fsGroup"), changesOnce }).object)).to.deep.equal({
      ...BASE,
      fsGroup: 5678,
      fsGroupChangePolicy: "OnRootMismatch",
    });
  });

  it("takes no token, and further fields as they are", () => {
    const { object } = toManifest(
      buildPodSpec(options, { containers: [], access: null, further: { nodeName: "node-a" } }),
    );
    expect(object).to.include({ automountServiceAccountToken: false, nodeName: "node-a" });
    expect(object).not.to.have.any.keys("initContainers", "volumes");
  });
});
