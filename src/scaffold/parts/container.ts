import type { Citation } from "../../knowledge/citation.ts";
import type { ScaffoldOptions } from "../options.ts";
import { because, type Explained, type Leaf, type Tree, type TreeObject } from "../tree.ts";
import { BUSYBOX } from "./images.ts";
import { buildAppResources, buildSmallResources } from "./resources.ts";
import { buildContainerSecurity } from "./security.ts";

/** What a container is made from; what is left out is busybox, small, and mounts nothing. */
export interface ContainerParts {
  name: string;
  image?: Leaf | Explained;
  command?: Tree;
  args?: readonly Tree[];
  ports?: readonly Tree[];
  mounts?: readonly Tree[] | undefined;
  /** `startupProbe`, `readinessProbe`, `livenessProbe`. */
  probes?: TreeObject;
  resources?: TreeObject | Explained;
}

/** A container of the pattern's own: its image and its command are the demonstration. */
export function buildContainer(parts: ContainerParts): TreeObject {
  return build({ image: BUSYBOX, resources: buildSmallResources(), ...parts }, true);
}

/**
 * The container that the user's program takes the place of: image and command are what was asked
 * for. An image that was given runs what it is made to run, unless a command was given too; probes
 * of the demonstration are then left out.
 */
export function buildAppContainer(options: ScaffoldOptions, parts: ContainerParts): TreeObject {
  const own = { image: BUSYBOX, resources: buildAppResources(options), ...parts };
  if (isDemonstration(options)) return build(own, true);
  return build(
    {
      ...own,
      image: options.image ?? own.image,
      command: options.command ?? undefined,
      args: undefined,
      probes: undefined,
    },
    false,
  );
}

/** The app's container shows that the sharing works: neither image nor command was given. */
export function isDemonstration({ image, command }: ScaffoldOptions): boolean {
  return image === null && command === null;
}

/**
 * An init container that goes on running beside the app: started before it, ended after it.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export function toSidecar(container: TreeObject, text: string, citation?: Citation): TreeObject {
  return { ...container, restartPolicy: because("Always", text, citation) };
}

/** Parts of which nothing is taken for granted any more. */
type Settled = { [Part in keyof ContainerParts]: ContainerParts[Part] | undefined };

function build(
  { name, image, command, args, ports, mounts, probes, resources }: Settled,
  isOurs: boolean,
): TreeObject {
  return {
    name,
    image,
    command,
    args,
    ports,
    ...probes,
    resources,
    securityContext: buildContainerSecurity(isOurs),
    volumeMounts: mounts,
  };
}
