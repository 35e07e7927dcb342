import type { Consumer } from "../model/consumer.ts";
import type { Container } from "../model/pod.ts";
import type { Storage } from "../model/storage.ts";
import { STORAGE_KINDS } from "../model/storage-kind.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import { oneOfEach } from "./one-of-each.ts";
import { need, type Rule } from "./rule.ts";
import { listSome, nameConsumer } from "./wording.ts";

/** Official images whose own command is a shell. */
const SHELLS: ReadonlySet<string> = new Set(["busybox", "alpine", "debian", "ubuntu", "bash"]);

/** Their pods may end: then they are done. */
const ENDS_WELL: ReadonlySet<string> = new Set(["Job", "CronJob"]);

/** A shell without a terminal reads the end of its input at once, and ends well. */
export const shellWithoutCommand: Rule = {
  id: "shell-without-command",
  summary: "a container runs nothing but a shell that ends at once",
  kinds: STORAGE_KINDS,
  needs: [need("pods")],
  details: true,
  citation:
    "https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/",
  *check(storage, joined) {
    for (const consumer of oneOfEach(storage)) {
      if (ENDS_WELL.has(consumer.owner?.kind ?? "")) continue;
      const idle = findIdle(storage, consumer, joined);
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

function findIdle({ kind }: Storage, consumer: Consumer, joined: JoinedInventory): Container[] {
  const mounting = new Set(consumer.mounts.map(({ container }) => container));
  const spec = joined.specOf(consumer);
  if (kind !== "EmptyDir" && mounting.size === 0) return [];
  return (spec?.containers ?? []).filter(
    ({ name, type, run }) =>
      type === "container" &&
      mounting.has(name) &&
      run !== null &&
      run.command.length === 0 &&
      !run.tty &&
      SHELLS.has(nameOfImage(run.image)),
  );
}

/** `busybox` of `docker.io/library/busybox:1.37@sha256:…`; images of others keep their path. */
export function nameOfImage(image: string): string {
  const [name = ""] = image.split("@");
  return name.replace(/:[^:/]*$/, "").replace(/^(?:(?:index\.)?docker\.io\/)?(?:library\/)?/, "");
}
