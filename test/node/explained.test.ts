import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { expect } from "chai";
import { matchMessage } from "../../src/knowledge/match-message.ts";
import { createBoundClaim } from "../bed/play-storage.ts";
import { waitFor } from "../bed/wait-for.ts";
import { buildPod, claim, type TestContainer } from "./build-pod.ts";
import { findProcess } from "./container-processes.ts";
import { type Nodes, openNodes } from "./nodes.ts";
import { statementOf } from "./statement-of.ts";
import { openWorkspace, type RunningPod, type Workspace } from "./workspace.ts";

const STORY = new URL("stories/explained.yaml", import.meta.url);

const EMPTY = { emptyDir: {} };
const READ_ONLY = "Read-only file system";
const FULL = "No space left on device";

describe("What explain says a real node does", () => {
  let opened: Nodes;
  let work: Workspace;

  before(async function () {
    opened = await openNodes(this);
    work = await openWorkspace(opened.cluster, "explained");
    await work.apply(readFileSync(STORY, "utf8"));
  });

  /** Makes the pod and waits for it. */
  async function start(...[name, parts]: Parameters<typeof buildPod>): Promise<RunningPod> {
    await work.apply(buildPod(name, parts));
    return work.waitForPod(name);
  }

  function makeClaim(
    name: string,
    mode: string,
    storage = "16Mi",
    storageClassName = "explained-files",
  ) {
    return work.apply(
      JSON.stringify({
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: { name },
        spec: { accessModes: [mode], storageClassName, resources: { requests: { storage } } },
      }),
    );
  }

  /** A claim with a volume of its own, on a share of that name. */
  function makeShare(name: string, options: { accessModes: string[]; mountOptions?: string[] }) {
    const volumeAttributes = { server: "files.test", share: `/srv/${name}` };
    const csi = { driver: "nfs.csi.k8s.io", volumeHandle: `explained#${name}`, volumeAttributes };
    return createBoundClaim(opened.cluster, {
      namespace: work.namespace,
      name,
      source: { csi },
      storage: "16Mi",
      ...options,
    });
  }

  async function output(pod: string, container: string, script: string): Promise<string> {
    return (await work.run(pod, container, script)).output;
  }

  const statusOf = ({ status }: RunningPod, name: string) => {
    const all = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
    const found = all.find((it) => it.name === name);
    if (found === undefined) throw new Error(`the pod has no container ${name}`);
    return found;
  };

  function waitForRestart(pod: string, container: string, restarts = 1): Promise<RunningPod> {
    return waitFor(`${container} of ${pod} to be started again`, async () => {
      const found = await work.pod(pod);
      const { restartCount, state } = statusOf(found, container);
      return restartCount >= restarts && state.running !== undefined && found;
    });
  }

  /** The first event about an object that says one of the reasons, in the controllers' own words. */
  function waitForEvent(name: string, reason: string): Promise<string> {
    const selector = `--field-selector=involvedObject.name=${name},reason=${reason}`;
    return waitFor(
      `event ${reason} of ${name}`,
      async () => {
        const said = await work.kubectl(
          "get",
          "events",
          selector,
          "-o=jsonpath={.items[*].message}",
        );
        return said || undefined;
      },
      { timeout: 60_000 },
    );
  }

  describe("same-pod", () => {
    it(statementOf("same-pod", "A volume belongs to the pod."), async () => {
      await start("belongs", {
        containers: {
          one: { mounts: { "/here": "files" } },
          two: { mounts: { "/there": "files" } },
        },
        volumes: { files: EMPTY },
      });
      await work.run("belongs", "one", "echo seen > /here/file");
      expect(await output("belongs", "two", "cat /there/file")).to.equal("seen\n");
    });

    it(statementOf("same-pod", "An emptyDir is made when the pod comes to its node"), async () => {
      const parts = {
        containers: { app: { mounts: { "/data": "files" } } },
        volumes: { files: EMPTY },
      };
      const pod = await start("lives", parts);
      await work.run("lives", "app", "echo kept > /data/file");
      process.kill(findProcess(statusOf(pod, "app")), "SIGKILL");
      await waitForRestart("lives", "app");
      expect(await output("lives", "app", "cat /data/file")).to.equal("kept\n");
      await work.kubectl("delete", "pod/lives", "--wait=true");
      await start("lives", parts);
      expect(await output("lives", "app", "ls -A /data")).to.equal("");
    });

    it(
      statementOf("same-pod", "restartPolicy: Always makes an init container a sidecar."),
      async () => {
        const never = { exec: { command: ["false"] }, periodSeconds: 1, failureThreshold: 600 };
        const parts = (probes: object) => ({
          init: { sidecar: { restartPolicy: "Always", ...probes } },
          containers: { app: {} },
        });
        await work.apply(buildPod("not-ready", parts({ readinessProbe: never })));
        await work.apply(buildPod("not-started", parts({ startupProbe: never })));
        await waitFor("the app beside a sidecar that is not ready", async () => {
          return statusOf(await work.pod("not-ready"), "app").state.running !== undefined;
        });
        const held = await waitFor("the sidecar that has not started yet", async () => {
          const pod = await work.pod("not-started");
          return statusOf(pod, "sidecar").state.running !== undefined && pod;
        });
        expect(statusOf(held, "app").state.waiting?.reason).to.equal("PodInitializing");
      },
    );

    it(statementOf("same-pod", "An init container can run again"), async () => {
      const pod = await start("again", {
        init: { prepare: { script: "echo run >> /data/runs", mounts: { "/data": "files" } } },
        containers: { app: { mounts: { "/data": "files" } } },
        volumes: { files: EMPTY },
      });
      // What holds the pod's namespaces open ends: the pod begins anew on the same node.
      process.kill(findPause(statusOf(pod, "app")), "SIGKILL");
      await waitFor("the init container to have run twice", async () => {
        return (await output("again", "app", "cat /data/runs")) === "run\nrun\n";
      });
    });

    it(statementOf("same-pod", "Often read: changes are immediately visible."), async () => {
      await start("visible", {
        containers: {
          one: { mounts: { "/data": "files" } },
          two: { mounts: { "/data": "files" } },
        },
        volumes: { files: EMPTY },
      });
      const follow = "for i in 1 2 3 4 5 6 7 8 9 10; do cat /data/n; usleep 1000; done";
      await work.run("visible", "one", "echo 1 > /data/n");
      expect(await output("visible", "two", follow)).to.equal("1\n".repeat(10));
      await work.run("visible", "one", "echo 2 > /data/n");
      expect(await output("visible", "two", "cat /data/n")).to.equal("2\n");
    });

    it(
      statementOf("same-pod", "subPath gives each container a folder of the same volume."),
      async () => {
        await start("parts", {
          containers: {
            one: { mounts: { "/own": { name: "files", subPath: "one" }, "/all": "files" } },
            two: {
              mounts: {
                "/own": { name: "files", subPath: "two" },
                "/folder": "settings",
                "/file": { name: "settings", subPath: "color" },
              },
            },
          },
          volumes: { files: EMPTY, settings: { configMap: { name: "settings" } } },
        });
        await work.run("parts", "two", "echo two > /own/file");
        expect(await output("parts", "one", "ls /own; cat /all/two/file")).to.equal("two\n");
        await work.kubectl("patch", "configmap/settings", "--patch", '{"data":{"color":"green"}}');
        await waitFor("the folder to be updated", async () => {
          return (await output("parts", "two", "cat /folder/color")) === "green";
        });
        expect(await output("parts", "two", "cat /file")).to.equal("blue");
      },
    );

    it(
      statementOf("same-pod", "readOnly: true at the mount keeps that one container"),
      async () => {
        await start("one-reads", {
          containers: {
            reads: { mounts: { "/data": { name: "files", readOnly: true } } },
            writes: { mounts: { "/data": "files" } },
          },
          volumes: { files: EMPTY },
        });
        expect(await output("one-reads", "reads", "touch /data/file")).to.include(READ_ONLY);
        expect(await output("one-reads", "writes", "touch /data/file")).to.equal("");
      },
    );
  });

  describe("capacity", () => {
    it(statementOf("capacity", "A claim of 50Gi that five pods mount is one pool"), async () => {
      await makeClaim("pool", "ReadWriteMany");
      const parts = (node: string) => ({
        containers: { app: { mounts: { "/data": "pool" } } },
        volumes: { pool: claim("pool") },
        node,
      });
      await Promise.all([start("pool-a", parts("node-a")), start("pool-b", parts("node-b"))]);
      const write = (file: string) => `dd if=/dev/zero of=/data/${file} bs=1M count=12`;
      const first = await work.run("pool-a", "app", write("first"));
      expect(first.code).to.equal(0);
      expect(await output("pool-b", "app", write("second"))).to.include(FULL);
      const free = (pod: string) => output(pod, "app", "df -k /data | tail -1");
      expect(await free("pool-a")).to.equal(await free("pool-b"));
    });

    it(statementOf("capacity", "Used and free bytes are in no object of the API."), async () => {
      const metrics = await waitFor(
        "the kubelet to have measured",
        async () => {
          const path = "/api/v1/nodes/node-a/proxy/metrics";
          const said = String(await opened.cluster.request("GET", path));
          return (
            /kubelet_volume_stats_used_bytes\{.*persistentvolumeclaim="pool".*\} /.test(said) &&
            said
          );
        },
        { timeout: 90_000 },
      );
      expect(metrics).to.match(
        /kubelet_volume_stats_available_bytes\{.*persistentvolumeclaim="pool"/,
      );
      const kept = await work.kubectl("get", "pvc/pool", "-o=json");
      expect(kept).not.to.match(/[uU]sed|[aA]vailable/);
    });
  });

  describe("read-only", () => {
    it(statementOf("read-only", "Read-only wins."), async () => {
      await makeClaim("switches", "ReadWriteMany");
      await makeShare("frozen", { accessModes: ["ReadWriteMany"], mountOptions: ["ro"] });
      const both = (volume: string, readOnly: boolean) => ({
        containers: { app: { mounts: { "/data": { name: "data", readOnly } } } },
        volumes: { data: volume === "pod" ? claim("switches", true) : claim(volume, false) },
      });
      await Promise.all([
        start("by-nothing", both("switches", false)),
        start("by-mount", both("switches", true)),
        start("by-pod-volume", both("pod", false)),
        start("by-mount-options", both("frozen", false)),
      ]);
      expect(await output("by-nothing", "app", "touch /data/file")).to.equal("");
      for (const pod of ["by-mount", "by-pod-volume", "by-mount-options"]) {
        expect(await output(pod, "app", "touch /data/file"), pod).to.include(READ_ONLY);
      }
    });

    it(statementOf("read-only", "The switch to use is readOnly: true on the pod's"), async () => {
      await makeClaim("one-switch", "ReadWriteMany");
      await start("one-switch", {
        containers: { one: { mounts: { "/data": "data" } }, two: { mounts: { "/data": "data" } } },
        volumes: { data: claim("one-switch", true) },
      });
      for (const container of ["one", "two"]) {
        expect(await output("one-switch", container, "touch /data/file")).to.include(READ_ONLY);
      }
    });

    it(statementOf("read-only", "The access mode is no switch"), async () => {
      await makeShare("no-switch", { accessModes: ["ReadOnlyMany"] });
      await start("no-switch", {
        containers: { app: { mounts: { "/data": "data" } } },
        volumes: { data: claim("no-switch") },
      });
      expect(await output("no-switch", "app", "touch /data/file && ls /data")).to.equal("file\n");
    });

    it(
      statementOf("read-only", "ConfigMap, Secret, downward API, projected and image"),
      async () => {
        const name = { items: [{ path: "name", fieldRef: { fieldPath: "metadata.name" } }] };
        const volumes = {
          settings: { configMap: { name: "settings" } },
          keys: { secret: { secretName: "keys" } },
          info: { downwardAPI: name },
          all: { projected: { sources: [{ configMap: { name: "settings" } }] } },
          image: { image: { reference: "registry.example.com/models:2.1" } },
        };
        const names = Object.keys(volumes);
        await start("never-written", {
          containers: {
            app: {
              mounts: Object.fromEntries(
                names.map((it) => [`/${it}`, { name: it, readOnly: false }]),
              ),
            },
          },
          volumes,
        });
        for (const it of names) {
          expect(await output("never-written", "app", `touch /${it}/file`), it).to.include(
            READ_ONLY,
          );
        }
      },
    );

    it(statementOf("read-only", "A read-only mount does not cover mounts below it."), async () => {
      const folder = "/run/covered";
      const mounted = await start("mounter", {
        containers: {
          app: {
            script: `mkdir -p ${folder}/below && mount -t tmpfs tmpfs ${folder}/below && touch ${folder}/mounted; sleep 36000`,
            mounts: { [folder]: { name: "host", mountPropagation: "Bidirectional" } },
            securityContext: { privileged: true },
          },
        },
        volumes: { host: { hostPath: { path: folder, type: "DirectoryOrCreate" } } },
        node: "node-a",
      });
      expect(mounted.status.phase).to.equal("Running");
      await waitFor("the mount", async () => {
        return (await output("mounter", "app", `ls ${folder}`)).includes("mounted");
      });
      const covered = (recursive?: string) => ({
        containers: {
          app: {
            mounts: {
              "/host": {
                name: "host",
                readOnly: true,
                ...(recursive && { recursiveReadOnly: recursive }),
              },
            },
          },
        },
        volumes: { host: { hostPath: { path: folder } } },
        node: "node-a",
      });
      await Promise.all([start("covered", covered()), start("covered-all", covered("Enabled"))]);
      expect(await output("covered", "app", "touch /host/file")).to.include(READ_ONLY);
      expect(await output("covered", "app", "touch /host/below/file")).to.equal("");
      expect(await output("covered-all", "app", "touch /host/below/file")).to.include(READ_ONLY);
    });
  });

  describe("shm", () => {
    it(statementOf("shm", "/dev/shm has 64 MB by default."), async () => {
      await start("default-shm", { containers: { app: {}, other: {} } });
      expect(await output("default-shm", "app", "df -m /dev/shm | tail -1")).to.match(/^shm +64 /);
      const write = "dd if=/dev/zero of=/dev/shm/a bs=1M count=65";
      expect(await output("default-shm", "app", write)).to.include(FULL);
    });

    it(statementOf("shm", "With containerd the 64 MB belong to the pod"), async () => {
      await start("some-shm", {
        containers: { one: {}, two: {}, out: { mounts: { "/dev/shm": "shm" } } },
        volumes: { shm: { emptyDir: { medium: "Memory" } } },
      });
      await work.run("some-shm", "one", "echo mine > /dev/shm/file");
      expect(await output("some-shm", "two", "cat /dev/shm/file")).to.equal("mine\n");
      expect(await output("some-shm", "out", "ls /dev/shm")).to.equal("");
    });

    it(statementOf("shm", "The size of the tmpfs is sizeLimit, or the sum"), async () => {
      const limit = (memory: string) => ({ resources: { limits: { memory } } });
      const parts = (sizeLimit: string | undefined, one: TestContainer, two: TestContainer) => ({
        containers: { one: { ...one, mounts: { "/ram": "ram" } }, two },
        volumes: { ram: { emptyDir: { medium: "Memory", ...(sizeLimit && { sizeLimit }) } } },
      });
      await Promise.all([
        start("by-size", parts("20Mi", limit("32Mi"), limit("32Mi"))),
        start("by-limits", parts("100Mi", limit("32Mi"), limit("32Mi"))),
        start("by-limits-alone", parts(undefined, limit("32Mi"), limit("16Mi"))),
        start("one-without-limit", parts("100Mi", limit("32Mi"), {})),
      ]);
      const sizeOf = async (pod: string) => {
        return (await output(pod, "one", "df -m /ram | tail -1")).split(/ +/)[1];
      };
      expect(await sizeOf("by-size")).to.equal("20");
      expect(await sizeOf("by-limits")).to.equal("64");
      expect(await sizeOf("by-limits-alone")).to.equal("48");
      expect(await sizeOf("one-without-limit")).to.equal("100");
    });
  });

  describe("rwo and rwop", () => {
    it(statementOf("rwo", "ReadWriteOnce (RWO) lets one node mount a volume"), async () => {
      await makeClaim("disk", "ReadWriteOnce", "16Mi", "gp3");
      const parts = {
        containers: { app: { mounts: { "/data": "data" } } },
        volumes: { data: claim("disk") },
        node: "node-a",
      };
      await start("first", parts);
      await start("second", parts);
      for (const pod of ["first", "second"]) await work.run(pod, "app", `touch /data/${pod}`);
      expect(await output("first", "app", "ls /data")).to.equal("first\nsecond\n");
    });

    it(statementOf("rwo", "The scheduler does not look at ReadWriteOnce."), async () => {
      await work.apply(
        buildPod("third", {
          containers: { app: { mounts: { "/data": "data" } } },
          volumes: { data: claim("disk") },
          node: "node-b",
        }),
      );
      const said = await waitForEvent("third", "FailedAttachVolume");
      expect(
        matchMessage("FailedAttachVolume", said).map(({ message }) => message.id),
      ).to.have.length(1);
      expect((await work.pod("third")).spec.nodeName).to.equal("node-b");
    });

    it(statementOf("rwo", "A pod on another node waits until the volume is detached"), async () => {
      await work.kubectl("delete", "pod/first", "pod/second", "--wait=true");
      await work.waitForPod("third");
      expect(await output("third", "app", "ls /data")).to.equal("first\nsecond\n");
    });

    it(statementOf("rwo", "It handles only volumes that are attached."), async () => {
      await makeClaim("unattached", "ReadWriteOnce");
      const parts = (node: string) => ({
        containers: { app: { mounts: { "/data": "data" } } },
        volumes: { data: claim("unattached") },
        node,
      });
      await Promise.all([start("free-a", parts("node-a")), start("free-b", parts("node-b"))]);
      await work.run("free-a", "app", "echo both > /data/file");
      expect(await output("free-b", "app", "cat /data/file; touch /data/b")).to.equal("both\n");
    });

    it(statementOf("rwop", "The kubelet checks again for pods that went round"), async () => {
      await makeClaim("single", "ReadWriteOncePod");
      const parts = (spec: object) => ({
        containers: { app: { mounts: { "/data": "data" } } },
        volumes: { data: claim("single") },
        spec,
      });
      const first = await start("single-first", parts({}));
      const here = first.spec.nodeName;
      const there = here === "node-a" ? "node-b" : "node-a";
      await work.apply(buildPod("single-here", parts({ nodeName: here })));
      const said = await waitForEvent("single-here", "FailedMount");
      const [known] = matchMessage("FailedMount", said);
      expect(known?.message.meaning.value, said).to.match(/ReadWriteOncePod/);
      // Its own node only: nothing attaches here, so that nobody stops the one elsewhere.
      await work.apply(buildPod("single-there", parts({ nodeName: there })));
      await work.waitForPod("single-there");
    });
  });

  describe("localhost and sockets", () => {
    it(
      statementOf("localhost", "Two containers of a pod cannot listen on the same port"),
      async () => {
        const listen = { script: "httpd -f -p 8080" };
        await work.apply(buildPod("one-port", { containers: { first: listen, second: listen } }));
        const said = await waitFor("one to fail", async () => {
          const logs = await Promise.all(
            ["first", "second"].map((it) => work.logs("one-port", it).catch(() => "")),
          );
          return logs.find((log) => log.includes("Address already in use"));
        });
        expect(said).to.include("bind");
      },
    );

    it(
      statementOf("localhost", "A server that listens on 127.0.0.1 is for its own pod"),
      async () => {
        const listen = "httpd -f -p 127.0.0.1:8080 -h /etc";
        const probe = (check: object) => ({ ...check, periodSeconds: 1 });
        const ask = ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/hosts"];
        await work.apply(
          buildPod("inward", {
            containers: {
              app: {
                script: listen,
                readinessProbe: probe({ httpGet: { path: "/hosts", port: 8080 } }),
              },
            },
          }),
        );
        await start("inward-exec", {
          containers: {
            app: { script: listen, readinessProbe: probe({ exec: { command: ask } }) },
          },
        });
        const said = await waitForEvent("inward", "Unhealthy");
        expect(said).to.include("connection refused");
        expect(statusOf(await work.pod("inward"), "app").ready).to.equal(false);
      },
    );

    it(statementOf("localhost", "containerPort is information only."), async () => {
      const server = await start("unlisted", {
        containers: {
          app: { script: "mkdir /www; echo here > /www/index.html; httpd -f -p 9090 -h /www" },
        },
      });
      await start("asks", { containers: { app: {} } });
      const answer = await waitFor("the server", async () => {
        const said = await work.run(
          "asks",
          "app",
          `wget -q -O - http://${server.status.podIP}:9090/`,
        );
        return said.code === 0 && said.output;
      });
      expect(answer).to.equal("here\n");
    });

    it(statementOf("localhost", "Processes are not shared by default."), async () => {
      const containers = { one: { script: "echo mine > /tmp/here; sleep 31337" }, two: {} };
      await start("apart", { containers });
      await start("together", { containers, spec: { shareProcessNamespace: true } });
      expect(await output("apart", "two", "ps")).not.to.include("31337");
      expect(await output("together", "two", "ps")).to.include("sleep 31337");
      const read = await output("together", "two", "cat /proc/[0-9]*/root/tmp/here");
      expect(read).to.match(/^mine$/m);
    });

    const socat = (script: string, user?: number) => ({
      script,
      image: "alpine/socat:1.8.0.3",
      mounts: { "/run/app": "run" },
      ...(user !== undefined && { securityContext: { runAsUser: user, runAsGroup: user } }),
    });

    it(statementOf("sockets", "To connect, a client needs write permission"), async () => {
      const serve = "socat UNIX-LISTEN:/run/app/app.sock,fork,mode=660 SYSTEM:'echo answer'";
      await start("sockets", {
        containers: {
          server: socat(serve, 2000),
          same: socat("sleep 36000", 2000),
          other: socat("sleep 36000", 3000),
        },
        volumes: { run: EMPTY },
      });
      const connect = "socat -u UNIX-CONNECT:/run/app/app.sock -";
      await waitFor("the socket", async () => {
        return (await output("sockets", "same", connect)) === "answer\n";
      });
      expect(await output("sockets", "other", connect)).to.include("Permission denied");
    });

    it(
      statementOf("sockets", "After a crash the old socket is still in the emptyDir"),
      async () => {
        const serve = (options: string) =>
          socat(`socat UNIX-LISTEN:/run/app/$NAME.sock,fork${options} SYSTEM:'echo answer'`);
        const named = (name: string) => ({ env: [{ name: "NAME", value: name }] });
        const pod = await start("crashes", {
          containers: {
            plain: { ...serve(""), ...named("plain") },
            early: { ...serve(",unlink-early"), ...named("early") },
          },
          volumes: { run: EMPTY },
        });
        for (const container of ["plain", "early"]) {
          await waitFor("the socket", async () => {
            return (await output("crashes", container, "ls /run/app")).includes(container);
          });
          process.kill(findProcess(statusOf(pod, container)), "SIGKILL");
        }
        await waitForRestart("crashes", "early");
        await waitFor("the other to fail", async () => {
          const logs = await work.logs("crashes", "plain").catch(() => "");
          // socat looks before it binds, and says so in words of its own.
          return /Address already in use|"\/run\/app\/plain.sock" exists/.test(logs);
        });
        const connect = "socat -u UNIX-CONNECT:/run/app/early.sock -";
        expect(await output("crashes", "early", connect)).to.equal("answer\n");
      },
    );
  });

  /** What holds open the namespaces of the container's pod: the other process in its network. */
  function findPause(container: Parameters<typeof findProcess>[0]): number {
    const network = readlinkSync(`/proc/${findProcess(container)}/ns/net`);
    for (const id of readdirSync("/proc").filter((it) => /^\d+$/.test(it))) {
      try {
        const command = readFileSync(`/proc/${id}/cmdline`, "utf8");
        const isThere = readlinkSync(`/proc/${id}/ns/net`) === network;
        if (isThere && command.includes("2147483647")) return Number(id);
      } catch {
        // It has just ended.
      }
    }
    throw new Error("nothing holds the pod's namespaces open");
  }
});
