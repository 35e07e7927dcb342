import type { DriverFacts } from "../../core/reports/object/object-report.ts";

/** `driver efs.csi.aws.com (Amazon EFS, access point)` */
export function describeDriver(driver: DriverFacts | null): string {
  if (driver === null) return "driver not known";
  const { name, product, variant } = driver;
  const words = [product ?? "not known to this build", ...(variant === null ? [] : [variant])];
  return `driver ${name} (${words.join(", ")})`;
}
