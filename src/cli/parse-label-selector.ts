import type { LabelRequirement, LabelSelector } from "../core/model/label-selector.ts";
import { UsageError } from "./usage-error.ts";

const KEY = "[A-Za-z0-9](?:[A-Za-z0-9_./-]*[A-Za-z0-9])?";
const VALUE = "[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?";

const EQUALITY = new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*(${VALUE})?$`);
const SET = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const IN_SET = new RegExp(`^(${VALUE})?$`);
const PRESENCE = new RegExp(`^(!?)\\s*(${KEY})$`);
const ORDER = new RegExp(`^(${KEY})\\s*([<>])\\s*(-?\\d+)$`);

/**
 * `app=web,tier!=cache,env in (prod, test),!canary`: kubectl's grammar of `-l`.
 *
 * @throws UsageError
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#api
 */
export function parseLabelSelector(text: string): LabelSelector {
  return splitRequirements(text).map((requirement) => parseRequirement(requirement, text));
}

/** At commas outside of parentheses. */
function splitRequirements(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((requirement) => requirement.trim())
    .filter((requirement, _, all) => requirement !== "" || all.length > 1);
}

function parseRequirement(text: string, whole: string): LabelRequirement {
  const equality = EQUALITY.exec(text);
  if (equality) {
    const [, key = "", sign, value = ""] = equality;
    return { key, operator: sign === "!=" ? "NotIn" : "In", values: [value] };
  }
  const set = SET.exec(text);
  if (set) {
    const [, key = "", word, list = ""] = set;
    const values = list.split(",").map((value) => value.trim());
    if (values.every((value) => IN_SET.test(value))) {
      return { key, operator: word === "in" ? "In" : "NotIn", values };
    }
  }
  const presence = PRESENCE.exec(text);
  if (presence) {
    const [, not, key = ""] = presence;
    return { key, operator: not ? "DoesNotExist" : "Exists", values: [] };
  }
  const order = ORDER.exec(text);
  if (order) {
    const [, key = "", sign, value = ""] = order;
    return { key, operator: sign === ">" ? "Gt" : "Lt", values: [value] };
  }
  throw new UsageError(
    `unable to parse requirement ${JSON.stringify(text)} of the selector ${JSON.stringify(whole)}`,
    ["kubectl shared who-mounts -l 'app=web,env in (prod,test)'"],
  );
}
