import { expect } from "chai";
import { toManifest } from "../../../../src/scaffold/manifest.ts";
import type { ScaffoldOptions } from "../../../../src/scaffold/options.ts";
import { buildAppContainer, buildContainer } from "../../../../src/scaffold/parts/container.ts";
import { emptyDir } from "../../../../src/scaffold/patterns/empty-dir.ts";
import { optionsFor } from "../options-for.ts";

const DEMONSTRATION = {
  name: "app",
  command: ["sh", "-c", "date"],
  args: ["-v"],
  probes: { livenessProbe: { exec: { command: ["true"] } } },
  mounts: [{ name: "data", mountPath: "/data" }],
};

const buildApp = (asked: Partial<ScaffoldOptions>) =>
  toManifest(buildAppContainer(optionsFor(emptyDir, asked), DEMONSTRATION)).object;

describe("the app's container", () => {
  it("is the demonstration where nothing was asked for", () => {
    expect(buildApp({})).to.deep.include({
      image: "busybox:1.37.0",
      command: ["sh", "-c", "date"],
      args: ["-v"],
      livenessProbe: { exec: { command: ["true"] } },
    });
  });

  it("runs an image as that is made to run, on the same volumes, and keeps nothing of ours", () => {
    const app = buildApp({ image: "shop:1" });
    expect(app).to.deep.include({ image: "shop:1", volumeMounts: DEMONSTRATION.mounts });
    expect(app).not.to.have.any.keys("command", "args", "livenessProbe");
  });

  it("runs the command that was given, in the image that was given or in ours", () => {
    const command = ["/app", "serve"];
    expect(buildApp({ image: "shop:1", command })).to.deep.include({ image: "shop:1", command });
    const ours = buildApp({ command });
    expect(ours).to.deep.include({ image: "busybox:1.37.0", command });
    expect(ours).not.to.have.any.keys("args", "livenessProbe");
  });

  it("takes a root file system away only from programs that are known", () => {
    const known = toManifest(buildContainer(DEMONSTRATION)).object;
    expect(known.securityContext).to.include({ readOnlyRootFilesystem: true });
    for (const asked of [{ image: "shop:1" }, { command: ["/app"] }]) {
      expect(buildApp(asked).securityContext).to.include({ readOnlyRootFilesystem: false });
    }
  });
});
