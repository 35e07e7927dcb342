import { Writable } from "node:stream";
import { expect } from "chai";
import { writeChunks } from "../../../src/cli/write-chunks.ts";

/** A stream that takes each piece a while later, and fails at the piece of that number. */
function slowStream(failAt = Number.POSITIVE_INFINITY, code = "EPIPE") {
  const written: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    highWaterMark: 1,
    write(text: string, _encoding, done) {
      setImmediate(() => {
        if (written.length === failAt) return done(Object.assign(new Error(code), { code }));
        written.push(text);
        done();
      });
    },
  });
  return { stream, written };
}

function* pieces(count: number, size: number, taken: number[] = []) {
  for (let index = 0; index < count; index++) {
    taken.push(index);
    yield `${index % 10}`.repeat(size);
  }
}

describe("writing a text piece by piece", () => {
  it("writes all of it, in order, small pieces together", async () => {
    const { stream, written } = slowStream();
    await writeChunks(stream, pieces(10_000, 30));
    expect(written.join("")).to.equal([...pieces(10_000, 30)].join(""));
    expect(written).to.have.length(Math.ceil(300_000 / 65_550));
  });

  it("writes nothing where there is nothing", async () => {
    const { stream, written } = slowStream();
    await writeChunks(stream, []);
    await writeChunks(stream, ["", ""]);
    expect(written).to.deep.equal([]);
  });

  it("has written the last of it when it ends", async () => {
    const { stream, written } = slowStream();
    await writeChunks(stream, ["the end"]);
    expect(written).to.deep.equal(["the end"]);
  });

  it("makes no more of the text when the reader goes away, and does not fail", async () => {
    const { stream, written } = slowStream(2);
    const taken: number[] = [];
    await writeChunks(stream, pieces(100, 70_000, taken));
    expect(written).to.have.length(2);
    expect(taken).to.deep.equal([0, 1, 2]);
  });

  it("is never more than a piece ahead of the reader", async () => {
    const { stream, written } = slowStream();
    const ahead: number[] = [];
    function* watched() {
      for (const piece of pieces(20, 70_000)) {
        ahead.push(written.length);
        yield piece;
      }
    }
    await writeChunks(stream, watched());
    expect(ahead).to.deep.equal(Array.from({ length: 20 }, (_, index) => index));
  });

  it("leaves no listeners behind for each piece", async () => {
    const { stream } = slowStream();
    await writeChunks(stream, pieces(30, 70_000));
    expect(stream.listenerCount("close") + stream.listenerCount("drain")).to.equal(0);
    expect(stream.listenerCount("error")).to.equal(1);
  });

  it("fails with any other failure of the stream", async () => {
    const { stream } = slowStream(1, "ENOSPC");
    const failure = await writeChunks(stream, pieces(100, 70_000)).catch((error) => error);
    expect(failure).to.have.property("code", "ENOSPC");
  });
});
