import type { Choice } from "./choice.ts";

/** What `completion` can do with the shim. */
export const ACTIONS = [
  { value: "install", description: "write the script that kubectl asks" },
  { value: "uninstall", description: "remove it" },
] as const satisfies readonly Choice[];

export type Action = (typeof ACTIONS)[number]["value"];
