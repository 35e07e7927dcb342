import { expect } from "chai";
import { decodeAttachEvent } from "../../../../src/sources/decode/attach-event.ts";

const pod = { kind: "Pod", namespace: "shop", name: "web-0", uid: "uid-1" };

const core = {
  metadata: { name: "e", creationTimestamp: "2026-11-22T23:00:00Z" },
  reason: "FailedAttachVolume",
  message: "Multi-Attach error",
  involvedObject: pod,
};

describe("an attach event", () => {
  it("is of the pod that waits", () => {
    expect(decodeAttachEvent({ ...core, lastTimestamp: "2026-11-22T23:05:00Z" })).to.deep.equal({
      namespace: "shop",
      pod: "web-0",
      podUid: "uid-1",
      message: "Multi-Attach error",
      lastSeen: "2026-11-22T23:05:00Z",
    });
  });

  it("reads the newer notation alike", () => {
    const { involvedObject, message, ...rest } = core;
    const event = { ...rest, regarding: involvedObject, note: message };
    expect(decodeAttachEvent(event)).to.deep.equal(decodeAttachEvent(core));
  });

  it("was last seen at the best time that it names", () => {
    const seen = (times: object) => decodeAttachEvent({ ...core, ...times })?.lastSeen;
    const series = { lastObservedTime: "2026-11-22T23:09:00.000000Z" };
    const lastTimestamp = "2026-11-22T23:05:00Z";
    const eventTime = "2026-11-22T23:01:00.000000Z";
    expect(seen({ series, lastTimestamp, eventTime })).to.equal(series.lastObservedTime);
    expect(seen({ lastTimestamp, eventTime })).to.equal(lastTimestamp);
    expect(seen({ lastTimestamp: null, eventTime })).to.equal(eventTime);
    expect(seen({})).to.equal("2026-11-22T23:00:00Z");
    expect(seen({ metadata: { name: "e" } })).to.equal(null);
  });

  it("is none where it is about something else", () => {
    expect(decodeAttachEvent({ ...core, reason: "Pulled" })).to.equal(null);
    expect(decodeAttachEvent({ ...core, involvedObject: { kind: "Node" } })).to.equal(null);
    expect(decodeAttachEvent({})).to.equal(null);
  });
});
