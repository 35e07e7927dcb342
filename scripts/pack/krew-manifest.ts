// krew's description of the plugin: plugin.yaml, which says what the plugin is, with what was packed
// filled in.
import { parseDocument } from "yaml";
import type { Platform } from "./platforms.ts";

/** An archive that was made for a platform. */
export interface Archive {
  platform: Platform;
  name: string;
  sha256: string;
}

/**
 * @param template the text of plugin.yaml
 * @param version without the `v`
 * @param base the address of the folder that will hold the archives; "": not known yet
 * @see https://krew.sigs.k8s.io/docs/developer-guide/plugin-manifest/
 */
export function makeKrewManifest(
  template: string,
  version: string,
  archives: readonly Archive[],
  base: string,
): string {
  const prefix = base === "" ? "" : base.replace(/\/*$/, "/");
  const platforms = archives
    .filter(({ platform }) => platform.selector !== null)
    .map(({ platform, name, sha256 }) => ({
      selector: { matchLabels: platform.selector },
      uri: prefix + name,
      sha256,
      bin: platform.executable,
    }));
  // What says how to fill it in is of no use in what was filled in.
  const manifest = parseDocument(template.replace(/^(#.*\n)+/, ""));
  manifest.setIn(["spec", "version"], `v${version}`);
  manifest.setIn(["spec", "platforms"], manifest.createNode(platforms));
  return manifest.toString({ lineWidth: 0 });
}
