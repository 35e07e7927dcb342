import { Args, Flags } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { openOutput } from "../cli/standard-output.ts";

export default class Completion extends BaseCommand {
  static override summary = "Let kubectl complete `kubectl shared` in your shell.";

  static override description =
    "install writes a script beside the plugin that kubectl runs at a tabulator, in bash, zsh, fish and " +
    "whatever else it completes in: commands, flags and their values, and the names of what is in the " +
    "cluster. uninstall removes it. Without an argument it tells how this works.";

  static override usage = "completion [install | uninstall] [flags]";

  static override examples = [
    { description: "Write the script", command: "<%= config.bin %> completion install" },
    {
      description: "Write it into a folder of the PATH that is yours",
      command: "<%= config.bin %> completion install --directory ~/.local/bin",
    },
  ];

  static override args = {
    action: Args.string({
      name: "install | uninstall",
      description: "What to do with the script",
      multiple: true,
      ignoreStdin: true,
    }),
  };

  static override flags = {
    directory: Flags.string({
      description: "A folder of the PATH; default: where kubectl-shared is",
      helpValue: "DIR",
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Completion);
    const { manageShim } = await import("../cli/completion/manage-shim.ts");
    const { env, platform } = process;
    const text = await manageShim(args.action ?? [], flags.directory, { path: env.PATH, platform });
    openOutput().write(text);
  }
}
