import { execFileSync } from "node:child_process";
import { expect } from "chai";
import { command } from "../../../../src/core/model/text.ts";

describe("a command line", () => {
  it("leaves plain words as they are", () => {
    expect(command("kubectl", "-n", "shop", "delete", "pod/web-0", "--wait=false")).to.equal(
      "kubectl -n shop delete pod/web-0 --wait=false",
    );
  });

  it("hands a shell the same words, whatever is in them", () => {
    const words = ["a b", "it's", "$(touch /tmp/x)", "`id`", "!x", "a\nb", "", '{"a":1}', ";", "*"];
    const script = command("printf", "%s\\0", ...words);
    const printed = execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" });
    expect(printed.split("\0").slice(0, -1)).to.deep.equal(words);
  });
});
