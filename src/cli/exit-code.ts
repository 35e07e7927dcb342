/**
 * The same in every format. Under kubectl on Windows they all become 1: it runs a plugin as a
 * child there and flattens its code.
 */
export const EXIT = {
  done: 0,
  /** Failed or wrongly used, as kubectl: unreachable, not found, not allowed, bad input. */
  failed: 1,
  /** A finding reached the severity that `--fail-on` names. */
  found: 3,
  /** `--fail-on` was asked and nothing was found, but rules could not run: no false green. */
  unsure: 4,
  interrupted: 130,
} as const;
