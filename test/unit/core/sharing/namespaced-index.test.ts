import { expect } from "chai";
import { NamespacedIndex } from "../../../../src/core/sharing/namespaced-index.ts";

describe("an index of objects by namespace and name", () => {
  const objects = [
    { namespace: "shop", name: "web", kind: "Deployment" },
    { namespace: "shop", name: "web", kind: "StatefulSet" },
    { namespace: "other", name: "db", kind: "StatefulSet" },
  ];

  it("finds what is there, and nothing elsewhere", () => {
    const index = new NamespacedIndex(objects, ({ kind, name }) => `${kind}/${name}`);
    expect(index.find("shop", "StatefulSet/web")).to.equal(objects[1]);
    expect(index.find("shop", "Deployment/web")).to.equal(objects[0]);
    expect(index.find("other", "StatefulSet/db")).to.equal(objects[2]);
    expect(index.find("other", "Deployment/web")).to.equal(undefined);
    expect(index.find("nowhere", "Deployment/web")).to.equal(undefined);
  });

  it("asks for the names of the namespaces only that it is asked about", () => {
    const named: string[] = [];
    const index = new NamespacedIndex(objects, ({ namespace, name }) => {
      named.push(`${namespace}/${name}`);
      return name;
    });
    index.find("other", "db");
    index.find("other", "web");
    expect(named).to.deep.equal(["other/db"]);
  });
});
