import { Help, type Interfaces } from "@oclif/core";

/**
 * oclif's help in kubectl's place: usage lines show what people type, `kubectl shared …`, though
 * the program is `kubectl-shared` (a blank in oclif's `bin` would reach the names of environment
 * variables).
 */
export default class KubectlHelp extends Help {
  constructor(config: Interfaces.Config, options?: Partial<Interfaces.HelpOptions>) {
    super(Object.create(config, { bin: { value: displayName(process.argv[1]) } }), options);
  }
}

/**
 * `kubectl shared` where kubectl runs us, which it does by the name of its link.
 *
 * @see https://krew.sigs.k8s.io/docs/developer-guide/develop/best-practices/
 */
export function displayName(script: string | undefined): string {
  const name = script?.split(/[\\/]/).at(-1) ?? "";
  return name.startsWith("kubectl-") ? "kubectl shared" : "kubectl-shared";
}
