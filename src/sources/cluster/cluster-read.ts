import type { Inventory } from "../../core/model/inventory.ts";
import { ATTACH_FAILED } from "../../core/model/object-event.ts";
import type { ReadRequest } from "../../core/model/read-request.ts";
import type { Resource } from "../../core/model/resource.ts";
import { InventoryCollector } from "../inventory-collector.ts";
import { kindOfResource } from "../readable-kind.ts";
import type { ReadProgress } from "../source.ts";
import type { Client } from "./client.ts";
import { toGap } from "./gap.ts";
import { attachmentsToRead, claimsToRead, nodesToRead, volumesToRead } from "./names-to-read.ts";
import { readByName } from "./read-by-name.ts";
import { type ListRequest, type ObjectReference, readResource } from "./read-resource.ts";
import { areAllOf, namesOf } from "./targets.ts";

export interface ClusterReadOptions {
  context: string | null;
  server: string;
  /** RFC 3339, asked when a read begins. */
  now: () => string;
  signal: AbortSignal;
  progress: ReadProgress;
}

/**
 * One page tells whether a list is short. Where it is, everything is known for the price of one
 * request, and every rule can run; where it is not, the rest is asked for by name. Namespaced
 * lists are read whole: that is what the numbers are counted from.
 */
const PAGE = 500;

/**
 * The same for nodes, which are large objects: that there is more than one is all that most rules
 * want to know.
 */
const NODES_PAGE = 50;

/** One reading of a cluster: which lists, how far, and what by name after them. */
export class ClusterRead {
  readonly #client: Client;
  readonly #request: ReadRequest;
  readonly #options: ClusterReadOptions;
  readonly #collector: InventoryCollector;
  /** Lists that have not ended. */
  readonly #open = new Set<Resource>();

  constructor(client: Client, request: ReadRequest, options: ClusterReadOptions) {
    this.#client = client;
    this.#request = request;
    this.#options = options;
    const { context, server } = options;
    const source = { kind: "cluster", context, server } as const;
    this.#collector = new InventoryCollector(request, source, options.now());
  }

  /** What belongs to the query is read side by side; names that only the answers tell, after. */
  async run(): Promise<Inventory> {
    const { resources, targets } = this.#request;
    await Promise.all([...resources].map((resource) => this.#readFirst(resource)));
    const { soFar } = this.#collector;
    if (this.#isPartial("nodes")) await this.#readByName(nodesToRead(targets, soFar));
    if (this.#isPartial("pods") && this.#wantsClaims()) {
      this.#collector.setExtent("persistentvolumeclaims", { of: "some" });
      await this.#readByName(claimsToRead(this.#collector.claimsOfPods()));
    }
    if (this.#isPartial("persistentvolumes")) {
      await this.#readByName(volumesToRead(targets, soFar));
    }
    if (this.#isPartial("volumeattachments")) {
      await this.#readByName(attachmentsToRead(this.#collector.claimsOfPods(), soFar));
    }
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
        await (this.#request.deep || this.#request.details
          ? this.#readList({ resource })
          : this.#readPage(resource, NODES_PAGE));
        return;
      case "events":
        return this.#readEvents();
      default:
        return this.#readList({ resource });
    }
  }

  /** A node's pods are of all namespaces, whose events are many: of these the warnings only. */
  async #readEvents(): Promise<void> {
    const { details } = this.#request;
    if (details && !this.#isNodeQuery()) return this.#readList({ resource: "events" });
    const wanted = details ? "type=Warning" : `reason=${ATTACH_FAILED}`;
    return this.#readList({
      resource: "events",
      fieldSelector: `${wanted},involvedObject.kind=Pod`,
    });
  }

  /** A node's pods are few, the cluster's may not be: then the claims are asked for by name too. */
  async #readPods(): Promise<void> {
    const resource = "pods";
    if (!this.#isNodeQuery()) return this.#readList({ resource });
    if (await this.#readPage(resource, PAGE)) return this.#readClaims();
    for (const node of namesOf("node", this.#request.targets)) {
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
    const { details } = this.#request;
    this.#open.add(resource);
    progress.onWaiting?.([...this.#open]);
    try {
      return await readResource(this.#client, { ...list, details }, signal, (object) => {
        this.#collector.add(kind, object);
        progress.onObjects(resource, 1);
      });
    } catch (error) {
      const gap = toGap(resource, namespace, error, details);
      if (gap === null) throw error;
      this.#collector.setExtent(resource, { of: "none" });
      this.#collector.addGap(gap);
      return null;
    } finally {
      this.#open.delete(resource);
      progress.onWaiting?.([...this.#open]);
    }
  }

  /** One gap for each resource, however many of its names could not be read. */
  async #readByName(references: readonly ObjectReference[]): Promise<void> {
    const { signal, progress } = this.#options;
    await readByName(this.#client, references, signal, {
      onObject: ({ resource }, object) => {
        this.#collector.add(kindOfResource(resource), object);
        progress.onObjects(resource, 1);
      },
      onFailure: ({ resource, namespace }, error) => {
        const gap = toGap(resource, namespace, error, this.#request.details);
        if (gap === null) throw error;
        const { gaps } = this.#collector.soFar;
        if (!gaps.some((it) => it.resource === resource)) this.#collector.addGap(gap);
      },
    });
  }

  #isPartial(resource: Resource): boolean {
    return this.#collector.soFar.extents[resource]?.of === "some";
  }

  #wantsClaims(): boolean {
    return this.#request.resources.has("persistentvolumeclaims");
  }

  /** The whole cluster was asked for, so that everything in it will be wanted. */
  #readsAll(): boolean {
    return this.#request.deep || (this.#request.namespace === null && !this.#isNodeQuery());
  }

  #isNodeQuery(): boolean {
    return areAllOf("node", this.#request.targets) && !this.#request.deep;
  }
}
