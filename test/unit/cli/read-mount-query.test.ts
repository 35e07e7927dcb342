import { expect } from "chai";
import {
  type MountQueryFlags,
  placeMountQuery,
  readMountQuery,
} from "../../../src/cli/read-mount-query.ts";
import { UsageError } from "../../../src/cli/usage-error.ts";

const flags = (given: Partial<MountQueryFlags> = {}): MountQueryFlags => ({
  "all-namespaces": false,
  deep: false,
  ...given,
});

describe("the query of a command line", () => {
  it("without flags and arguments asks for every claim in scope", () => {
    expect(readMountQuery([], flags())).to.deep.equal({
      namespace: null,
      fallbackNamespace: null,
      targets: [],
      kinds: null,
      claimSelector: null,
      podSelector: null,
      fieldSelector: null,
      deep: false,
    });
  });

  it("has the namespace of -n, unless -A is there", () => {
    expect(readMountQuery([], flags({ namespace: "shop" })).namespace).to.equal("shop");
    expect(readMountQuery([], flags({ namespace: "" })).namespace).to.equal(null);
    const both = flags({ namespace: "shop", "all-namespaces": true });
    expect(readMountQuery([], both).namespace).to.equal(null);
  });

  it("keeps selectors with the text that was typed", () => {
    const query = readMountQuery(
      ["pod/web-0"],
      flags({
        selector: "app = web",
        "pod-selector": "tier",
        "field-selector": "status.phase=Running",
        kinds: "emptydir",
        deep: true,
      }),
    );
    expect(query).to.deep.include({
      targets: [{ type: "pod", name: "web-0" }],
      kinds: ["EmptyDir"],
      deep: true,
    });
    expect(query.claimSelector).to.deep.equal({
      text: "app = web",
      selector: [{ key: "app", operator: "In", values: ["web"] }],
    });
    expect(query.podSelector?.text).to.equal("tier");
    expect(query.fieldSelector?.selector).to.have.length(1);
  });

  it("takes an empty selector for none", () => {
    expect(readMountQuery([], flags({ selector: " " })).claimSelector).to.equal(null);
  });

  it("refuses a mistake anywhere in it", () => {
    expect(() => readMountQuery(["A"], flags())).to.throw(UsageError);
    expect(() => readMountQuery([], flags({ kinds: "x" }))).to.throw(UsageError);
    expect(() => readMountQuery([], flags({ "pod-selector": "a=b=c" }))).to.throw(UsageError);
  });
});

describe("the place of a query", () => {
  const place = (args: string[], home: string | null, given: Partial<MountQueryFlags> = {}) => {
    const asked = flags(given);
    const query = placeMountQuery(readMountQuery(args, asked), home, asked["all-namespaces"]);
    const { namespace, fallbackNamespace } = query;
    return { namespace, fallbackNamespace };
  };

  it("is the source's own namespace, else all", () => {
    expect(place([], "home")).to.deep.equal({ namespace: "home", fallbackNamespace: null });
    expect(place([], null)).to.deep.equal({ namespace: null, fallbackNamespace: null });
  });

  it("is what the flags say", () => {
    expect(place([], "home", { namespace: "shop" }).namespace).to.equal("shop");
    expect(place([], "home", { "all-namespaces": true })).to.deep.equal({
      namespace: null,
      fallbackNamespace: null,
    });
  });

  it("is the whole cluster for what lies in no namespace, with the own one to fall back to", () => {
    for (const arg of ["pv/pv-1", "node/node-a", "storageclass/gp3"]) {
      expect(place([arg], "home"), arg).to.deep.equal({
        namespace: null,
        fallbackNamespace: "home",
      });
    }
    expect(place(["pv/pv-1"], "home", { namespace: "shop" })).to.deep.equal({
      namespace: "shop",
      fallbackNamespace: null,
    });
  });

  it("is the own namespace where one of several targets lies in one", () => {
    expect(place(["node/node-a", "pvc/media"], "home").namespace).to.equal("home");
    expect(place(["pod/web-0"], "home").namespace).to.equal("home");
  });
});
