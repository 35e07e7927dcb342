import type { LabelSelector } from "../../core/model/label-selector.ts";
import { type Fields, readObjects, readText, readTextMap, readTexts } from "./fields.ts";

/** A `metav1.LabelSelector`; an empty one selects everything. */
export function decodeLabelSelector(selector: Fields): LabelSelector {
  return [
    ...Object.entries(readTextMap(selector, "matchLabels")).map(([key, value]) => ({
      key,
      operator: "In" as const,
      values: [value],
    })),
    ...readObjects(selector, "matchExpressions").map((expression) => ({
      key: readText(expression, "key"),
      operator: readText(expression, "operator"),
      values: readTexts(expression, "values"),
    })),
  ];
}
