import type { Command, Interfaces } from "@oclif/core";
import type { Program } from "./run-program.ts";

/** What a build knows beforehand, so that nobody has to look for it at every start. */
export interface Build {
  /** Of package.json what oclif reads. */
  pjson: Interfaces.PJSON;
  manifest: Interfaces.Manifest;
  /** Loads a command by its name. */
  commands: Readonly<Record<string, () => Promise<{ default: unknown }>>>;
}

/**
 * The program as it was built: its commands are described by the manifest, and each is loaded when
 * it runs. oclif gets it as its only plugin, with which it looks for none and reads no file.
 */
export function describeBuilt({ pjson, manifest, commands }: Build): Program {
  const { name, version } = pjson;
  const load = async (id: string): Promise<Command.Class> => {
    const command = (await commands[id]?.())?.default as Command.Class;
    return Object.assign(command, { id, plugin });
  };
  const plugin: Interfaces.Plugin = {
    _base: "",
    alias: name,
    name,
    version,
    pjson,
    root: "/",
    options: { root: "/" },
    type: "core",
    moduleType: "module",
    isRoot: true,
    valid: true,
    hasManifest: true,
    hooks: {},
    topics: [],
    commandsDir: undefined,
    commandIDs: Object.keys(manifest.commands),
    commands: Object.values(manifest.commands).map((command) => ({
      ...command,
      load: () => load(command.id),
    })),
    findCommand: load,
    load: async () => {},
  };
  return {
    version,
    describe: async () => manifest.commands,
    load: () => ({
      root: plugin.root,
      pjson,
      plugins: new Map([[name, plugin]]),
      logger: silentLogger,
    }),
  };
}

/** What oclif has to say of itself is for its authors, and takes a package to say it. */
const silentLogger: Interfaces.Logger = {
  child: () => silentLogger,
  debug: () => {},
  error: () => {},
  info: () => {},
  trace: () => {},
  warn: () => {},
  namespace: "oclif",
};
