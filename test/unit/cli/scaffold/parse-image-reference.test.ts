import { expect } from "chai";
import { parseImageReference } from "../../../../src/cli/scaffold/parse-image-reference.ts";

const DIGEST = `sha256:${"0".repeat(64)}`;

describe("A reference to an image", () => {
  it("has a name, with a registry or none, and a tag, a digest, or both", () => {
    for (const [text, name, tag, digest] of [
      ["busybox:1.37.0", "busybox", "1.37.0", null],
      ["alpine/socat:1.8.0.3", "alpine/socat", "1.8.0.3", null],
      ["registry.k8s.io/a/b_c:v1", "registry.k8s.io/a/b_c", "v1", null],
      ["Registry.example.com:5000/app:1", "Registry.example.com:5000/app", "1", null],
      ["localhost/app:1", "localhost/app", "1", null],
      [`app@${DIGEST}`, "app", null, DIGEST],
      [`app:1@${DIGEST}`, "app", "1", DIGEST],
      ["app", "app", null, null],
    ] as const) {
      expect(parseImageReference(text), text).to.deep.equal({ name, tag, digest });
    }
  });

  for (const text of [
    "http://x/y:1",
    "registry.k8s.io/Foo:1",
    "Foo:1",
    "a//b:1",
    "a/:1",
    "/a:1",
    "app:",
    "app:-x",
    "app@sha256:12",
    "a b:1",
    `${"a".repeat(256)}:1`,
  ]) {
    it(`is nothing that a runtime refuses: ${text.slice(0, 30)}`, () => {
      expect(parseImageReference(text)).to.equal(null);
    });
  }
});
