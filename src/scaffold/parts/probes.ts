import type { TreeObject } from "../tree.ts";

/** How a probe asks. */
export type Check = TreeObject;

/** Well when the command ends with 0. It runs in the container. */
export function runs(...command: readonly string[]): Check {
  return { exec: { command } };
}

/** Well when the server answers with 200 to 399. The kubelet asks, at the pod's address. */
export function answersHttp(path: string, port: string | number): Check {
  return { httpGet: { path, port } };
}

/** Well when somebody listens. The kubelet asks, at the pod's address. */
export function acceptsTcp(port: string | number): Check {
  return { tcpSocket: { port } };
}

/** Asked each second until it is well, for a minute: what comes after the container waits for it. */
export function buildStartupProbe(check: Check): TreeObject {
  return { ...check, periodSeconds: 1, failureThreshold: 60 };
}

/** Asked every five seconds. */
export function buildProbe(check: Check): TreeObject {
  return { ...check, periodSeconds: 5, timeoutSeconds: 2 };
}
