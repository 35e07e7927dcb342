import { MESSAGE_PATTERNS, type MessagePattern } from "./messages.ts";

/** One thing that an event says. */
export interface MessageMatch {
  message: MessagePattern;
  volume: string | null;
  claim: string | null;
  /** By name, of the event's own namespace. */
  pods: readonly string[];
  /** How many pods of other namespaces. */
  otherPods: number;
  /** What is missing. */
  object: { kind: string; name: string } | null;
  detail: string | null;
}

/**
 * What an event says, in the order of {@link MESSAGE_PATTERNS}: one thing, or several where the
 * scheduler gives a reason for each group of nodes; none where the text is not known.
 *
 * @param reason the event's `reason`; it decides first, the text second
 */
export function matchMessage(reason: string, text: string): readonly MessageMatch[] {
  const [rest, known] = split(MESSAGE_PATTERNS.filter((message) => message.reason === reason));
  const matches = matchAll(known, text);
  return matches.length > 0 ? matches : matchAll(rest, text);
}

function split(patterns: readonly MessagePattern[]): [MessagePattern[], MessagePattern[]] {
  return [patterns.filter(({ isRest }) => isRest), patterns.filter(({ isRest }) => !isRest)];
}

/** Events write resources in lower case. */
const KINDS: Readonly<Record<string, string>> = { configmap: "ConfigMap", secret: "Secret" };

function matchAll(patterns: readonly MessagePattern[], text: string): MessageMatch[] {
  return patterns.flatMap((message) => {
    const match = message.pattern.exec(text);
    if (match === null) return [];
    const { volume, claim, pods, otherPods, kind, name, detail } = match.groups ?? {};
    return [
      {
        message,
        volume: volume ?? null,
        claim: claim ?? null,
        pods: pods?.split(", ") ?? [],
        otherPods: Number(otherPods ?? 0),
        object: kind && name ? { kind: KINDS[kind] ?? kind, name } : null,
        detail: detail ?? null,
      },
    ];
  });
}
