import { DRIVERS } from "../../../knowledge/drivers.ts";
import { IN_TREE_PLUGINS } from "../../../knowledge/in-tree-plugins.ts";
import type { Topic } from "../../../knowledge/topic.ts";
import { type BackendFilter, describeBackends } from "../../../knowledge/topics/backends.ts";
import { findTopic, TOPICS } from "../../../knowledge/topics.ts";
import type { TopicLine, TopicList, TopicReport } from "./topic-report.ts";

export { findDriver } from "../../../knowledge/drivers.ts";
export { type BackendFilter, CLOUDS } from "../../../knowledge/topics/backends.ts";

/** What stands before the name of a driver. */
export const DRIVER = "driver/";

/** What `explain` alone says of the form that is no topic itself. */
const DRIVER_LINE: TopicLine = {
  topic: `${DRIVER}NAME`,
  summary: "all that is known of one driver or provisioner",
};

/** Every topic, a line each; `driver/NAME` behind the table of all drivers. */
export function listTopics(): TopicList {
  return {
    apiVersion: "kubectl-shared/v1alpha1",
    kind: "TopicList",
    items: TOPICS.map(lineOf).flatMap((line) =>
      line.topic === "backends" ? [line, DRIVER_LINE] : [line],
    ),
  };
}

/** What is known of a topic; null: there is none of that name. */
export function reportTopic(name: string): TopicReport | null {
  const topic = findTopic(name);
  return topic && makeReport(topic);
}

/** The topic `backends`, as far as the filter asks for it. */
export function reportBackends(filter: BackendFilter): TopicReport {
  return makeReport(describeBackends(filter));
}

/** The topics that have a drawing. */
export function listDrawnTopics(): string[] {
  return TOPICS.filter(hasDiagram).map(({ topic }) => topic);
}

export function hasDiagram({ sections }: Pick<TopicReport, "sections">): boolean {
  return sections.some(({ blocks }) => blocks.some(({ kind }) => kind === "diagram"));
}

/** What can stand behind `driver/`: every name as it is, without those that operators make. */
export function listDriverNames(): string[] {
  return [
    ...new Set([
      ...DRIVERS.flatMap(({ names }) => names),
      ...IN_TREE_PLUGINS.map(({ name }) => name),
    ]),
  ];
}

function makeReport({ topic, title, summary, sections, related }: Topic): TopicReport {
  return {
    apiVersion: "kubectl-shared/v1alpha1",
    kind: "TopicReport",
    topic,
    title,
    summary,
    sections,
    related: related.flatMap((name) => {
      const found = findTopic(name);
      return found ? [lineOf(found)] : [];
    }),
  };
}

function lineOf({ topic, summary }: Topic): TopicLine {
  return { topic, summary };
}
