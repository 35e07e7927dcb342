import { type FieldSelector, POD_FIELDS, type PodField } from "../core/model/field-selector.ts";
import { findNearest } from "./nearest.ts";
import { UsageError } from "./usage-error.ts";

/**
 * `spec.nodeName=node-a,status.phase!=Running`: fields of pods, as `kubectl get pods` takes them.
 *
 * @throws UsageError
 */
export function parseFieldSelector(text: string): FieldSelector {
  return text
    .split(",")
    .filter((requirement) => requirement.trim() !== "")
    .map((requirement) => {
      const match = /^\s*([^!=\s]+)\s*(==|=|!=)\s*(.*?)\s*$/.exec(requirement);
      if (!match) {
        throw new UsageError(
          `invalid field selector: ${JSON.stringify(requirement)}; can't understand it`,
        );
      }
      const [, field = "", sign, value = ""] = match;
      return { field: checkField(field), value, negated: sign === "!=" };
    });
}

function checkField(field: string): PodField {
  const known = POD_FIELDS.find((it) => it === field);
  if (known) return known;
  const [near] = findNearest(field, POD_FIELDS);
  throw new UsageError(`field label not supported: ${field}`, [
    near ? `--field-selector ${near}=…` : `the fields are ${POD_FIELDS.join(", ")}`,
  ]);
}
