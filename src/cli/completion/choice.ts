/** A word that can stand where the user asked, as the shell shows it. */
export interface Choice {
  /** The whole word, or all of it behind `--flag=`. A `/` or `=` at its end: more must follow. */
  value: string;
  /** A few words; "": it says itself what it is. */
  description: string;
}

/** Words that need no description. */
export function chooseFrom(values: readonly string[]): Choice[] {
  return values.map((value) => ({ value, description: "" }));
}
