import { expect } from "chai";
import { readWord } from "../../../src/cli/read-word.ts";
import { UsageError } from "../../../src/cli/usage-error.ts";

const CLOUDS = ["aws", "azure", "gcp"] as const;

function errorOf(...args: Parameters<typeof readWord>): {
  message: string;
  next: readonly string[];
} {
  try {
    readWord(...args);
  } catch (error) {
    expect(error).to.be.instanceOf(UsageError);
    const { message, next } = error as UsageError;
    return { message, next };
  }
  throw new Error("no error");
}

describe("the value of a flag that takes one of a few words", () => {
  it("is the word, whatever its case", () => {
    expect(readWord("--cloud", "AWS", CLOUDS)).to.equal("aws");
    expect(readWord("--mode", "readwritemany", ["ReadWriteMany"])).to.equal("ReadWriteMany");
  });

  it("is refused with all of them and the near one", () => {
    expect(errorOf("--cloud", "asure", CLOUDS)).to.deep.equal({
      message: 'invalid argument "asure" for "--cloud" flag: must be one of aws, azure, gcp',
      next: ["--cloud azure"],
    });
    expect(errorOf("--cloud", "moon", CLOUDS).next).to.deep.equal([]);
  });

  it("is offered as people type it, behind the command that takes it", () => {
    const offer = { spellings: ["rwx"], command: "kubectl shared explain backends" };
    expect(errorOf("--mode", "rwxx", ["ReadWriteMany"], offer)).to.deep.equal({
      message: 'invalid argument "rwxx" for "--mode" flag: must be one of rwx',
      next: ["kubectl shared explain backends --mode rwx"],
    });
  });
});
