import { expect } from "chai";
import { JoinedInventory } from "../../../../src/core/sharing/joined-inventory.ts";
import { aClaim, aConsumer, anEvent, anInventory, aVolume, aWorkload } from "../objects.ts";

const joined = new JoinedInventory(
  anInventory({
    events: [
      anEvent("attach"),
      anEvent("earlier pod", { uid: "uid-old" }),
      anEvent("any pod of the name", { uid: null }),
      anEvent("scheduler", { reason: "FailedScheduling" }),
      anEvent("other namespace", { namespace: "other" }),
      anEvent("claim", { kind: "PersistentVolumeClaim" }),
    ],
  }),
  [],
);

describe("what was said about an object", () => {
  const web = { namespace: "shop", name: "web-0", uid: "uid-web-0" };
  const messages = (kind: string, uid: string | null = web.uid) =>
    joined.eventsOf(kind, { ...web, uid }).map(({ message }) => message);

  it("is about this very one, not about an earlier one or another kind of its name", () => {
    expect(messages("Pod")).to.deep.equal(["attach", "any pod of the name", "scheduler"]);
    expect(messages("Pod", "uid-old")).to.deep.equal(["earlier pod", "any pod of the name"]);
    expect(messages("Pod", null)).to.deep.equal(["any pod of the name"]);
    expect(joined.eventsOf("PersistentVolumeClaim", { ...web, uid: null })).to.deep.equal([]);
    expect(messages("Node")).to.deep.equal([]);
  });

  it("of attaching is what the attach-detach controller said about a pod", () => {
    expect(joined.attachEventsOf(aConsumer()).map(({ message }) => message)).to.deep.equal([
      "attach",
      "any pod of the name",
    ]);
    expect(joined.attachEventsOf(aConsumer({ pod: null, podUid: null }))).to.deep.equal([]);
  });
});

describe("the inventory by what is looked for", () => {
  const refusal = (name: string, namespace = "shop") =>
    anEvent(
      `persistentvolumeclaims "${name}" is forbidden: exceeded quota: q, requested: 1, used: 1`,
      {
        kind: "StatefulSet",
        name: "db",
        namespace,
        reason: "FailedCreate",
      },
    );
  const inventory = new JoinedInventory(
    anInventory({
      claims: [aClaim("data"), aClaim("data", { namespace: "other" }), aClaim("logs")],
      volumes: [aVolume("data"), aVolume("logs", { storageClass: "efs" })],
      workloads: [aWorkload("web", {}), aWorkload("web", {}, { kind: "StatefulSet" })],
      events: [refusal("data-db-0"), refusal("data-db-1", "other"), anEvent("attach")],
    }),
    [],
  );

  it("knows volumes by class, claims by name and workloads by kind and name", () => {
    expect(inventory.volumesOfClass("efs").map(({ name }) => name)).to.deep.equal(["pv-logs"]);
    expect(inventory.claimsNamed("data").map(({ namespace }) => namespace)).to.deep.equal([
      "shop",
      "other",
    ]);
    expect(inventory.workloadOf("shop", { kind: "StatefulSet", name: "web" })?.kind).to.equal(
      "StatefulSet",
    );
    expect(inventory.workloadOf("other", { kind: "StatefulSet", name: "web" })).to.equal(null);
  });

  it("knows what was refused by the claim that is not there for it", () => {
    const refused = (name: string) =>
      inventory.refusalsOf({ namespace: "shop", name }).map(({ match }) => match.message.id);
    expect(refused("data-db-0")).to.deep.equal(["quota-exceeded"]);
    expect(refused("data-db-1")).to.deep.equal([]);
  });
});
