import { Args } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { explainFlags } from "../cli/flags/explain-flags.ts";
import { sourceFlags } from "../cli/flags/source-flags.ts";

export default class Explain extends BaseCommand {
  static override summary = "Explain what can be shared, where, and why.";

  static override description =
    "A bare word is a topic, and needs no cluster; without an argument the topics are listed. " +
    "driver/NAME is all that is known of one driver or provisioner. Any other TYPE/NAME is an object " +
    "of the cluster, or of the files of -f: what a claim can do here, why a pod does not start, what " +
    "happens if a node goes; the types are pvc, pv, pod, node, storageclass, deployment and " +
    "statefulset. classes compares the storage classes of the cluster.";

  static override usage = "explain [TOPIC | TYPE/NAME | classes] [flags]";

  static override examples = [
    { description: "The topics", command: "<%= config.bin %> explain" },
    { description: "What ReadWriteMany promises", command: "<%= config.bin %> explain rwx" },
    {
      description: "Who offers it on AWS",
      command: "<%= config.bin %> explain backends --mode rwx --cloud aws",
    },
    {
      description: "One driver",
      command: "<%= config.bin %> explain driver/efs.csi.aws.com",
    },
    {
      description: "Why a pod does not start",
      command: "<%= config.bin %> explain pod/db-1 -n shop",
    },
    { description: "What a claim can do here", command: "<%= config.bin %> explain pvc/media" },
    {
      description: "Which class gives ReadWriteMany here",
      command: "<%= config.bin %> explain classes",
    },
  ];

  static override args = {
    subject: Args.string({
      name: "TOPIC | TYPE/NAME",
      description:
        "A topic, driver/NAME, classes, or an object: pvc/NAME, pv/NAME, pod/NAME, node/NAME, storageclass/NAME, deployment/NAME, statefulset/NAME",
      multiple: true,
      ignoreStdin: true,
    }),
  };

  static override flags = { ...sourceFlags, ...explainFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Explain);
    const { readExplainSubject } = await import("../cli/read-explain-subject.ts");
    const subject = readExplainSubject(args.subject ?? []);
    // Only here: help needs nothing of what answers, and a topic nothing of what reads a cluster.
    if (subject.kind === "object") {
      const { explainObject } = await import("../cli/explain-object.ts");
      await explainObject(subject.words, flags, process, (use) => this.withSource(flags, use));
      return;
    }
    if (subject.kind === "classes") {
      const { explainClasses } = await import("../cli/explain-classes.ts");
      await explainClasses(flags, process, (use) => this.withSource(flags, use));
      return;
    }
    const { explainTopic, explainTopics } = await import("../cli/explain-topic.ts");
    if (subject.kind === "topic") await explainTopic(subject.topic, flags, process);
    else await explainTopics(flags, process);
  }
}
