import { isTypeName } from "./parse-target.ts";

/** What `explain` is asked about. */
type ExplainSubject =
  | { kind: "topics" }
  | { kind: "topic"; topic: string }
  /** The storage classes of a cluster, which only it or a file can tell. */
  | { kind: "classes" }
  /** An object of a cluster or a file. */
  | { kind: "object"; words: readonly string[] };

/** A question about the cluster although it is one word. */
export const CLASSES = "classes";

/**
 * A word with a slash is an object, `driver/NAME` excepted, and so are several words, kubectl's
 * other form `pvc media`; a bare word is always a topic, in any case.
 */
export function readExplainSubject(words: readonly string[]): ExplainSubject {
  const [word, ...more] = words;
  if (word === undefined) return { kind: "topics" };
  if (word === CLASSES && more.length === 0) return { kind: "classes" };
  if (more.length > 0) return { kind: "object", words };
  if (word.startsWith("driver/")) return { kind: "topic", topic: word };
  // A type without a name is asked for it, as who-mounts asks.
  if (word.includes("/") || isTypeName(word)) return { kind: "object", words };
  return { kind: "topic", topic: word.toLowerCase() };
}
