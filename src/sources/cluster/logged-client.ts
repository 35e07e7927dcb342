import type { Client } from "./client.ts";

/**
 * The client, telling each request when it is answered, as `kubectl -v=6` does:
 * `GET https://10.0.0.1:6443/api/v1/pods 200 OK in 12 milliseconds`.
 *
 * @param server the kubeconfig's URL
 */
export function logRequests(client: Client, server: string, log: (line: string) => void): Client {
  return {
    ...client,
    async get(path, request) {
      const startedAt = performance.now();
      const query = new URLSearchParams(request.query).toString();
      const url = `${server}${path}${query === "" ? "" : `?${query}`}`;
      const report = (outcome: string) =>
        log(`GET ${url} ${outcome} in ${Math.round(performance.now() - startedAt)} milliseconds`);
      try {
        const answer = await client.get(path, request);
        report("200 OK");
        return answer;
      } catch (error) {
        report((error as { reason?: string }).reason ?? "failed");
        throw error;
      }
    },
  };
}
