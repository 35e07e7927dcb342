import { expect } from "chai";
import { tryManifests } from "../../../../src/cli/scaffold/try-manifests.ts";
import type { KubernetesObject } from "../../../../src/scaffold/manifest.ts";
import type { PlannedObjects, Verdict } from "../../../../src/sources/cluster/planned-objects.ts";

const anObject = (kind: string, name: string, namespace?: string): KubernetesObject => ({
  apiVersion: "v1",
  kind,
  metadata: { name, ...(namespace !== undefined && { namespace }) },
});

const OBJECTS = [anObject("Namespace", "a"), anObject("Pod", "web", "a")];

/** Refuses by kind. */
async function attempt(refusals: Readonly<Record<string, Verdict>>) {
  const sent: unknown[] = [];
  const planned = {
    tryOut: async (place: { namespace: string | null }, object: KubernetesObject) => {
      sent.push([place.namespace, object.metadata.namespace]);
      return refusals[object.kind] ?? { kind: "accepted", warnings: [] };
    },
  } as unknown as PlannedObjects;
  const trials = await tryManifests(OBJECTS, planned, "home");
  return { sent, trials: trials.map(({ outcome, because }) => [outcome, because]) };
}

const refused = (reason: string, message: string): Verdict => ({
  kind: "refused",
  reason,
  message,
  warnings: [],
});
const exists = refused("AlreadyExists", "it is there");
const invalid = refused("Invalid", "spec");

describe("Trying objects whose namespace is one of them", () => {
  it("happens in another namespace while theirs is not there", async () => {
    const { sent, trials } = await attempt({});
    expect(sent).to.deep.equal([
      [null, undefined],
      ["home", "home"],
    ]);
    expect(trials[1]).to.deep.equal(["created", "tried in home, there is no namespace a yet"]);
  });

  it("happens in their own where that is there, which is no refusal", async () => {
    const { sent, trials } = await attempt({ Namespace: exists, Pod: invalid });
    expect(sent[1]).to.deep.equal(["a", "a"]);
    expect(trials).to.deep.equal([
      ["unchanged", null],
      ["refused", "Invalid: spec"],
    ]);
  });

  it("is no refusal where something of the server takes no part in trials", async () => {
    const { trials } = await attempt({
      Namespace: exists,
      Pod: { kind: "none", message: "does not support dry run", warnings: [] },
    });
    expect(trials[1]).to.deep.equal(["untried", "does not support dry run"]);
  });

  it("tells nothing where the other namespace has that name already", async () => {
    const { trials } = await attempt({ Pod: exists });
    expect(trials[1]).to.deep.equal(["untried", "there is no namespace a yet"]);
  });
});
