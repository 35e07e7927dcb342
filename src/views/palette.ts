import { styleText } from "node:util";

/** Colour says again what the words say already: it is never the only carrier of a meaning. */
export interface Palette {
  heading(text: string): string;
  good(text: string): string;
  error(text: string): string;
  warning(text: string): string;
  info(text: string): string;
}

type Style = Parameters<typeof styleText>[0];

/** Whether there is a terminal that shows colour is decided by who calls, never here. */
export function choosePalette(color: boolean): Palette {
  const paint = (style: Style) => (text: string) =>
    color ? styleText(style, text, { validateStream: false }) : text;
  return {
    heading: paint("bold"),
    good: paint("green"),
    error: paint(["bold", "red"]),
    warning: paint("yellow"),
    info: paint("cyan"),
  };
}
