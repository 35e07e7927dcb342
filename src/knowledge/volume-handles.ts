import { repository } from "./citation.ts";
import { type Fact, fact } from "./fact.ts";

const kubernetes = repository("kubernetes/kubernetes");

/**
 * What happens to a pod that uses two PersistentVolumes of one driver with one volumeHandle: true
 * of every CSI driver, because it is the kubelet that knows volumes by driver and handle.
 */
export const ONE_HANDLE_IN_TWO_VOLUMES: Fact<string> = fact(
  "The kubelet knows a CSI volume by its driver and its volumeHandle: of two PersistentVolumes with the same ones it mounts one only, and a pod that uses both stays in ContainerCreating without any error. Every PersistentVolume needs a volumeHandle of its own.",
  repository("awslabs/mountpoint-s3-csi-driver").file("docs/TROUBLESHOOTING.md"),
  repository("kubernetes-sigs/azurefile-csi-driver").issue(2367),
  kubernetes.issue(132921),
  kubernetes.file("pkg/volume/csi/csi_plugin.go", "GetVolumeName"),
);
