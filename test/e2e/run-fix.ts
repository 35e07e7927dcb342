import { execFile } from "node:child_process";
import { dirname } from "node:path";
import { promisify } from "node:util";
import type { CauseFacts, Fix } from "../../src/core/reports/object/object-report.ts";
import { kubectlEnvironment } from "../bed/kubectl-environment.ts";
import type { Cluster } from "../bed/start-cluster.ts";

/** Commands that change nothing. */
export const LOOKING = /^kubectl (-n \S+ )?(wait|get|describe|shared) /;

/** The first fix that is more than to wait or to look. */
export function findRemedy({ fixes }: CauseFacts): Fix {
  const remedy = fixes.find(
    ({ commands }) => commands.length > 0 && !commands.every((line) => LOOKING.test(line)),
  );
  if (remedy === undefined) throw new Error(`nothing to be done: ${JSON.stringify(fixes)}`);
  return remedy;
}

/** Types the commands of a fix as they stand, with the real kubectl on the PATH. */
export async function runFix(cluster: Cluster, { commands }: Fix): Promise<void> {
  for (const line of commands) {
    await promisify(execFile)("sh", ["-c", line], {
      env: {
        PATH: [dirname(cluster.kubectl), process.env.PATH].join(":"),
        HOME: cluster.folder,
        ...kubectlEnvironment(cluster),
      },
    });
  }
}
