#!/usr/bin/env node
// Starts the program and does nothing else. It must parse on any Node that a machine may have:
// an older one only hands over to the one that came with the development dependencies.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major > 22 || (major === 22 && minor >= 19)) {
  const { run } = await import("../dist/main.js");
  await run(process.argv.slice(2));
} else {
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
