import type { Quantity, Row, Subject } from "./row.ts";

const TIME = "milliseconds";
const MEMORY = "mebibytes";
const ALL = "who-mounts -A";

/** What our memory may not exceed in any cluster. */
const MEBIBYTES = 300;

/** All rows of a run at so many pods, and at the smaller sizes, largest first. */
export function planRows(pods: number, smaller: readonly number[]): Row[] {
  const sizes = [pods, ...smaller];
  const at = (subject: Subject, size: number) => (size === pods ? subject : `${subject}@${size}`);
  return [
    ...planCluster(),
    // Of the largest dump jq may want more memory than there is; a tenth of it tells the ratio too.
    ...sizes.slice(0, 2).flatMap((size) => planDump(size, at("dump", size), at("jq", size))),
    ...smaller.flatMap((small, index) => planGrowth(sizes[index] ?? pods, small, at)),
  ];
}

/** What is compared on the cluster of full size. */
function planCluster(): Row[] {
  const lists = "curl, the same lists";
  const requests = "curl, the same requests";
  const get = "kubectl get pods -A";
  const memory = (output: string): Row => ({
    ...row(`memory-${output}`, `${ALL} -o ${output}`, get, MEMORY, output, "pods", 0.08),
    limit: MEBIBYTES,
  });
  return [
    row("floor", ALL, lists, TIME, "table", "floor", 1.3),
    row("script", `${ALL}, bin/run.js`, lists, TIME, "script", "floor", 1.3),
    row("kubectl", ALL, get, TIME, "table", "pods", 0.1),
    memory("json"),
    memory("table"),
    row("claim", "who-mounts pvc/NAME", "kubectl describe pvc", TIME, "claim", "describe", 1),
    row("claim-floor", requests, "kubectl describe pvc", TIME, "claimFloor", "describe", null),
    row("namespace", "who-mounts -n NAME", "kubectl get pods -n", TIME, "namespace", "get", 1),
    row("namespace-floor", requests, "kubectl get pods -n", TIME, "namespaceFloor", "get", null),
    row("server", `${ALL}, server's CPU`, get, "serverSeconds", "table", "pods", 1),
  ];
}

function planDump(size: number, dump: Subject, jq: Subject): Row[] {
  const what = `who-mounts -f DUMP, ${count(size)} pods`;
  const names = "jq, names of claims";
  return [
    row(`dump-time-${size}`, what, names, TIME, dump, jq, 0.5),
    row(`dump-memory-${size}`, what, names, MEMORY, dump, jq, 0.1),
  ];
}

/** A cluster beside a smaller one. */
function planGrowth(
  large: number,
  small: number,
  at: (subject: Subject, size: number) => Subject,
): Row[] {
  const times = large / small;
  const smaller = `${count(small)} pods`;
  const grown = (name: string, what: string, quantity: Quantity, subject: Subject): Row =>
    row(
      `growth-${name}-${large}`,
      `${what}, ${count(large)} pods`,
      smaller,
      quantity,
      at(subject, large),
      at(subject, small),
      1,
    );
  const against = `${times} × ${smaller}`;
  return [
    { ...grown("time", ALL, TIME, "table"), times, against },
    { ...grown("memory", ALL, MEMORY, "table"), times, against },
    // The same is shown of a larger cluster: a tenth is for what differs from run to run.
    { ...grown("memory-shown", "who-mounts -n NAME", MEMORY, "namespace"), goal: 1.1 },
  ];
}

function row(
  id: string,
  what: string,
  against: string,
  quantity: Quantity,
  ours: Subject,
  theirs: Subject,
  goal: number | null,
): Row {
  return { id, what, against, quantity, ours, theirs, goal };
}

/** `15,000`. */
function count(pods: number): string {
  return pods.toLocaleString("en");
}
