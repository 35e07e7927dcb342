/** What is known of the place that text is drawn for. */
export interface Terminal {
  /** null: not a terminal, so nothing is folded and nothing is wrapped. */
  columns: number | null;
  color: boolean;
  /** Whether lines may be drawn with box characters. */
  unicode: boolean;
}

/** What every view understands. */
export interface ViewOptions {
  terminal: Terminal;
}

/**
 * A view turns a report into text and does nothing else: the same report and the same options give
 * the same text. The text comes in pieces, item by item, so that a million rows never sit in one
 * string; whoever writes them may stop at any piece.
 */
export type View<Report, Options extends ViewOptions = ViewOptions> = (
  report: Report,
  options: Options,
) => Iterable<string>;
