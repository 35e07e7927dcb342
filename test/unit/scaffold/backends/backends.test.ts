import { expect } from "chai";
import { ACCESS_MODES } from "../../../../src/core/model/access-mode.ts";
import { findIncompleteness } from "../../../../src/core/sharing/missing-parameters.ts";
import type { Field, Manifest as KnownManifest } from "../../../../src/knowledge/driver.ts";
import { findDriver } from "../../../../src/knowledge/drivers.ts";
import { identifyBackend } from "../../../../src/knowledge/identify-backend.ts";
import type { Backend, WriteAccess } from "../../../../src/scaffold/backend.ts";
import {
  BACKENDS,
  type BackendUse,
  CLOUDS,
  canDo,
  findBackend,
  listMissingValues,
  proposeBackend,
} from "../../../../src/scaffold/backends.ts";
import type { Json } from "../../../../src/scaffold/manifest.ts";
import { decodeStorageClass } from "../../../../src/sources/decode/storage-class.ts";
import { decodeVolume } from "../../../../src/sources/decode/volume.ts";
import { aContext, aManifest, findIn } from "./examples.ts";

const USES: readonly BackendUse[] = ["class", "volume"];
const KIND = { class: "StorageClass", volume: "PersistentVolume" } as const;

const supported = BACKENDS.flatMap((backend) =>
  USES.filter((use) => aManifest(backend, use) !== null).map((use) => ({ backend, use })),
);

const accessOf = (backend: Backend, use: BackendUse): WriteAccess =>
  (use === "volume" && backend.volumeWriteAccess) || backend.writeAccess;

/** Everything that the driver's knowledge shows of such an object, way by way. */
function knownManifests(backend: Backend, use: BackendUse) {
  const variants = findDriver(backend.driver)?.variants ?? [];
  return variants
    .flatMap(({ manifests }) => manifests.map(({ value }) => value))
    .filter(({ gives }) => gives.some((mode) => canDo(backend, mode, use)))
    .filter((manifest) => manifest.objects[KIND[use]] !== undefined && !isOfDevices(manifest));
}

const isOfDevices = ({ objects }: KnownManifest) => JSON.stringify(objects).includes('"Block"');

/** What the knowledge wants and the object has not; null stands for any value. */
function findUnmet(wanted: Field | undefined, object: Json | undefined, path: string): string[] {
  if (wanted === undefined) return [];
  if (wanted === null) return object === undefined || object === null ? [path] : [];
  if (Array.isArray(wanted)) {
    const has = JSON.stringify(object ?? []);
    return wanted.filter((it) => !has.includes(JSON.stringify(it))).map((it) => `${path}: ${it}`);
  }
  if (typeof wanted !== "object") return wanted === object ? [] : [`${path}: ${wanted}`];
  const fields = (object ?? {}) as { [field: string]: Json };
  return Object.entries(wanted).flatMap(([name, field]) =>
    findUnmet(field, fields[name], `${path}.${name}`),
  );
}

