import type { PodProgress } from "../../../model/pod.ts";
import { listSome } from "../../../model/text.ts";
import type { Remark } from "../object-report.ts";
import { remark } from "./remark.ts";

type Waiting = PodProgress["waiting"][number];

/** `Container app waits: ImagePullBackOff, Back-off pulling image "app:2".` */
export function describeContainer({ container, reason, message }: Waiting): Remark {
  const words = message.trim();
  return remark(`Container ${container} waits: ${reason}${words === "" ? "." : `, ${words}`}`);
}

/** The same of all of them in a clause: `container app waits (ImagePullBackOff)`. */
export function nameWaiting(waiting: readonly Waiting[]): string {
  const [first, ...others] = waiting;
  if (first !== undefined && others.length === 0) {
    return `container ${first.container} waits (${first.reason})`;
  }
  const names = listSome(waiting.map(({ container, reason }) => `${container} (${reason})`));
  return `containers ${names} wait`;
}
