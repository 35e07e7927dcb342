import { expect } from "chai";
import { retype } from "../../../../src/cli/scaffold/retype.ts";

const ARGV = ["--driver=efs", "--offline", "--labels=a=b", "--", "rwx", "media"];

describe("Typing a command line again", () => {
  it("has the arguments first, and all flags as they were given", () => {
    expect(retype(ARGV)).to.equal(
      "kubectl shared scaffold rwx media --driver efs --offline --labels a=b",
    );
  });

  it("has other values in the place of those that were given, and new ones at the end", () => {
    expect(retype(ARGV, { driver: "fsx", "subnet-id": "s-1", offline: null })).to.equal(
      "kubectl shared scaffold rwx media --labels a=b --driver fsx --subnet-id s-1",
    );
    expect(retype(["--", "rwx"], { offline: true }, ["rox"])).to.equal(
      "kubectl shared scaffold rox --offline",
    );
  });

  it("quotes what a shell would read as something else", () => {
    expect(retype(["--command=it's $x", "--", "rwx"])).to.equal(
      "kubectl shared scaffold rwx --command 'it'\\''s $x'",
    );
  });
});
