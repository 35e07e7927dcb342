import { expect } from "chai";
import { toManifest } from "../../../../src/scaffold/manifest.ts";
import type { Pattern } from "../../../../src/scaffold/pattern.ts";
import { emptyDir } from "../../../../src/scaffold/patterns/empty-dir.ts";
import { initHandover } from "../../../../src/scaffold/patterns/init-handover.ts";
import { localhost } from "../../../../src/scaffold/patterns/localhost.ts";
import { service } from "../../../../src/scaffold/patterns/service.ts";
import { shm } from "../../../../src/scaffold/patterns/shm.ts";
import { sidecar } from "../../../../src/scaffold/patterns/sidecar.ts";
import { unixSocket } from "../../../../src/scaffold/patterns/unix-socket.ts";
import { optionsFor } from "../options-for.ts";
import { readManifests } from "../read-manifests.ts";

/** Who mounts what, as `who-mounts -f -` finds it in the pattern. */
const SHARING: readonly [Pattern, readonly string[]][] = [
  [emptyDir, ["shared: writer rw, reader ro"]],
  [sidecar, ["logs: shipper ro, app rw"]],
  [initHandover, ["prepared: prepare rw, app ro"]],
  [unixSocket, ["run: server rw, client ro"]],
  [shm, ["shm: writer rw, app rw"]],
  [localhost, ["www: server rw"]],
  [service, ["www: server rw"]],
];

describe("what a pattern without claims shares", () => {
  for (const [pattern, sharing] of SHARING) {
    it(`is found again by who-mounts: ${pattern.name}`, async () => {
      for (const workload of pattern.workloads) {
        const objects = pattern.build(optionsFor(pattern, { workload }));
        const { storages } = await readManifests(objects.map(toManifest));
        const found = storages.map(({ name, consumers }) => {
          const mounts = (consumers ?? []).flatMap((consumer) => consumer.mounts);
          const users = mounts.map((it) => `${it.container} ${it.readOnly ? "ro" : "rw"}`);
          return `${name.split("/").at(-1)}: ${users.join(", ")}`;
        });
        expect(found, workload).to.deep.equal(sharing);
      }
    });
  }
});
