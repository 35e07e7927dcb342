import { parseBytes } from "../../core/model/quantity.ts";
import { invalidArgument } from "../read-word.ts";

/**
 * The value of `--size`. Of parts of a byte the server warns, and who typed `1m` meant `1M`.
 *
 * @throws UsageError
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/api/persistentvolumeclaim/util.go GetWarningsForPersistentVolumeClaimSpec
 */
export function readSize(size: string): string {
  const bytes = parseBytes(size);
  if (bytes === null || bytes === 0) {
    throw invalidArgument("--size", size, "must be a quantity, 500Mi or 10Gi");
  }
  if (!isWhole(size)) {
    throw invalidArgument("--size", size, "must be whole bytes: 500M, 500Mi, 10Gi");
  }
  return size;
}

const THOUSANDTHS: Readonly<Record<string, number>> = { m: 3, u: 6, n: 9 };

/** Without its decimal point it is so many tens as large, which is exact where the rest is whole. */
function isWhole(size: string): boolean {
  const [, whole = "", fraction = "", unit = ""] = /^\+?(\d*)\.?(\d*)(.*)$/.exec(size) ?? [];
  const negative = /^[eE]-(\d+)$/.exec(unit)?.[1];
  const lesser = negative === undefined ? THOUSANDTHS[unit] : Number(negative);
  const tens = fraction.length + (lesser ?? 0);
  if (tens === 0) return true;
  const digits = parseBytes(`${whole}${fraction}${lesser === undefined ? unit : ""}`);
  return digits === null || digits % 10 ** tens === 0;
}
