import { STORAGE_KINDS } from "../../../src/core/model/storage-kind.ts";
import type { Finding } from "../../../src/core/rules/finding.ts";
import { RULES } from "../../../src/core/rules/rules.ts";
import { type RuleRun, runRules } from "../../../src/core/rules/run-rules.ts";
import type { Manifest } from "../../../src/scaffold/manifest.ts";
import { readManifests } from "./read-manifests.ts";

/** What our own rules say of the manifests before they are applied. */
export async function judgeManifests(manifests: readonly Manifest[]): Promise<Finding[]> {
  const { findings } = await runAllRules(manifests);
  return [...findings.values()].flat().map(({ finding }) => finding);
}

export async function runAllRules(manifests: readonly Manifest[]): Promise<RuleRun> {
  const { storages, joined } = await readManifests(manifests);
  return runRules(RULES, STORAGE_KINDS, storages, joined);
}
