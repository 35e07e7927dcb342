import { readdirSync, readFileSync } from "node:fs";

/**
 * All that a package's folder says of its terms: its licenses and notices, or the end of its README.
 *
 * @throws Error if it says nothing: a name alone gives nobody a right
 */
export function readTerms(folder: string): string {
  const files = readdirSync(folder).sort();
  const texts = files
    .filter((file) => /^((un)?licen[cs]e|copying|copyright|notice)(\.|-|$)/i.test(file))
    .map((file) => readFileSync(`${folder}/${file}`, "utf8").trim());
  if (texts.length > 0) return texts.join("\n\n");
  const readme = files.find((file) => /^readme\.md$/i.test(file));
  const text = readme === undefined ? "" : readFileSync(`${folder}/${readme}`, "utf8");
  const notice = /^#+ licen[cs]e[\s\S]*/im.exec(text)?.[0].trim();
  if (notice === undefined) throw new Error(`${folder} holds no text of a license`);
  return notice;
}
