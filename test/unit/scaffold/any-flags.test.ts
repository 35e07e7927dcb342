import { expect } from "chai";
import fc from "fast-check";
import { UsageError } from "../../../src/cli/usage-error.ts";
import type { Backend } from "../../../src/scaffold/backend.ts";
import { BACKENDS, type BackendUse, listMissingValues } from "../../../src/scaffold/backends.ts";
import { chooseUse } from "../../../src/scaffold/claims/choose-use.ts";
import type { KubernetesObject } from "../../../src/scaffold/manifest.ts";
import { PATTERNS } from "../../../src/scaffold/patterns.ts";
import { ViewError } from "../../../src/views/view-error.ts";
import { typeScaffold } from "../../golden-scaffold/type-scaffold.ts";
import { checkRestricted } from "./check-restricted.ts";
import { containersOf, findPodSpecs } from "./find-pod-specs.ts";

/** One of what people type, and now and then of what they should not. */
function oneOf(right: readonly string[], wrong: readonly string[] = ["", "x y", "-1", "ö/\u0007"]) {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...right) },
    { weight: 1, arbitrary: fc.constantFrom(...wrong) },
  );
}

const VALUES = new Map(
  BACKENDS.flatMap(({ values }) => values.map(({ flag, example }) => [flag, example] as const)),
);

/** Each flag with what may stand behind it. */
const FLAGS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  workload: oneOf(["pod", "deployment", "statefulset", "daemonset", "job", "Deployment"]),
  replicas: oneOf(["1", "2", "3"], ["0", "-1", "1.5", "99999", "many"]),
  size: oneOf(["1Gi", "500M", "1.5Gi", "1e9", "10"], ["0", "-1Gi", "lots", "1GB", ""]),
  "access-mode": oneOf(["rwo", "rwx", "rox", "rwop", "ReadWriteMany"]),
  "mount-path": oneOf(["/data", "/srv/a-b_c/", "/x'y", "/$HOME"], ["/", "data", "/a:b", "/../x"]),
  image: oneOf(
    ["registry.example.com:5000/app:1.2"],
    ["nginx", "nginx:latest", ":1", "a@sha256:1"],
  ),
  command: oneOf(["sleep infinity", "sh -c 'echo a b'"], ["", "a 'b"]),
  labels: oneOf(
    ["team=web", "team=web,example.com/env="],
    ["team", "=x", "app.kubernetes.io/name=x"],
  ),
  namespace: oneOf(["shop", "0"], ["Shop", "a.b", "a".repeat(64)]),
  medium: oneOf(["memory", "disk"]),
  teams: oneOf(["a,b", "red", "a,b,c"], ["a,a", ",", "A,B", ""]),
  variant: oneOf(["read-only-mounts", "static", "snapshot", "clone", "image"]),
  source: oneOf(["trained", "registry.example.com/models:1"]),
  "run-as-user": oneOf(["1", "10001"], ["0", "-5", "root", "2147483648"]),
  "fs-group": oneOf(["0", "2000"], ["-5", "wheel"]),
  "storage-class": oneOf(["files", "a.b-c"], ["Files", "a b", ""]),
  cloud: oneOf(["aws", "azure", "gcp", "onprem"]),
  comments: oneOf(["true", "false"], ["no"]),
};

const VALUE_FLAGS = Object.fromEntries(
  [...VALUES].map(([flag, example]) => [flag, oneOf([example])]),
);

const pattern = oneOf(
  PATTERNS.map(({ name }) => name),
  ["", "rxw", "RWX", "--", "-"],
);

/** Any of the flags, each seldom enough for some command lines to be right. */
const flags = fc
  .tuple(
    fc.subarray(Object.keys(FLAGS), { maxLength: 3 }),
    fc.oneof(
      { weight: 9, arbitrary: fc.constant<string[]>([]) },
      { weight: 1, arbitrary: fc.subarray(Object.keys(VALUE_FLAGS), { maxLength: 2 }) },
    ),
  )
  .chain(([own, ofBackends]) => fc.tuple(...[...own, ...ofBackends].map(give)));

function give(flag: string): fc.Arbitrary<string> {
  const values = FLAGS[flag] ?? VALUE_FLAGS[flag] ?? fc.constant("");
  return values.map((value) => `--${flag}=${value}`);
}

