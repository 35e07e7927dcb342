import type { Fields } from "../decode/fields.ts";

/**
 * What the readers of JSON and YAML make of a document, so that a list is never in memory whole:
 * one part per element of its `items`, then one for the end of the document.
 */
export interface DocumentPart {
  /** The text of one element of `items`; null: the document ends. */
  item: string | null;
  /** 1-based, where the item or, at its end, the document begins. */
  line: number;
  /**
   * The other fields of the document: as many as stand before the items, and all at the end, where
   * `items` is there too, empty if its elements were parts.
   */
  fields: Fields;
  /** Reads `item`, in the format of the document. */
  parse: (text: string, line: number) => unknown;
}
