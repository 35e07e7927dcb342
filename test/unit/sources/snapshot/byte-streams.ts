import type { Fields } from "../../../../src/sources/decode/fields.ts";
import { ByteWindow } from "../../../../src/sources/json/byte-window.ts";
import { TextError } from "../../../../src/sources/json/text-error.ts";
import { findObjects } from "../../../../src/sources/snapshot/find-objects.ts";
import type { FoundObject } from "../../../../src/sources/snapshot/found-object.ts";
import { SourceError } from "../../../../src/sources/source-error.ts";

/** The bytes in chunks of these sizes, over and over. */
export async function* inChunks(
  content: string | Uint8Array,
  sizes: readonly number[] = [1 << 16],
): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] as number;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

export function windowOn(content: string | Uint8Array, sizes?: readonly number[]): ByteWindow {
  return new ByteWindow(inChunks(content, sizes));
}

/** What is found in this as standard input. */
export async function findIn(
  content: string | Uint8Array,
  sizes?: readonly number[],
): Promise<FoundObject[]> {
  return Array.from(await collect(findInPaths(["-"], inChunks(content, sizes))));
}

export function findInPaths(
  paths: readonly string[],
  stdin: AsyncIterable<Uint8Array> = inChunks(""),
  recursive = false,
): AsyncGenerator<FoundObject> {
  return findObjects(paths, { recursive, stdin });
}

export async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

/** The SourceError that this ends with. */
export function errorOf(promise: Promise<unknown>): Promise<SourceError> {
  return failureOf(promise, SourceError);
}

/** The TextError that this ends with. */
export function textErrorOf(promise: Promise<unknown>): Promise<TextError> {
  return failureOf(promise, TextError);
}

async function failureOf<T>(
  promise: Promise<unknown>,
  kind: abstract new (...args: never) => T,
): Promise<T> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof kind) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

export function nameOf({ object }: FoundObject): string {
  return `${object.kind}/${(object.metadata as Fields).name}`;
}
