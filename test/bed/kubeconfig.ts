import { stringify } from "yaml";
import type { KeyedCertificate } from "./certificate-authority.ts";

/** A kubeconfig with one context, `test-bed`, and everything that it needs inside of it. */
export function kubeconfigOf(options: {
  server: string;
  authority: string;
  user: string;
  credentials: KeyedCertificate;
}): string {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "test-bed",
    clusters: [
      {
        name: "test-bed",
        cluster: {
          server: options.server,
          "certificate-authority-data": base64(options.authority),
        },
      },
    ],
    contexts: [{ name: "test-bed", context: { cluster: "test-bed", user: options.user } }],
    users: [
      {
        name: options.user,
        user: {
          "client-certificate-data": base64(options.credentials.certificate),
          "client-key-data": base64(options.credentials.key),
        },
      },
    ],
  });
}
