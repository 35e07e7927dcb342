import { expect } from "chai";
import { toManifest } from "../../../../src/scaffold/manifest.ts";
import {
  buildAppResources,
  buildSmallResources,
} from "../../../../src/scaffold/parts/resources.ts";
import { emptyDir } from "../../../../src/scaffold/patterns/empty-dir.ts";
import { optionsFor } from "../options-for.ts";

/** Requests and limits of memory. */
function memoryOf(resources: ReturnType<typeof buildSmallResources>): unknown[] {
  const { requests, limits } = toManifest(resources).object as unknown as Record<
    "requests" | "limits",
    { memory: string }
  >;
  return [requests.memory, limits.memory];
}

describe("the resources of a container", () => {
  it("have room for files in memory, whatever unit their size has", () => {
    expect(memoryOf(buildSmallResources())).to.deep.equal(["32Mi", "64Mi"]);
    expect(memoryOf(buildSmallResources("1.5Gi"))).to.deep.equal(["1568Mi", "1600Mi"]);
    expect(memoryOf(buildSmallResources("1G"))).to.deep.equal(["986Mi", "1018Mi"]);
    expect(memoryOf(buildSmallResources("8Ei"))).to.deep.equal(["8Ei", "8Ei"]);
  });

  it("of another image are more, and said to be a guess", () => {
    const options = optionsFor(emptyDir, { image: "shop:1" });
    expect(memoryOf(buildAppResources(options, "1Gi"))).to.deep.equal(["1152Mi", "1536Mi"]);
    const { comments } = toManifest(buildAppResources(options));
    expect(comments.map(({ text }) => text)).to.deep.equal([
      "A start, not a measure: set what this image needs.",
    ]);
  });
});
