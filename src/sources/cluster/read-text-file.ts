import { readFile } from "node:fs";

/**
 * A small file's text, UTF-8. `node:fs/promises` would do the same, and bring a line editor and watchers
 * along: two megabytes, and as much time as a request, for every start.
 *
 * @throws the system's error
 */
export function readTextFile(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    readFile(path, "utf8", (error, text) => (error ? reject(error) : resolve(text)));
  });
}
