import type { Citation } from "../knowledge/citation.ts";
import { Explained, type Tree, type TreeObject } from "./tree.ts";

/** A Kubernetes object that is ready to be applied, and what is to be said about its lines. */
export interface Manifest {
  object: KubernetesObject;
  comments: readonly Comment[];
}

export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; [field: string]: Json | undefined };
  [field: string]: Json | undefined;
}

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { [field: string]: Json | undefined };

/** A comment above the line of a value. */
export interface Comment {
  /** From the object down: fields by name, elements of lists by position; empty: the whole object. */
  path: readonly (string | number)[];
  text: string;
  citation: Citation | null;
}

/** What is built from typed options, as an object with its comments beside it. */
export function toManifest(tree: Explained | TreeObject): Manifest {
  const comments: Comment[] = [];
  const object = strip(tree, [], comments);
  return { object: object as KubernetesObject, comments };
}

function strip(tree: Tree, path: readonly (string | number)[], comments: Comment[]): Json {
  if (tree instanceof Explained) {
    comments.push({ path, ...tree.reason });
    return strip(tree.value, path, comments);
  }
  if (Array.isArray(tree)) {
    return tree.map((element: Tree, index) => strip(element, [...path, index], comments));
  }
  if (typeof tree !== "object") return tree;
  const object: { [field: string]: Json } = {};
  for (const [field, value] of Object.entries(tree as TreeObject)) {
    if (value !== undefined) object[field] = strip(value, [...path, field], comments);
  }
  return object;
}
