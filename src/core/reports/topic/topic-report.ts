import type { Section } from "../../../knowledge/topic.ts";

export type { Citation } from "../../../knowledge/citation.ts";
export type {
  Block,
  Diagram,
  DiagramGroup,
  Example,
  Row,
  Section,
  Statement,
  Table,
} from "../../../knowledge/topic.ts";

/**
 * What `explain TOPIC` says: a part of what this build knows, whatever a cluster looks like. The
 * same rules hold as for the MountReport: it only grows within an apiVersion, enums are open.
 *
 * `schemas/topic-report.json` is generated from these types.
 */
export interface TopicReport {
  apiVersion: "kubectl-shared/v1alpha1";
  kind: "TopicReport";
  topic: string;
  title: string;
  summary: string;
  sections: readonly Section[];
  related: TopicLine[];
}

/** What `explain` alone says. */
export interface TopicList {
  apiVersion: "kubectl-shared/v1alpha1";
  kind: "TopicList";
  /** In the order in which they build on each other. */
  items: TopicLine[];
}

export interface TopicLine {
  topic: string;
  summary: string;
}
