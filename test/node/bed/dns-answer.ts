const isResponse = 0x8180;
const noSuchName = 3;
const typeA = 1;

/**
 * Answers a DNS query for the addresses of one name, as much of DNS as a resolver of a container
 * asks: a name that is not known does not exist.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1035#section-4
 */
export function answerQuery(
  query: Buffer,
  find: (name: string) => readonly string[] | undefined,
): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  const type = query.readUInt16BE(at + 1);
  const question = query.subarray(12, at + 5);
  const found = find(labels.join(".").toLowerCase());
  const addresses = type === typeA ? (found ?? []) : [];
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  head.writeUInt16BE(isResponse | (found === undefined ? noSuchName : 0), 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(addresses.length, 6);
  const answers = addresses.map((address) =>
    // The name is the question's, of class IN, for five seconds, four bytes long.
    Buffer.from([0xc0, 12, 0, typeA, 0, 1, 0, 0, 0, 5, 0, 4, ...address.split(".").map(Number)]),
  );
  return Buffer.concat([head, question, ...answers]);
}
