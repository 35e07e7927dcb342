import type { TestImage } from "./image-registry.ts";

/** What holds a pod's namespaces open. */
export const PAUSE_IMAGE = "registry.test/pause:1";

function shell(script: string): TestImage {
  return { layers: ["busybox"], command: ["sh", "-c", `trap 'exit 143' TERM\n${script}`] };
}

/**
 * What the registry gives for the names in the manifests: a shell for `busybox`, socat for
 * `alpine/socat`, and for the images that the examples take for granted (`writer-app`, `my-api`)
 * the least that does what the text beside them says.
 */
export const TEST_IMAGES: Readonly<Record<string, TestImage>> = {
  pause: { layers: ["busybox"], command: ["sleep", "2147483647"] },
  "library/busybox": { layers: ["busybox"] },
  "alpine/socat": { layers: ["busybox", "socat"], entrypoint: ["socat"] },
  models: { layers: ["busybox"] },
  "library/nginx": shell("sleep 2147483647 & wait"),
  "library/writer-app": shell(
    "while true; do date > /shared/now.new && mv /shared/now.new /shared/now; sleep 1; done",
  ),
  "library/reader-app": shell("while true; do cat /shared/now; sleep 1; done"),
  "library/my-api": shell(
    "mkdir -p /tmp/www; echo 'the api' > /tmp/www/index.html; httpd -f -p 127.0.0.1:8080 -h /tmp/www",
  ),
  "library/my-client": shell("while true; do wget -q -O - http://localhost:8080/; sleep 1; done"),
};
