import { findTopic } from "../../src/knowledge/topics.ts";

/**
 * A statement of `explain TOPIC`, found by how it begins: the title of the test that proves it on a
 * node. Throws when the topic says it no longer, so that no test proves what nobody says.
 */
export function statementOf(topic: string, beginning: string): string {
  const blocks = findTopic(topic)?.sections.flatMap((section) => section.blocks) ?? [];
  const found = blocks.find((it) => it.kind === "statement" && it.text.startsWith(beginning));
  if (found?.kind !== "statement") throw new Error(`${topic} does not say: ${beginning} …`);
  return `${topic}: ${found.text}`;
}
