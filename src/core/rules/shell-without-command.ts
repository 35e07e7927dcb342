import { page } from "../../knowledge/citation.ts";
import type { Consumer } from "../model/consumer.ts";
import type { Container, PodVolume } from "../model/pod.ts";
import { CLAIM_KINDS, type StorageKind } from "../model/storage-kind.ts";
import { listSome } from "../model/text.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import { oneOfEach } from "./one-of-each.ts";
import { need, type Rule } from "./rule.ts";
import { nameConsumer } from "./wording.ts";

/** Official images whose own command is a shell. */
const SHELLS: ReadonlySet<string> = new Set(["busybox", "alpine", "debian", "ubuntu", "bash"]);

/** Their pods may end: then they are done. */
const ENDS_WELL: ReadonlySet<string> = new Set(["Job", "CronJob"]);

/** Storage that pods bring with them or share: every pod has its token projected beside. */
const KINDS: readonly StorageKind[] = [
  ...CLAIM_KINDS,
  "EmptyDir",
  "HostPath",
  "InTree",
  "CSIInline",
];

/** A shell without a terminal reads the end of its input at once, and ends well. */
export const shellWithoutCommand: Rule = {
  id: "shell-without-command",
  summary: "a container runs nothing but a shell that ends at once",
  kinds: KINDS,
  needs: [need("pods")],
  details: true,
  ofPods: true,
  tellsCauses: false,
  citation: page(
    "Define a Command and Arguments for a Container",
    "https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/",
  ),
  *check(storage, joined) {
    for (const consumer of oneOfEach(storage)) {
      if (ENDS_WELL.has(consumer.owner?.kind ?? "")) continue;
      const idle = findIdle(consumer, joined);
      if (idle.length === 0) continue;
      const names = listSome(idle.map(({ name, run }) => `${name} (${run?.image})`));
      const one = idle.length === 1;
      yield {
        severity: "warning",
        message: `${one ? "container" : "containers"} ${names} of ${nameConsumer(consumer)} ${one ? "has" : "have"} no command: the shell of the image ends at once, and unless restartPolicy forbids it the container is started again and again.`,
        hint: 'Give it something to do: command: ["sleep", "infinity"] while you try things out.',
      };
    }
  },
};

function findIdle(consumer: Consumer, joined: JoinedInventory): Container[] {
  const { containers = [], volumes = [] } = joined.specOf(consumer) ?? {};
  return containers.filter(
    (container) =>
      container.type === "container" &&
      isIdle(container) &&
      isToldHere(container, consumer, volumes),
  );
}

function isIdle({ run }: Container): boolean {
  return run !== null && run.command.length === 0 && !run.tty && SHELLS.has(nameOfImage(run.image));
}

/** It is said of the container, which may mount many volumes: once, where the first is told. */
function isToldHere(
  { name, mounts, devices }: Container,
  consumer: Consumer,
  volumes: readonly PodVolume[],
): boolean {
  const mounted = new Set([...mounts, ...devices].map(({ podVolume }) => podVolume));
  const first = volumes.find(
    (volume) => mounted.has(volume.name) && KINDS.some((kind) => kind === volume.source.kind),
  );
  return consumer.mounts.some(
    ({ container, podVolume }) => container === name && podVolume === first?.name,
  );
}

/** `busybox` of `docker.io/library/busybox:1.37@sha256:…`; images of others keep their path. */
export function nameOfImage(image: string): string {
  const [name = ""] = image.split("@");
  return name.replace(/:[^:/]*$/, "").replace(/^(?:(?:index\.)?docker\.io\/)?(?:library\/)?/, "");
}
