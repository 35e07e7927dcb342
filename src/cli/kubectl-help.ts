import { Help, type Interfaces } from "@oclif/core";
import { displayName } from "./display-name.ts";

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
