import { join } from "node:path";
import type { ClusterCredentials } from "./cluster-credentials.ts";

type Files = ClusterCredentials["files"];

/** Where the components of one cluster are. */
export interface Addresses {
  folder: string;
  etcdPort: number;
  serverPort: number;
}

export function etcdFlags({ folder, etcdPort }: Addresses): string[] {
  return [
    `--data-dir=${join(folder, "etcd")}`,
    `--listen-client-urls=http://127.0.0.1:${etcdPort}`,
    `--advertise-client-urls=http://127.0.0.1:${etcdPort}`,
    "--listen-peer-urls=http://127.0.0.1:0",
    // Nothing here has to survive a power cut.
    "--unsafe-no-fsync",
    "--log-level=warn",
  ];
}

export function apiServerFlags(
  { folder, etcdPort, serverPort }: Addresses,
  files: Files,
): string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${etcdPort}`,
    "--bind-address=127.0.0.1",
    // Without it the server looks for a network interface, which a sandbox may not have.
    "--advertise-address=127.0.0.1",
    "--endpoint-reconciler-type=none",
    `--secure-port=${serverPort}`,
    `--cert-dir=${join(folder, "apiserver")}`,
    `--tls-cert-file=${files.servingCertificate}`,
    `--tls-private-key-file=${files.servingKey}`,
    `--client-ca-file=${files.authority}`,
    "--authorization-mode=RBAC",
    "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
    `--service-account-key-file=${files.serviceAccountPublicKey}`,
    `--service-account-signing-key-file=${files.serviceAccountKey}`,
    "--service-cluster-ip-range=10.96.0.0/16",
    "--allow-privileged=true",
    // It taints each new node until the node-lifecycle-controller, which is left out, clears it.
    "--disable-admission-plugins=TaintNodesByCondition",
  ];
}

export function controllerManagerFlags(files: Files): string[] {
  return [
    `--kubeconfig=${files.controllerManagerKubeconfig}`,
    "--leader-elect=false",
    "--secure-port=0",
    // No machine sends heartbeats here: left in, it would evict every pod.
    "--controllers=*,-node-lifecycle-controller",
    "--use-service-account-credentials",
    `--service-account-private-key-file=${files.serviceAccountKey}`,
    `--root-ca-file=${files.authority}`,
    // A claim and its volume need not wait for the usual 15 s to find one another again.
    "--pvclaimbinder-sync-period=1s",
    "--kube-api-qps=200",
    "--kube-api-burst=400",
  ];
}

export function schedulerFlags(files: Files): string[] {
  return [`--kubeconfig=${files.schedulerKubeconfig}`, "--leader-elect=false", "--secure-port=0"];
}
