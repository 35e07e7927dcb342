import type { BackendValue, BackendValues } from "../backend.ts";

/** The value, which whoever asks for manifests has made sure of. */
export function requireValue(values: BackendValues, flag: string): string {
  const value = values[flag];
  if (value === undefined) throw new Error(`--${flag} has no value`);
  return value;
}

/** @param rule what a right value is, to complete "must be …" */
export function mustMatch(pattern: RegExp, rule: string): (value: string) => string | null {
  return (value) => (pattern.test(value) ? null : `must be ${rule}`);
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const checkObjectName = mustMatch(
  /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  "the name of a Kubernetes object: lower case letters, digits, dots and dashes",
);

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
export const checkNamespace = mustMatch(
  /^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  "the name of a namespace: lower case letters, digits and dashes",
);

/** A folder by its whole path, without the parts that a server or a node would refuse. */
export function checkPath(value: string): string | null {
  if (!value.startsWith("/")) return "must be an absolute path, /…";
  return /(^|\/)\.\.?(\/|$)|\s/.test(value) ? "must not contain spaces, . or .. as a part" : null;
}

/** The Secret that a driver takes the password of its storage from. */
export function secretValues(example: string, neededFor: BackendValue["neededFor"]) {
  const values: BackendValue[] = [
    {
      flag: "secret-name",
      description: "the Secret that holds what the driver needs to get in",
      example,
      neededFor,
      check: checkObjectName,
    },
    {
      flag: "secret-namespace",
      description: "the namespace of that Secret",
      example: "storage",
      neededFor,
      check: checkNamespace,
    },
  ];
  return values;
}

/** The Secret that {@link secretValues} asked for. */
export function requireSecret(values: BackendValues): { name: string; namespace: string } {
  return {
    name: requireValue(values, "secret-name"),
    namespace: requireValue(values, "secret-namespace"),
  };
}

/** A file server, as nodes reach it. */
export function serverValue(neededFor: BackendValue["neededFor"]): BackendValue {
  return {
    flag: "server",
    description: "the server, by name or address, as nodes reach it",
    example: "files.example.com",
    neededFor,
    check: mustMatch(
      /^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]?)$/,
      "a host name or an IP address",
    ),
  };
}

/** Of a driver that takes it for the name and for the namespace of each of its secrets. */
export function secretParameters(
  { name, namespace }: { name: string; namespace: string },
  ...uses: string[]
): Record<string, string> {
  return Object.fromEntries(
    uses.flatMap((use) => [
      [`csi.storage.k8s.io/${use}-secret-name`, name],
      [`csi.storage.k8s.io/${use}-secret-namespace`, namespace],
    ]),
  );
}
