import { spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text as readAll } from "node:stream/consumers";
import { expect } from "chai";
import { writePaged } from "../../../src/cli/pager.ts";

type Spawn = typeof spawn;

/** What stands in for a terminal, and what was written to it. */
function screen(size: { isTTY?: boolean; rows?: number; columns?: number }) {
  const stdout = Object.assign(new PassThrough(), size);
  const written = readAll(stdout);
  return {
    stdout,
    end() {
      stdout.end();
      return written;
    },
  };
}

const TERMINAL = { isTTY: true, rows: 3, columns: 20 };
const LONG = ["one\ntwo\n", "three\n"];

interface Started {
  command: string;
  args: readonly string[];
  isShell: boolean;
  read: Promise<string>;
}

/** A pager that reads all and ends with that code, or cannot be started at all. */
function fakePager(end: number | "ENOENT" = 0) {
  const started: Started[] = [];
  const start = (command: string, args: readonly string[], options: { shell?: boolean }) => {
    const stdin = new PassThrough();
    const child = Object.assign(new EventEmitter(), { stdin });
    const read = readAll(stdin);
    started.push({ command, args, isShell: options.shell === true, read });
    if (end === "ENOENT") {
      setImmediate(() => child.emit("error", Object.assign(new Error(end), { code: end })));
    } else {
      read.then(() => child.emit("close", end, null));
    }
    return child;
  };
  return { started, start: start as unknown as Spawn };
}

async function write(
  chunks: readonly string[],
  size: Parameters<typeof screen>[0],
  env: NodeJS.ProcessEnv,
  pager = fakePager(),
) {
  const { stdout, end } = screen(size);
  await writePaged(chunks, { stdout, env, spawn: pager.start });
  return { written: await end(), started: pager.started };
}

describe("the pager", () => {
  it("is less, with colours and for what is longer than the terminal", async () => {
    const { written, started } = await write(LONG, TERMINAL, {});
    expect(written).to.equal("");
    expect(started.map(({ command, args, isShell }) => [command, args, isShell])).to.deep.equal([
      ["less", ["-R", "-F", "-X"], false],
    ]);
    expect(await started[0]?.read).to.equal("one\ntwo\nthree\n");
  });

  it("is what PAGER says, a command with its arguments", async () => {
    const { started } = await write(LONG, TERMINAL, { PAGER: "most -w" });
    expect(started.map(({ command, isShell }) => [command, isShell])).to.deep.equal([
      ["most -w", true],
    ]);
  });

  it("is not started for what fits, long lines counted as the rows that they take", async () => {
    const short = await write(["one\ntwo\n"], TERMINAL, {});
    expect(short).to.deep.equal({ written: "one\ntwo\n", started: [] });
    const wide = await write([`${"x".repeat(41)}\n`], TERMINAL, {});
    expect(wide.started).to.have.length(1);
  });

  it("is not started where nobody reads, or nobody wants it", async () => {
    for (const [size, env] of [
      [{ ...TERMINAL, isTTY: false }, {}],
      [TERMINAL, { PAGER: "" }],
      [TERMINAL, { PAGER: "cat" }],
      [{ isTTY: true }, {}],
    ] as const) {
      const { written, started } = await write(LONG, size, env);
      expect(started).to.deep.equal([]);
      expect(written).to.equal(LONG.join(""));
    }
  });

  it("is done without where it cannot be started", async () => {
    for (const end of ["ENOENT", 126, 127] as const) {
      const { written } = await write(LONG, TERMINAL, { PAGER: "nothing" }, fakePager(end));
      expect(written, String(end)).to.equal(LONG.join(""));
    }
  });

  it("writes nothing twice where the pager itself fails or is interrupted", async () => {
    for (const end of [1, 2, 130]) {
      expect((await write(LONG, TERMINAL, {}, fakePager(end))).written).to.equal("");
    }
  });

  it("leaves an interrupt to the pager while it runs, and no longer", async () => {
    const before = process.listenerCount("SIGINT");
    const pager = fakePager();
    let during = 0;
    const start = ((...args: Parameters<Spawn>) => {
      during = process.listenerCount("SIGINT");
      return pager.start(...args);
    }) as Spawn;
    await writePaged(LONG, { stdout: screen(TERMINAL).stdout, env: {}, spawn: start });
    expect({ during, after: process.listenerCount("SIGINT") }).to.deep.equal({
      during: before + 1,
      after: before,
    });
  });

  it("may be left before all is read", async () => {
    const env = { PATH: process.env.PATH, PAGER: "exit 0" };
    const { stdout, end } = screen(TERMINAL);
    await writePaged(["line\n".repeat(1_000_000)], { stdout, env });
    expect(await end()).to.equal("");
  }).timeout(10_000);

  it("is a real command with blanks in it, which a shell takes apart", async () => {
    const folder = await mkdtemp(join(tmpdir(), "pager-"));
    try {
      const file = join(folder, "read by");
      const env = { PATH: process.env.PATH, PAGER: `cat -n > "${file}"` };
      const { stdout, end } = screen(TERMINAL);
      await writePaged(LONG, { stdout, env });
      expect(await end()).to.equal("");
      const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
      expect(lines.map((line) => line.trim().split(/\s+/))).to.deep.equal([
        ["1", "one"],
        ["2", "two"],
        ["3", "three"],
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("gives a real program all of the text", async () => {
    const received: Buffer[] = [];
    const start = ((
      _command: string,
      _args: readonly string[],
      options: { env: NodeJS.ProcessEnv },
    ) => {
      const child = spawn("cat", [], { env: options.env, stdio: "pipe" });
      child.stdout.on("data", (data: Buffer) => received.push(data));
      return child;
    }) as unknown as Spawn;
    const line = "ein Wort, 媒体\n";
    const { stdout, end } = screen(TERMINAL);
    const env = { PATH: process.env.PATH };
    await writePaged([line.repeat(50_000)], { stdout, env, spawn: start });
    expect(await end()).to.equal("");
    expect(Buffer.concat(received).equals(Buffer.from(line.repeat(50_000)))).to.equal(true);
  });
});
