import { expect } from "chai";
import { type Manifest, toManifest } from "../../../../src/scaffold/manifest.ts";
import type { ScaffoldOptions, WorkloadKind } from "../../../../src/scaffold/options.ts";
import type { Pattern } from "../../../../src/scaffold/pattern.ts";
import { emptyDir } from "../../../../src/scaffold/patterns/empty-dir.ts";
import { initHandover } from "../../../../src/scaffold/patterns/init-handover.ts";
import { localhost } from "../../../../src/scaffold/patterns/localhost.ts";
import { service } from "../../../../src/scaffold/patterns/service.ts";
import { shm } from "../../../../src/scaffold/patterns/shm.ts";
import { sidecar } from "../../../../src/scaffold/patterns/sidecar.ts";
import { unixSocket } from "../../../../src/scaffold/patterns/unix-socket.ts";
import { checkRestricted } from "../check-restricted.ts";
import { containersOf, findPodSpecs } from "../find-pod-specs.ts";
import { judgeManifests, runAllRules } from "../judge-manifests.ts";
import { optionsFor } from "../options-for.ts";

const PATTERNS = [emptyDir, sidecar, initHandover, localhost, unixSocket, shm, service];

const KINDS: Readonly<Record<WorkloadKind, string>> = {
  pod: "Pod",
  deployment: "Deployment",
  statefulset: "StatefulSet",
  daemonset: "DaemonSet",
  job: "Job",
};

/** What may be asked for beside pattern and workload. */
const ASKED: Readonly<Record<string, Partial<ScaffoldOptions>>> = {
  "as it is": {},
  "in memory": { medium: "Memory", size: "1.5Gi" },
  "with an image": { image: "registry.example/app:1.2.3" },
  "with an image and a command": {
    image: "registry.example/app:1.2.3",
    command: ["/app", "--serve"],
  },
  "with a command": { command: ["sleep", "infinity"] },
  "in a namespace, labelled": { namespace: "shop", labels: { team: "shop" } },
  "with other numbers": { runAsUser: 4242, fsGroup: 4343 },
};

interface Case {
  title: string;
  options: ScaffoldOptions;
  manifests: readonly Manifest[];
}

const build = (pattern: Pattern, options: ScaffoldOptions): Manifest[] =>
  pattern.build(options).map(toManifest);

/** The pattern as every workload that it offers, asked for in every way. */
function listCases(pattern: Pattern): Case[] {
  return pattern.workloads.flatMap((workload) =>
    Object.entries(ASKED).map(([how, asked]) => {
      const options = optionsFor(pattern, { workload, ...asked });
      return { title: `as ${workload}, ${how}`, options, manifests: build(pattern, options) };
    }),
  );
}

