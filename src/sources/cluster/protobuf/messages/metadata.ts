import { formatTime } from "../format-time.ts";
import {
  flag,
  integer,
  list,
  mapOf,
  message,
  nested,
  scalar,
  text,
  textMap,
  texts,
} from "../message.ts";

// Field numbers: https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/apis/meta/v1/generated.proto

/** `metav1.Time` and `metav1.MicroTime`, in RFC 3339 as the API writes them in JSON. */
function timeWith(fractionDigits: 0 | 6) {
  return scalar(message({ seconds: [1, integer], nanos: [2, integer] }), ({ seconds, nanos }) => {
    // The zero time is how Go writes no time at all.
    if (typeof seconds !== "number" || seconds <= 0) return undefined;
    if (fractionDigits === 0) return formatTime(seconds);
    const fraction = String(nanos ?? 0)
      .padStart(9, "0")
      .slice(0, fractionDigits);
    return formatTime(seconds, `.${fraction}`);
  });
}

export const time = timeWith(0);

export const microTime = timeWith(6);

/** `resource.Quantity`: its own text. */
export const quantity = scalar(message({ string: [1, text] }), ({ string }) => string);

export const quantities = mapOf(quantity);

/** `intstr.IntOrString`: type 0 is the number. */
export const intOrString = scalar(
  message({ type: [1, integer], intVal: [2, integer], strVal: [3, text] }),
  ({ type, intVal, strVal }) => (type === 1 ? (strVal ?? "") : (intVal ?? 0)),
);

const ownerReference = message({
  kind: [1, text],
  name: [3, text],
  uid: [4, text],
  controller: [6, flag],
});

const identity = {
  name: [1, text],
  namespace: [3, text],
  uid: [5, text],
  creationTimestamp: [8, time],
  deletionTimestamp: [9, time],
  deletionGracePeriodSeconds: [10, integer],
  labels: [11, textMap],
  ownerReferences: [13, list(ownerReference)],
} as const;

export const objectMeta = nested(message(identity));

/** Annotations are long: only those of claims and classes matter here. */
export const objectMetaWithAnnotations = nested(
  message({ ...identity, annotations: [12, textMap] }),
);

const labelRequirement = message({ key: [1, text], operator: [2, text], values: [3, texts] });

export const labelSelector = nested(
  message({ matchLabels: [1, textMap], matchExpressions: [2, list(labelRequirement)] }),
);
