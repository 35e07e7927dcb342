import type { ClassExplanation } from "../../core/reports/object-report.ts";
import type { Column } from "../draw-table.ts";
import { abbreviateAnswer, describeLimit, sayYesNo } from "./describe-answers.ts";

/** Names and binding modes that are longer are folded on a narrow terminal. */
const NARROWEST = 12;

/** `gp3 (default)`, as `kubectl get storageclass` marks it. */
export function nameClass({ name, isDefault }: ClassExplanation): string {
  return isDefault ? `${name} (default)` : name;
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
    { heading: "BINDING", cell: ({ bindingMode }) => bindingMode, foldsTo: NARROWEST },
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
