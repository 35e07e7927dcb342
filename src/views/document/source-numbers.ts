import type { Source } from "./document.ts";

/** The places where facts were read, numbered in the order in which they are named. */
export interface SourceNumbers {
  /** ` [1] [2]`, with a blank in front; "" where there are none. */
  mark(sources: readonly Source[]): string;
  /** What the numbers stand for, the first one first. */
  list(): Iterable<[number: number, place: string]>;
}

/** A place is its address; what has none is named. */
export function numberSources(): SourceNumbers {
  const places = new Map<string, number>();
  function numberOf({ text, address }: Source): number {
    const place = address ?? text;
    const number = places.get(place) ?? places.size + 1;
    places.set(place, number);
    return number;
  }
  return {
    mark(sources) {
      const numbers = [...new Set(sources.map(numberOf))].toSorted((a, b) => a - b);
      return numbers.length === 0 ? "" : ` [${numbers.join(",")}]`;
    },
    list: () => Array.from(places, ([place, number]) => [number, place]),
  };
}
