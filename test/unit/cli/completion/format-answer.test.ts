import { expect } from "chai";
import { chooseFrom } from "../../../../src/cli/completion/choice.ts";
import { formatAnswer } from "../../../../src/cli/completion/format-answer.ts";
import { planNames, planPaths, planWords } from "../../../../src/cli/completion/plan.ts";
import type { TypedWord } from "../../../../src/cli/completion/read-typed.ts";

const argument = (text: string): TypedWord => ({ kind: "argument", text });

describe("The answer to a shell", () => {
  it("has a line for each choice that begins as the word does, and a directive", () => {
    const plan = planWords([
      { value: "json", description: "the whole report\nas JSON" },
      { value: "jsonpath=", description: "" },
      { value: "yaml", description: "" },
    ]);
    expect(formatAnswer(argument("js"), plan, [])).to.equal(
      "json\tthe whole report as JSON\njsonpath=\n:4\n",
    );
    expect(formatAnswer(argument("x"), plan, [])).to.equal(":4\n");
  });

  it("puts no space behind what must go on, if nothing else is offered", () => {
    const plan = planWords(chooseFrom(["pv/", "pvc/", "plain"]));
    expect(formatAnswer(argument("pv"), plan, [])).to.equal("pv/\npvc/\n:6\n");
    expect(formatAnswer(argument("p"), plan, [])).to.equal("pv/\npvc/\nplain\n:4\n");
  });

  it("has names in their order, each once, behind their type, without those that are there", () => {
    const plan = { ...planNames("claim"), names: { of: "claim", before: "pvc/", except: ["b"] } };
    expect(
      formatAnswer(argument("pvc/"), plan as ReturnType<typeof planNames>, ["c", "b", "a", "c"]),
    ).to.equal("pvc/a\npvc/c\n:4\n");
  });

  it("leaves files and folders to the shell", () => {
    expect(formatAnswer(argument(""), planPaths("files"), [])).to.equal(":0\n");
    expect(formatAnswer(argument(""), planPaths("folders"), [])).to.equal(":16\n");
  });

  it("repeats what is attached to a short flag, and nothing that ends with an equals sign", () => {
    const word = (attached: string): TypedWord => ({
      kind: "value",
      flag: "namespace",
      attached,
      text: "s",
    });
    const plan = planNames("namespace");
    expect(formatAnswer(word("-n"), plan, ["shop", "default"])).to.equal("-nshop\n:4\n");
    expect(formatAnswer(word(""), plan, ["shop", "default"])).to.equal("shop\n:4\n");
  });

  it("leaves out names that would do something to a terminal or to the answer", () => {
    const names = ["a\nb", "a\tb", "a\u001b[2J", "a\u202eb", "a\u2028b", "", "a b"];
    expect(formatAnswer(argument(""), planNames("context"), names)).to.equal("a b\n:4\n");
  });
});
