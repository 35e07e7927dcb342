import type { Target, TargetType } from "../../core/model/read-request.ts";

type Targets = readonly Target[];

/** Whether something is asked for by name, and nothing but objects of the type. */
export function areAllOf(type: TargetType, targets: Targets): boolean {
  return targets.length > 0 && targets.every((target) => target.type === type);
}

export function namesOf(type: TargetType, targets: Targets): string[] {
  return targets.filter((target) => target.type === type).map(({ name }) => name);
}
