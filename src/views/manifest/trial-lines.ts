import type { Trial } from "../../scaffold/trial.ts";
import { escapeForTerminal } from "../escape.ts";
import { nameOfObject } from "./manifest-name.ts";

/**
 * The server's verdicts, a line each, in kubectl's words: `deployment.apps/media created (server
 * dry run)`.
 *
 * @see https://github.com/kubernetes/kubectl/blob/v0.36.3/pkg/cmd/create/create.go
 */
export function* drawTrials(trials: readonly Trial[]): Iterable<string> {
  for (const { object, outcome, because, warnings } of trials) {
    const { namespace } = object.metadata;
    const where = namespace === undefined ? "" : ` in ${namespace}`;
    const told = [
      ...(because === null ? [] : [because]),
      ...warnings.map((it) => `Warning: ${it}`),
    ];
    const why = told.length === 0 ? "" : `: ${told.join("; ")}`;
    const verdict = outcome === "untried" ? "not tried" : outcome;
    const line = `${nameOfObject(object)}${where} ${verdict} (server dry run)${why}`;
    yield `${escapeForTerminal(line)}\n`;
  }
}
