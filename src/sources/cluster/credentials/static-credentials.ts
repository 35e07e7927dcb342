import { SourceError } from "../../source-error.ts";
import { describeFileError } from "../kubeconfig/file-error.ts";
import type { User } from "../kubeconfig/kubeconfig.ts";
import { readTextFile } from "../read-text-file.ts";
import { type ClientCertificate, type CredentialSource, fixedCredentials } from "./credentials.ts";

/** Whether the user brings a token or a password, which then no plugin is asked for. */
export function bringsSecret(user: User): boolean {
  return Boolean(user.token || user.tokenFile || user.username);
}

/**
 * A token, a password, a certificate. A token file is read anew for every request, since
 * whoever writes it may replace the token, and goes before a token of the same user.
 *
 * @see https://github.com/kubernetes/client-go/blob/v0.36.3/transport/round_trippers.go NewBearerAuthWithRefreshRoundTripper
 */
export function staticCredentials(
  user: User,
  certificate: ClientCertificate | null,
): CredentialSource {
  if (user.token || user.tokenFile) {
    return fixedCredentials(async () => ({
      authorization: `Bearer ${await readToken(user)}`,
      certificate,
    }));
  }
  const pair = Buffer.from(`${user.username ?? ""}:${user.password ?? ""}`).toString("base64");
  const authorization = user.username ? `Basic ${pair}` : null;
  const credentials = { authorization, certificate };
  return fixedCredentials(() => credentials);
}

async function readToken({ token, tokenFile }: User): Promise<string> {
  if (tokenFile === undefined) return token ?? "";
  try {
    const content = (await readTextFile(tokenFile)).trim();
    if (content !== "") return content;
    if (token === undefined) {
      throw new SourceError("Credentials", `read empty token from file "${tokenFile}"`);
    }
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    if (token === undefined) {
      throw new SourceError("Credentials", describeFileError(cause, tokenFile), { cause });
    }
  }
  return token;
}
