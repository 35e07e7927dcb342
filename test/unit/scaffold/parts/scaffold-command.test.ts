import { expect } from "chai";
import { scaffold } from "../../../../src/scaffold/parts/scaffold-command.ts";

describe("the command line that a refusal proposes", () => {
  it("quotes names that come from clusters and files", () => {
    const line = scaffold("rwx", { name: "x", namespace: null }, "--storage-class", "a; rm -r b");
    expect(line).to.equal("kubectl shared scaffold rwx x --storage-class 'a; rm -r b'");
  });

  it("stays in the namespace, except for patterns that have several", () => {
    const options = { name: "x", namespace: "shop" };
    expect(scaffold("rwx", options)).to.equal("kubectl shared scaffold rwx x --namespace shop");
    expect(scaffold("per-team", options)).to.equal("kubectl shared scaffold per-team x");
  });
});
