import { expect } from "chai";
import { refuseNamespaces } from "../../../../src/scaffold/claims/namespaces.ts";
import { findPattern } from "../find-pattern.ts";
import { optionsFor } from "../options-for.ts";

describe("the namespaces of a pattern that has several", () => {
  it("are proposed so that they are taken, whatever was wrong with those that were named", () => {
    const wrong = [[], ["a"], ["a", "a"], ["kube-system", "a"], ["kube-public", "kube-system"]];
    for (const teams of wrong) {
      const { next } = refuse(teams) ?? { next: [] };
      const [, proposed = ""] = /--teams (\S+)/.exec(next.join()) ?? [];
      expect(refuse(proposed.split(",")), teams.join()).to.equal(null);
      expect(proposed.split(",")).to.have.length(2);
    }
  });

  it("keep the names that were right", () => {
    expect(refuse(["a", "b", "a"])?.next.join()).to.contain("--teams a,b");
    expect(refuse(["a", "kube-system", "b"])?.next.join()).to.contain("--teams a,b");
  });

  it("are none of Kubernetes itself", () => {
    expect(refuse(["a", "kube-system"])?.message).to.equal(
      "kube-system cannot be a team: namespaces whose names begin with kube- are for Kubernetes itself",
    );
    expect(refuse(["a", "kubeflow"])).to.equal(null);
  });
});

function refuse(teams: readonly string[]) {
  const options = optionsFor(findPattern("cross-namespace"), { teams });
  return refuseNamespaces(options, "cross-namespace", 2);
}
