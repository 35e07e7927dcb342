import { Args } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { scaffoldFlags } from "../cli/flags/scaffold-flags.ts";

export default class Scaffold extends BaseCommand {
  static override summary = "Print manifests of a way to share, or not to.";

  static override description =
    "Prints YAML for `kubectl apply -f -`; nothing is ever applied. Without an argument the patterns " +
    "are listed, and when to use them. Claims get a storage class of the cluster that can do what is " +
    "asked for, or with --driver or --cloud a class or a volume of their own. What is there is asked " +
    "whether names are free, versions fit and nodes are there; --offline asks nobody.";

  static override usage = "scaffold [PATTERN [NAME]] [flags]";

  static override examples = [
    { description: "The patterns", command: "<%= config.bin %> scaffold" },
    {
      description: "Pods on several nodes that share a claim, with a class of this cluster",
      command: "<%= config.bin %> scaffold rwx media --size 10Gi | kubectl apply -f -",
    },
    {
      description: "The same with a class for Amazon EFS",
      command:
        "<%= config.bin %> scaffold rwx media --driver efs --file-system-id fs-0123456789abcdef0",
    },
    {
      description: "A writer and a reader that share an emptyDir",
      command: "<%= config.bin %> scaffold empty-dir --medium memory",
    },
    {
      description: "What the server says of it; nothing is created",
      command: "<%= config.bin %> scaffold rwop db --dry-run=server",
    },
    {
      description: "Who would share what",
      command:
        "<%= config.bin %> scaffold rwx --offline --storage-class files | <%= config.bin %> who-mounts -f -",
    },
  ];

  static override args = {
    pattern: Args.string({
      name: "PATTERN [NAME]",
      description: "The pattern, and the name of what is made",
      multiple: true,
      ignoreStdin: true,
    }),
  };

  static override flags = scaffoldFlags;

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Scaffold);
    const words = args.pattern ?? [];
    // Only here: help needs nothing of what builds manifests or reads a cluster.
    if (words.length === 0) {
      const { writePatternList } = await import("../cli/scaffold/list-patterns.ts");
      await writePatternList(flags.output, this.argv, process);
      return;
    }
    const [{ scaffoldPattern }, { readSourceFlags }] = await Promise.all([
      import("../cli/scaffold/scaffold-pattern.ts"),
      import("../cli/scaffold/read-source-flags.ts"),
    ]);
    const source = readSourceFlags(flags);
    process.exitCode = await scaffoldPattern(words, flags, this.argv, process, (use) =>
      this.withSource(source, use),
    );
  }
}
