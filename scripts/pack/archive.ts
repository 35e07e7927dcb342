// Archives as krew takes them: plain files and nothing else, no time, no owner. Written by hand
// because every tar and zip at hand puts in something of the machine.
import { crc32, deflateRawSync, gzipSync } from "node:zlib";

/** A file of an archive. */
export interface Entry {
  name: string;
  content: Buffer;
  isExecutable: boolean;
}

/** A gzipped tar, always the same one for the same entries. */
export function makeTarGz(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap((entry) => [
    makeTarHeader(entry),
    entry.content,
    Buffer.alloc((512 - (entry.content.length % 512)) % 512),
  ]);
  const archive = gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]), { level: 6 });
  // The header says on which system it was made; 255 is "unknown".
  archive[9] = 255;
  return archive;
}

/** @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html ustar Interchange Format */
function makeTarHeader({ name, content, isExecutable }: Entry): Buffer {
  const header = Buffer.alloc(512);
  const octal = (value: number, width: number) => value.toString(8).padStart(width - 1, "0");
  header.write(name, 0);
  header.write(octal(isExecutable ? 0o755 : 0o644, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(content.length, 12), 124);
  header.write(octal(0, 12), 136);
  header.write(" ".repeat(8), 148);
  header.write("0", 156);
  header.write("ustar\x0000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 7)}\0 `, 148);
  return header;
}

/** A zip, always the same one for the same entries. */
export function makeZip(entries: readonly Entry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, isExecutable } of entries) {
    const packed = deflateRawSync(content, { level: 9 });
    const common = makeZipFields(name, content, packed);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name), packed]);
    directory.push(makeZipDirectoryEntry(name, common, isExecutable, offset));
    files.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listing, end]);
}

/** What stands both before a file and in the directory. @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3 */
function makeZipFields(name: string, content: Buffer, packed: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  // The first day that zip can say, 1980-01-01.
  fields.writeUInt16LE(0x21, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  return fields;
}

function makeZipDirectoryEntry(
  name: string,
  common: Buffer,
  isExecutable: boolean,
  offset: number,
): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE((isExecutable ? 0o100755 : 0o100644) * 2 ** 16, 6);
  rest.writeUInt32LE(offset, 10);
  const madeOnUnix = Buffer.from([20, 3]);
  return Buffer.concat([Buffer.from("PK\x01\x02"), madeOnUnix, common, rest, Buffer.from(name)]);
}
