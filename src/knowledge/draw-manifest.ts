import type { Field, Manifest, ManifestObject } from "./driver.ts";

const API_VERSIONS: Readonly<Record<ManifestObject, string>> = {
  StorageClass: "storage.k8s.io/v1",
  PersistentVolume: "v1",
  PersistentVolumeClaim: "v1",
  Pod: "v1",
};

/**
 * The fields of a working manifest as YAML, an object a document. A value that only the user knows
 * is written `<name>`, after the last part of its field's name.
 *
 * @param name of the provisioner that the class names
 */
export function drawManifest({ objects }: Manifest, name: string): string {
  return Object.entries(objects)
    .map(([kind, fields]) =>
      drawFields(
        {
          apiVersion: API_VERSIONS[kind as ManifestObject],
          kind,
          ...(kind === "StorageClass" && { provisioner: name }),
          ...fields,
        },
        "",
      ),
    )
    .join("---\n");
}

type Fields = { readonly [field: string]: Field };

function drawFields(fields: Fields, indent: string): string {
  return Object.entries(fields)
    .map(([field, value]) => {
      const key = `${indent}${drawString(field)}:`;
      if (Array.isArray(value)) return `${key}\n${drawList(value, indent, field)}`;
      if (isFields(value)) return `${key}\n${drawFields(value, `${indent}  `)}`;
      return `${key} ${drawScalar(value, field)}\n`;
    })
    .join("");
}

/** The first field of an object stands behind the dash, the others below it. */
function drawList(values: readonly Field[], indent: string, field: string): string {
  return values
    .map((value) => {
      if (!isFields(value)) return `${indent}- ${drawScalar(value, field)}\n`;
      const text = drawFields(value, `${indent}  `);
      return `${indent}- ${text.slice(indent.length + 2)}`;
    })
    .join("");
}

function isFields(value: Field): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function drawScalar(value: Field, field: string): string {
  if (value === null) return `<${field.split("/").at(-1)}>`;
  return typeof value === "string" ? drawString(value) : String(value);
}

/** In quotes where YAML would read something else than that string. */
function drawString(text: string): string {
  const isPlain =
    /^[A-Za-z/][\w./-]*(=[\w./-]+)?$/.test(text) &&
    !/^(true|false|yes|no|on|off|null|y|n)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}
