import type { TargetType } from "../../core/model/read-request.ts";
import { findTargetType, SHORT_TYPES } from "../parse-target.ts";
import { CLASSES } from "../read-explain-subject.ts";
import { type Choice, chooseFrom } from "./choice.ts";
import type { DescribedCommands } from "./described-command.ts";
import { nameCommands } from "./list-commands.ts";
import { type Plan, planNames, planNothing, planWords } from "./plan.ts";
import type { Typed } from "./read-typed.ts";

/** What a command takes beside flags, by the command. */
const ARGUMENTS: Readonly<Record<string, (typed: Typed, text: string) => Plan | Promise<Plan>>> = {
  "who-mounts": planTarget,
  explain: planSubject,
  scaffold: planPattern,
  completion: planCompletion,
};

/** What can stand as the next argument of the command that was named. */
export async function planArgument(
  typed: Typed,
  text: string,
  commands: DescribedCommands,
): Promise<Plan> {
  const { command, args } = typed;
  if (command === null) return planNothing();
  if (command === "help")
    return args.length > 0 ? planNothing() : planWords(nameCommands(commands));
  return ARGUMENTS[command]?.(typed, text) ?? planNothing();
}

/** Any number of `pvc/NAME` and bare names of claims, or names behind one type, `pvc NAME NAME`. */
function planTarget({ args }: Typed, text: string): Plan {
  const type = findTargetType(args[0] ?? "");
  if (type !== null) return planObjects(type, "", args.slice(1));
  const slash = text.indexOf("/") + 1;
  if (slash > 0) return planSlashed(args, text.slice(0, slash));
  return {
    ...planObjects("claim", "", namesOf("claim", args)),
    words: chooseFrom(TYPE_PREFIXES),
  };
}

/** One topic, or one object: behind a slash or a type, since a bare word is a topic. */
async function planSubject({ args }: Typed, text: string): Promise<Plan> {
  const [first, ...more] = args;
  if (first !== undefined) {
    const type = more.length === 0 ? findTargetType(first) : null;
    return type === null ? planNothing() : planObjects(type, "", []);
  }
  const { DRIVER, listDriverNames, listTopics } = await import(
    "../../core/reports/topic/report-topic.ts"
  );
  if (text.startsWith(DRIVER)) {
    return planWords(chooseFrom(listDriverNames().map((name) => DRIVER + name)));
  }
  const slash = text.indexOf("/") + 1;
  if (slash > 0) return planSlashed([], text.slice(0, slash));
  const topics = listTopics().items.map(({ topic, summary }): Choice => {
    // The one that is a form and no topic.
    return { value: topic.startsWith(DRIVER) ? DRIVER : topic, description: summary };
  });
  const classes = { value: CLASSES, description: "the storage classes of the cluster, compared" };
  return planWords([...topics, classes, ...chooseFrom(TYPE_PREFIXES)]);
}

/** A pattern; behind it stands a name that is still to be found. */
async function planPattern({ args }: Typed): Promise<Plan> {
  if (args.length > 0) return planNothing();
  const { PATTERNS } = await import("../../scaffold/patterns.ts");
  return planWords(PATTERNS.map(({ name, summary }) => ({ value: name, description: summary })));
}

async function planCompletion({ args }: Typed): Promise<Plan> {
  if (args.length > 0) return planNothing();
  const { ACTIONS } = await import("./shim-action.ts");
  return planWords(ACTIONS);
}

const TYPE_PREFIXES = Object.values(SHORT_TYPES).map((type) => `${type}/`);

/** @param head the type as it was typed, with its slash */
function planSlashed(args: readonly string[], head: string): Plan {
  const type = findTargetType(head.slice(0, -1));
  return type === null ? planNothing() : planObjects(type, head, namesOf(type, args));
}

/** The names that stand there already; a bare one is a claim's. */
function namesOf(type: TargetType, args: readonly string[]): string[] {
  return args.flatMap((arg) => {
    const [, head = SHORT_TYPES.claim, name = ""] = /^(?:([^/]*)\/)?(.*)$/s.exec(arg) ?? [];
    return findTargetType(head) === type ? [name] : [];
  });
}

function planObjects(type: TargetType, before: string, except: readonly string[]): Plan {
  return { ...planNames(type), names: { of: type, before, except } };
}
