import { SourceError } from "../../source-error.ts";
import type { Wire, WireOptions } from "./wire.ts";

/**
 * Opens no connection yet. The usual client is Node's. Under Bun that takes as long to load as all
 * requests of a small namespace take, so that there Bun's own goes first, wherever it does the same.
 *
 * @throws SourceError for whom to trust said twice; what cannot be read may only be found out by a request
 */
export async function openWire(options: WireOptions): Promise<Wire> {
  const { cluster, authority } = options;
  if (cluster["insecure-skip-tls-verify"] && authority !== null) {
    throw new SourceError(
      "Config",
      "specifying a root certificates file with the insecure flag is not allowed",
    );
  }
  const openNodeWire = async () => (await import("./node-wire.ts")).openNodeWire(options);
  if (process.versions.bun === undefined) return openNodeWire();
  const { canFetch, openFetchWire } = await import("./fetch-wire.ts");
  return canFetch(options) ? openFetchWire(options, openNodeWire) : openNodeWire();
}
