import { SourceError } from "../source-error.ts";

/**
 * The URL of a kubeconfig's `server`, which may be a bare `host:port` (then plain HTTP) and may
 * have a path, as behind Rancher. Without a slash at the end.
 *
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/rest/url_utils.go DefaultServerURL
 */
export function parseServerUrl(server: string): URL {
  const isBare = !/^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(server);
  const text = isBare ? `http://${server}` : server;
  if (!URL.canParse(text) || (isBare && new URL(text).pathname !== "/")) {
    throw new SourceError("Config", `host must be a URL or a host:port pair: "${server}"`);
  }
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new SourceError(
      "Config",
      `Unable to connect to the server: unsupported protocol scheme "${url.protocol.slice(0, -1)}"`,
      { standsAlone: true },
    );
  }
  url.search = "";
  url.hash = "";
  return url;
}
