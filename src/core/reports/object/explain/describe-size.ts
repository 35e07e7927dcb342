import type { SizeLimit } from "../../../../knowledge/driver.ts";
import { uniteCitations } from "../../../../knowledge/unite-citations.ts";
import type { SizeAnswer } from "../object-report.ts";
import { agreeOn, type Handler } from "./identify-handler.ts";
import { requests } from "./kubernetes-citations.ts";

/**
 * Whether anything keeps pods from writing more than was requested.
 *
 * @param size the quantity; null: there is none to name
 */
export function describeSize(handler: Handler, size: string | null): SizeAnswer {
  const known = agreeOn(handler, (variant) => variant.size.value);
  if (known === null) return { limit: null, because: describeUnknown(handler) };
  const citations = uniteCitations(...handler.variants.map((it) => it.size.citations));
  const text = say(known.limit, size);
  return {
    limit: known.limit,
    because: {
      text: known.remark === undefined ? text : `${text} ${known.remark}`,
      citations: uniteCitations(citations, [requests]),
    },
  };
}

/** What people take for granted is that each pod has the size for itself. */
function say(limit: SizeLimit["limit"], size: string | null): string {
  const it = size ?? "What a claim requests";
  switch (limit) {
    case "none":
      return `Nothing keeps pods from writing more than ${size ?? "was requested"}: the request is not a quota.`;
    case "device":
      return `${it} is the size of a disk, one pool for all pods that use it: when it is full, it is full for all.`;
    case "quota":
      return `${it} is a quota that the backend keeps, one pool for all pods that use it.`;
    case "filesystem":
      return `${it} is the size of the whole file system, one pool for all that use it.`;
  }
}

function describeUnknown({ name, driver, variants }: Handler): SizeAnswer["because"] {
  const text =
    name === null
      ? "Who handles the volume is not known, nor whether anything keeps pods to its size."
      : driver === null
        ? `Whether ${name} keeps pods to the size is not known.`
        : variants.length > 1
          ? `Whether ${name} keeps pods to the size depends on which kind of volume it is, which is not known here.`
          : `Not documented: whether ${name} keeps pods to the size.`;
  return {
    text: `${text} Kubernetes itself does not: a request is a minimum.`,
    citations: [requests],
  };
}
