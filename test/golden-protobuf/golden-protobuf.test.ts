import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import type { ReadRequest } from "../../src/core/model/read-request.ts";
import { RESOURCES, type Resource } from "../../src/core/model/resource.ts";
import { CLAIM_KINDS, STORAGE_KINDS } from "../../src/core/model/storage-kind.ts";
import {
  readListStream,
  readObjectMessage,
} from "../../src/sources/cluster/protobuf/list-stream.ts";
import type { Message } from "../../src/sources/cluster/protobuf/message.ts";
import {
  LEAN_MESSAGES,
  MESSAGES,
  MESSAGES_IN_DETAIL,
  selectMessages,
} from "../../src/sources/cluster/protobuf/messages/messages.ts";
import { WireError } from "../../src/sources/cluster/protobuf/wire-reader.ts";
import { DecodeError, type Fields } from "../../src/sources/decode/fields.ts";
import { InventoryCollector } from "../../src/sources/inventory-collector.ts";
import { kindOfResource, READABLE_KINDS } from "../../src/sources/readable-kind.ts";

/** What `node test/golden-protobuf/rewrite.ts` recorded of a real API server. */
const recorded = (resource: Resource, file: string) =>
  readFile(join(import.meta.dirname, resource, file));

async function readList(bytes: Buffer, item: Message, cut = bytes.length): Promise<Fields[]> {
  async function* body() {
    for (let start = 0; start < bytes.length; start += cut) {
      yield bytes.subarray(start, start + cut);
    }
  }
  const items: Fields[] = [];
  await readListStream(body(), () => item, {
    onMetadata: () => true,
    onItem: (it) => items.push(it),
  });
  return items;
}

const readJson = async (resource: Resource): Promise<Fields[]> =>
  JSON.parse((await recorded(resource, "list.json")).toString("utf8")).items;

/** Whoever reads of a message less than JSON says reads nothing that JSON does not say. */
function expectSaid(read: unknown, said: unknown, path: string): void {
  if (Array.isArray(read)) {
    expect(said, path).to.be.an("array").of.length(read.length);
    for (const [index, one] of read.entries()) {
      expectSaid(one, (said as unknown[])[index], `${path}[${index}]`);
    }
  } else if (typeof read === "object" && read !== null) {
    expect(said, path).to.be.an("object");
    for (const [name, value] of Object.entries(read)) {
      expectSaid(value, (said as Fields)[name], `${path}.${name}`);
    }
  } else {
    expect(read, path).to.equal(said);
  }
}

const EVERYTHING: ReadRequest = {
  namespace: null,
  fallbackNamespace: null,
  targets: [],
  kinds: new Set(STORAGE_KINDS),
  resources: new Set(RESOURCES),
  deep: true,
  details: false,
  counted: { namespace: null, selects: null },
};

function collect(resource: Resource, objects: readonly Fields[], request: ReadRequest) {
  const source = { kind: "snapshot" as const, files: [] };
  const collector = new InventoryCollector(request, source, null);
  for (const object of objects) collector.add(kindOfResource(resource), object);
  return collector.finish();
}

/** What is reported as an answer that cannot be read. */
const UNREADABLE: readonly unknown[] = [WireError, DecodeError];

/** Names in the tables that JSON does not have: their fields stand in the outer message. */
const NOT_IN_JSON = ["source", "common", "localObjectReference"];

/** Fields of messages that JSON writes as one value. */
const OF_ONE_VALUE = ["seconds", "nanos", "string", "type", "intVal", "strVal"];

function namesIn(value: unknown, names: Set<string>): Set<string> {
  if (typeof value !== "object" || value === null) return names;
  for (const [name, field] of Object.entries(value)) {
    if (!Array.isArray(value)) names.add(name);
    namesIn(field, names);
  }
  return names;
}

