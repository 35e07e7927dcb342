import { Agent, request as httpsRequest } from "node:https";
import type { KeyedCertificate } from "./certificate-authority.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface RequestOptions {
  /** Of the body: `application/json`, for PATCH `application/merge-patch+json`, unless given. */
  contentType?: string;
  /** Asks as this user (by impersonation): what RBAC lets them do. */
  user?: { name: string; groups?: readonly string[] };
}

/**
 * Sends one request to the API server, as an administrator unless `user` is given, and resolves to
 * the body: parsed if it is JSON, else its text. Rejects with an `ApiError` on any status from 300.
 */
export type SendRequest = <T = unknown>(
  method: Method,
  path: string,
  body?: unknown,
  options?: RequestOptions,
) => Promise<T>;

/** The API server's refusal. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(method: Method, path: string, status: number, body: unknown) {
    const message = (body as { message?: string } | null)?.message ?? String(body);
    super(`${method} ${path}: ${status} ${message}`);
    this.name = "ApiError";
    this.status = status;
    this.body = body;
  }
}

/** Prepares requests to one API server over kept-alive connections; `close` ends those. */
export function createRequests(options: {
  server: string;
  authority: string;
  credentials: KeyedCertificate;
}): { request: SendRequest; close(): void } {
  const agent = new Agent({
    keepAlive: true,
    ca: options.authority,
    cert: options.credentials.certificate,
    key: options.credentials.key,
  });
  const request = <T>(
    method: Method,
    path: string,
    body?: unknown,
    { contentType, user }: RequestOptions = {},
  ): Promise<T> => {
    const headers: Record<string, string | string[]> = { accept: "application/json" };
    if (user) {
      headers["impersonate-user"] = user.name;
      if (user.groups) headers["impersonate-group"] = [...user.groups];
    }
    const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
    if (text !== undefined) {
      // Said here, because Node says nothing by itself for the body of a DELETE.
      headers["content-length"] = String(Buffer.byteLength(text));
      const usual = method === "PATCH" ? "application/merge-patch+json" : "application/json";
      headers["content-type"] = contentType ?? usual;
    }
    return new Promise((resolve, reject) => {
      const outgoing = httpsRequest(
        new URL(path, options.server),
        { agent, method, headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            const said = Buffer.concat(chunks).toString("utf8");
            const json = response.headers["content-type"]?.startsWith("application/json");
            const answer: unknown = json ? JSON.parse(said) : said;
            const status = response.statusCode ?? 0;
            if (status < 300) resolve(answer as T);
            else reject(new ApiError(method, path, status, answer));
          });
        },
      );
      outgoing.on("error", reject);
      outgoing.end(text);
    });
  };
  return { request, close: () => agent.destroy() };
}
