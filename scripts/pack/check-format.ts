// What cannot be run on the machine that packs is looked at: whether it is a program of the system
// and the processor that the archive's name says.

type Format = { system: string; arch: string };

/** ELF's, PE's and Mach-O's numbers of the processors that we pack for. */
const ELF: Readonly<Record<number, string>> = { 62: "amd64", 183: "arm64" };
const PE: Readonly<Record<number, string>> = { 34404: "amd64", 43620: "arm64" };
const MACH_O: Readonly<Record<number, string>> = { 16777223: "amd64", 16777228: "arm64" };

/**
 * The system and the processor of an executable, in Go's names; null: it is none that we know.
 *
 * @see https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html
 * @see https://learn.microsoft.com/windows/win32/debug/pe-format
 */
export function readFormat(program: Buffer): Format | null {
  const magic = program.length < 64 ? 0 : program.readUInt32BE(0);
  if (magic === 0x7f454c46) return describe("linux", ELF[program.readUInt16LE(18)]);
  if (magic === 0xcffaedfe) return describe("darwin", MACH_O[program.readUInt32LE(4)]);
  if (magic >>> 16 !== 0x4d5a) return null;
  const header = program.readUInt32LE(60);
  const isPe =
    program.length > header + 6 && program.toString("latin1", header, header + 4) === "PE\0\0";
  return isPe ? describe("windows", PE[program.readUInt16LE(header + 4)]) : null;
}

/** @throws Error if a program is not what its archive is going to say */
export function checkFormat(program: Buffer, id: string): void {
  const format = readFormat(program);
  const found = format === null ? "no program" : `${format.system}_${format.arch}`;
  if (!`${id}_`.startsWith(`${found}_`)) throw new Error(`${id} was made, but it is ${found}`);
}

function describe(system: string, arch: string | undefined): Format | null {
  return arch === undefined ? null : { system, arch };
}
