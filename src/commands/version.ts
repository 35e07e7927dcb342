import { BaseCommand } from "../cli/base-command.ts";
import { versionFlags } from "../cli/flags/version-flags.ts";

export default class Version extends BaseCommand {
  static override summary = "Print the versions of this program, its runtime and the server.";

  static override description =
    "What can be told without the server is printed also if it does not answer; the command fails then.";

  static override usage = "version [flags]";

  static override examples = [
    { description: "All versions", command: "<%= config.bin %> version" },
    { description: "Without asking a server", command: "<%= config.bin %> version --client" },
    {
      description: "For a script or a report of a mistake",
      command: "<%= config.bin %> version -o json",
    },
  ];

  /** What is too much is refused in kubectl's words, not in oclif's. */
  static override strict = false;

  static override flags = versionFlags;

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Version);
    const { tellVersion } = await import("../cli/tell-version.ts");
    const source = { ...flags, "all-namespaces": false, filename: undefined, recursive: false };
    await tellVersion(this.config.version, argv, flags, process, (use) =>
      this.withSource(source, use),
    );
  }
}
