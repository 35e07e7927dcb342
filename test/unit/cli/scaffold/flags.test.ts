import { Parser } from "@oclif/core";
import { expect } from "chai";
import { backendFlags, SERVER } from "../../../../src/cli/flags/backend-flags.ts";
import { type ScaffoldFlags, scaffoldFlags } from "../../../../src/cli/flags/scaffold-flags.ts";
import { sourceFlags } from "../../../../src/cli/flags/source-flags.ts";
import { readSourceFlags } from "../../../../src/cli/scaffold/read-source-flags.ts";
import { splitServer } from "../../../../src/cli/scaffold/split-server.ts";
import { BACKENDS } from "../../../../src/scaffold/backends.ts";

describe("The flags of scaffold", () => {
  it("are there for every value of every backend", () => {
    const values = BACKENDS.flatMap((backend) => backend.values.map(({ flag }) => flag));
    expect(Object.keys(scaffoldFlags)).to.include.members(values);
  });

  it("mean one thing each: no value of a backend hides another flag", () => {
    const own = Object.keys(scaffoldFlags).filter((name) => !(name in backendFlags));
    expect(own).to.include(SERVER);
    const taken = Object.keys(backendFlags).filter((name) => name in sourceFlags);
    expect(taken).to.deep.equal([]);
  });

  it("wait half a minute for a server, and for ever where 0 asks for it", async () => {
    const read = async (...argv: string[]) => {
      const { flags } = await Parser.parse(argv, { flags: scaffoldFlags });
      return readSourceFlags(flags as ScaffoldFlags)["request-timeout"];
    };
    expect(await read()).to.equal("30s");
    expect(await read("--request-timeout=0")).to.equal("0");
  });

  it("tell a file server from the API server by the URL", () => {
    expect(splitServer("https://api:6443")).to.deep.equal({
      api: "https://api:6443",
      file: undefined,
    });
    expect(splitServer("10.0.0.4")).to.deep.equal({ api: undefined, file: "10.0.0.4" });
    expect(splitServer(undefined)).to.deep.equal({ api: undefined, file: undefined });
  });
});
