import { Flags } from "@oclif/core";
import { BACKENDS } from "../../scaffold/backends.ts";

/** Also kubectl's own, for the API server: see `splitServer`. */
export const SERVER = "server";

/** What only the user knows of a backend, a flag each; backends that want the same share one. */
export const backendFlags = Object.fromEntries(
  [...new Set(BACKENDS.flatMap(({ values }) => values.map(({ flag }) => flag)))]
    .filter((flag) => flag !== SERVER)
    .toSorted()
    .map((flag) => [
      flag,
      Flags.string({
        description: describeValue(flag),
        helpValue: "VALUE",
        helpGroup: "BACKEND",
      }),
    ]),
);

/** `efs: the EFS file system; fsx: the Lustre file system` */
export function describeValue(flag: string): string {
  const meanings = new Map<string, string[]>();
  for (const { name, values } of BACKENDS) {
    for (const { description } of values.filter((it) => it.flag === flag)) {
      meanings.set(description, [...(meanings.get(description) ?? []), name]);
    }
  }
  return [...meanings]
    .map(([description, names]) => `${names.join(", ")}: ${description}`)
    .join("; ");
}
