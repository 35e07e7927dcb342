import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** What an image of the tests is made of. */
export interface TestImage {
  /** Of `image-layers.ts`. */
  layers: readonly ("busybox" | "socat")[];
  entrypoint?: readonly string[];
  command?: readonly string[];
}

/** A registry that serves until it is closed. */
export interface ImageRegistry {
  /** `http://127.0.0.1:PORT`. */
  address: string;
  close(): Promise<void>;
}

const manifestType = "application/vnd.oci.image.manifest.v1+json";

/**
 * Serves images by the part of their name that follows the registry, whatever tag is asked for: so
 * manifests run as they are written, pulled under the very names that they say. It takes the place
 * of every registry of the world in the configuration of the nodes.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pull
 */
export async function serveImages(
  images: Readonly<Record<string, TestImage>>,
  layersFolder: string,
): Promise<ImageRegistry> {
  const blobs = new Map<string, Buffer>();
  const keep = (content: Buffer) => {
    const digest = `sha256:${createHash("sha256").update(content).digest("hex")}`;
    blobs.set(digest, content);
    return { digest, size: content.length };
  };
  const layers = new Map(
    ["busybox", "socat"].map((name) => [
      name,
      keep(readFileSync(join(layersFolder, `${name}.tar`))),
    ]),
  );
  const manifests = new Map(
    Object.entries(images).map(([name, image]) => {
      const own = image.layers.map(
        (layer) => layers.get(layer) as { digest: string; size: number },
      );
      const config = keep(
        json({
          architecture: process.arch === "arm64" ? "arm64" : "amd64",
          os: "linux",
          config: {
            Env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
            ...(image.entrypoint && { Entrypoint: image.entrypoint }),
            Cmd: image.command ?? ["sh"],
          },
          rootfs: { type: "layers", diff_ids: own.map(({ digest }) => digest) },
        }),
      );
      const manifest = json({
        schemaVersion: 2,
        mediaType: manifestType,
        config: { mediaType: "application/vnd.oci.image.config.v1+json", ...config },
        layers: own.map((layer) => ({
          mediaType: "application/vnd.oci.image.layer.v1.tar",
          ...layer,
        })),
      });
      keep(manifest);
      return [name, manifest];
    }),
  );

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://registry");
    const [, name = "", kind, reference = ""] =
      /^\/v2\/(.+)\/(manifests|blobs)\/(.+)$/.exec(pathname) ?? [];
    const content = reference.startsWith("sha256:") ? blobs.get(reference) : manifests.get(name);
    if (pathname !== "/v2/" && content === undefined) {
      response.writeHead(404, { "content-type": "application/json" });
      response.end(json({ errors: [{ code: "NAME_UNKNOWN", message: `no image ${name}` }] }));
      return;
    }
    const body = content ?? Buffer.from("{}");
    response.writeHead(200, {
      "content-type": kind === "manifests" ? manifestType : "application/octet-stream",
      "content-length": body.length,
      "docker-content-digest": `sha256:${createHash("sha256").update(body).digest("hex")}`,
    });
    response.end(request.method === "HEAD" ? undefined : body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function json(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}
