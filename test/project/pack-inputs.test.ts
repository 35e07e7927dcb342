import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { isWhole, requireWhole } from "../../scripts/pack/checksum.ts";
import { readTerms } from "../../scripts/pack/read-terms.ts";
import { clearRelease } from "../../scripts/pack/release-folder.ts";

let folder: string;

/** Files with their names as contents. */
function fill(...names: string[]): void {
  for (const name of names) writeFileSync(join(folder, name), name);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kubectl-shared-inputs-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("The folder of a release", () => {
  it("is made where there is none", () => {
    clearRelease(join(folder, "a", "b"));
    expect(readdirSync(join(folder, "a", "b"))).to.deep.equal([]);
  });

  it("loses a former release", () => {
    fill("SHA256SUMS", "SHA256SUMS.bundle", "shared.yaml", "kubectl-shared_v0.1.0.cdx.json");
    fill("kubectl-shared_v0.1.0_linux_amd64.tar.gz", "kubectl-shared_v0.1.0_windows_amd64.zip");
    clearRelease(folder);
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it("is refused, and nothing in it touched, if it holds anything but a release", () => {
    fill("thesis.txt");
    expect(() => clearRelease(folder)).to.throw("is not empty and holds no release");
    fill("SHA256SUMS");
    expect(() => clearRelease(folder)).to.throw("holds more than a release: thesis.txt");
    expect(readdirSync(folder).sort()).to.deep.equal(["SHA256SUMS", "thesis.txt"]);
  });

  it("is refused if a folder lies in it", () => {
    fill("SHA256SUMS");
    mkdirSync(join(folder, "src"));
    expect(() => clearRelease(folder)).to.throw("holds more than a release: src");
  });
});

describe("A runtime's archive", () => {
  const archive = Buffer.from("abc");
  // Of FIPS 180-2, in base64.
  const integrity =
    "sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==";

  it("is what package-lock.json names, or it is not used", () => {
    expect(isWhole(archive, integrity)).to.equal(true);
    requireWhole("it", archive, integrity);
    const other = Buffer.from("abd");
    expect(isWhole(other, integrity)).to.equal(false);
    expect(() => requireWhole("it", other, integrity)).to.throw(
      `package-lock.json wants ${integrity}`,
    );
  });
});

describe("The terms of a package", () => {
  it("are all of its licenses and its notice", () => {
    fill("LICENSE-MIT.txt", "LICENSE-APACHE", "NOTICE", "licenses.js", "README.md");
    expect(readTerms(folder)).to.equal("LICENSE-APACHE\n\nLICENSE-MIT.txt\n\nNOTICE");
  });

  it("are found where they are called otherwise", () => {
    fill("UNLICENSE");
    expect(readTerms(folder)).to.equal("UNLICENSE");
  });

  it("are the end of its README where it has no file of them", () => {
    writeFileSync(join(folder, "readme.md"), "# It\n\ntext\n\n## License\n\nMIT, me\n");
    expect(readTerms(folder)).to.equal("## License\n\nMIT, me");
  });

  it("are asked for: a package without any is not packed", () => {
    fill("README.md");
    expect(() => readTerms(folder)).to.throw("holds no text of a license");
  });
});
