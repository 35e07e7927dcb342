import { page } from "../../knowledge/citation.ts";
import type { Consumer } from "../model/consumer.ts";
import type { Container, PodSpec } from "../model/pod.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { listSome } from "../model/text.ts";
import { type FileUse, findFileUses } from "./file-use.ts";
import { oneOfEach } from "./one-of-each.ts";
import { need, type Rule } from "./rule.ts";
import { nameConsumer } from "./wording.ts";

/**
 * Containers of a pod start in no order that one may rely on; only init containers end, and
 * sidecars start, before them. What commands say of files is read where it is plain; a program's
 * doings are not known.
 */
export const startOrder: Rule = {
  id: "start-order",
  summary: "a container may read shared storage before another one has written it",
  kinds: [...CLAIM_KINDS, "EmptyDir"],
  needs: [need("pods")],
  details: true,
  ofPods: true,
  tellsCauses: false,
  citation: page(
    "Init Containers",
    "https://kubernetes.io/docs/concepts/workloads/pods/init-containers/",
  ),
  *check(storage, joined) {
    for (const consumer of oneOfEach(storage)) {
      const spec = joined.specOf(consumer);
      if (spec === null) continue;
      const sharing = findSharing(consumer, spec);
      if (sharing.length < 2) continue;
      const race = findRace(consumer, sharing);
      if (race) {
        yield {
          severity: "warning",
          message: `${race.reader} of ${nameConsumer(consumer)} may start before ${race.writer} has written ${race.path}: they start in no order. Then ${race.program ?? "what reads it"} fails, and the container may end and be started again.`,
          hint: `Write it in an init container, or let ${race.reader} wait: \`until [ -f ${race.path} ]; do sleep 1; done\``,
        };
      } else if (hasWriter(consumer, sharing) && !hasStarted(consumer)) {
        yield {
          severity: "info",
          message: `${listSome(sharing.map(({ name }) => name))} of ${nameConsumer(consumer)} share it and start in no order: none may rely on what another one writes at its start.`,
          hint: "What must be there first belongs into an init container, or into a sidecar with a startupProbe.",
        };
      }
    }
  },
};

/** Regular containers that mount it: those before them have started, and init containers ended. */
function findSharing(consumer: Consumer, { containers }: PodSpec): Container[] {
  const mounting = new Set(consumer.mounts.map(({ container }) => container));
  return containers.filter(({ name, type }) => type === "container" && mounting.has(name));
}

/** Who runs has found what it needs, or does not need it. */
function hasStarted({ state }: Consumer): boolean {
  return state === "running" || state === "terminating";
}

function hasWriter({ mounts }: Consumer, sharing: readonly Container[]): boolean {
  return sharing.some(({ name }) =>
    mounts.some(({ container, readOnly }) => container === name && readOnly !== true),
  );
}

interface Race {
  reader: string;
  writer: string;
  /** As the reader calls it. */
  path: string;
  /** `cat`; null: not told. */
  program: string | null;
}

function findRace(consumer: Consumer, sharing: readonly Container[]): Race | null {
  const uses = sharing.flatMap((container) =>
    usesOf(consumer, container).map((use) => ({ container: container.name, ...use })),
  );
  for (const read of uses.filter(({ writes }) => !writes)) {
    const writer = uses.find(
      ({ writes, file, container }) => writes && file === read.file && container !== read.container,
    );
    // Who writes the file itself, or waits for it, needs nobody.
    const isOwn = uses.some(
      ({ writes, file, container }) => writes && file === read.file && container === read.container,
    );
    if (!writer || isOwn) continue;
    return {
      reader: read.container,
      writer: writer.container,
      path: read.path,
      program: read.program,
    };
  }
  return null;
}

/** Files of the storage that the container's command names, by their place in the storage. */
function usesOf({ mounts }: Consumer, { name, run }: Container): (FileUse & { file: string })[] {
  return mounts
    .filter((mount) => mount.container === name && !mount.device && !mount.subPathIsExpression)
    .flatMap(({ path, subPath }) =>
      findFileUses(run?.command ?? [], path).map((use) => ({
        ...use,
        file: `${subPath}/${use.path.slice(path.length)}`.replace(/\/+/g, "/"),
      })),
    );
}
