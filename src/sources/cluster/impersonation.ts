import type { User } from "./kubeconfig/kubeconfig.ts";

/**
 * The headers that ask the server to act as another user; none unless one is named.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/
 */
export function impersonationHeaders(user: User): Record<string, string | string[]> {
  if (!user.as) return {};
  const headers: Record<string, string | string[]> = { "Impersonate-User": bytesOf(user.as) };
  if (user["as-uid"]) headers["Impersonate-Uid"] = bytesOf(user["as-uid"]);
  if (user["as-groups"]) headers["Impersonate-Group"] = user["as-groups"].map(bytesOf);
  for (const [key, values] of Object.entries(user["as-user-extra"] ?? {})) {
    headers[`Impersonate-Extra-${escapeHeaderName(key)}`] = values.map(bytesOf);
  }
  return headers;
}

/** Node writes one byte per character; kubectl sends UTF-8. */
function bytesOf(text: string): string {
  return Buffer.from(text).toString("latin1");
}

/** What no header name may have is percent-encoded, as bytes of UTF-8; `%` itself too. */
function escapeHeaderName(key: string): string {
  return Array.from(Buffer.from(key), (byte) => {
    const character = String.fromCharCode(byte);
    return /[!#$&'*+\-.^_`|~0-9A-Za-z]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}
