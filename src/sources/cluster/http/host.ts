/** Whether a server is on this machine. */
export function isLoopback(server: URL): boolean {
  const host = hostOf(server);
  return host === "localhost" || host === "::1" || /^127\.[\d.]+$/.test(host);
}

/** Without the brackets that a URL puts around an IPv6 address. */
export function hostOf(server: URL): string {
  return server.hostname.replace(/^\[(.*)\]$/, "$1");
}
