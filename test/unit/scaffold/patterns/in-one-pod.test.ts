import { expect } from "chai";
import { toManifest } from "../../../../src/scaffold/manifest.ts";
import type { ScaffoldOptions } from "../../../../src/scaffold/options.ts";
import type { Pattern } from "../../../../src/scaffold/pattern.ts";
import { emptyDir } from "../../../../src/scaffold/patterns/empty-dir.ts";
import { initHandover } from "../../../../src/scaffold/patterns/init-handover.ts";
import { localhost } from "../../../../src/scaffold/patterns/localhost.ts";
import { shm } from "../../../../src/scaffold/patterns/shm.ts";
import { sidecar } from "../../../../src/scaffold/patterns/sidecar.ts";
import { unixSocket } from "../../../../src/scaffold/patterns/unix-socket.ts";
import { type Container, findPodSpecs, type PodSpec } from "../find-pod-specs.ts";
import { optionsFor } from "../options-for.ts";

const IMAGE = "registry.example/app:1.2.3";

function specOf(pattern: Pattern, asked: Partial<ScaffoldOptions> = {}): PodSpec {
  const [spec] = findPodSpecs(pattern.build(optionsFor(pattern, asked)).map(toManifest));
  if (spec === undefined) throw new Error(`${pattern.name} has no pod`);
  return spec;
}

/** The companion, that starts before, and the app. */
function pairOf(pattern: Pattern, asked: Partial<ScaffoldOptions> = {}): [Container, Container] {
  const { initContainers: [companion] = [], containers } = specOf(pattern, asked);
  const [app] = containers;
  if (companion === undefined || app === undefined) throw new Error("no pair");
  return [companion, app];
}

const refusalOf = (pattern: Pattern, asked: Partial<ScaffoldOptions>) =>
  pattern.refuse?.(optionsFor(pattern, asked)) ?? null;

describe("the pattern empty-dir", () => {
  it("holds the reader back until the writer has written, whatever the reader's image is", () => {
    for (const image of [null, IMAGE]) {
      const [writer] = pairOf(emptyDir, { image });
      expect(writer.restartPolicy).to.equal("Always");
      expect(writer.startupProbe?.exec).to.deep.equal({ command: ["test", "-f", "/data/message"] });
      expect(writer.command?.[2]).to.include("mv /data/message.new /data/message");
    }
  });

  it("lets the reader only read", () => {
    const [writer, reader] = pairOf(emptyDir, { image: IMAGE });
    expect(writer.volumeMounts).to.deep.equal([{ name: "shared", mountPath: "/data" }]);
    expect(reader.volumeMounts).to.deep.equal([
      { name: "shared", mountPath: "/data", readOnly: true },
    ]);
  });

  it("in memory gives the writer room for the files in its own memory, and the reader none", () => {
    const [writer, reader] = pairOf(emptyDir, { medium: "Memory", size: "1Gi" });
    expect(writer.resources?.requests.memory).to.equal("1056Mi");
    expect(writer.resources?.limits.memory).to.equal("1088Mi");
    expect(reader.resources?.limits.memory).to.equal("64Mi");
    const { volumes } = specOf(emptyDir, { medium: "Memory", size: "1Gi" });
    expect(volumes?.[0]?.emptyDir).to.deep.equal({ medium: "Memory", sizeLimit: "1Gi" });
  });

  it("quotes for the shell a path that needs it", () => {
    const [writer, reader] = pairOf(emptyDir, { mountPath: "/my data/it's" });
    expect(reader.command?.[2]).to.include(`cat '/my data/it'\\''s/message'`);
    expect(writer.startupProbe?.exec).to.deep.equal({
      command: ["test", "-f", "/my data/it's/message"],
    });
  });
});

