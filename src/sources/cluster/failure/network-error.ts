/** What Node's network errors carry, as far as it is there. */
export interface NetworkError extends Error {
  code?: string;
  address?: string;
  port?: number;
  hostname?: string;
  /** OpenSSL's reason, lower case. */
  reason?: string;
}
