import { stripVTControlCharacters } from "node:util";
import { Help, type Interfaces } from "@oclif/core";
import { displayName } from "./display-name.ts";
import { formatOwnVersion } from "./format-own-version.ts";
import { allowsColor } from "./terminal.ts";

/** What people come for, in the order of the commands' help. */
const EXAMPLES = `Who mounts what in this namespace

  $ <%= config.bin %> who-mounts

Why a pod does not start

  $ <%= config.bin %> explain pod/NAME

Manifests of pods that share a claim

  $ <%= config.bin %> scaffold rwx NAME

All that a command takes

  $ <%= config.bin %> help who-mounts`;

/**
 * oclif's help in kubectl's place: usage lines show what people type, `kubectl shared …`, though
 * the program is `kubectl-shared` (a blank in oclif's `bin` would reach the names of environment
 * variables).
 */
export default class KubectlHelp extends Help {
  constructor(config: Interfaces.Config, options?: Partial<Interfaces.HelpOptions>) {
    const bin = displayName(process.argv[1], process.env);
    const own = { bin: { value: bin }, userAgent: { value: formatOwnVersion(config.version) } };
    super(Object.create(config, own), options);
  }

  /** oclif takes an empty `NO_COLOR` for none. */
  protected override log(...lines: string[]): void {
    super.log(...(allowsColor(process.env) ? lines : lines.map(stripVTControlCharacters)));
  }

  /** A command tells its own examples; oclif knows of none for the program. */
  protected override async showRootHelp(): Promise<void> {
    await super.showRootHelp();
    this.log(this.section("EXAMPLES", EXAMPLES));
    this.log("");
  }
}
