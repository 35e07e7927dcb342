import { expect } from "chai";
import { displayName } from "../../../src/cli/display-name.ts";

describe("the program's name in help", () => {
  it("is what people type where kubectl runs it by its link", () => {
    expect(displayName("/home/me/.krew/bin/kubectl-shared", {})).to.equal("kubectl shared");
    expect(displayName("C:\\krew\\bin\\kubectl-shared.exe", {})).to.equal("kubectl shared");
    expect(displayName("kubectl-shared", {})).to.equal("kubectl shared");
  });

  it("is what people type where kubectl says that it runs us, whatever wrapper hides the link", () => {
    const env = { KUBECTL_PATH: "/usr/bin/kubectl" };
    expect(displayName("/opt/app/bin/run.js", env)).to.equal("kubectl shared");
    expect(displayName("/opt/app/bin/run.js", { KUBECTL_PATH: "" })).to.equal("kubectl-shared");
  });

  it("is the program's own elsewhere", () => {
    expect(displayName("/opt/app/bin/run.js", {})).to.equal("kubectl-shared");
    expect(displayName("/kubectl-shared/bin/run.js", {})).to.equal("kubectl-shared");
    expect(displayName(undefined, {})).to.equal("kubectl-shared");
  });
});
