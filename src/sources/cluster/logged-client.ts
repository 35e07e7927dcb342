import type { Answer, Client, TrialClient } from "./client.ts";

/**
 * The client, telling each request when it is answered, as `kubectl -v=6` does:
 * `GET https://10.0.0.1:6443/api/v1/pods 200 OK in 12 milliseconds`.
 *
 * @param server the kubeconfig's URL
 */
export function logRequests<C extends Client | TrialClient>(
  client: C,
  server: string,
  log: (line: string) => void,
): C {
  async function logged(
    method: string,
    path: string,
    query: Readonly<Record<string, string>> | undefined,
    ask: () => Promise<Answer>,
  ): Promise<Answer> {
    const startedAt = performance.now();
    const search = new URLSearchParams(query).toString();
    const url = `${server}${path}${search === "" ? "" : `?${search}`}`;
    const report = (outcome: string) =>
      log(
        `${method} ${url} ${outcome} in ${Math.round(performance.now() - startedAt)} milliseconds`,
      );
    try {
      const answer = await ask();
      report("200 OK");
      return answer;
    } catch (error) {
      report((error as { reason?: string }).reason ?? "failed");
      throw error;
    }
  }

  return {
    ...client,
    get: (path: string, request: Parameters<Client["get"]>[1]) =>
      logged("GET", path, request.query, () => client.get(path, request)),
    ...("tryOut" in client && {
      tryOut: (path: string, object: string, signal?: AbortSignal) =>
        logged("POST", path, { dryRun: "All" }, () => client.tryOut(path, object, signal)),
    }),
  };
}
