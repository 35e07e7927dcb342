import type { Inventory } from "../../core/model/inventory.ts";
import { keyOf } from "../../core/model/metadata.ts";
import type { ReadRequest, TargetType } from "../../core/model/read-request.ts";
import type { Resource } from "../../core/model/resource.ts";
import { ATTACH_EVENT_REASON } from "../decode/attach-event.ts";
import { decodeVolume } from "../decode/volume.ts";
import { InventoryCollector } from "../inventory-collector.ts";
import { kindOfResource } from "../readable-kind.ts";
import type { ReadProgress, Source } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { nameAttachment } from "./attachment-name.ts";
import type { Client } from "./client.ts";
import { toGap } from "./gap.ts";
import { type ListRequest, readNamed, readResource } from "./read-resource.ts";

export interface ClusterSourceOptions {
  context: string | null;
  server: string;
  /** RFC 3339, asked when a read begins. */
  now: () => string;
  signal: AbortSignal;
  progress: ReadProgress;
}

/** A live API server. */
export function createClusterSource(client: Client, options: ClusterSourceOptions): Source {
  return {
    async read(request) {
      const namespace = await findNamespace(client, request, options.signal);
      try {
        return await new ClusterRead(client, { ...request, namespace }, options).run();
      } catch (error) {
        const { fallbackNamespace } = request;
        if (namespace !== null || fallbackNamespace === null || !isForbidden(error)) throw error;
        return readFallback(client, { ...request, namespace: fallbackNamespace }, options);
      }
    },
  };
}

/** A volume names the only claim that it can be bound to, and so the only namespace to look in. */
async function findNamespace(
  client: Client,
  { namespace, targets, deep }: ReadRequest,
  signal: AbortSignal,
): Promise<string | null> {
  if (namespace !== null || deep || targets.length === 0) return namespace;
  if (targets.some(({ type }) => type !== "volume")) return namespace;
  try {
    const volumes = await Promise.all(
      targets.map(({ name }) =>
        readNamed(client, { resource: "persistentvolumes", namespace: null, name }, signal),
      ),
    );
    const namespaces = new Set(volumes.map((volume) => decodeVolume(volume).claim?.namespace));
    const [only] = namespaces;
    return namespaces.size === 1 && only ? only : null;
  } catch (error) {
    // Claims tell the names of their volumes also to those who may not read volumes.
    if (isForbidden(error)) return null;
    throw error;
  }
}

/** Who may not read the whole cluster still gets an answer about where they are at home. */
async function readFallback(
  client: Client,
  request: ReadRequest,
  options: ClusterSourceOptions,
): Promise<Inventory> {
  const inventory = await new ClusterRead(client, request, options).run();
  inventory.gaps.unshift({
    resource: "pods",
    namespace: null,
    reason: "Forbidden",
    effect: `only namespace ${request.namespace} was read`,
  });
  return inventory;
}

function isForbidden(error: unknown): boolean {
  return error instanceof SourceError && error.reason === "Forbidden";
}

/**
 * One page tells whether a list is short. Where it is, everything is known for the price of one
 * request, and every rule can run; where it is not, the rest is asked for by name. Namespaced
 * lists are read whole: that is what the numbers are counted from.
 */
const PAGE = 500;

/** More than one node is all that a rule wants to know. */
const NODES_PAGE = 2;

/** Names asked for at once; the API server's own fairness does the rest. */
const REQUESTS_AT_ONCE = 16;

class ClusterRead {
  readonly #client: Client;
  readonly #request: ReadRequest;
  readonly #options: ClusterSourceOptions;
  readonly #collector: InventoryCollector;

  constructor(client: Client, request: ReadRequest, options: ClusterSourceOptions) {
    this.#client = client;
    this.#request = request;
    this.#options = options;
    const { context, server } = options;
    const source = { kind: "cluster", context, server } as const;
    this.#collector = new InventoryCollector(request, source, options.now());
  }

  /** What belongs to the query is read side by side; names that only the answers tell, after. */
  async run(): Promise<Inventory> {
    const { resources } = this.#request;
    await Promise.all([...resources].map((resource) => this.#readFirst(resource)));
    if (this.#isPartial("nodes")) await this.#readNamedNodes();
    if (this.#isPartial("pods") && this.#wantsClaims()) await this.#readNamedClaims();
    if (this.#isPartial("persistentvolumes")) await this.#readNamedVolumes();
    if (this.#isPartial("volumeattachments")) await this.#readNamedAttachments();
    return this.#collector.finish();
  }

  async #readFirst(resource: Resource): Promise<void> {
    switch (resource) {
      case "pods":
        return this.#readPods();
      case "persistentvolumeclaims":
        return this.#isNodeQuery() ? undefined : this.#readList({ resource });
      case "persistentvolumes":
      case "volumeattachments":
        await (this.#readsAll() ? this.#readList({ resource }) : this.#readPage(resource, PAGE));
        return;
      case "nodes":
        await (this.#request.deep
          ? this.#readList({ resource })
          : this.#readPage(resource, NODES_PAGE));
        return;
      case "events":
        return this.#readList({
          resource,
          fieldSelector: `reason=${ATTACH_EVENT_REASON},involvedObject.kind=Pod`,
        });
      default:
        return this.#readList({ resource });
    }
  }

  /** A node's pods are few, the cluster's may not be: then the claims are asked for by name too. */
  async #readPods(): Promise<void> {
    const resource = "pods";
    if (!this.#isNodeQuery()) return this.#readList({ resource });
    if (await this.#readPage(resource, PAGE)) return this.#readClaims();
    for (const node of this.#targetsOf("node")) {
      await this.#read({
        resource,
        namespace: this.#request.namespace,
        fieldSelector: `spec.nodeName=${node}`,
      });
    }
  }

  async #readClaims(): Promise<void> {
    if (this.#wantsClaims()) await this.#readList({ resource: "persistentvolumeclaims" });
  }

  /** @returns whether the page was all there is */
  async #readPage(resource: Resource, limit: number): Promise<boolean> {
    const { namespaced } = kindOfResource(resource);
    const namespace = namespaced ? this.#request.namespace : null;
    const isComplete = await this.#read({ resource, namespace, limit });
    if (isComplete) this.#setWhole(resource, namespace);
    else if (isComplete === false) this.#collector.setExtent(resource, { of: "some" });
    return isComplete ?? false;
  }

  async #readList(list: Omit<ListRequest, "namespace">): Promise<void> {
    const { namespaced } = kindOfResource(list.resource);
    const namespace = namespaced ? this.#request.namespace : null;
    const isComplete = await this.#read({ ...list, namespace });
    if (isComplete) this.#setWhole(list.resource, namespace);
  }

  #setWhole(resource: Resource, namespace: string | null): void {
    this.#collector.setExtent(
      resource,
      namespace === null ? { of: "cluster" } : { of: "namespace", namespace },
    );
  }

