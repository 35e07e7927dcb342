import { expect } from "chai";
import { JoinedInventory } from "../../../../src/core/sharing/joined-inventory.ts";
import { aConsumer, anEvent, anInventory } from "../objects.ts";

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
