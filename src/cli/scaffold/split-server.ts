/** A URL is the API server's, as in kubectl; everything else is a file server. */
export function splitServer(server: string | undefined): {
  api: string | undefined;
  file: string | undefined;
} {
  return server?.includes("://")
    ? { api: server, file: undefined }
    : { api: undefined, file: server };
}
