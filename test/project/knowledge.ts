import { readFileSync } from "node:fs";
import {
  CLOUDS,
  listTopics,
  reportBackends,
  reportTopic,
} from "../../src/core/reports/topic/report-topic.ts";
import { DRIVERS } from "../../src/knowledge/drivers.ts";
import type { Fact } from "../../src/knowledge/fact.ts";
import { IN_TREE_PLUGINS } from "../../src/knowledge/in-tree-plugins.ts";
import { MESSAGE_PATTERNS } from "../../src/knowledge/messages.ts";
import type { Document, DocumentRow, Source } from "../../src/views/document/document.ts";
import { drawMarkdownPart } from "../../src/views/document/draw-markdown.ts";
import { linkSources } from "../../src/views/document/link-sources.ts";
import { topicDocument } from "../../src/views/topic/topic-document.ts";
import { statementOf } from "../node/statement-of.ts";
import { PROJECT } from "./run-tool.ts";

export const KNOWLEDGE = `${PROJECT}/docs/knowledge.md`;

const HEAD = `<!-- Written by \`npm run knowledge\` from src/knowledge: change it there. -->

# What is known

Facts about drivers, plugins and messages, each with where it was read. What nobody documents is
said to be so, and never guessed. \`kubectl shared explain\` tells the same on a terminal.

`;

/** docs/knowledge.md as it follows from the facts now. */
export function renderKnowledge(): string {
  const everything = reportBackends({ driver: null, mode: null, cloud: null });
  const documents: Document[] = [
    { title: "Topics", blocks: [{ kind: "table", columns: ["ask", "about"], rows: topicRows() }] },
    topicDocument({ ...everything, related: [] }),
    { title: "Plugins of Kubernetes itself", blocks: [pluginTable()] },
    { title: "Messages", blocks: messageBlocks() },
  ];
  const drivers = CLOUDS.flatMap((cloud) => DRIVERS.filter((driver) => driver.cloud === cloud)).map(
    ({ names: [name] }) => {
      const report = reportTopic(`driver/${name}`);
      if (report === null) throw new Error(`${name} has no topic`);
      return topicDocument({ ...report, related: [] });
    },
  );
  // Each number is one place on the whole page.
  const links = linkSources();
  return [
    HEAD,
    ...documents.map((document) => `${[...drawMarkdownPart(document, 2, links)].join("")}\n`),
    "## Drivers, one by one\n\n",
    drivers.map((document) => [...drawMarkdownPart(document, 3, links)].join("")).join("\n"),
    ...links.define(),
    "\n## Seen on a node\n\n",
    `Each of these is the title of a test that shows it on a real kubelet: [${PROOFS}](../${PROOFS}).\n\n`,
    ...listProven().map((statement) => `- ${statement}\n`),
  ].join("");
}

const PROOFS = "test/node/explained.test.ts";

/** The statements whose tests are there, as they read in the topics now. */
function listProven(): string[] {
  const text = readFileSync(`${PROJECT}/${PROOFS}`, "utf8");
  return [...text.matchAll(/statementOf\(\s*"([^"]+)",\s*"([^"]+)"/g)].map(
    ([, topic = "", beginning = ""]) => statementOf(topic, beginning),
  );
}

function topicRows(): DocumentRow[] {
  return listTopics().items.map(({ topic, summary }) => ({
    cells: [`\`kubectl shared explain ${topic}\``, summary],
    sources: [],
  }));
}

function pluginTable(): Document["blocks"][number] {
  return {
    kind: "table",
    columns: ["field", "name", "handled by", "since", "removed with", "notes"],
    rows: IN_TREE_PLUGINS.map(({ field, name, handledBy, migrated, removed, notes }) => ({
      cells: [
        field,
        name,
        handledBy ?? "nobody",
        handledBy === name ? "" : (migrated.value ?? "not documented"),
        removed.value ?? (removed.citations.length > 0 ? "" : "not documented"),
        notes.map(({ value }) => value).join(" "),
      ],
      sources: sourcesOf(migrated, removed, ...notes),
    })),
  };
}

function messageBlocks(): Document["blocks"] {
  return MESSAGE_PATTERNS.flatMap(({ id, reason, meaning, wordings }): Document["blocks"] => [
    { kind: "heading", text: `${reason}: ${id}` },
    { kind: "paragraph", text: meaning.value, remarks: [], sources: sourcesOf(meaning) },
    {
      kind: "table",
      columns: ["wording", "since"],
      rows: wordings.map((wording) => ({
        cells: [wording.value, wording.since ?? ""],
        sources: sourcesOf(wording),
      })),
    },
  ]);
}

function sourcesOf(...facts: readonly Fact<unknown>[]): Source[] {
  const sources = facts.flatMap(({ citations }) =>
    citations.map(({ document, address }) => ({ text: document, address })),
  );
  return [...new Map(sources.map((source) => [source.text, source])).values()];
}