const name = fc.option(
  oneOf(["media", "a", "a-1", "b".repeat(40)], ["1a", "A", "a_", "b".repeat(41)]),
);

/** Storage as the pattern wants it, or anything else. */
function storageOf(typed: string): fc.Arbitrary<string[]> {
  const wanted = PATTERNS.find((it) => it.name === typed)?.storage ?? null;
  const fitting = fc.constantFrom(...BACKENDS).map((it) => nameBackend(it, wanted ?? "class"));
  const any = fc
    .tuple(fc.constantFrom(...BACKENDS), fc.constantFrom("class" as const, "volume" as const))
    .map(([it, use]) => nameBackend(it, use));
  return fc.oneof(
    { weight: 6, arbitrary: wanted === null ? fc.constant<string[]>([]) : fitting },
    { weight: 2, arbitrary: any },
    { weight: 1, arbitrary: fc.constant<string[]>([]) },
  );
}

function nameBackend(it: Backend, wanted: BackendUse): string[] {
  const use = chooseUse({ kind: "backend", backend: it, values: {} }, wanted) ?? wanted;
  const values = listMissingValues(it, use, {});
  return [`--driver=${it.name}`, ...values.map(({ flag, example }) => `--${flag}=${example}`)];
}

const commandLine = pattern.chain((typed) =>
  fc
    .tuple(name, storageOf(typed), flags)
    .map(([second, storage, more]) => [
      typed,
      ...(second === null ? [] : [second]),
      ...storage,
      ...more,
      "--offline",
    ]),
);

describe("Whatever is typed behind scaffold", () => {
  it("gives objects that can be applied, or one clear error", async function () {
    this.timeout(60_000);
    let made = 0;
    await fc.assert(
      fc.asyncProperty(commandLine, async (words) => {
        const { code, stdout, stderr, error } = await typeScaffold([...words, "--output=json"]);
        if (code !== 0) {
          expect(stdout).to.equal("");
          expect(stderr).to.match(/^error: [^\n]+\n/);
          expect(error instanceof UsageError || error instanceof ViewError, stderr).to.equal(true);
          return;
        }
        made += 1;
        const read = JSON.parse(stdout);
        checkObjects(read.kind === "List" ? read.items : [read]);
      }),
      { numRuns: 4000 },
    );
    expect(made).to.be.above(800);
  });

  it("is answered with proposals that are not refused for the same reason", async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(commandLine, async (words) => {
        const { error } = await typeScaffold(words);
        if (!(error instanceof UsageError)) return;
        for (const next of error.next) {
          const typed = /^kubectl shared scaffold (.*)$/.exec(next)?.[1];
          // What only the user knows is not proposed but asked for.
          if (typed === undefined || /\b(NAME|CLAIM)\b|'/.test(typed)) continue;
          const again = await typeScaffold([...typed.split(" "), "--offline"]);
          const message = again.error instanceof Error ? again.error.message : "";
          expect(message, next).not.to.equal(error.message);
        }
      }),
      { numRuns: 2500 },
    );
  });
});

function checkObjects(objects: readonly KubernetesObject[]): void {
  const text = JSON.stringify(objects);
  expect(text).not.to.match(/:null[,}\]]|undefined|FIXME|:latest"/);
  const seen = new Set<string>();
  for (const { kind, metadata } of objects) {
    expect(metadata.name).to.match(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
    for (const value of Object.values((metadata.labels ?? {}) as Record<string, string>)) {
      expect(value).to.match(/^([A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?)?$/);
    }
    const key = `${kind}/${metadata.namespace ?? ""}/${metadata.name}`;
    expect(seen.has(key), key).to.equal(false);
    seen.add(key);
  }
  for (const spec of findPodSpecs(objects.map((object) => ({ object, comments: [] })))) {
    expect(checkRestricted(spec)).to.deep.equal([]);
    expect(spec.automountServiceAccountToken).to.equal(false);
    for (const { image, resources } of containersOf(spec)) {
      expect(image).to.match(/:[\w.-]+$/);
      for (const part of [resources?.requests, resources?.limits]) {
        expect(part).to.have.all.keys("cpu", "memory");
      }
    }
  }
}
