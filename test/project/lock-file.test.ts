import { readFileSync } from "node:fs";
import { expect } from "chai";
import { PROJECT } from "./run-tool.ts";

interface LockedPackage {
  optionalDependencies?: Record<string, string>;
}

describe("The lock file", () => {
  it("knows the packages of every platform, without which npm ci refuses to install on any", () => {
    const lock = JSON.parse(readFileSync(`${PROJECT}/package-lock.json`, "utf8"));
    const packages = lock.packages as Record<string, LockedPackage>;
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) =>
          !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
      ),
    );
    expect(missing).to.deep.equal([]);
  });
});
