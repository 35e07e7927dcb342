/**
 * The most text that is held of one object. Kubernetes stores none above etcd's request limit of
 * 1.5 MiB, so this is generous for objects and keeps anything else from filling the memory.
 *
 * @see https://etcd.io/docs/v3.6/dev-guide/limit/
 */
export const MAX_OBJECT_BYTES = 16 << 20;

export const TOO_LARGE = `one object takes more than ${MAX_OBJECT_BYTES >> 20} MiB of text`;
