import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The Go module that pins the test bed. */
export const modulesFolder = join(import.meta.dirname, "modules");

/** The programs of a test bed, and the Go package that each is built from. */
export const packages = {
  etcd: "go.etcd.io/etcd/server/v3",
  "kube-apiserver": "k8s.io/kubernetes/cmd/kube-apiserver",
  "kube-controller-manager": "k8s.io/kubernetes/cmd/kube-controller-manager",
  "kube-scheduler": "k8s.io/kubernetes/cmd/kube-scheduler",
  kubectl: "k8s.io/kubernetes/cmd/kubectl",
} as const;

export type BinaryName = keyof typeof packages;

export const binaryNames = Object.keys(packages) as BinaryName[];

/** Where each program of a test bed lies. */
export type Binaries = Readonly<Record<BinaryName, string>>;

/**
 * The version (`1.36.3`, no `v`) that a program of the test bed has. It is read from `go.mod`, so
 * that what is built and what is checked cannot drift apart.
 */
export function pinnedVersion(name: BinaryName): string {
  const module = name === "etcd" ? packages.etcd : "k8s.io/kubernetes";
  const line = readFileSync(join(modulesFolder, "go.mod"), "utf8")
    .split("\n")
    .map((text) => text.replace(/^require/, "").trim())
    .find((text) => text.startsWith(`${module} v`));
  const version = line?.split(/\s+/)[1];
  if (version === undefined) throw new Error(`test/bed/modules/go.mod does not require ${module}`);
  return version.slice(1);
}

/** `1.36` of `1.36.3`. */
export function minorOf(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}
