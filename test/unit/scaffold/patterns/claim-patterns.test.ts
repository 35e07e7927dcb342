import { expect } from "chai";
import type { Json, Manifest } from "../../../../src/scaffold/manifest.ts";
import { PATTERNS } from "../../../../src/scaffold/patterns.ts";
import { checkRestricted } from "../check-restricted.ts";
import { containersOf, findPodSpecs } from "../find-pod-specs.ts";
import { judgeManifests } from "../judge-manifests.ts";
import { build, CLAIM_PATTERNS, type ClaimCase, listOffered } from "./claim-cases.ts";

const KIND_ORDER = [
  "Namespace",
  "StorageClass",
  "PersistentVolume",
  "VolumeSnapshot",
  "PersistentVolumeClaim",
  "ResourceQuota",
  "Service",
];

describe("patterns with claims", () => {
  it("are listed with the others in the order of the documentation", () => {
    expect(PATTERNS.map(({ name }) => name)).to.deep.equal([
      "claim-in-pod",
      "empty-dir",
      "sidecar",
      "init-handover",
      "localhost",
      "unix-socket",
      "shm",
      "rwx",
      "rox",
      "rwo-same-node",
      "rwop",
      "stateful",
      "per-team",
      "static",
      "cross-namespace",
      "service",
    ]);
  });

  it("are offered in hundreds of combinations", () => {
    const counts = CLAIM_PATTERNS.map((pattern) => listOffered(pattern).length);
    expect(Math.min(...counts), "each somewhere").to.be.above(10);
    expect(counts.reduce((sum, count) => sum + count)).to.be.above(300);
  });

  for (const pattern of CLAIM_PATTERNS) {
    const cases = listOffered(pattern);

    describe(pattern.name, () => {
      it("passes our own rules but for what it does on purpose", async () => {
        for (const offered of cases) {
          const findings = await judgeManifests(build(offered));
          const told = findings
            .filter(({ rule, severity }) => severity !== "info" || !pattern.shares.includes(rule))
            .map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`);
          expect(told, offered.title).to.deep.equal([]);
        }
      });

      it("is let in by the restricted Pod Security Standard", () => {
        forEachPod(cases, (spec, title) => {
          expect(checkRestricted(spec), title).to.deep.equal([]);
          expect(spec.automountServiceAccountToken, title).to.equal(false);
        });
      });

      it("sets requests and limits, and runs images of a fixed tag", () => {
        forEachPod(cases, (spec, title) => {
          for (const { name, image, resources } of containersOf(spec)) {
            expect(image, `${title} ${name}`).to.match(/^[\w./-]+:\d[\w.-]*$/);
            for (const amounts of [resources?.requests, resources?.limits]) {
              expect(amounts, `${title} ${name}`).to.have.keys("cpu", "memory");
            }
          }
        });
      });

      it("is in the order in which it can be applied", () => {
        for (const offered of cases) {
          const places = build(offered).map(({ object: { kind } }) => {
            const place = KIND_ORDER.indexOf(kind);
            return place === -1 ? KIND_ORDER.length : place;
          });
          expect(places, offered.title).to.deep.equal(places.toSorted((a, b) => a - b));
        }
      });

      it("gives each object a valid name of its own", () => {
        for (const offered of cases) {
          const names = build(offered).map(({ object: { kind, metadata } }) => {
            expect(metadata.name, offered.title).to.match(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
            return `${kind}/${metadata.namespace ?? ""}/${metadata.name}`;
          });
          expect(new Set(names).size, offered.title).to.equal(names.length);
        }
      });

      it("leaves nothing to fill in", () => {
        for (const offered of cases) {
          for (const { object } of build(offered)) {
            expect(JSON.stringify(object), offered.title).not.to.match(/null|undefined|FIXME|TODO/);
          }
        }
      });

      it("mounts in every pod the claim that it makes, at the path that was asked for", () => {
        for (const offered of cases) {
          if (offered.options.variant === "image") continue;
          const manifests = build(offered);
          for (const { volumes = [], containers } of findPodSpecs(manifests)) {
            const claims = volumes.map((volume) => claimOf(volume as unknown as Json));
            const isTemplate = pattern.name === "stateful";
            expect(claims, offered.title).to.deep.equal(isTemplate ? [] : ["shop"]);
            for (const { volumeMounts } of containers) {
              expect(volumeMounts?.[0], offered.title).to.include({
                name: "data",
                mountPath: "/data",
              });
            }
          }
        }
      });

      it("says why its lines are there, with sources that can be opened", () => {
        for (const offered of cases) {
          const comments = build(offered).flatMap(({ comments: it }) => it);
          expect(comments.length, offered.title).to.be.above(4);
          for (const { text } of comments) expect(text, offered.title).to.match(/^["A-Z].*[.):]$/s);
          const cited = comments.filter(({ citation }) => citation?.address);
          expect(cited.length, offered.title).to.be.above(2);
        }
      });

      it("selects the pods that it makes", () => {
        for (const offered of cases) {
          for (const { object } of build(offered)) {
            const { selector, template } = (object.spec ?? {}) as unknown as Selecting;
            if (!selector?.matchLabels || !template) continue;
            expect(template.metadata.labels, offered.title).to.include(selector.matchLabels);
          }
        }
      });

      it("marks every object with its name, but for namespaces, which it leaves as they are", () => {
        for (const offered of cases) {
          for (const { object } of build(offered)) {
            const { labels } = object.metadata as unknown as { labels?: Record<string, string> };
            const name = labels?.["app.kubernetes.io/name"];
            expect(name, `${offered.title} ${object.kind}`).to.equal(
              object.kind === "Namespace" ? undefined : "shop",
            );
          }
        }
      });
    });
  }
});

interface Selecting {
  selector?: { matchLabels?: Record<string, string> };
  template?: { metadata: { labels: Record<string, string> } };
}

function forEachPod(
  cases: readonly ClaimCase[],
  check: (spec: ReturnType<typeof findPodSpecs>[number], title: string) => void,
): void {
  for (const offered of cases) {
    const manifests: Manifest[] = build(offered);
    const specs = findPodSpecs(manifests);
    expect(specs, offered.title).not.to.deep.equal([]);
    for (const spec of specs) check(spec, offered.title);
  }
}

function claimOf(volume: Json): unknown {
  return (volume as { persistentVolumeClaim?: { claimName: string } }).persistentVolumeClaim
    ?.claimName;
}