describe("the pattern sidecar", () => {
  it("ships what the app writes from its first line on, without being able to change it", () => {
    const [shipper, app] = pairOf(sidecar);
    expect(shipper.restartPolicy).to.equal("Always");
    expect(shipper.volumeMounts?.[0]?.readOnly).to.equal(true);
    expect(shipper.command?.[2]).to.include("tail -n +1 -F /var/log/app/app.log");
    expect(app.command?.[2]).to.include(">> /var/log/app/app.log");
  });

  it("as a Job comes to an end, and stopped is not taken for done", () => {
    const [, app] = pairOf(sidecar, { workload: "job" });
    expect(app.command?.[2]).to.match(/^trap 'exit 143' TERM\n/);
    expect(app.command?.[2]).to.include("for round in").and.not.include("while true");
    expect(specOf(sidecar, { workload: "job" }).restartPolicy).to.equal("OnFailure");
  });
});

describe("the pattern init-handover", () => {
  it("has prepared before the app starts, and ends", () => {
    const [prepare, app] = pairOf(initHandover);
    expect(prepare.restartPolicy).to.equal(undefined);
    expect(prepare.command?.[2]).not.to.match(/while|sleep/);
    expect(app.volumeMounts?.[0]?.readOnly).to.equal(true);
  });
});

describe("the pattern localhost", () => {
  it("listens for its own pod only, and is probed from within", () => {
    const [server, client] = pairOf(localhost);
    expect(server.command?.[2]).to.include("httpd -f -p 127.0.0.1:8080 ");
    for (const probe of [server.startupProbe, server.livenessProbe]) {
      expect(probe?.exec).to.deep.equal({
        command: ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/"],
      });
    }
    expect(client.command?.[2]).to.include("wget -q -O - http://127.0.0.1:8080/ ||");
    expect(client.volumeMounts).to.equal(undefined);
  });
});

describe("the pattern unix-socket", () => {
  it("has the socket in memory, of one group, and starts the client when it is there", () => {
    const spec = specOf(unixSocket, { runAsUser: 1234, fsGroup: 5678 });
    expect(spec.securityContext).to.include({ runAsUser: 1234, runAsGroup: 5678, fsGroup: 5678 });
    expect(spec.volumes?.[0]?.emptyDir?.medium).to.equal("Memory");
    const [server, client] = pairOf(unixSocket);
    expect(server.command?.[2]).to.include(
      "UNIX-LISTEN:/run/app/app.sock,fork,unlink-early,mode=660 ",
    );
    expect(server.startupProbe?.exec).to.deep.equal({
      command: ["test", "-S", "/run/app/app.sock"],
    });
    expect(client.command?.[2]).to.include("UNIX-CONNECT:/run/app/app.sock ");
  });

  it("refuses a folder whose name is too long for a socket, or that socat reads otherwise", () => {
    const refusal = refusalOf(unixSocket, { mountPath: `/${"a".repeat(98)}` });
    expect(refusal?.message).to.match(/^the name of a UNIX socket has room for 107 bytes/);
    expect(refusalOf(unixSocket, { mountPath: `/${"a".repeat(97)}` })).to.equal(null);
    for (const mountPath of ["/run/a,b", "/run/a:b", "/run/a b", "/run/$HOME"]) {
      expect(refusalOf(unixSocket, { mountPath })?.next).to.deep.equal([
        "kubectl shared scaffold unix-socket unix-socket --mount-path /run/app",
      ]);
    }
  });
});

describe("the pattern shm", () => {
  it("puts one memory volume at /dev/shm of both containers, with room in both limits", () => {
    const { volumes } = specOf(shm);
    expect(volumes?.[0]?.emptyDir).to.deep.equal({ medium: "Memory", sizeLimit: "256Mi" });
    const pair = pairOf(shm, { size: "1Gi" });
    for (const { volumeMounts, resources } of pair) {
      expect(volumeMounts).to.deep.equal([{ name: "shm", mountPath: "/dev/shm" }]);
      expect(resources?.limits.memory).to.equal("1088Mi");
    }
  });

  it("refuses another path, where no program looks", () => {
    expect(refusalOf(shm, { mountPath: "/dev/shm/" })).to.equal(null);
    const refusal = refusalOf(shm, { mountPath: "/memory" });
    expect(refusal?.next[1]).to.equal(
      "kubectl shared scaffold empty-dir shm --medium Memory --mount-path /memory",
    );
  });
});
