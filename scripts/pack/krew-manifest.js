// krew's description of the plugin: plugin.yaml as it stands, with what was packed filled in.
import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { ROOT } from "../bundle.js";

/**
 * @typedef Archive
 * @property {import("./platforms.js").Platform} platform
 * @property {string} name
 * @property {string} sha256
 */

/**
 * @param {string} version without the `v`
 * @param {readonly Archive[]} archives
 * @param {string} base the address of the folder that will hold them; "": not known yet
 * @see https://krew.sigs.k8s.io/docs/developer-guide/plugin-manifest/
 */
export function makeKrewManifest(version, archives, base) {
  const prefix = base === "" ? "" : base.replace(/\/*$/, "/");
  const platforms = archives
    .filter(({ platform }) => platform.selector !== null)
    .map(({ platform, name, sha256 }) => ({
      selector: { matchLabels: platform.selector },
      uri: prefix + name,
      sha256,
      bin: platform.executable,
    }));
  const manifest = parseDocument(readFileSync(`${ROOT}/plugin.yaml`, "utf8"));
  manifest.setIn(["spec", "version"], `v${version}`);
  manifest.setIn(["spec", "platforms"], manifest.createNode(platforms));
  return manifest.toString({ lineWidth: 0 });
}
