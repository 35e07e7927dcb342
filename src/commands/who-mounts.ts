import { Args } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { mountFlags } from "../cli/flags/mount-flags.ts";
import { sourceFlags } from "../cli/flags/source-flags.ts";

export default class WhoMounts extends BaseCommand {
  static override summary = "Show who mounts which volume, and what is wrong with that.";

  static override description =
    "Which pods mount which claim, on which node, in which container, at which path, read-only or " +
    "not. Without an argument: every claim of the namespace, used or not. A bare NAME is a claim; " +
    "the types are pvc, pv, node, pod, deployment, statefulset and storageclass.";

  static override usage = "who-mounts [TYPE/NAME ...] [flags]";

  static override examples = [
    { description: "Every claim of the namespace", command: "<%= config.bin %> who-mounts" },
    { description: "One claim", command: "<%= config.bin %> who-mounts pvc/media -n shop" },
    {
      description: "All storage of a pod, and with whom it shares it",
      command: "<%= config.bin %> who-mounts pod/web-0",
    },
    {
      description: "What is mounted on a node, as a tree",
      command: "<%= config.bin %> who-mounts node/node-a -o tree",
    },
    {
      description: "Errors of the whole cluster make the command fail",
      command: "<%= config.bin %> who-mounts -A --fail-on error -o name",
    },
    {
      description: "Ask a dump, or manifests before they are applied",
      command: "kubectl get pods,pvc,pv -A -o yaml | <%= config.bin %> who-mounts -f -",
    },
  ];

  static override args = {
    target: Args.string({
      name: "TYPE/NAME",
      description:
        "pvc/NAME (or NAME), pv/NAME, node/NAME, pod/NAME, deployment/NAME, statefulset/NAME, storageclass/NAME",
      multiple: true,
      ignoreStdin: true,
    }),
  };

  static override flags = { ...sourceFlags, ...mountFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(WhoMounts);
    // Only here: help and version need nothing of what answers.
    const [{ readMountQuery }, { readMountOutput }, { findMounts }, { loadMeanwhile }] =
      await Promise.all([
        import("../cli/read-mount-query.ts"),
        import("../cli/read-mount-output.ts"),
        import("../cli/find-mounts.ts"),
        import("../cli/load-meanwhile.ts"),
      ]);
    const query = readMountQuery(args.target ?? [], flags);
    const output = await readMountOutput(flags);
    const [report] = await this.withSource(flags, (opened) =>
      Promise.all([findMounts(query, opened, flags["all-namespaces"]), loadMeanwhile(output.load)]),
    );
    await output.write(report, process);
    process.exitCode = output.judge(report);
  }
}