describe("what a real API server answers in protobuf", () => {
  for (const { kind, resource } of READABLE_KINDS) {
    for (const [how, messages] of [
      ["", MESSAGES],
      [" with little of it", LEAN_MESSAGES],
      [" in detail", MESSAGES_IN_DETAIL],
    ] as const) {
      it(`of a ${kind} is read${how} as its JSON says it, in a list and alone`, async () => {
        const list = await readList(await recorded(resource, "list.pb"), messages[resource]);
        const said = await readJson(resource);
        expectSaid(list, said, kind);
        const alone = readObjectMessage(await recorded(resource, "object.pb"), messages[resource]);
        expect(list).to.deep.equal([alone]);
      });
    }

    it(`of a ${kind} makes the same inventory as its JSON`, async () => {
      const bytes = await recorded(resource, "list.pb");
      const said = await readJson(resource);
      for (const [wanted, messages] of [
        [{}, MESSAGES],
        [{ kinds: new Set(CLAIM_KINDS) }, LEAN_MESSAGES],
        [{ details: true }, MESSAGES_IN_DETAIL],
      ] as const) {
        const request: ReadRequest = { ...EVERYTHING, ...wanted };
        expect(selectMessages(request)).to.equal(messages);
        const list = await readList(bytes, messages[resource]);
        expect(collect(resource, list, request)).to.deep.equal(collect(resource, said, request));
      }
    });

    it(`of a ${kind} is a WireError wherever it breaks off`, async () => {
      const message = MESSAGES_IN_DETAIL[resource];
      const [list, object] = [
        await recorded(resource, "list.pb"),
        await recorded(resource, "object.pb"),
      ];
      // Behind the object the envelope has two empty strings of two bytes each.
      for (let length = 0; length < object.length - 4; length += 1) {
        const cut = object.subarray(0, length);
        expect(() => readObjectMessage(cut, message), `${length}`).to.throw(WireError);
      }
      for (let length = 0; length < list.length - 4; length += 7) {
        const failure = await readList(list.subarray(0, length), message).catch((error) => error);
        expect(failure, `${length}`).to.be.instanceOf(WireError);
      }
    });

    it(`of a ${kind} is refused or read once it is damaged, and breaks nothing`, async () => {
      const object = await recorded(resource, "object.pb");
      const change = fc.tuple(fc.nat(object.length - 1), fc.nat(255));
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
          const damaged = Buffer.from(object);
          for (const [at, byte] of changes) damaged[at] = byte;
          try {
            collect(resource, [readObjectMessage(damaged, MESSAGES_IN_DETAIL[resource])], {
              ...EVERYTHING,
              details: true,
            });
          } catch (error) {
            expect(UNREADABLE).to.include((error as Error).constructor);
          }
        }),
      );
    });

    it(`of a ${kind} is the same however it is cut`, async () => {
      const bytes = await recorded(resource, "list.pb");
      const whole = await readList(bytes, MESSAGES[resource]);
      for (const cut of [1, 2, 3, 5, 7, 64, 1000, bytes.length - 1]) {
        expect(await readList(bytes, MESSAGES[resource], cut), `${cut}`).to.deep.equal(whole);
      }
    });
  }

  it("fills every field that is read, so that no number in the tables is untried", async () => {
    const read = new Set<string>();
    for (const resource of RESOURCES) {
      const bytes = await recorded(resource, "list.pb");
      namesIn(await readList(bytes, MESSAGES[resource]), read);
      namesIn(await readList(bytes, MESSAGES_IN_DETAIL[resource]), read);
    }
    const folder = join(import.meta.dirname, "../../src/sources/cluster/protobuf/messages");
    const tables = await Promise.all(
      (await readdir(folder)).map((file) => readFile(join(folder, file), "utf8")),
    );
    const named = tables.flatMap((text) => [...text.matchAll(/(\w+): \[\s*\d+,/g)]);
    const names = new Set(named.map(([, name = ""]) => name));
    expect(names.size).to.be.greaterThan(100);
    const known = [...NOT_IN_JSON, ...OF_ONE_VALUE];
    expect([...names].filter((name) => !read.has(name) && !known.includes(name))).to.deep.equal([]);
  });
});
