/** What proves to the server who asks. */
export interface Credentials {
  /** The `Authorization` header; null: none. */
  authorization: string | null;
  certificate: ClientCertificate | null;
}

/** Both PEM. The same object as long as it is the same certificate. */
export interface ClientCertificate {
  cert: string;
  key: string;
}

/** Where credentials come from; asked before every request, since they may run out. */
export interface CredentialSource {
  /** @throws SourceError if there are none to be had */
  current(): Promise<Credentials>;
  /** Others in place of those that the server refused; null: there are no others. */
  renew(refused: Credentials): Promise<Credentials | null>;
}

/** Credentials that stay as they are, as far as this can know. */
export function fixedCredentials(
  current: () => Credentials | Promise<Credentials>,
): CredentialSource {
  return { current: async () => current(), renew: async () => null };
}
