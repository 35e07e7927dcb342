import type { View, ViewOptions } from "./view.ts";
import { ViewError } from "./view-error.ts";

/** An output format: what help, validation and completion need, and the way to its view. */
export interface Format<Report, Options extends ViewOptions = ViewOptions> {
  name: string;
  /** For help and completion: a few words, no full stop. */
  summary: string;
  /** For people: it tells below the rows what is missing in them. */
  isDrawn?: boolean;
  /** For formats written `name=…`. */
  argument?: { placeholder: string; whenMissing: string };
  /**
   * Imports the view, so that a format nobody asked for costs nothing, and reads the argument, which it
   * may refuse with a ViewError: one that takes an argument is to be loaded before any cluster is read.
   */
  load(argument: string): Promise<View<Report, Options>>;
}

export type Formats<Report, Options extends ViewOptions = ViewOptions> = ReadonlyMap<
  string,
  Format<Report, Options>
>;

/** What `-o` asked for: `format.load(argument)` gives the view. */
interface ParsedFormat<Report, Options extends ViewOptions = ViewOptions> {
  format: Format<Report, Options>;
  /** What stands after the `=`; "" where the format takes nothing. */
  argument: string;
}

/** A registry of formats, in the order in which help lists them. */
export function listFormats<Report, Options extends ViewOptions>(
  ...formats: Format<Report, Options>[]
): Formats<Report, Options> {
  return new Map(formats.map((format) => [format.name, format]));
}

/** The formats as help writes them: `json`, `jsonpath=TEMPLATE`. */
export function nameFormats(formats: Formats<never, never>): string[] {
  return Array.from(formats.values(), ({ name, argument }) =>
    argument === undefined ? name : `${name}=${argument.placeholder}`,
  );
}

/**
 * Reads the value of `-o`: `table`, `jsonpath={.items[*].id}`.
 *
 * @throws ViewError in kubectl's words for a format that is not in `formats`, for an argument where
 *   none is taken, and for a missing one.
 * @see https://github.com/kubernetes/cli-runtime/blob/v0.36.3/pkg/genericclioptions/print_flags.go
 */
export function parseFormat<Report, Options extends ViewOptions>(
  text: string,
  formats: Formats<Report, Options>,
): ParsedFormat<Report, Options> {
  const [, name = "", argument] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  const format = formats.get(name);
  if (isGoTemplate(name)) throw new ViewError(...refuseGoTemplate(name));
  if (format === undefined || (argument !== undefined && format.argument === undefined)) {
    throw new ViewError(
      `unable to match a printer suitable for the output format ${JSON.stringify(text)}, ` +
        `allowed formats are: ${[...formats.keys()].sort().join(",")}`,
    );
  }
  if (format.argument !== undefined && !argument) throw new ViewError(format.argument.whenMissing);
  return { format, argument: argument ?? "" };
}

function isGoTemplate(name: string): boolean {
  return /^(go-)?template(-?file)?$/.test(name);
}

/** A template language of Go has no true copy outside Go; kubectl's other one does the same work. */
function refuseGoTemplate(name: string): [string, string[]] {
  return [
    `the output format ${JSON.stringify(name)} is not offered, use jsonpath instead`,
    [`-o jsonpath='{range .items[*]}{.id}{"\\n"}{end}'`],
  ];
}
