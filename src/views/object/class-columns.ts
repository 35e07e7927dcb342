import type { ClassExplanation } from "../../core/reports/object/object-report.ts";
import type { Column } from "../draw-table.ts";
import { abbreviateAnswer, describeLimit, sayYesNo } from "./describe-answers.ts";

/** In fewer columns a provisioner is not recognized any more. */
const NARROWEST = 20;

/**
 * `gp3 (default)`, as `kubectl get storageclass` marks it; `efs-sc (incomplete)` and
 * `local (static only)` where the class makes no volumes, so that nobody waits for one.
 */
function nameClass({ name, isDefault, incomplete, staticOnly }: ClassExplanation): string {
  const lack = incomplete === null ? [] : ["incomplete"];
  const marks = [...(isDefault ? ["default"] : []), ...(staticOnly ? ["static only"] : lack)];
  return marks.length === 0 ? name : `${name} (${marks.join(", ")})`;
}

/** Classes × modes; that of block devices has a column of its own where it differs for any class. */
export function classColumns(items: readonly ClassExplanation[]): Column<ClassExplanation>[] {
  const mode = (heading: string, name: string): Column<ClassExplanation> => ({
    heading,
    cell: ({ filesystem }) => abbreviateAnswer(filesystem, name),
  });
  const blockDiffers = items.some(
    (item) => blockAnswer(item) !== abbreviateAnswer(item.filesystem, "ReadWriteMany"),
  );
  return [
    { heading: "NAME", cell: nameClass },
    { heading: "PROVISIONER", cell: ({ provisioner }) => provisioner, foldsTo: NARROWEST },
    mode("RWO", "ReadWriteOnce"),
    mode("ROX", "ReadOnlyMany"),
    mode("RWX", "ReadWriteMany"),
    ...(blockDiffers ? [{ heading: "BLOCK RWX", cell: blockAnswer }] : []),
    mode("RWOP", "ReadWriteOncePod"),
    { heading: "ATTACHES", cell: ({ attaches }) => sayYesNo(attaches), givesWay: 1 },
    { heading: "BINDING", cell: ({ bindingMode }) => bindingMode, givesWay: 2 },
  ];
}

/** What else is known of a class. */
export function wideClassColumns(items: readonly ClassExplanation[]): Column<ClassExplanation>[] {
  return [
    ...classColumns(items),
    { heading: "PRODUCT", cell: ({ product }) => product ?? "<unknown>" },
    { heading: "INSTALLED", cell: ({ installed }) => sayYesNo(installed) },
    { heading: "SIZE LIMIT", cell: ({ size }) => describeLimit(size) },
    { heading: "RECLAIM", cell: ({ reclaimPolicy }) => reclaimPolicy },
    { heading: "EXPANDS", cell: ({ allowsExpansion }) => sayYesNo(allowsExpansion) },
    {
      heading: "PARAMETERS",
      cell: ({ parameters }) =>
        Object.entries(parameters)
          .map(([name, value]) => `${name}=${value}`)
          .join(","),
      optional: true,
    },
  ];
}

function blockAnswer({ block }: ClassExplanation): string {
  return abbreviateAnswer(block, "ReadWriteMany");
}
