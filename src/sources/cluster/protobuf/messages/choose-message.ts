import { RESOURCE_OF_TARGET } from "../../../../core/model/read-request.ts";
import type { Resource } from "../../../../core/model/resource.ts";
import { needsKind, type StorageKind } from "../../../../core/model/storage-kind.ts";
import { kindOfVolume } from "../../../decode/pod-volume.ts";
import { type FieldPath, hasField } from "../has-field.ts";
import type { MessageChoice } from "../list-stream.ts";
import { type Message, message } from "../message.ts";
import { selectMessages, type Wanted } from "./messages.ts";
import { objectMeta } from "./metadata.ts";
import { namedPod, podOutline, volumeSource } from "./pod.ts";

/** How an object is read that has no volume of interest. */
interface Outline {
  /** Where the sources of its volumes stand. */
  sources: FieldPath;
  /** null: whole. */
  choose(wanted: Wanted): Message | null;
}

const ofPod: Outline = {
  sources: [[2], [1], [2]],
  choose({ counted }) {
    if (counted === null) return namedPod;
    // Selectors look at labels.
    return counted.selects === null ? podOutline : null;
  },
};

/** It tells whose the pods are, and nothing else. */
const named = message({ metadata: [1, objectMeta] });

const ofWorkload: Outline = { sources: [[2], [3], [2], [1], [2]], choose: () => named };

/** Of the lists that are long. */
const OUTLINES: Readonly<Partial<Record<Resource, Outline>>> = {
  pods: ofPod,
  deployments: ofWorkload,
  replicasets: ofWorkload,
};

/**
 * Reads what is wanted of a list's objects, and little else: most pods have no volume of a kind that
 * somebody asks for, and are only counted. What is passed over may be malformed, as any field that nobody
 * reads.
 */
export function chooseMessage(resource: Resource, wanted: Wanted): MessageChoice {
  const whole = selectMessages(wanted)[resource];
  const outline = wantsAll(resource, wanted) ? undefined : OUTLINES[resource];
  const little = outline?.choose(wanted) ?? null;
  if (outline === undefined || little === null) return () => whole;
  const fields = fieldsOfKinds(wanted.kinds);
  if (fields === null) return () => whole;
  const ofInterest = [...outline.sources, fields];
  return (object) => (hasField(object, ofInterest) ? whole : little);
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

/** What is asked for by name is kept, whatever it mounts. */
function wantsAll(resource: Resource, { details, targets }: Wanted): boolean {
  return details || targets.some(({ type }) => RESOURCE_OF_TARGET[type] === resource);
}
