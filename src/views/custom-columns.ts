import { drawTable, type TableOptions } from "./draw-table.ts";
import { readPath } from "./jsonpath/path.ts";
import type { View } from "./view.ts";
import { ViewError } from "./view-error.ts";

/**
 * The view that kubectl's `-o custom-columns=NAME:.storage.name,NODES:.sharing.nodes` is: one row
 * per item, `<none>` for a field that is not there and `<nil>` for one that is not known.
 *
 * @throws ViewError in kubectl's words.
 * @see https://github.com/kubernetes/kubectl/blob/v0.36.3/pkg/cmd/get/customcolumn.go
 */
export function customColumns(spec: string): View<{ items: readonly unknown[] }, TableOptions> {
  const columns = spec.split(",").map((column) => {
    const [, heading, path] = /^([^:]*):(.*)$/s.exec(column) ?? [];
    if (heading === undefined || path === undefined) {
      throw new ViewError(
        `unexpected custom-columns spec: ${column}, expected <header>:<json-path-expr>`,
      );
    }
    const { find } = readPath(path);
    return { heading, cell: (item: unknown) => printValues(find(item)) };
  });
  return ({ items }, options) => drawTable(columns, items, options);
}

function printValues(values: readonly unknown[]): string {
  return values.length === 0 ? "<none>" : values.map(sprint).join(",");
}

/** A value as Go's `fmt.Sprint` prints what it decoded from JSON. */
function sprint(value: unknown): string {
  if (value === null) return "<nil>";
  if (Array.isArray(value)) return `[${value.map(sprint).join(" ")}]`;
  if (typeof value !== "object") return String(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${fields.map(([key, field]) => `${key}:${sprint(field)}`).join(" ")}]`;
}