describe("the backends of scaffold", () => {
  it("have names of their own, and drivers that are known", () => {
    const names = BACKENDS.map(({ name }) => name);
    expect(names).to.deep.equal([...new Set(names)]);
    for (const { driver, cloud } of BACKENDS) {
      expect(findDriver(driver), driver).to.have.property("cloud", cloud);
    }
  });

  it("can each make a class or a volume", () => {
    expect([...new Set(supported.map(({ backend }) => backend))]).to.deep.equal(BACKENDS);
  });

  it("give an example of each value that is right, and refuse nonsense", () => {
    for (const { name, values } of BACKENDS) {
      const examples = Object.fromEntries(values.map(({ flag, example }) => [flag, example]));
      for (const { flag, example, check } of values) {
        expect(check?.(example, examples) ?? null, `${name} --${flag}`).to.equal(null);
        expect(check?.("no, \n", examples), `${name} --${flag}`).to.match(/^must .*[^.]$/);
      }
    }
  });

  it("name a flag once", () => {
    for (const { name, values } of BACKENDS) {
      const flags = values.map(({ flag }) => flag);
      expect(flags, name).to.deep.equal([...new Set(flags)]);
    }
  });

  it("ask for no value that they do not need", () => {
    for (const { backend, use } of supported) {
      for (const { flag } of listMissingValues(backend, use, {})) {
        const { values } = aContext(backend);
        const without = Object.fromEntries(Object.entries(values).filter(([key]) => key !== flag));
        const make = () => aManifest(backend, use, { values: without });
        expect(make, `${backend.name} ${use}`).to.throw(`--${flag} has no value`);
      }
    }
  });

  it("need nothing but the values that they ask for", () => {
    for (const { backend, use } of supported) {
      const asked = listMissingValues(backend, use, {}).map(({ flag, example }) => [flag, example]);
      const values = Object.fromEntries(asked);
      expect(() => aManifest(backend, use, { values }), `${backend.name} ${use}`).not.to.throw();
    }
  });

  it("leave nothing open: no null, no placeholder, no empty parameter", () => {
    for (const { backend, use } of supported) {
      const object = aManifest(backend, use)?.object;
      const text = JSON.stringify({ ...object, spec: { ...(object?.spec as object) } });
      expect(text, backend.name).not.to.match(/null|undefined|NaN|<[a-z]|FIXME|TODO|\$\{/i);
      for (const value of Object.values((object?.parameters ?? {}) as object)) {
        expect(value, backend.name).to.be.a("string").that.is.not.empty;
      }
    }
  });

  it("hold everything that the knowledge shows of one way to such an object", () => {
    for (const { backend, use } of supported) {
      const known = knownManifests(backend, use);
      if (known.length === 0) continue;
      const object = aManifest(backend, use)?.object;
      const unmet = known.map((it) => findUnmet(it.objects[KIND[use]], object, KIND[use]));
      const least = unmet.toSorted((one, other) => one.length - other.length)[0];
      // Over NFS there is no key of the account, and so no Secret.
      const secret = /nodeStageSecretRef/;
      const left = least?.filter((it) => backend.name !== "azure-files-nfs" || !secret.test(it));
      expect(left, `${backend.name} ${use}`).to.deep.equal([]);
    }
  });

  it("give in a class all that the driver demands", () => {
    for (const { backend, use } of supported) {
      if (use !== "class") continue;
      const storageClass = decodeStorageClass(aManifest(backend, use)?.object ?? {});
      expect(storageClass.provisioner).to.equal(backend.driver);
      expect(findIncompleteness(storageClass), backend.name).to.equal(null);
    }
  });

  it("promise only modes that the driver takes", () => {
    for (const { backend, use } of supported) {
      const modes = ACCESS_MODES.filter((mode) => canDo(backend, mode, use));
      expect(modes, backend.name).not.to.be.empty;
      for (const mode of modes) {
        const answers = findDriver(backend.driver)?.variants.map(
          ({ filesystem }) => filesystem.value[mode].answer,
        );
        expect(answers, `${backend.name} ${mode}`).to.include.oneOf(["yes", "conditional"]);
      }
    }
  });

  it("make disks where the pod is to run", () => {
    for (const { backend, use } of supported) {
      if (use !== "class" || backend.modes.includes("ReadWriteMany")) continue;
      const { object } = aManifest(backend, use) ?? {};
      expect(object?.volumeBindingMode, backend.name).to.equal("WaitForFirstConsumer");
    }
  });

  it("keep a volume for its claim, without a class, and its data for ever", () => {
    for (const { backend, use } of supported) {
      if (use !== "volume") continue;
      const object = aManifest(backend, use, { modes: ["ReadWriteOnce"] })?.object;
      expect(object?.spec, backend.name).to.deep.include({
        capacity: { storage: "10Gi" },
        accessModes: ["ReadWriteOnce"],
        storageClassName: "",
        claimRef: { namespace: "shop", name: "media" },
        persistentVolumeReclaimPolicy: "Retain",
      });
    }
  });

  it("show where several volumes share a place, with a handle for each", () => {
    for (const { backend, use } of supported) {
      if (use !== "volume" || !backend.sharesPlaces) continue;
      const volumes = ["", "team-a", "team-b"].map((unique) =>
        decodeVolume(aManifest(backend, use, { unique })?.object ?? {}),
      );
      const handles = volumes.map(({ source }) => source.handle).filter((it) => it !== null);
      expect(handles, backend.name).to.deep.equal([...new Set(handles)]);
      const places = volumes.map((volume) =>
        JSON.stringify(
          identifyBackend({
            ...volume,
            node: volume.nodeAffinity?.[0]?.expressions[0]?.values[0] ?? null,
          }),
        ),
      );
      expect(new Set(places).size, `${backend.name}: ${places}`).to.equal(1);
      expect(places[0], backend.name).not.to.equal("null");
      expect(places[0], backend.name).not.to.include("handle:");
    }
  });

  it("say in a sentence with a source how the pod's user comes to write", () => {
    for (const { backend, use } of supported) {
      const { because } = accessOf(backend, use);
      expect(because.value, backend.name).to.match(/^[A-Z].*\.$/s);
      expect(because.citations, backend.name).not.to.be.empty;
    }
  });

  it("name the pod's user and group where class or volume say whose the files are", () => {
    for (const { backend, use } of supported) {
      const text = JSON.stringify(aManifest(backend, use)?.object);
      const { by } = accessOf(backend, use);
      if (by === "mountOptions") {
        expect(text, backend.name).to.include('"uid=1000","gid=2000"');
      } else if (by === "accessPoint" && use === "class") {
        expect(text, backend.name).to.include('"uid":"1000","gid":"2000"');
      } else {
        expect(text, backend.name).not.to.match(/uid|gid=/);
      }
    }
  });

  it("do not count on an fsGroup that is left out on ReadWriteMany", () => {
    for (const { backend, use } of supported) {
      const { by, because } = accessOf(backend, use);
      if (by !== "fsGroup" || !canDo(backend, "ReadWriteMany", use)) continue;
      const driver = findDriver(backend.driver);
      const isGiven = driver?.fsGroupPolicy.value === "File" || driver?.mountGroup !== undefined;
      if (!isGiven) expect(because.value, backend.name).to.include("On ReadWriteMany");
    }
  });

  it("comment in sentences", () => {
    for (const { backend, use } of supported) {
      const { comments = [] } = aManifest(backend, use) ?? {};
      expect(comments, backend.name).not.to.be.empty;
      for (const { text, citation } of comments) {
        expect(text, backend.name).to.match(/^[A-Z].*\.$/);
        expect(citation?.document, text).to.be.a("string").that.is.not.empty;
      }
    }
  });

  it("give the annotation by which Google's FUSE comes into the pod", () => {
    const wanted = findDriver("gcsfuse.csi.storage.gke.io")?.variants[0].manifests[0]?.value
      .objects;
    const given = Object.entries(findBackend("gcs-fuse")?.podAnnotations ?? {});
    expect({
      metadata: {
        annotations: Object.fromEntries(given.map(([name, { value }]) => [name, value])),
      },
    }).to.deep.equal(wanted?.Pod);
  });

  for (const { backend, use } of supported) {
    it(`pass the rules: ${backend.name} by ${use}`, async () => {
      for (const mode of ACCESS_MODES.filter((it) => canDo(backend, it, use))) {
        expect(await findIn(backend, use, mode), mode).to.deep.equal([]);
      }
    });
  }
});

describe("finding a backend", () => {
  const nameOf = (name: string) => findBackend(name)?.name ?? null;

  it("takes its own name and its driver's", () => {
    expect(nameOf("efs")).to.equal("efs");
    expect(nameOf("efs.csi.aws.com")).to.equal("efs");
    expect(nameOf("kubernetes.io/aws-ebs")).to.equal("ebs");
    expect(nameOf("kubernetes.io/nfs")).to.equal("nfs-in-tree");
    expect(nameOf("cephfs.csi.ceph.com")).to.equal("cephfs");
    expect(nameOf("file.csi.azure.com")).to.equal("azure-files-smb");
    expect(nameOf("rbd.csi.ceph.com")).to.equal(null);
    expect(nameOf("nothing")).to.equal(null);
  });

  it("takes rook's driver by the name that the operator made", () => {
    const rook = findBackend("storage.cephfs.csi.ceph.com");
    expect(rook?.name).to.equal("cephfs-rook");
    const { object } = (rook && aManifest(rook, "class")) ?? {};
    expect(object?.provisioner).to.equal("storage.cephfs.csi.ceph.com");
  });

  it("proposes files for several nodes and a disk for one", () => {
    const propose = (...asked: Parameters<typeof proposeBackend>) =>
      proposeBackend(...asked)?.name ?? null;
    expect(CLOUDS).to.deep.equal(["aws", "azure", "gcp", "onprem"]);
    expect(propose("aws", "ReadWriteMany", "class")).to.equal("efs");
    expect(propose("aws", "ReadWriteOnce", "class")).to.equal("ebs");
    expect(propose("aws", "ReadWriteOnce", "volume")).to.equal("efs");
    expect(propose("aws", "ReadOnlyMany", "class")).to.equal(null);
    expect(propose("azure", "ReadWriteMany", "class")).to.equal("azure-files-smb");
    expect(propose("azure", "ReadWriteOncePod", "class")).to.equal("azure-disk");
    expect(propose("gcp", "ReadWriteMany", "class")).to.equal("filestore");
    expect(propose("gcp", "ReadWriteOnce", "class")).to.equal("pd");
    expect(propose("onprem", "ReadWriteMany", "class")).to.equal("nfs");
    expect(propose("onprem", "ReadWriteOnce", "volume")).to.equal("local");
    expect(propose("hetzner", "ReadWriteOnce", "class")).to.equal(null);
  });

  it("lists what must still be told, for a class and for a volume", () => {
    const missing = (use: BackendUse, given: Record<string, string>) => {
      const backend = findBackend("efs");
      return backend && listMissingValues(backend, use, given).map(({ flag }) => flag);
    };
    expect(missing("class", {})).to.deep.equal(["file-system-id"]);
    expect(missing("volume", {})).to.deep.equal(["file-system-id", "access-point-id"]);
    expect(missing("volume", { "file-system-id": "fs-12345678" })).to.deep.equal([
      "access-point-id",
    ]);
  });
});
