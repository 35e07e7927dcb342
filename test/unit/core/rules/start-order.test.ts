import { expect } from "chai";
import type { Container } from "../../../../src/core/model/pod.ts";
import { startOrder } from "../../../../src/core/rules/start-order.ts";
import { aContainer, anInventory, aPod, emptyDir } from "../objects.ts";
import { checkOne, checkRule } from "./check-rule.ts";

/** Mounts the emptyDir at /data and runs the script. */
const running = (
  name: string,
  script: string | null,
  changes: Partial<Container> = {},
): Container => ({
  ...aContainer(name, "data"),
  run: {
    image: "busybox",
    command: script === null ? ["/app"] : ["/bin/sh", "-c", script],
    tty: false,
    hasStartupProbe: false,
  },
  ...changes,
});

const planned = (...containers: Container[]) =>
  anInventory({
    pods: [
      aPod(
        "pair",
        { data: emptyDir },
        {
          node: null,
          phase: null,
          spec: { volumes: [{ name: "data", source: emptyDir }], containers, security: null },
        },
      ),
    ],
  });

const write = "echo 'Hello' > /data/message && sleep 3600";

describe("containers of a pod that share storage", () => {
  it("are a race where one reads at its start what another one writes", () => {
    const draft = checkOne(
      startOrder,
      planned(running("one", write), running("two", "cat /data/message && sleep 3600")),
    );
    expect(draft.severity).to.equal("warning");
    expect(draft.message).to.equal(
      "two of pod pair may start before one has written /data/message: they start in no order. Then cat fails, and the container may end and be started again.",
    );
  });

  for (const script of [
    "date >> /data/message",
    "date | tee /data/message",
    "date >/data/message",
  ]) {
    it(`know a writer by "${script}"`, () => {
      const reader = running("two", "wc -l < /data/message");
      expect(checkOne(startOrder, planned(running("one", script), reader)).severity).to.equal(
        "warning",
      );
    });
  }

  for (const script of [
    "until [ -f /data/message ]; do sleep 1; done; cat /data/message",
    "while true; do cat /data/message; sleep 5; done",
    "test -f /data/message && cat /data/message",
    "cat /data/message || true",
    "cat /etc/motd",
    "cat /data/other",
    "echo mine > /data/message; cat /data/message",
  ]) {
    it(`are no race with "${script}"`, () => {
      const draft = checkOne(startOrder, planned(running("one", write), running("two", script)));
      expect(draft.severity).to.equal("info");
    });
  }

  it("are the same file at different paths", () => {
    const reader = running("two", "cat /in/message", {
      mounts: [
        { podVolume: "data", path: "/in", subPath: "", subPathIsExpression: false, readOnly: true },
      ],
    });
    expect(checkOne(startOrder, planned(running("one", write), reader)).message).to.include(
      "/in/message",
    );
  });

  it("are told that they start in no order, where their programs do not say what they do", () => {
    const draft = checkOne(startOrder, planned(running("one", null), running("two", null)));
    expect(draft.severity).to.equal("info");
  });

  it("are fine where an init container or a sidecar writes, or nobody", () => {
    const reader = running("two", "cat /data/message");
    const init = running("one", write, { type: "init" });
    expect(checkRule(startOrder, planned(init, reader))).to.deep.equal([]);
    const sidecar = running("one", write, { type: "sidecar" });
    expect(checkRule(startOrder, planned(sidecar, reader))).to.deep.equal([]);
    const readOnly = {
      mounts: aContainer("x", "data").mounts.map((it) => ({ ...it, readOnly: true })),
    };
    expect(
      checkRule(
        startOrder,
        planned(running("one", null, readOnly), running("two", null, readOnly)),
      ),
    ).to.deep.equal([]);
  });
});
