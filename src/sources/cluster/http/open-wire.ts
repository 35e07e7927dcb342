import type { Wire, WireOptions } from "./wire.ts";

/**
 * Opens no connection yet. The usual client is Node's. Under Bun that takes as long to load as all
 * requests of a small namespace take, so that there Bun's own goes first, wherever it does the same.
 *
 * @throws SourceError if the authority or the certificate cannot be read
 */
export async function openWire(options: WireOptions): Promise<Wire> {
  const { canFetch, openFetchWire } = await import("./fetch-wire.ts");
  const openNodeWire = async () => (await import("./node-wire.ts")).openNodeWire(options);
  return canFetch(options) ? openFetchWire(options, openNodeWire) : openNodeWire();
}
