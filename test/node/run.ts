/**
 * `npm run test:node`: the suites that need real nodes. Builds what is missing, then runs them in
 * namespaces of their own, and says in one line why where it cannot.
 */
import { openTestBed } from "../bed/open-test-bed.ts";
import { runIsolated, whyNotIsolated } from "./bed/isolation.ts";
import { obtainNodePrograms } from "./bed/node-programs.ts";

process.exitCode = await run();

async function run(): Promise<number> {
  const refusal = await whyNotIsolated();
  if (refusal !== null) return skip(refusal);
  const bed = await openTestBed();
  if (!bed.available) return miss(bed.reason);
  let busybox: string;
  try {
    ({ busybox } = await obtainNodePrograms());
  } catch (error) {
    return miss(`no node to test with: ${(error as Error).message}`);
  }
  const args = process.argv.slice(2);
  if (args[0] === "--by-hand") {
    return runIsolated(busybox, [process.execPath, "test/node/by-hand.ts"]);
  }
  const mocha = ["node_modules/mocha/bin/mocha.js", "--config", "test/node/.mocharc.json"];
  return runIsolated(busybox, [process.execPath, ...mocha, ...args]);
}

/** The platform cannot: nobody's fault, and so no failure. */
function skip(reason: string): number {
  process.stdout.write(`test:node skipped: ${reason}\n0 passed, 0 failed, all skipped\n`);
  return 0;
}

/** Under CI a reason would be read by nobody. */
function miss(reason: string): number {
  if (!process.env.CI) return skip(reason);
  process.stderr.write(`error: ${reason}\n`);
  return 1;
}
