import type { Exchange } from "./wire.ts";

/** How it is sent: the method, the address, the text of the body. */
export interface Sending {
  method: "GET" | "POST";
  address: URL;
  body: string | undefined;
}

export function sendingOf({ url, sent }: Exchange): Sending {
  switch (sent?.kind) {
    case undefined:
      return { method: "GET", address: url, body: undefined };
    case "form":
      return { method: "POST", address: url, body: sent.fields.toString() };
    case "trial":
      return { method: "POST", address: asDryRun(url), body: sent.object };
  }
}

/**
 * The server does all that it would do, but for keeping the object.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run
 */
function asDryRun(url: URL): URL {
  const address = new URL(url);
  address.searchParams.set("dryRun", "All");
  return address;
}
