import { expect } from "chai";
import type { ContainerRun } from "../../../../src/core/model/pod.ts";
import {
  nameOfImage,
  shellWithoutCommand,
} from "../../../../src/core/rules/shell-without-command.ts";
import { aContainer, anInventory, aPod, emptyDir } from "../objects.ts";
import { checkOne, checkRule } from "./check-rule.ts";

const running = (changes: Partial<ContainerRun> | null) =>
  anInventory({
    pods: [
      aPod(
        "tools",
        { data: emptyDir },
        {
          spec: {
            volumes: [{ name: "data", source: emptyDir }],
            containers: [
              {
                ...aContainer("app", "data"),
                run: changes && {
                  image: "busybox",
                  command: [],
                  tty: false,
                  hasStartupProbe: false,
                  ...changes,
                },
              },
            ],
            security: null,
          },
        },
      ),
    ],
  });

describe("a container of a shell's image", () => {
  it("without a command is started again and again", () => {
    const { severity, message } = checkOne(shellWithoutCommand, running({}));
    expect(severity).to.equal("warning");
    expect(message).to.include("container app (busybox) of pod tools on node-a has no command");
  });

  it("is told of once, whatever else it mounts", () => {
    const [pod] = running({}).pods;
    const more = [
      { name: "data", source: emptyDir },
      { name: "more", source: emptyDir },
      { name: "token", source: { kind: "Projected" as const, sources: ["serviceAccountToken"] } },
    ];
    const containers = (pod?.spec.containers ?? []).map((it) => ({
      ...aContainer("app", "data", "more", "token"),
      run: it.run,
    }));
    const pods = [aPod("tools", {}, { spec: { volumes: more, containers, security: null } })];
    expect(checkRule(shellWithoutCommand, anInventory({ pods }))).to.have.length(1);
  });

  it("with a command, with a terminal, of another image, or not read, is left alone", () => {
    expect(checkRule(shellWithoutCommand, running({ command: ["sleep", "1d"] }))).to.have.length(0);
    expect(checkRule(shellWithoutCommand, running({ tty: true }))).to.have.length(0);
    expect(checkRule(shellWithoutCommand, running({ image: "nginx" }))).to.have.length(0);
    expect(checkRule(shellWithoutCommand, running(null))).to.have.length(0);
  });

  it("is known by its name, whatever tag, digest and registry's default stand around it", () => {
    for (const image of [
      "busybox",
      "busybox:1.37",
      "docker.io/library/busybox:1.37",
      "docker.io/busybox",
      "library/busybox",
      "busybox@sha256:0123",
    ]) {
      expect(nameOfImage(image), image).to.equal("busybox");
    }
    expect(nameOfImage("registry.example:5000/team/busybox:1")).to.equal(
      "registry.example:5000/team/busybox",
    );
  });
});
