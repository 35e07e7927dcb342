import { expect } from "chai";
import { ACCESS_MODES } from "../../../src/core/model/access-mode.ts";
import { DRIVERS } from "../../../src/knowledge/drivers.ts";
import type { ModeSupport, Modes } from "../../../src/knowledge/mode-support.ts";

/**
 * The answers of every driver, RWO ROX RWX RWOP for file systems and for raw devices: Y accepted,
 * Y* accepted because RWO is, N rejected, C conditional, ? not documented, - not applicable.
 * Written a second time, by hand, so that no cell changes unseen.
 */
const ANSWERS: readonly [name: string, variant: string, filesystem: string, block: string][] = [
  ["ebs.csi.aws.com", "", "Y N N Y*", "Y N C Y*"],
  ["efs.csi.aws.com", "", "Y N Y Y*", "N N N N"],
  ["fsx.csi.aws.com", "", "Y N Y Y*", "? ? ? ?"],
  ["fsx.openzfs.csi.aws.com", "volume", "Y N Y Y*", "? ? ? ?"],
  ["fsx.openzfs.csi.aws.com", "filesystem", "Y N Y Y*", "? ? ? ?"],
  ["s3.csi.aws.com", "", "N Y Y N", "? ? ? ?"],

  ["disk.csi.azure.com", "", "Y N N Y", "Y C C Y"],
  ["file.csi.azure.com", "", "Y Y Y Y", "N N N N"],
  ["blob.csi.azure.com", "NFSv3", "Y Y Y Y", "N N N N"],
  ["blob.csi.azure.com", "blobfuse", "Y Y C Y", "N N N N"],
  ["azurelustre.csi.azure.com", "", "Y Y Y Y", "N N N N"],

  ["pd.csi.storage.gke.io", "hyperdisk-ml", "Y Y N Y*", "Y Y ? Y*"],
  ["pd.csi.storage.gke.io", "hyperdisk-balanced", "Y N N Y*", "Y N Y Y*"],
  ["pd.csi.storage.gke.io", "hyperdisk-balanced-high-availability", "Y N N Y*", "Y N Y Y*"],
  ["pd.csi.storage.gke.io", "hyperdisk-throughput and hyperdisk-extreme", "Y N N Y*", "Y N N Y*"],
  ["pd.csi.storage.gke.io", "Persistent Disk", "Y C N Y*", "Y C C Y*"],
  ["filestore.csi.storage.gke.io", "", "Y Y Y Y*", "N N N N"],
  ["gcsfuse.csi.storage.gke.io", "", "Y Y Y Y*", "N N N N"],
  ["lustre.csi.storage.gke.io", "", "Y Y Y Y*", "N N N N"],

  ["nfs.csi.k8s.io", "", "Y Y Y Y", "N N N N"],
  ["smb.csi.k8s.io", "", "Y Y Y Y", "N N N N"],
  ["k8s-sigs.io/nfs-subdir-external-provisioner", "", "Y Y Y ?", "N N N N"],
  ["cephfs.csi.ceph.com", "", "Y C Y Y", "N N N N"],
  ["rbd.csi.ceph.com", "", "Y C N Y", "Y C Y Y"],
  ["nfs.csi.ceph.com", "", "Y C Y Y", "N N N N"],
  ["driver.longhorn.io", "", "Y N C Y", "Y N C Y"],
  ["linstor.csi.linbit.com", "", "Y Y C Y", "Y Y C Y"],
  ["local.csi.openebs.io", 'shared: "yes"', "Y N N Y*", "Y N N Y*"],
  ["local.csi.openebs.io", "one pod", "Y N N Y*", "Y N N Y*"],
  ["zfs.csi.openebs.io", 'shared: "yes"', "Y N N Y*", "Y N N Y*"],
  ["zfs.csi.openebs.io", "one pod", "Y N N Y*", "Y N N Y*"],
  ["io.openebs.csi-mayastor", "", "Y N N Y*", "Y N C Y*"],
  ["cstor.csi.openebs.io", "", "Y ? N ?", "? ? ? ?"],
  ["openebs.io/local", "", "Y N N N", "? ? ? ?"],
  ["openebs.io/nfsrwx", "", "? ? Y ?", "- - - -"],

  ["rancher.io/local-path", "", "Y C C Y", "N N N N"],
  ["k8s.io/minikube-hostpath", "", "Y C C ?", "? ? ? ?"],
  ["docker.io/hostpath", "", "Y ? ? ?", "? ? ? ?"],
  ["hostpath.csi.k8s.io", "", "Y C C Y", "Y ? ? Y"],
  ["kubernetes.io/no-provisioner", "", "Y C C ?", "Y ? ? ?"],
  ["topolvm.io", "", "Y N N Y*", "Y N N Y*"],

  ["csi.vsphere.vmware.com", "vSAN File Services", "- Y Y -", "N N N N"],
  ["csi.vsphere.vmware.com", "disk", "Y - - Y*", "Y N N Y*"],
  ["cinder.csi.openstack.org", "", "Y ? C Y*", "Y ? C Y*"],
  ["manila.csi.openstack.org", "", "Y Y Y Y*", "N N N N"],
  ["dobs.csi.digitalocean.com", "", "Y N N Y*", "Y N N Y*"],
  ["linodebs.csi.linode.com", "", "Y N N Y", "Y N N Y"],
  ["csi.hetzner.cloud", "", "Y N N Y", "Y N N Y"],
  ["csi.scaleway.com", "", "Y N N Y", "Y N N Y"],
  ["block.csi.vultr.com", "block", "Y N N Y*", "Y N N Y*"],
  ["block.csi.vultr.com", "vfs", "N N Y N", "? ? ? ?"],
  ["csi.trident.netapp.io", "ontap-nas", "Y Y Y Y", "N N N N"],
  ["csi.trident.netapp.io", "ontap-san", "Y N N Y", "Y Y Y Y"],
  ["pxd.portworx.com", "pure_block", "Y N N Y*", "Y C C ?"],
  ["pxd.portworx.com", "pxd", "Y C Y Y*", "Y C ? ?"],

  ["csi.juicefs.com", "", "Y C Y Y*", "? ? ? ?"],
  ["csi.weka.io", "", "Y Y Y Y", "N N N N"],
  ["beegfs.csi.netapp.com", "", "Y Y Y Y*", "N N N N"],
  ["org.gluster.glusterfs", "", "? ? Y ?", "? ? ? ?"],
  ["secrets-store.csi.k8s.io", "", "- - - -", "- - - -"],

  ["kubernetes.io/nfs", "", "Y Y Y N", "? ? ? ?"],
  ["kubernetes.io/host-path", "", "Y N N N", "? ? ? ?"],
  ["kubernetes.io/iscsi", "", "Y Y N N", "? ? ? ?"],
  ["kubernetes.io/fc", "", "Y Y N N", "? ? ? ?"],
];

const LETTERS = { yes: "Y", no: "N", conditional: "C", unknown: "?", "not-applicable": "-" };

function writeAnswer({ answer, derivedFrom }: ModeSupport): string {
  return LETTERS[answer] + (derivedFrom === null ? "" : "*");
}

function writeAnswers(modes: Modes): string {
  return ACCESS_MODES.map((mode) => writeAnswer(modes[mode])).join(" ");
}

describe("the drivers' answers to access modes", () => {
  const written = DRIVERS.flatMap(({ names, variants }) =>
    variants.map(({ name, filesystem, block }) => [
      names[0],
      name ?? "",
      writeAnswers(filesystem.value),
      writeAnswers(block.value),
    ]),
  );

  for (const expected of ANSWERS) {
    const [name, variant] = expected;
    it(`${name}${variant && `, ${variant}`}`, () => {
      expect(written).to.deep.include(expected);
    });
  }

  it("are all in this table", () => {
    expect(written.map(([name, variant]) => [name, variant])).to.have.deep.members(
      ANSWERS.map(([name, variant]) => [name, variant]),
    );
  });
});
