import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { showProgress } from "../../../src/cli/read-progress.ts";

/** A terminal's stderr that remembers what was drawn on it. */
function fakeStderr() {
  const drawn: string[] = [];
  const stream = {
    isTTY: true,
    columns: 80,
    write: (text: string) => drawn.push(text),
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
    on: () => stream,
    once: () => stream,
    removeListener: () => stream,
    off: () => stream,
  };
  return { stderr: stream as unknown as NodeJS.WriteStream, text: () => drawn.join("") };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1500; tries++) {
    if (isSo()) return;
    await sleep(10);
  }
  throw new Error("it never came to that");
}

/** Long enough for a line to be drawn, if one were to be. */
const LONG = 800;

const HIDE_CURSOR = "\u001b[?25l";
const SHOW_CURSOR = "\u001b[?25h";

describe("progress", () => {
  it("counts what is read, once it takes a while", async () => {
    const { stderr, text } = fakeStderr();
    const progress = showProgress({ stderr: () => stderr, isShown: () => true });
    progress.onObjects("pods", 3);
    progress.onObjects("pods", 4);
    progress.onObjects("nodes", 1);
    await until(() => text().includes("reading pods: 7 ("));
    progress.stop();
  });

  it("tells of the lists that go on, and what no answer has come of", async () => {
    const { stderr, text } = fakeStderr();
    const progress = showProgress({ stderr: () => stderr, isShown: () => true });
    progress.onWaiting?.(["pods", "nodes", "events"]);
    await until(() => text().includes("waiting for pods and 2 more"));
    progress.onObjects("pods", 9);
    progress.onObjects("nodes", 2);
    await until(() => text().includes("reading pods: 9 ("));
    progress.onWaiting?.(["nodes", "events"]);
    await until(() => text().includes("reading nodes: 2 ("));
    progress.onWaiting?.(["events"]);
    await until(() => text().includes("waiting for events"));
    progress.stop();
  });

  it("says at once that all is read, as it draws nothing while that is looked at", async () => {
    const { stderr, text } = fakeStderr();
    const progress = showProgress({ stderr: () => stderr, isShown: () => true });
    progress.onRead?.();
    expect(text()).to.equal("");
    progress.onObjects("pods", 3);
    await until(() => text().includes("reading pods: 3 ("));
    progress.onRead?.();
    expect(text()).to.contain("working out the answer");
    progress.stop();
  });

  it("gives the cursor back when it stops, and draws nothing after it", async () => {
    const { stderr, text } = fakeStderr();
    const progress = showProgress({ stderr: () => stderr, isShown: () => true });
    await until(() => text().includes(HIDE_CURSOR));
    progress.stop();
    progress.stop();
    expect(text().lastIndexOf(SHOW_CURSOR)).to.be.greaterThan(text().lastIndexOf(HIDE_CURSOR));
    const stopped = text();
    await sleep(LONG);
    expect(text()).to.equal(stopped);
  });

  it("draws nothing where nobody looks", async () => {
    const { stderr, text } = fakeStderr();
    const progress = showProgress({ stderr: () => stderr, isShown: () => false });
    progress.onObjects("pods", 3);
    await sleep(LONG);
    progress.stop();
    expect(text()).to.equal("");
  });

  it("writes warnings on lines of their own, whether it is drawn or not", () => {
    for (const isShown of [false, true]) {
      const { stderr, text } = fakeStderr();
      const progress = showProgress({ stderr: () => stderr, isShown: () => isShown });
      progress.onWarning("v1 Endpoints is deprecated");
      progress.stop();
      expect(text()).to.equal("Warning: v1 Endpoints is deprecated\n");
    }
  });

  it("lets no warning steer the terminal", () => {
    const { stderr, text } = fakeStderr();
    const progress = showProgress({ stderr: () => stderr, isShown: () => false });
    progress.onWarning("\u001b[2Jgone\r");
    expect(text()).to.equal("Warning: ^[[2Jgone\\r\n");
  });

  it("keeps the line clear while the terminal is lent, and goes on after it", async () => {
    const { stderr, text } = fakeStderr();
    const progress = showProgress({ stderr: () => stderr, isShown: () => true });
    await until(() => text().includes("reading"));
    await progress.lend(async () => {
      const lent = text();
      await sleep(LONG);
      expect(text()).to.equal(lent);
    });
    const returned = text().length;
    await until(() => text().slice(returned).includes("reading"));
    progress.stop();
  });

  it("takes the terminal back also where the borrower fails", async () => {
    const { stderr, text } = fakeStderr();
    const progress = showProgress({ stderr: () => stderr, isShown: () => true });
    const failure = await progress.lend(() => Promise.reject(new Error("no"))).catch((it) => it);
    expect(failure).to.have.property("message", "no");
    await until(() => text().includes("reading"));
    progress.stop();
  });
});
