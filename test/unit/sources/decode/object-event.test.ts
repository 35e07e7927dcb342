import { expect } from "chai";
import { decodeObjectEvent } from "../../../../src/sources/decode/object-event.ts";

const core = {
  metadata: { name: "e", creationTimestamp: "2026-11-22T23:00:00Z" },
  reason: "FailedAttachVolume",
  message: "Multi-Attach error",
  involvedObject: { kind: "Pod", namespace: "shop", name: "web-0", uid: "uid-1" },
};

describe("an event", () => {
  it("is about the object that it names", () => {
    expect(decodeObjectEvent({ ...core, lastTimestamp: "2026-11-22T23:05:00Z" })).to.deep.equal({
      kind: "Pod",
      namespace: "shop",
      name: "web-0",
      uid: "uid-1",
      reason: "FailedAttachVolume",
      message: "Multi-Attach error",
      lastSeen: "2026-11-22T23:05:00Z",
    });
  });

  it("reads the newer notation alike", () => {
    const { involvedObject, message, ...rest } = core;
    const event = { ...rest, regarding: involvedObject, note: message };
    expect(decodeObjectEvent(event)).to.deep.equal(decodeObjectEvent(core));
  });

  it("was last seen at the best time that it names", () => {
    const seen = (times: object) => decodeObjectEvent({ ...core, ...times }).lastSeen;
    const series = { lastObservedTime: "2026-11-22T23:09:00.000000Z" };
    const lastTimestamp = "2026-11-22T23:05:00Z";
    const eventTime = "2026-11-22T23:01:00.000000Z";
    expect(seen({ series, lastTimestamp, eventTime })).to.equal(series.lastObservedTime);
    expect(seen({ lastTimestamp, eventTime })).to.equal(lastTimestamp);
    expect(seen({ lastTimestamp: null, eventTime })).to.equal(eventTime);
    expect(seen({})).to.equal("2026-11-22T23:00:00Z");
    expect(seen({ metadata: { name: "e" } })).to.equal(null);
  });

  it("about an object without a uid may be about any of that name", () => {
    const { uid, ...involvedObject } = core.involvedObject;
    expect(decodeObjectEvent({ ...core, involvedObject }).uid).to.equal(null);
  });
});
