import type { Driver } from "./driver.ts";
import { aws } from "./drivers/aws.ts";
import { azure } from "./drivers/azure.ts";
import { ceph } from "./drivers/ceph.ts";
import { distributed } from "./drivers/distributed.ts";
import { ephemeral } from "./drivers/ephemeral.ts";
import { googleCloud } from "./drivers/google-cloud.ts";
import { inTree } from "./drivers/in-tree.ts";
import { linstor } from "./drivers/linstor.ts";
import { local } from "./drivers/local.ts";
import { longhorn } from "./drivers/longhorn.ts";
import { netapp } from "./drivers/netapp.ts";
import { nfsAndSmb } from "./drivers/nfs-smb.ts";
import { openebs } from "./drivers/openebs.ts";
import { openstack } from "./drivers/openstack.ts";
import { otherClouds } from "./drivers/other-clouds.ts";
import { portworx } from "./drivers/portworx.ts";
import { vsphere } from "./drivers/vsphere.ts";
import { findInTreePlugin } from "./in-tree-plugins.ts";

/** All drivers, provisioners and plugins that this build knows, family by family. */
export const DRIVERS: readonly Driver[] = [
  ...aws,
  ...azure,
  ...googleCloud,
  ...nfsAndSmb,
  ...ceph,
  ...longhorn,
  ...linstor,
  ...openebs,
  ...local,
  ...vsphere,
  ...openstack,
  ...otherClouds,
  ...netapp,
  ...portworx,
  ...distributed,
  ...ephemeral,
  ...inTree,
];

const byName = new Map(DRIVERS.flatMap((driver) => driver.names.map((name) => [name, driver])));
const withPatterns = DRIVERS.filter((driver) => driver.patterns !== undefined);

/**
 * Who handles the volumes of that name today: a name as it is, then a name that an operator or a
 * chart made, then the driver that a plugin inside Kubernetes was moved to. null: not known.
 *
 * @param name of a CSI driver, a provisioner, an in-tree plugin (`kubernetes.io/aws-ebs`) or the
 *   field of a volume (`awsElasticBlockStore`)
 */
export function findDriver(name: string): Driver | null {
  const driver = byName.get(name) ?? withPatterns.find((it) => isNamedAfterPattern(it, name));
  if (driver) return driver;
  const successor = findInTreePlugin(name)?.handledBy;
  return successor ? (byName.get(successor) ?? null) : null;
}

function isNamedAfterPattern({ patterns = [] }: Driver, name: string): boolean {
  return patterns.some((pattern) => matchesPattern(pattern, name));
}

/** One `*` stands for one or more characters. */
export function matchesPattern(pattern: string, name: string): boolean {
  const [start = "", end = ""] = pattern.split("*");
  return name.length > start.length + end.length && name.startsWith(start) && name.endsWith(end);
}

/**
 * Whether the attach-detach controller handles the volumes of that driver, and so keeps
 * ReadWriteOnce to one node.
 *
 * @param installed `spec.attachRequired` of the CSIDriver object, which wins; null: not read
 * @returns null: neither the object nor the knowledge says
 */
export function isAttachable(name: string, installed: boolean | null): boolean | null {
  return installed ?? findDriver(name)?.attachRequired.value ?? null;
}
