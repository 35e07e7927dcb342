// Bun signs what it compiles for Apple silicon, which runs nothing unsigned. What it compiles for
// Intel keeps the signature of Bun itself, which no longer fits: a Mac may kill such a program, while
// it runs one without a signature.

const MACH_O_64 = 0xfeedfacf;
const INTEL = 0x1000007;
const SEGMENT = 0x19;
const CODE_SIGNATURE = 0x1d;

/**
 * A program for macOS on Intel without its signature; every other program as it is.
 *
 * @throws Error if the signature is not at the end, where every signer puts it
 * @see https://github.com/apple-oss-distributions/xnu/blob/main/EXTERNAL_HEADERS/mach-o/loader.h
 */
export function dropSignature(program: Buffer): Buffer {
  if (program.readUInt32LE(0) !== MACH_O_64 || program.readUInt32LE(4) !== INTEL) return program;
  const commands = listCommands(program);
  const signature = commands.find(({ kind }) => kind === CODE_SIGNATURE);
  if (signature === undefined) return program;
  const start = program.readUInt32LE(signature.offset + 8);
  const size = program.readUInt32LE(signature.offset + 12);
  if (start + size !== program.length) throw new Error("the signature is not at the end");
  const dropped = Buffer.from(program.subarray(0, start));
  shrinkLastSegment(dropped, commands, size);
  removeCommand(dropped, signature, commands);
  return dropped;
}

interface LoadCommand {
  kind: number;
  offset: number;
  size: number;
}

function listCommands(program: Buffer): LoadCommand[] {
  const commands: LoadCommand[] = [];
  const count = program.readUInt32LE(16);
  for (let offset = 32; commands.length < count; offset += commands.at(-1)?.size ?? 0) {
    const [kind, size] = [program.readUInt32LE(offset), program.readUInt32LE(offset + 4)];
    commands.push({ kind, offset, size });
  }
  return commands;
}

/** `__LINKEDIT`, which reaches to the end of the file. */
function shrinkLastSegment(program: Buffer, commands: readonly LoadCommand[], size: number): void {
  const segment = commands.find(
    ({ kind, offset }) =>
      kind === SEGMENT && program.toString("latin1", offset + 8, offset + 18) === "__LINKEDIT",
  );
  if (segment === undefined) throw new Error("there is no __LINKEDIT");
  const place = segment.offset + 48;
  program.writeBigUInt64LE(program.readBigUInt64LE(place) - BigInt(size), place);
}

function removeCommand(
  program: Buffer,
  { offset, size }: LoadCommand,
  commands: readonly LoadCommand[],
): void {
  const end = 32 + commands.reduce((total, command) => total + command.size, 0);
  program.copy(program, offset, offset + size, end);
  program.fill(0, end - size, end);
  program.writeUInt32LE(commands.length - 1, 16);
  program.writeUInt32LE(end - 32 - size, 20);
}
