import { expect } from "chai";
import { readMountPath } from "../../../../src/cli/scaffold/read-mount-path.ts";

describe("The path where a volume is mounted", () => {
  it("is one below /, written once", () => {
    expect(["/data", "/srv//www/", "/dev/shm", "/usr/share/app"].map(readMountPath)).to.deep.equal([
      "/data",
      "/srv/www",
      "/dev/shm",
      "/usr/share/app",
    ]);
  });

  for (const path of ["/", "//", "data", "/a:b", "/a b", "/a/../b", ""]) {
    it(`is not ${JSON.stringify(path)}`, () => {
      expect(() => readMountPath(path)).to.throw("must be an absolute path below /");
    });
  }

  for (const path of ["/proc", "/proc/x", "/sys", "/sys/fs/", "/dev", "/etc/", "/bin", "//usr"]) {
    it(`is nothing that every container needs: ${path}`, () => {
      expect(() => readMountPath(path)).to.throw("must not ");
    });
  }
});