  /** @returns whether it came to the list's end; null: it left a gap */
  async #read(list: ListRequest): Promise<boolean | null> {
    const { resource, namespace } = list;
    const kind = kindOfResource(resource);
    const { signal, progress } = this.#options;
    try {
      return await readResource(this.#client, list, signal, (object) => {
        this.#collector.add(kind, object);
        progress.onObjects(resource, 1);
      });
    } catch (error) {
      const gap = toGap(resource, namespace, error);
      if (gap === null) throw error;
      this.#collector.setExtent(resource, { of: "none" });
      this.#collector.addGap(gap);
      return null;
    }
  }

  async #readNamedNodes(): Promise<void> {
    const { nodes } = this.#collector.inventory;
    await this.#readByName(
      this.#targetsOf("node")
        .filter((name) => !nodes.has(name))
        .map((name) => ({ resource: "nodes", namespace: null, name })),
    );
  }

  async #readNamedClaims(): Promise<void> {
    const names = new Map(
      this.#collector
        .claimsOfPods()
        .map(({ namespace, name }) => [keyOf(namespace, name), { namespace, name }]),
    );
    this.#collector.setExtent("persistentvolumeclaims", { of: "some" });
    await this.#readByName(
      [...names.values()].map((name) => ({ resource: "persistentvolumeclaims", ...name })),
    );
  }

  /** Volumes of the claims that the query can show. */
  async #readNamedVolumes(): Promise<void> {
    const { claims, volumes } = this.#collector.inventory;
    const wanted = new Set(this.#targetsOf("claim"));
    const names = [...claims.values()]
      .filter((claim) => !this.#isOnly("claim") || wanted.has(claim.name))
      .flatMap(({ volumeName }) => volumeName ?? [])
      .concat(this.#targetsOf("volume"))
      .filter((name) => !volumes.has(name));
    await this.#readByName(
      [...new Set(names)].map((name) => ({ resource: "persistentvolumes", namespace: null, name })),
    );
  }

  /** For each volume and each node where a pod wants it; elsewhere an attachment goes unseen. */
  async #readNamedAttachments(): Promise<void> {
    const { attachments, volumes, claims } = this.#collector.inventory;
    const known = new Set(attachments.map(({ name }) => name));
    const names = this.#collector.claimsOfPods().flatMap(({ namespace, name, node }) => {
      const volumeName = claims.get(keyOf(namespace, name))?.volumeName;
      const source = volumes.get(volumeName ?? "")?.source;
      if (!source?.handle || !source.driver || node === null) return [];
      const attachment = nameAttachment(source.handle, source.driver, node);
      return known.has(attachment) ? [] : [attachment];
    });
    await this.#readByName(
      [...new Set(names)].map((name) => ({ resource: "volumeattachments", namespace: null, name })),
    );
  }

  /** What is not there is no gap: its absence is the answer. */
  async #readByName(
    wanted: { resource: Resource; namespace: string | null; name: string }[],
  ): Promise<void> {
    const queue = wanted.values();
    const work = async () => {
      for (const one of queue) await this.#readOne(one);
    };
    await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, work));
  }

  async #readOne(wanted: {
    resource: Resource;
    namespace: string | null;
    name: string;
  }): Promise<void> {
    const { resource, namespace } = wanted;
    const { signal, progress } = this.#options;
    try {
      const object = await readNamed(this.#client, wanted, signal);
      this.#collector.add(kindOfResource(resource), object);
      progress.onObjects(resource, 1);
    } catch (error) {
      if (error instanceof SourceError && error.reason === "NotFound") return;
      const gap = toGap(resource, namespace, error);
      if (gap === null) throw error;
      if (!this.#collector.inventory.gaps.some((it) => it.resource === resource)) {
        this.#collector.addGap(gap);
      }
    }
  }

  #isPartial(resource: Resource): boolean {
    return this.#collector.inventory.extents[resource]?.of === "some";
  }

  #wantsClaims(): boolean {
    return this.#request.resources.has("persistentvolumeclaims");
  }

  /** The whole cluster was asked for, so that everything in it will be wanted. */
  #readsAll(): boolean {
    return this.#request.deep || (this.#request.namespace === null && !this.#isNodeQuery());
  }

  #isNodeQuery(): boolean {
    return this.#isOnly("node") && !this.#request.deep;
  }

  #isOnly(type: TargetType): boolean {
    const { targets } = this.#request;
    return targets.length > 0 && targets.every((target) => target.type === type);
  }

  #targetsOf(type: TargetType): string[] {
    return this.#request.targets.filter((it) => it.type === type).map(({ name }) => name);
  }
}
