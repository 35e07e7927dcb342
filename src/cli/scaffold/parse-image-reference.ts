/** What a container runtime pulls. */
export interface ImageReference {
  /** With the registry, where one is named. */
  name: string;
  tag: string | null;
  /** `sha256:…` */
  digest: string | null;
}

const WORD = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const PART = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";

/** A first part with a dot or a port, or `localhost`, is a registry. */
const REGISTRY = `(?:localhost(?::\\d+)?|${PART}(?:\\.${PART})+(?::\\d+)?|${PART}:\\d+)`;

const REFERENCE = new RegExp(
  `^(?<name>(?:${REGISTRY}/)?${WORD}(?:/${WORD})*)(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$`,
);

/**
 * The parts of an image's reference; null: no runtime would take it.
 *
 * @see https://github.com/distribution/reference/blob/v0.6.0/reference.go
 */
export function parseImageReference(text: string): ImageReference | null {
  const { name = "", tag, digest } = REFERENCE.exec(text)?.groups ?? {};
  if (name === "" || name.length > 255) return null;
  return { name, tag: tag ?? null, digest: digest ?? null };
}
