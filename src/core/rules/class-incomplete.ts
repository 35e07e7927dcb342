import { page } from "../../knowledge/citation.ts";
import { isLive, isToStart } from "../model/consumer.ts";
import type { Storage } from "../model/storage.ts";
import type { StorageClass } from "../model/storage-class.ts";
import { CLAIM_KINDS } from "../model/storage-kind.ts";
import { command, listNames, listSome } from "../model/text.ts";
import { findIncompleteClass } from "../sharing/incomplete-class.ts";
import type { JoinedInventory } from "../sharing/joined-inventory.ts";
import type { IncompleteClass } from "../sharing/missing-parameters.ts";
import type { Cause, Fix } from "./cause.ts";
import { kubectl } from "./command.ts";
import { claimEvidence, classEvidence, eventEvidence, parametersEvidence } from "./evidence.ts";
import { need, type Rule } from "./rule.ts";
import { listConsumers, nameStorage } from "./wording.ts";

/** The API takes any class: what is missing is told only when a claim wants a volume of it. */
export const classIncomplete: Rule = {
  id: "class-incomplete",
  summary: "a claim's storage class lacks what its driver needs to make a volume",
  kinds: CLAIM_KINDS,
  needs: [
    need("persistentvolumeclaims"),
    { anyOf: ["storageclasses"], extent: "some", of: isPendingWithClass },
  ],
  tellsCauses: true,
  citation: page(
    "Storage Classes, Parameters",
    "https://kubernetes.io/docs/concepts/storage/storage-classes/#parameters",
  ),
  *check(storage, joined) {
    const found = findIncompleteClass(storage, joined);
    if (found === null) return;
    const { storageClass, incomplete, isSure } = found;
    const users = (storage.consumers ?? []).filter(isToStart);
    const kept = isSure && users.length > 0 ? `, so ${listConsumers(users)} cannot start` : "";
    yield {
      severity: isSure ? "error" : "warning",
      message: `class ${storageClass.name} ${isSure ? "makes" : "may make"} no volume for ${nameStorage(storage)}: ${describeMissing(incomplete)}${kept}.`,
      hint: "A class's parameters are fixed: delete the class and make it anew with what is missing.",
      ...(isSure && { cause: explain(storage, storageClass, incomplete, joined) }),
    };
  },
};

function isPendingWithClass({ claim }: Storage): boolean {
  return claim?.phase === "Pending" && claim.volumeName === null && claim.storageClass !== "";
}

function describeMissing({ driver, missing, staticOnly }: IncompleteClass): string {
  const name = driver.names[0];
  if (staticOnly !== null) return `${name} makes none at all, it mounts volumes that are there`;
  const sure = missing.filter(({ value }) => value.answer !== null);
  const told = sure.length > 0 ? sure : missing;
  const names = listSome(
    told.map(({ value: { anyOf } }) =>
      anyOf.length === 1 ? anyOf[0] : `one of ${listNames(anyOf, "or")}`,
    ),
  );
  return sure.length > 0
    ? `${name} needs ${names}, which the class does not give`
    : `the documentation of ${name} asks for ${names}, which the class does not give`;
}

function explain(
  storage: Storage,
  storageClass: StorageClass,
  { missing, staticOnly }: IncompleteClass,
  joined: JoinedInventory,
): Cause {
  const { claim } = storage;
  const events = claim ? joined.eventsOf("PersistentVolumeClaim", claim) : [];
  const failed = events.filter(({ reason }) => reason === "ProvisioningFailed").slice(0, 1);
  const answers = missing.flatMap(({ value }) => value.answer ?? []);
  return {
    keeps: (storage.consumers ?? []).filter(isToStart),
    evidence: [
      ...classEvidence(storageClass),
      parametersEvidence(storageClass),
      ...(claim ? claimEvidence(claim, "spec.storageClassName", "status.phase") : []),
      ...failed.map(eventEvidence),
    ],
    outlook: {
      endsByItself: false,
      text:
        staticOnly === null
          ? `The driver is asked again and again and answers the same${answers[0] ? `: ${answers[0]}` : ""}.`
          : staticOnly.value,
    },
    fixes: staticOnly === null ? fixClass(storage, storageClass) : [MAKE_VOLUME],
  };
}

const MAKE_VOLUME: Fix = {
  text: "Make a PersistentVolume of that class by hand, with the claim in its claimRef.",
  commands: [],
  loses: null,
};

/** Volumes that are there do not need their class any more, but a new one must take its name. */
function fixClass({ claim, consumers }: Storage, { name }: StorageClass): Fix[] {
  const isThere = claim?.phase === "Pending";
  const waiting = (consumers ?? []).filter(isToStart).filter(isLive);
  return [
    {
      text: `Write class ${name} to a file, add what is missing, and put it in place of the old one: \`kubectl replace --force -f FILE\``,
      commands: [command("kubectl", "get", "storageclass", name, "-o", "yaml")],
      loses: "Nothing of volumes that are there; claims find no class while it is away.",
    },
    ...(isThere
      ? [
          {
            text: "Make the claim anew with a class that is complete.",
            commands: [
              "kubectl shared explain classes",
              kubectl(claim.namespace, "delete", "pvc", claim.name, "--wait=false"),
            ],
            loses:
              waiting.length === 0
                ? null
                : "No data, there is no volume yet; pods that name the claim wait until it is there again.",
          },
        ]
      : []),
  ];
}
