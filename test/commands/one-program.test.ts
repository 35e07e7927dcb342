import { expect } from "chai";
import { run, SHOP } from "./run.ts";

/**
 * What begins with `who-mounts` is run by a program that has that command only; a flag before it has the
 * program run that has them all.
 */
const LINES: readonly (readonly string[])[] = [
  ["--help"],
  ["-h", "explain"],
  ["help"],
  ["explain"],
  ["--version"],
  ["--bogus"],
  ["--kind=pvc"],
  ["-Z"],
  ["--"],
  ["--", "explain"],
  ["__complete"],
  ["-o", "tabel"],
  ["-o", "jsonpath={"],
  ["-f", "/no/such/file.yaml"],
  ["-f", SHOP, "-A"],
];

describe("A command line that begins with who-mounts", () => {
  for (const line of LINES) {
    it(`gets the answer of the whole program: who-mounts ${line.join(" ")}`, async () => {
      const [alone, whole] = await Promise.all([
        run(["who-mounts", ...line]),
        run(["-v=0", "who-mounts", ...line]),
      ]);
      expect(alone).to.deep.equal(whole);
    });
  }
});