describe("the patterns without claims", () => {
  for (const pattern of PATTERNS) {
    describe(pattern.name, () => {
      const cases = listCases(pattern);

      it("makes the workload under the name that was asked for, in the namespace, labelled", () => {
        for (const { title, options, manifests } of cases) {
          expect(pattern.refuse?.(options) ?? null, title).to.equal(null);
          const main = manifests.filter(({ object }) => object.kind === KINDS[options.workload]);
          expect(
            main.map(({ object }) => object.metadata.name),
            title,
          ).to.include(options.name);
          for (const { object } of manifests) {
            expect(object.apiVersion, title).to.match(/^(v1|apps\/v1|batch\/v1)$/);
            expect(object.metadata.namespace, title).to.equal(options.namespace ?? undefined);
            expect(object.metadata.labels, title).to.include({
              ...options.labels,
              "app.kubernetes.io/name": options.name,
            });
          }
        }
      });

      it("finds no fault with our own rules, which could look", async () => {
        for (const { title, manifests } of cases) {
          expect(await judgeManifests(manifests), title).to.deep.equal([]);
          const { rulesRun } = await runAllRules(manifests);
          expect(rulesRun, title).to.include.members(["start-order", "shell-without-command"]);
        }
      });

      it("is let in by Pod Security restricted, as the user that was asked for", () => {
        for (const { title, options, manifests } of cases) {
          const specs = findPodSpecs(manifests);
          expect(specs, title).not.to.be.empty;
          for (const spec of specs) {
            expect(checkRestricted(spec), title).to.deep.equal([]);
            expect(spec.securityContext, title).to.include({ runAsUser: options.runAsUser });
            expect(spec.automountServiceAccountToken, title).to.equal(false);
          }
        }
      });

      it("has requests, limits and a fixed image in every container", () => {
        for (const { title, manifests } of cases) {
          for (const { image, resources } of findPodSpecs(manifests).flatMap(containersOf)) {
            expect(image, title).to.match(/:\d[\w.-]*$/);
            for (const amounts of [resources?.requests, resources?.limits]) {
              expect(amounts, title).to.have.keys("cpu", "memory");
            }
          }
        }
      });

      it("mounts what there is and nothing else, each volume with a size limit", () => {
        for (const { title, options, manifests } of cases) {
          for (const spec of findPodSpecs(manifests)) {
            const mounts = containersOf(spec).flatMap(({ volumeMounts = [] }) => volumeMounts);
            const volumes = spec.volumes ?? [];
            expect([...new Set(mounts.map(({ name }) => name))], title).to.have.members(
              volumes.map(({ name }) => name),
            );
            for (const { emptyDir: folder } of volumes) {
              expect(folder?.sizeLimit, title).to.equal(options.size);
            }
          }
        }
      });

      it("says why lines are there, in sentences, and from where", () => {
        for (const { title, manifests } of cases) {
          for (const { comments } of manifests) {
            for (const { text } of comments) expect(text, title).to.match(/^\S.{15,110}\.$/);
            expect(
              comments.some(({ citation }) => citation?.address),
              title,
            ).to.equal(true);
          }
        }
      });
    });
  }

  it("have names of their own, and tell in one line each what they make and when to use them", () => {
    expect(new Set(PATTERNS.map(({ name }) => name)).size).to.equal(PATTERNS.length);
    for (const { summary, when, defaults } of PATTERNS) {
      expect(summary).to.match(/^[a-z].{10,74}[^.]$/);
      expect(when).to.match(/^[A-Z].{20,98}\.$/);
      expect(defaults.name).to.match(/^[a-z][a-z-]*$/);
    }
  });

  it("make one pod where one pod was asked for, and say how to have more", () => {
    for (const pattern of PATTERNS.filter(({ workloads }) => workloads.includes("pod"))) {
      const refusal = pattern.refuse?.(optionsFor(pattern, { workload: "pod", replicas: 3 }));
      expect(refusal?.next).to.deep.equal([
        `kubectl shared scaffold ${pattern.name} ${pattern.name} --workload deployment --replicas 3`,
      ]);
    }
  });

  it("give the app's place to the image that was given, and leave the rest as it was", () => {
    const image = "registry.example/app:1.2.3";
    for (const pattern of PATTERNS) {
      for (const workload of pattern.workloads) {
        const options = optionsFor(pattern, { workload, image });
        const [spec] = findPodSpecs(build(pattern, options));
        const [app, ...others] = spec?.containers ?? [];
        expect(others, pattern.name).to.be.empty;
        expect(app).to.include({ image });
        expect(app, pattern.name).not.to.have.any.keys("command", "args", "livenessProbe");
        const companions = spec?.initContainers ?? [];
        expect(companions.every(({ command }) => command !== undefined)).to.equal(true);
      }
    }
  });

  it("write to no root file system in what is known, and claim nothing of another image", () => {
    for (const pattern of PATTERNS) {
      const own = findPodSpecs(build(pattern, optionsFor(pattern))).flatMap(containersOf);
      for (const { name, securityContext } of own) {
        expect(securityContext?.readOnlyRootFilesystem, name).to.equal(true);
      }
      const options = optionsFor(pattern, { image: "registry.example/app:1.2.3" });
      const [spec] = findPodSpecs(build(pattern, options));
      expect(spec?.containers[0]?.securityContext?.readOnlyRootFilesystem).to.equal(false);
    }
  });

  it("end their shells on SIGTERM, so that a pod is gone in seconds", () => {
    for (const pattern of PATTERNS) {
      for (const { name, command } of findPodSpecs(build(pattern, optionsFor(pattern))).flatMap(
        containersOf,
      )) {
        expect(command?.slice(0, 2), name).to.deep.equal(["sh", "-c"]);
        expect(command?.[2], name).to.match(/^trap 'exit 143' TERM\n/);
      }
    }
  });
});
