#!/usr/bin/env node
// Starts the program and does nothing else. It must parse on any Node that a machine may have:
// an older one only hands over to the one that came with the development dependencies.

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major > 22 || (major === 22 && minor >= 19)) {
  const { createRequire } = process.getBuiltinModule("node:module");
  const { run } = createRequire(import.meta.url)("../dist/main.js");
  await run(process.argv.slice(2), makeCache);
} else {
  const { spawn } = await import("node:child_process");
  const { existsSync } = await import("node:fs");
  const { fileURLToPath } = await import("node:url");
  const node = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
  if (existsSync(node)) {
    const child = spawn(node, process.argv.slice(1), { stdio: "inherit" });
    // A terminal interrupts both of us; what is sent to this process alone is handed on.
    process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
    process.on("SIGTERM", () => child.kill("SIGTERM"));
    process.on("SIGHUP", () => child.kill("SIGHUP"));
    child.on("exit", (status, signal) => {
      if (signal) process.removeAllListeners(signal);
      if (signal) process.kill(process.pid, signal);
      else process.exit(status ?? 1);
    });
  } else {
    process.stderr.write(
      `error: kubectl-shared needs Node.js 22.19 or newer, this is ${process.versions.node}\n`,
    );
    process.exitCode = 1;
  }
}

/**
 * Where the program is kept compiled: a folder below the user's own, if there is one. Whoever can write
 * there can have us run something else, so that a folder for temporary files will not do.
 */
function makeCache() {
  const { existsSync, mkdirSync, statSync } = process.getBuiltinModule("node:fs");
  const { isAbsolute } = process.getBuiltinModule("node:path");
  const { XDG_CACHE_HOME = "", HOME = "", LOCALAPPDATA = "" } = process.env;
  const home = isAbsolute(HOME) && existsSync(HOME) ? `${HOME}/.cache` : LOCALAPPDATA;
  const caches = isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : home;
  if (!isAbsolute(caches)) return null;
  const ours = `${caches}/kubectl-shared`;
  const folder = `${ours}/compiled`;
  try {
    // One by one: told to make all of them, Node tries for ever where none can be made, as in /proc.
    for (const path of [caches, ours, folder]) {
      if (!existsSync(path)) mkdirSync(path, { mode: 0o700 });
    }
    const { uid, mode } = statSync(folder);
    // Windows has other ways to say whose a folder is, and a user's own are the user's there.
    const isOwn = process.getuid === undefined || (uid === process.getuid() && !(mode & 0o022));
    return isOwn ? folder : null;
  } catch {
    return null;
  }
}
