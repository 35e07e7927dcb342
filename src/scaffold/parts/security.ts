import { repository } from "../../knowledge/citation.ts";
import { fact } from "../../knowledge/fact.ts";
import type { WriteAccess } from "../backend.ts";
import type { ScaffoldOptions } from "../options.ts";
import { because, type Explained, type TreeObject } from "../tree.ts";

const website = repository("kubernetes/website");
const api = repository("kubernetes/api");

const podSecurityStandards = website.file(
  "content/en/docs/concepts/security/pod-security-standards.md",
  "Restricted",
);
const podSecurityContext = api.file("core/v1/types.go", "PodSecurityContext");
const securityContext = website.file(
  "content/en/docs/tasks/configure-pod-container/security-context.md",
);

/** An emptyDir is everybody's in the pod (0777); fsGroup makes what is in it the group's. */
export const EMPTY_DIR_ACCESS: WriteAccess = {
  by: "fsGroup",
  because: fact("The emptyDir and what is made in it belong to this group.", securityContext),
};

/**
 * The pod's `securityContext`: what the `restricted` Pod Security Standard asks of a pod, a user
 * and group by number, and the group by which they may write to the volume.
 *
 * @param access of the volume that the pod writes to; null: it writes to none, or class or volume
 *   say whose the files are
 */
export function buildPodSecurity(
  options: ScaffoldOptions,
  access: WriteAccess | null,
): TreeObject | Explained {
  const { runAsUser, fsGroup } = options;
  return because(
    {
      runAsNonRoot: true,
      runAsUser: because(
        runAsUser,
        "A number: of a name the kubelet cannot tell whether it is root.",
        repository("kubernetes/kubernetes").file(
          "pkg/kubelet/kuberuntime/security_context_others.go",
          "verifyRunAsNonRoot",
        ),
      ),
      runAsGroup: buildGroup(fsGroup, access),
      ...buildWriteAccess(fsGroup, access),
      seccompProfile: { type: "RuntimeDefault" },
    },
    "With the securityContext of each container: Pod Security Standard restricted.",
    podSecurityStandards,
  );
}

/** Where class or volume say whose the files are, the pod's own numbers need that said beside them. */
function buildGroup(fsGroup: number, access: WriteAccess | null): Explained {
  if (access?.by === "accessPoint" || access?.by === "mountOptions") {
    const { value, citations } = access.because;
    return because(fsGroup, value, citations[0] ?? null);
  }
  return because(
    fsGroup,
    "Left out, the group of what the user makes would be root's.",
    securityContext,
  );
}

/** Only what is said in the pod: what `mountOptions` and `accessPoint` say stands in the class. */
function buildWriteAccess(fsGroup: number, access: WriteAccess | null): TreeObject {
  if (access === null) return {};
  const {
    by,
    because: { value, citations },
    changesOnce,
  } = access;
  const [citation = podSecurityContext] = citations;
  switch (by) {
    case "fsGroup":
      return {
        fsGroup: because(fsGroup, value, citation),
        fsGroupChangePolicy:
          changesOnce &&
          because("OnRootMismatch", changesOnce.value, changesOnce.citations[0] ?? null),
      };
    case "supplementalGroups":
      return { supplementalGroups: because([fsGroup], value, citation) };
    default:
      return {};
  }
}

/**
 * A container's `securityContext`: the rest of what `restricted` asks, and a root file system that
 * cannot be written to.
 *
 * @param isOurs the program is known to write to its volumes only
 */
export function buildContainerSecurity(isOurs: boolean): TreeObject {
  return {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    readOnlyRootFilesystem: isOurs
      ? true
      : because(false, "Set it to true if this program writes to its volumes only."),
  };
}
