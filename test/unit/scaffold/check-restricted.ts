import { containersOf, type PodSpec } from "./find-pod-specs.ts";

/**
 * What the `restricted` Pod Security Standard would say against the pod; empty: it lets it in.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function checkRestricted(spec: PodSpec): string[] {
  const pod = spec.securityContext ?? {};
  const seccomp = pod.seccompProfile as { type?: string } | undefined;
  return [
    pod.runAsNonRoot !== true && "runAsNonRoot",
    !(typeof pod.runAsUser === "number" && pod.runAsUser > 0) && "runAsUser",
    seccomp?.type !== "RuntimeDefault" && "seccompProfile",
    (spec.volumes ?? []).some((volume) => "hostPath" in volume) && "hostPath",
    ...["hostNetwork", "hostPID", "hostIPC"].map((field) => field in spec && field),
    ...containersOf(spec).flatMap(({ name, securityContext: own = {}, ports = [] }) => [
      own.allowPrivilegeEscalation !== false && `${name}: allowPrivilegeEscalation`,
      JSON.stringify(own.capabilities) !== '{"drop":["ALL"]}' && `${name}: capabilities`,
      own.privileged !== undefined && `${name}: privileged`,
      ports.some((port) => "hostPort" in port || port.containerPort < 1024) && `${name}: ports`,
    ]),
  ].filter((flaw) => flaw !== false);
}
