import type { Inventory } from "../../core/model/inventory.ts";
import { ATTACH_FAILED } from "../../core/model/object-event.ts";
import type { ReadRequest } from "../../core/model/read-request.ts";
import type { Resource } from "../../core/model/resource.ts";
import { InventoryCollector, type WantedClaim } from "../inventory-collector.ts";
import { kindOfResource } from "../readable-kind.ts";
import type { ReadProgress } from "../source.ts";
import type { Client } from "./client.ts";
import { toGap } from "./gap.ts";
import { attachmentsToRead, claimsToRead, nodesToRead, volumesToRead } from "./names-to-read.ts";
import { readByName } from "./read-by-name.ts";
import {
  type ListRequest,
  loadDecoder,
  type ObjectReference,
  type Rest,
  readResource,
} from "./read-resource.ts";
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
 * A first page tells how long a list is. One that is short is read whole, and every rule can run; of one
 * that is not, what the query needs is asked for by name. Namespaced lists are read whole: that is what
 * the numbers are counted from.
 */
interface Pages {
  /** Of the first page. */
  first: number;
  /** So many objects are still a short list. */
  short: number;
  /**
   * Also the beginning of a long list says something. Else it is passed over: what is known would depend on
   * whose names come first.
   */
  keepsBeginning: boolean;
}

const PAGES: Pages = { first: 100, short: 500, keepsBeginning: false };

/** Nodes are large objects, and that there is more than one is all that most rules want to know. */
const NODE_PAGES: Pages = { first: 10, short: 50, keepsBeginning: true };

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
    const asked = [...resources].map((resource) => this.#readFirst(resource));
    setImmediate(loadDecoder);
    await Promise.all(asked);
    const { soFar } = this.#collector;
    if (this.#isPartial("nodes")) await this.#readByName(nodesToRead(targets, soFar));
    // All pods are there from here on.
    let wanted: WantedClaim[] | undefined;
    const wantedClaims = () => (wanted ??= this.#collector.claimsOfPods());
    if (this.#isPartial("pods") && this.#wantsClaims()) {
      this.#collector.setExtent("persistentvolumeclaims", { of: "some" });
      await this.#readByName(claimsToRead(wantedClaims()));
    }
    if (this.#isPartial("persistentvolumes")) {
      await this.#readByName(volumesToRead(targets, wantedClaims(), soFar));
    }
    if (this.#isPartial("volumeattachments")) {
      await this.#readByName(attachmentsToRead(this.#request, wantedClaims(), soFar));
    }
    this.#options.progress.onRead?.();
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
        await (this.#readsAll()
          ? this.#readList({ resource })
          : this.#readWholeIfShort(resource, PAGES));
        return;
      case "nodes":
        await (this.#request.deep || this.#request.details
          ? this.#readList({ resource })
          : this.#readWholeIfShort(resource, NODE_PAGES));
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
    if (await this.#readWholeIfShort(resource, PAGES)) return this.#readClaims();
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

  /** Of a long list the first page at most. @returns whether it was all there is */
  async #readWholeIfShort(resource: Resource, pages: Pages): Promise<boolean> {
    const { first, short, keepsBeginning } = pages;
    const { namespaced } = kindOfResource(resource);
    const namespace = namespaced ? this.#request.namespace : null;
    // A server need not say how much is left.
    const isLong = ({ count }: Rest) => (count ?? 0) > short - first;
    let page = await this.#read({
      resource,
      namespace,
      limit: first,
      passesOver: (rest) => !keepsBeginning && isLong(rest),
    });
    if (page?.rest && !isLong(page.rest)) {
      page = await this.#read({ resource, namespace, limit: short, after: page.rest.begin });
    }
    if (page === null) return false;
    if (page.rest === null) this.#setWhole(resource, namespace);
    else this.#collector.setExtent(resource, { of: "some" });
    return page.rest === null;
  }

  async #readList(list: Omit<ListRequest, "namespace">): Promise<void> {
    const { namespaced } = kindOfResource(list.resource);
    const namespace = namespaced ? this.#request.namespace : null;
    const all = await this.#read({ ...list, namespace });
    if (all?.rest === null) this.#setWhole(list.resource, namespace);
  }

  #setWhole(resource: Resource, namespace: string | null): void {
    this.#collector.setExtent(
      resource,
      namespace === null ? { of: "cluster" } : { of: "namespace", namespace },
    );
  }

  /** @returns null: it left a gap */
  async #read(list: ListRequest): Promise<{ rest: Rest | null } | null> {
    const { resource, namespace } = list;
    const request = { ...list, isLarge: this.#readsAll() };
    const kind = kindOfResource(resource);
    const { signal, progress } = this.#options;
    const { details } = this.#request;
    this.#open.add(resource);
    progress.onWaiting?.([...this.#open]);
    try {
      const rest = await readResource(this.#client, request, this.#request, signal, (object) => {
        this.#collector.add(kind, object);
        progress.onObjects(resource, 1);
      });
      return { rest };
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
