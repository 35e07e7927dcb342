const BINARY: Readonly<Record<string, bigint>> = {
  Ki: 2n ** 10n,
  Mi: 2n ** 20n,
  Gi: 2n ** 30n,
  Ti: 2n ** 40n,
  Pi: 2n ** 50n,
  Ei: 2n ** 60n,
};

const DECIMAL_EXPONENTS: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  "": 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

const QUANTITY = /^\+?(\d*)(?:\.(\d*))?(?:(Ki|Mi|Gi|Ti|Pi|Ei)|[eE]([+-]?\d{1,2})|([numkMGTPE]?))$/;

/**
 * A quantity as whole bytes, rounded up as the API does; null where it is no quantity, negative, or
 * too large for a JSON number to hold exactly (2^53, some 9 petabytes: EFS says 8 exabytes).
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/api/resource/quantity.go
 */
export function parseBytes(quantity: string | null): number | null {
  const match = quantity === null ? null : QUANTITY.exec(quantity);
  if (!match) return null;
  const [, whole = "", fraction = "", binary, exponent, suffix = ""] = match;
  if (whole === "" && fraction === "") return null;
  const digits = BigInt(whole + fraction);
  const tens = (exponent ? Number(exponent) : (DECIMAL_EXPONENTS[suffix] ?? 0)) - fraction.length;
  const factor = (binary && BINARY[binary]) || 1n;
  const scale = 10n ** BigInt(Math.abs(tens));
  const bytes = tens >= 0 ? digits * factor * scale : divideUp(digits * factor, scale);
  return bytes <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(bytes) : null;
}

function divideUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
