import { RESOURCE_OF_TARGET } from "../../../../core/model/read-request.ts";
import type { Resource } from "../../../../core/model/resource.ts";
import { needsKind, type StorageKind } from "../../../../core/model/storage-kind.ts";
import { kindOfVolume } from "../../../decode/pod-volume.ts";
import { type FieldPath, hasField } from "../has-field.ts";
import type { MessageChoice } from "../list-stream.ts";
import { type Message, message } from "../message.ts";
import { selectMessages, type Wanted } from "./messages.ts";
import { objectMeta } from "./metadata.ts";
import { podOutline, volumeSource } from "./pod.ts";

/** How an object is read that has no volume of interest. */
interface Outline {
  /** Where the sources of its volumes stand. */
  sources: FieldPath;
  message: Message;
}

/** It tells whose the pods are, and nothing else. */
const workloadOutline: Outline = {
  sources: [[2], [3], [2], [1], [2]],
  message: message({ metadata: [1, objectMeta] }),
};

/** Of the lists that are long. */
const OUTLINES: Readonly<Partial<Record<Resource, Outline>>> = {
  pods: { sources: [[2], [1], [2]], message: podOutline },
  deployments: workloadOutline,
  replicasets: workloadOutline,
};

/**
 * Reads what is wanted of a list's objects, and little else: most pods have no volume of a kind that
 * somebody asks for, and are only counted. What is passed over may be malformed, as any field that nobody
 * reads.
 */
export function chooseMessage(resource: Resource, wanted: Wanted): MessageChoice {
  const whole = selectMessages(wanted)[resource];
  const outline = OUTLINES[resource];
  const fields = fieldsOfKinds(wanted.kinds);
  if (outline === undefined || fields === null || wantsAll(resource, wanted)) return () => whole;
  const ofInterest = [...outline.sources, fields];
  return (object) => (hasField(object, ofInterest) ? whole : outline.message);
}

/**
 * The fields of a volume's source that stand for these kinds; null: they do not tell. A volume without any
 * is an emptyDir, and what is new has a number that nobody knows yet.
 */
function fieldsOfKinds(kinds: ReadonlySet<StorageKind>): readonly number[] | null {
  if (needsKind(kinds, "EmptyDir") || needsKind(kinds, "Other")) return null;
  return Object.entries(volumeSource)
    .filter(([name]) => needsKind(kinds, kindOfVolume(name)))
    .map(([, [number]]) => number);
}

/** What is asked for by name is kept, whatever it mounts; and selectors look at labels. */
function wantsAll(resource: Resource, { countsPod, details, targets }: Wanted): boolean {
  const isAskedFor = targets.some(({ type }) => RESOURCE_OF_TARGET[type] === resource);
  return details || isAskedFor || (resource === "pods" && countsPod !== null);
}
