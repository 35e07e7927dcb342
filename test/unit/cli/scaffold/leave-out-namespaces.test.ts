import { expect } from "chai";
import { leaveOutNamespaces } from "../../../../src/cli/scaffold/leave-out-namespaces.ts";
import type { Manifest } from "../../../../src/scaffold/manifest.ts";
import type { PlannedObjects } from "../../../../src/sources/cluster/planned-objects.ts";

const aManifest = (kind: string): Manifest => ({
  object: { apiVersion: "v1", kind, metadata: { name: "shop" } },
  comments: [],
});
const MANIFESTS = [aManifest("Namespace"), aManifest("Pod")];

async function leaveOut(isThere: boolean | null | undefined) {
  const planned = { isTaken: async () => isThere } as unknown as PlannedObjects;
  const left = await leaveOutNamespaces(MANIFESTS, isThere === undefined ? undefined : planned);
  return { kinds: left.manifests.map(({ object }) => object.kind), notes: left.notes };
}

describe("A namespace among manifests", () => {
  it("is left out where it is there, which is said", async () => {
    const { kinds, notes } = await leaveOut(true);
    expect(kinds).to.deep.equal(["Pod"]);
    expect(notes).to.deep.equal(["Namespace shop is there already and left out"]);
  });

  it("is made where it is not there", async () => {
    expect(await leaveOut(false)).to.deep.equal({ kinds: ["Namespace", "Pod"], notes: [] });
  });

  for (const [who, isThere, where] of [
    ["may be read by this user", null, ""],
    ["is told by files", undefined, " in the files"],
  ] as const) {
    it(`is warned of where nothing of it ${who}: applied again it loses labels`, async () => {
      const { kinds, notes } = await leaveOut(isThere);
      expect(kinds).to.deep.equal(["Namespace", "Pod"]);
      expect(notes).to.deep.equal([
        `Warning: whether namespace shop is there already could not be read${where}: if it is, leave it out, or applying it takes away labels that it was applied with`,
      ]);
    });
  }
});
