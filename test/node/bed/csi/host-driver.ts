import { execFile } from "node:child_process";
import { mkdir, rmdir, statfs } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { serveGrpc } from "./grpc-server.ts";
import { encode } from "./protobuf.ts";
import type { StorageBox } from "./storage-box.ts";

const run = promisify(execFile);

/** `NodeServiceCapability.RPC.Type`: stage, statistics, several writers on one node. */
const CAPABILITIES = [1, 2, 5];

/**
 * A CSI driver under the name of a known one: what a kubelet asks of it is real, the storage behind
 * it is a folder of this machine. It serves the node's half of the protocol; volumes are made and
 * attached by the players of the test bed.
 *
 * @see https://github.com/container-storage-interface/spec/blob/v1.12.0/spec.md#rpc-interface
 */
export async function startHostDriver(options: {
  name: string;
  node: string;
  kubeletFolder: string;
  box: StorageBox;
}): Promise<void> {
  const { name, node, kubeletFolder, box } = options;
  const endpoint = join(kubeletFolder, "plugins", name, "csi.sock");
  const empty = () => encode();
  await serveGrpc(endpoint, {
    "/csi.v1.Identity/GetPluginInfo": () =>
      encode({ number: 1, value: name }, { number: 2, value: "0.0.0" }),
    "/csi.v1.Identity/GetPluginCapabilities": empty,
    "/csi.v1.Identity/Probe": () =>
      encode({ number: 1, value: encode({ number: 1, value: true }) }),
    "/csi.v1.Node/NodeGetInfo": () => encode({ number: 1, value: node }),
    "/csi.v1.Node/NodeGetCapabilities": () =>
      encode(
        ...CAPABILITIES.map((type) => ({
          number: 1,
          value: encode({ number: 1, value: encode({ number: 1, value: type }) }),
        })),
      ),
    "/csi.v1.Node/NodeStageVolume": async (request) => {
      await box.open(request.text(1));
      return empty();
    },
    "/csi.v1.Node/NodeUnstageVolume": empty,
    "/csi.v1.Node/NodePublishVolume": async (request) => {
      const target = request.text(4);
      const mountOptions = request.message(5).message(2).texts(2);
      await mkdir(target, { recursive: true });
      await run("mount", ["--bind", await box.open(request.text(1)), target]);
      const isReadOnly = request.flag(6) || mountOptions.includes("ro");
      if (isReadOnly) await run("mount", ["-o", "remount,bind,ro", target]);
      return empty();
    },
    "/csi.v1.Node/NodeUnpublishVolume": async (request) => {
      const target = request.text(2);
      // Asked again for what it has done: that is well.
      await run("umount", [target]).catch(() => {});
      await rmdir(target).catch(() => {});
      return empty();
    },
    "/csi.v1.Node/NodeGetVolumeStats": async (request) => {
      const { bsize, blocks, bfree, bavail } = await statfs(request.text(2));
      const usage = encode(
        { number: 1, value: bavail * bsize },
        { number: 2, value: blocks * bsize },
        { number: 3, value: (blocks - bfree) * bsize },
        { number: 4, value: 1 },
      );
      return encode({ number: 1, value: usage });
    },
  });
  // The kubelet looks for sockets there, asks each what it is, and then talks to the endpoint.
  await serveGrpc(join(kubeletFolder, "plugins_registry", `${name}-reg.sock`), {
    "/pluginregistration.Registration/GetInfo": () =>
      encode(
        { number: 1, value: "CSIPlugin" },
        { number: 2, value: name },
        { number: 3, value: endpoint },
        { number: 4, value: "1.0.0" },
      ),
    "/pluginregistration.Registration/NotifyRegistrationStatus": empty,
  });
}
