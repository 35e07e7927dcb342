import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { staticCredentials } from "../../../../../src/sources/cluster/credentials/static-credentials.ts";
import { failureOf } from "../loopback.ts";

describe("credentials in a kubeconfig", () => {
  let folder: string;
  let tokenFile: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "token-"));
    tokenFile = join(folder, "token");
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("are a bearer token", async () => {
    const { authorization } = await staticCredentials({ token: "secret" }, null).current();
    expect(authorization).to.equal("Bearer secret");
  });

  it("are a user and a password", async () => {
    const user = { username: "me", password: "p:w" };
    const { authorization } = await staticCredentials(user, null).current();
    expect(authorization).to.equal("Basic bWU6cDp3");
  });

  it("are a token file, read anew when the token in it was replaced", async () => {
    const source = staticCredentials({ tokenFile }, null);
    await writeFile(tokenFile, "first\n");
    expect((await source.current()).authorization).to.equal("Bearer first");
    await writeFile(tokenFile, "second\n");
    expect((await source.current()).authorization).to.equal("Bearer second");
  });

  it("are the token as long as its file gives none", async () => {
    const source = staticCredentials({ token: "fallback", tokenFile }, null);
    expect((await source.current()).authorization).to.equal("Bearer fallback");
    await writeFile(tokenFile, " \n");
    expect((await source.current()).authorization).to.equal("Bearer fallback");
    await writeFile(tokenFile, "file");
    expect((await source.current()).authorization).to.equal("Bearer file");
  });

  it("are missed when an only token file is missing or empty", async () => {
    const source = staticCredentials({ tokenFile }, null);
    expect((await failureOf(source.current())).message).to.equal(
      `open ${tokenFile}: no such file or directory`,
    );
    await writeFile(tokenFile, "\n");
    expect((await failureOf(source.current())).message).to.equal(
      `read empty token from file "${tokenFile}"`,
    );
  });

  it("have no others to replace them", async () => {
    const source = staticCredentials({ token: "secret" }, null);
    expect(await source.renew(await source.current())).to.equal(null);
  });
});
