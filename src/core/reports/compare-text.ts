/** By code unit, as the API server orders names: a locale's order is not the same everywhere. */
export function compareText(a: string | null, b: string | null): number {
  const left = a ?? "";
  const right = b ?? "";
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
