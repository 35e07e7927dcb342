import type { Quota } from "../../core/model/quota.ts";
import { type Fields, readObject, readOptionalObject, readQuantity } from "./fields.ts";
import { decodeMetadata } from "./metadata.ts";

export function decodeQuota(object: Fields): Quota {
  const { namespace, name } = decodeMetadata(object);
  const status = readObject(object, "status");
  const enforced = readOptionalObject(status, "hard") ? status : readObject(object, "spec");
  return {
    namespace,
    name,
    hard: decodeQuantities(enforced, "hard"),
    used: decodeQuantities(status, "used"),
  };
}

function decodeQuantities(parent: Fields, field: string): Record<string, string> {
  const quantities = readObject(parent, field);
  return Object.fromEntries(
    Object.keys(quantities).map((key) => [key, readQuantity(quantities, key) ?? ""]),
  );
}
