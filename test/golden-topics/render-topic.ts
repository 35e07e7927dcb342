import { readExplainTopic } from "../../src/cli/read-explain-topic.ts";
import type { FilterFlags } from "../../src/cli/refuse-filter.ts";
import { hasDiagram, listTopics } from "../../src/core/reports/topic/report-topic.ts";
import { TOPICS } from "../../src/knowledge/topics.ts";
import { TOPIC_FORMATS, TOPIC_LIST_FORMATS } from "../../src/views/topic/topic-formats.ts";
import { type GoldenOutput, renderAll } from "../golden-files.ts";

/** Where the cases are: a folder each, with what is printed. */
export const CASES = import.meta.dirname;

interface Question {
  topic: string;
  flags: FilterFlags;
}

/** What is asked beside every topic as it is; null: the list of topics. */
const QUESTIONS: Readonly<Record<string, Question | null>> = {
  topics: null,
  "backends-mode": { topic: "backends", flags: { mode: "rwx" } },
  "backends-mode-rox": { topic: "backends", flags: { mode: "ReadOnlyMany" } },
  "backends-cloud": { topic: "backends", flags: { cloud: "aws" } },
  "backends-driver": { topic: "backends", flags: { driver: "csi.vsphere.vmware.com" } },
  "backends-mode-cloud": { topic: "backends", flags: { mode: "RWX", cloud: "GCP" } },
  "backends-nothing": { topic: "backends", flags: { mode: "rwx", cloud: "hetzner" } },
  "driver-aws-efs": { topic: "driver/efs.csi.aws.com", flags: {} },
  "driver-in-tree-name": { topic: "driver/kubernetes.io/aws-ebs", flags: {} },
  "driver-pattern": { topic: "driver/rook-ceph.cephfs.csi.ceph.com", flags: {} },
  "driver-variants": { topic: "driver/pd.csi.storage.gke.io", flags: {} },
  "driver-provisioner": { topic: "driver/rancher.io/local-path", flags: {} },
  "driver-little-known": { topic: "driver/org.gluster.glusterfs", flags: {} },
  "driver-removed": { topic: "driver/kubernetes.io/rbd", flags: {} },
  "driver-without-modes": { topic: "driver/secrets-store.csi.k8s.io", flags: {} },
};

const questions = new Map<string, Question | null>([
  ...TOPICS.map(({ topic }): [string, Question] => [topic, { topic, flags: {} }]),
  ...Object.entries(QUESTIONS),
]);

/** The names of all cases. */
export function listCases(): string[] {
  return [...questions.keys()];
}

/** Every view of the case, by the name of its file. */
export async function renderCase(name: string): Promise<Map<string, string>> {
  const question = questions.get(name);
  if (!question) return renderAll(listTopics(), TOPIC_LIST_FORMATS, LIST_OUTPUTS);
  const report = readExplainTopic(question.topic, question.flags);
  const drawn = hasDiagram(report) ? DRAWN_OUTPUTS : {};
  return renderAll(report, TOPIC_FORMATS, { ...TOPIC_OUTPUTS, ...drawn });
}

type Outputs = Readonly<Record<string, GoldenOutput>>;

const TOPIC_OUTPUTS: Outputs = {
  "text.txt": { format: "text", terminal: { columns: 80 } },
  "markdown.md": { format: "markdown" },
  "report.json": { format: "json" },
};

const DRAWN_OUTPUTS: Outputs = {
  "ascii.txt": { format: "text", terminal: { columns: 60, unicode: false } },
  "mermaid.txt": { format: "mermaid" },
};

const LIST_OUTPUTS: Outputs = { ...TOPIC_OUTPUTS, "name.txt": { format: "name" } };
