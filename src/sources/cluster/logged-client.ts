import type { Answer, Client, GetRequest, TrialClient, TrialRequest } from "./client.ts";

/**
 * The client, telling each request when it is answered, as `kubectl -v=6` does:
 * `GET https://10.0.0.1:6443/api/v1/pods 200 OK in 12 milliseconds`. What was answered is told with
 * the address that was really asked, what was not with the one that was meant.
 *
 * @param server the kubeconfig's URL
 */
export function logRequests<C extends Client | TrialClient>(
  client: C,
  server: string,
  log: (line: string) => void,
): C {
  async function logged<Request extends GetRequest | TrialRequest>(
    method: string,
    meant: string,
    request: Request,
    ask: (heard: Request) => Promise<Answer>,
  ): Promise<Answer> {
    const startedAt = process.uptime();
    let address = `${server}${meant}`;
    let outcome: string | null = null;
    const report = (otherwise: string) => {
      const duration = Math.round((process.uptime() - startedAt) * 1000);
      log(`${method} ${address} ${outcome ?? otherwise} in ${duration} milliseconds`);
    };
    const onReply: GetRequest["onReply"] = (reply) => {
      address = reply.address.href;
      outcome = `${reply.status} ${reply.statusText || (WORDS[reply.status] ?? "")}`.trimEnd();
    };
    try {
      const answer = await ask({ ...request, onReply });
      report("answered");
      return answer;
    } catch (error) {
      report((error as { reason?: string }).reason ?? "failed");
      throw error;
    }
  }

  return {
    ...client,
    get: (path: string, request: GetRequest) => {
      const search = new URLSearchParams(request.query).toString();
      const meant = `${path}${search === "" ? "" : `?${search}`}`;
      return logged("GET", meant, request, (heard) => client.get(path, heard));
    },
    ...("tryOut" in client && {
      tryOut: (path: string, request: TrialRequest) =>
        logged("POST", path, request, (heard) => client.tryOut(path, heard)),
    }),
  };
}

/** HTTP/2 sends none; these are what an API server answers. */
const WORDS: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  406: "Not Acceptable",
  409: "Conflict",
  410: "Gone",
  422: "Unprocessable Entity",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};
