import { openWire } from "../http/open-wire.ts";
import { findProxy } from "../http/proxy.ts";
import { readTextFile } from "../read-text-file.ts";

/** The config of an `oidc` auth provider, as in the kubeconfig. */
export type OidcConfig = Readonly<Record<string, string>>;

/** What the next use of the provider needs, under the kubeconfig's names. */
export interface OidcTokens {
  "id-token": string;
  "refresh-token": string;
}

/**
 * Trades the refresh token for a fresh id-token, and a refresh token that replaces the used one.
 *
 * @throws Error, a plain one, if the issuer gives none
 * @see https://openid.net/specs/openid-connect-core-1_0.html#RefreshTokens
 */
export async function refreshOidcTokens(
  config: OidcConfig,
  refreshToken: string,
  env: NodeJS.ProcessEnv,
): Promise<OidcTokens> {
  const authority = await readAuthority(config);
  const issuer = (config["idp-issuer-url"] ?? "").replace(/\/$/, "");
  const metadata = await ask(`${issuer}/.well-known/openid-configuration`, { authority, env });
  const endpoint = metadata.token_endpoint;
  if (typeof endpoint !== "string") throw new Error("the issuer names no token_endpoint");
  const form = new URLSearchParams({ grant_type: "refresh_token", refresh_token: refreshToken });
  const answer = await ask(endpoint, { authority, env, form, ...identify(config, form) });
  const { id_token: idToken, refresh_token: replacement } = answer;
  if (typeof idToken !== "string") throw new Error("token response did not contain an id_token");
  return {
    "id-token": idToken,
    "refresh-token": typeof replacement === "string" ? replacement : refreshToken,
  };
}

/** A client with a secret says who it is in a header, a public one in the form. */
function identify(config: OidcConfig, form: URLSearchParams): { authorization?: string } {
  const id = config["client-id"] ?? "";
  const secret = config["client-secret"];
  if (!secret) {
    form.set("client_id", id);
    return {};
  }
  const pair = [id, secret].map(encodeURIComponent).join(":");
  return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
}

interface Question {
  authority: string | null;
  env: NodeJS.ProcessEnv;
  form?: URLSearchParams;
  authorization?: string;
}

async function ask(
  address: string,
  { authority, env, form, authorization }: Question,
): Promise<Record<string, unknown>> {
  const url = new URL(address);
  const route = { server: url, proxy: await findProxy(url, undefined, env) };
  const cluster = { server: address };
  const wire = await openWire({ cluster, route, authority, certificate: null });
  const headers = {
    Accept: "application/json",
    ...(form && { "Content-Type": "application/x-www-form-urlencoded" }),
    ...(authorization && { Authorization: authorization }),
  };
  const sent = form && ({ kind: "form", fields: form } as const);
  try {
    const { status, body } = await wire.exchange({ url, headers, ...(sent && { sent }) });
    const chunks = await Array.fromAsync(body);
    if (status !== 200) throw new Error(`${url.host} answered with status ${status}`);
    return Object(JSON.parse(Buffer.concat(chunks).toString()));
  } finally {
    wire.close();
  }
}

async function readAuthority(config: OidcConfig): Promise<string | null> {
  const data = config["idp-certificate-authority-data"];
  const file = config["idp-certificate-authority"];
  if (data) return Buffer.from(data, "base64").toString();
  return file ? readTextFile(file) : null;
}
