import { expect } from "chai";
import { splitWords } from "../../../../src/cli/scaffold/split-words.ts";

describe("The words of --command", () => {
  for (const [text, words] of [
    ["sleep  60", ["sleep", "60"]],
    [" a\tb ", ["a", "b"]],
    [`sh -c 'echo "x y"; date'`, ["sh", "-c", 'echo "x y"; date']],
    [`a"b c"d''`, ["ab cd"]],
    [`''`, [""]],
    ["", []],
    ["a 'b", null],
    [`a "b`, null],
  ] as const) {
    it(`of ${JSON.stringify(text)} are ${JSON.stringify(words)}`, () => {
      expect(splitWords(text)).to.deep.equal(words);
    });
  }
});
