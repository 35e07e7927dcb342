import { expect } from "chai";
import { type Json, toManifest } from "../../../../src/scaffold/manifest.ts";
import type { WorkloadKind } from "../../../../src/scaffold/options.ts";
import { buildHeadlessService } from "../../../../src/scaffold/parts/service.ts";
import { buildWorkload, type WorkloadSettings } from "../../../../src/scaffold/parts/workload.ts";
import { emptyDir } from "../../../../src/scaffold/patterns/empty-dir.ts";
import { optionsFor } from "../options-for.ts";

const SPEC = { containers: [{ name: "app" }] };
const OWN = { "app.kubernetes.io/name": "shop", "app.kubernetes.io/component": "app" };
const WRITER = { "app.kubernetes.io/name": "shop", "app.kubernetes.io/component": "writer" };

const options = optionsFor(emptyDir, { name: "shop", replicas: 3, labels: { team: "red" } });

function build(kind: WorkloadKind, settings: WorkloadSettings = {}) {
  const tree = buildWorkload({ ...options, workload: kind }, SPEC, settings);
  return toManifest(tree).object as unknown as { [field: string]: Json } & {
    spec: { [field: string]: Json };
  };
}

describe("the workload of a scaffold", () => {
  it("as a pod is the pod itself", () => {
    expect(build("pod", { annotations: { mesh: "off" } })).to.deep.equal({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "shop", labels: { team: "red", ...OWN }, annotations: { mesh: "off" } },
      spec: SPEC,
    });
  });

  for (const kind of ["deployment", "statefulset", "daemonset"] as const) {
    it(`as ${kind} selects its pods by labels that they have, and by none of the user's`, () => {
      const { spec } = build(kind, { annotations: { mesh: "off" } });
      expect(spec.selector).to.deep.equal({ matchLabels: OWN });
      expect(spec.template).to.deep.equal({
        metadata: { labels: { team: "red", ...OWN }, annotations: { mesh: "off" } },
        spec: SPEC,
      });
    });
  }

  it("has as many pods as were asked for, where somebody counts them", () => {
    expect(build("deployment").spec.replicas).to.equal(3);
    expect(build("statefulset").spec.replicas).to.equal(3);
    expect(build("daemonset").spec).not.to.have.property("replicas");
    expect(build("job").spec).to.include({ completions: 3, parallelism: 3 });
    expect(build("deployment", { replicas: 1 }).spec.replicas).to.equal(1);
  });

  it("as a Job lets no pod start again that has ended well", () => {
    const { spec } = build("job");
    expect(spec.template).to.deep.include({ spec: { ...SPEC, restartPolicy: "OnFailure" } });
    expect(spec).not.to.have.property("selector");
  });

  it("with a role has a name and a selector of its own beside the pattern's main one", () => {
    const { metadata, spec } = build("deployment", { role: "writer" });
    expect(metadata).to.include({ name: "shop-writer" });
    expect(spec.selector).to.deep.equal({ matchLabels: WRITER });
  });

  it("as a StatefulSet is found by the headless Service of the same role", () => {
    for (const role of [undefined, "writer"]) {
      const { spec } = build("statefulset", role === undefined ? {} : { role });
      const { object } = toManifest(buildHeadlessService(options, role));
      expect(object.metadata.name).to.equal(spec.serviceName);
      expect(object.spec).to.deep.equal({
        clusterIP: "None",
        selector: (spec.selector as { matchLabels: Json }).matchLabels,
      });
    }
  });

  it("gives what only one kind has to that kind only", () => {
    const settings = { strategy: { type: "Recreate" }, volumeClaimTemplates: [{ kind: "x" }] };
    expect(build("deployment", settings).spec).to.have.property("strategy");
    expect(build("deployment", settings).spec).not.to.have.property("volumeClaimTemplates");
    expect(build("statefulset", settings).spec).to.have.property("volumeClaimTemplates");
    expect(build("statefulset", settings).spec).not.to.have.property("strategy");
  });

  it("keeps the labels that its selector needs, whatever the user's are", () => {
    const labels = { "app.kubernetes.io/name": "other", "app.kubernetes.io/component": "other" };
    const tree = buildWorkload({ ...options, labels, workload: "deployment" }, SPEC);
    expect(toManifest(tree).object.metadata.labels).to.deep.equal(OWN);
  });
});
