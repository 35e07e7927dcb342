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

/** What stands before a manifest: it says how it is filled in, which is of no use where krew reads it. */
const COMMENT = /^(#.*\n)*/;

/**
 * @param template the text of plugin.yaml, also one that was filled in before
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
  const manifest = parseDocument(template.replace(COMMENT, ""));
  manifest.setIn(["spec", "version"], `v${version}`);
  manifest.setIn(["spec", "platforms"], manifest.createNode(platforms));
  return manifest.toString({ lineWidth: 0 });
}

/** What plugin.yaml becomes: the manifest that was made of it, with its comment. */
export function keepComment(template: string, manifest: string): string {
  return `${COMMENT.exec(template)?.[0] ?? ""}${manifest}`;
}
