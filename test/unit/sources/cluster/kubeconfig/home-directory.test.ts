import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { homeDirectory } from "../../../../../src/sources/cluster/kubeconfig/home-directory.ts";

describe("the home folder", () => {
  it("is HOME and nothing else, but on Windows", () => {
    const env = { HOME: "/home/me", USERPROFILE: "/users/me" };
    expect(homeDirectory(env, "linux")).to.equal("/home/me");
    expect(homeDirectory({ USERPROFILE: "/users/me" }, "darwin")).to.equal("");
  });

  it("is on Windows the one with a kubeconfig, else one that exists, else one that is set", async () => {
    const folder = await mkdtemp(join(tmpdir(), "home-"));
    try {
      const profile = join(folder, "profile");
      const env = { HOME: "/gone", HOMEDRIVE: folder, HOMEPATH: "/drive", USERPROFILE: profile };
      expect(homeDirectory(env, "win32")).to.equal("/gone");
      await mkdir(join(folder, "drive", ".kube"), { recursive: true });
      expect(homeDirectory(env, "win32")).to.equal(join(folder, "drive"));
      await mkdir(profile);
      expect(homeDirectory(env, "win32")).to.equal(profile);
      await writeFile(join(folder, "drive", ".kube", "config"), "");
      expect(homeDirectory(env, "win32")).to.equal(join(folder, "drive"));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
