import { passes } from "../../../../knowledge/condition.ts";
import type { Topology } from "../../../../knowledge/driver.ts";
import { uniteCitations } from "../../../../knowledge/unite-citations.ts";
import { isBound } from "../../../model/storage.ts";
import { listNames } from "../../../model/text.ts";
import type { Volume } from "../../../model/volume.ts";
import { findPinnedNode } from "../../../sharing/pinned-node.ts";
import { isNodePath } from "../../../sharing/place.ts";
import { regionsOfVolume, zonesOfVolume } from "../../../sharing/zones.ts";
import type { Reach, Remark } from "../object-report.ts";
import { agreeOn, type Handler, type Subject } from "./identify-handler.ts";
import { nodeAffinity, typesOfVolumes } from "./kubernetes-citations.ts";

/** From where a volume can be had, before anybody asks for its access mode. */
export interface Territory {
  scope: Exclude<Reach["scope"], "pod">;
  /** The node or the zones that are known by name. */
  where: string[];
  /**
   * `affinity`: the volume says so, and the scheduler keeps to it; `path`: every node has another
   * folder there; `driver`: its driver's volumes are so.
   */
  source: "affinity" | "path" | "driver";
  /** Whether a second node of the same zone can have it as well; null: not known. */
  hasOtherNodes: boolean | null;
  because: Remark;
}

/** The node affinity of the volume beats what is known of its driver. */
export function describeTerritory(subject: Subject, handler: Handler): Territory {
  const { volume } = subject;
  if (volume !== null && volume.nodeAffinity !== null) return describeAffinity(volume);
  if (volume !== null && isNodePath(volume)) return describePath(handler);
  return describeTopology(subject, handler);
}

function describeAffinity(volume: Volume): Territory {
  const fromAffinity = (
    scope: Territory["scope"],
    where: string[],
    text: string,
    hasOtherNodes: boolean | null,
  ): Territory => ({
    scope,
    where,
    source: "affinity",
    hasOtherNodes,
    because: {
      text: `The node affinity of volume ${volume.name} ${text}`,
      citations: [nodeAffinity],
    },
  });
  const node = findPinnedNode(volume);
  if (node !== null) return fromAffinity("node", [node], `leaves one node, ${node}.`, false);
  const zones = zonesOfVolume(volume);
  if (zones.length > 0) {
    const names = listNames(zones);
    const text = `leaves ${zones.length === 1 ? `zone ${names}` : `the zones ${names}`} only.`;
    return fromAffinity("zone", zones, text, true);
  }
  const regions = regionsOfVolume(volume);
  if (regions.length > 0) {
    const names = listNames(regions);
    const text = `leaves ${regions.length === 1 ? `region ${names}` : `the regions ${names}`} only.`;
    return fromAffinity("region", regions, text, true);
  }
  const keys = (volume.nodeAffinity ?? []).flatMap(({ expressions }) =>
    expressions.map(({ key }) => key),
  );
  const text = `leaves only nodes that match ${listNames([...new Set(keys)])}.`;
  return fromAffinity(null, [], text, null);
}

/** A hostPath that is bound to no node. */
function describePath(handler: Handler): Territory {
  const { name, driver } = handler;
  if (driver?.kind === "provisioner" && name === "rancher.io/local-path") {
    return unknown(
      `The volume has no node affinity, as ${name} makes it where its sharedFileSystemPath is set. Whether that path is one file system on all nodes, its administrator knows.`,
      handler,
    );
  }
  return {
    scope: "node",
    where: [],
    source: "path",
    hasOtherNodes: false,
    because: {
      text: "The volume is a path of whatever node the pod is on: every node has a folder of its own there, and pods on different nodes share nothing.",
      citations: [typesOfVolumes],
    },
  };
}

function describeTopology(subject: Subject, handler: Handler): Territory {
  const topology = agreeOn(handler, (variant) => variant.topology.value);
  if (topology === null) return unknown(describeUnknown(handler), handler);
  const name = handler.name ?? "";
  const isRead = subject.volume !== null;
  const isUnread = !isRead && isBound(subject);
  const say = (text: string) =>
    topology.remark === undefined ? text : `${text} ${topology.remark}`;
  const fromDriver = (
    scope: Territory["scope"],
    text: string,
    hasOtherNodes: boolean | null,
  ): Territory => ({
    scope,
    where: [],
    source: "driver",
    hasOtherNodes,
    because: {
      text: isUnread ? `${text} The node affinity of this one could not be read.` : text,
      citations: citeTopology(handler),
    },
  });
  // What could not be read may still say less.
  const unlessUnread = (scope: Territory["scope"]) => (isUnread ? null : scope);
  const others = isUnread ? null : true;
  switch (topology.reach) {
    case "node":
      return isRead
        ? fromDriver(
            null,
            `Volumes of ${name} are a node's own, but this one has no node affinity that says of which.`,
            null,
          )
        : fromDriver("node", say(`A volume of ${name} can be had on one node only.`), false);
    case "zone":
      return describeZone(topology, handler, isRead, fromDriver);
    case "region":
      return fromDriver(
        unlessUnread("region"),
        say(`A volume of ${name} can be had on every node of its region.`),
        others,
      );
    case "anywhere":
      return fromDriver(
        unlessUnread("cluster"),
        `A volume of ${name} can be had on every node that reaches its backend over the network.`,
        others,
      );
    case "backend":
      return fromDriver(
        null,
        say(
          `From where a volume of ${name} can be had depends on its backend${isRead ? "; this one has no node affinity, so that Kubernetes keeps no node from it" : ""}.`,
        ),
        isRead || (isNetworked(handler) && !isUnread) ? true : null,
      );
  }
}

function describeZone(
  topology: Topology,
  handler: Handler,
  isRead: boolean,
  fromDriver: (scope: Territory["scope"], text: string, hasOtherNodes: boolean | null) => Territory,
): Territory {
  const name = handler.name ?? "";
  const spans =
    topology.severalZones === undefined
      ? false
      : topology.severalZones === true || passes(topology.severalZones, handler.given);
  if (spans === true) {
    return fromDriver(null, `A volume of ${name} with these parameters is in several zones.`, true);
  }
  if (isRead || spans === null) {
    const text = isRead
      ? `A volume of ${name} is in one zone unless it was made for several, but this one has no node affinity that says which.`
      : `A volume of ${name} is in one zone unless its parameters say otherwise, which are not known.`;
    return fromDriver(null, text, true);
  }
  return fromDriver("zone", `A volume of ${name} can be had in one zone only, its own.`, true);
}

/** It is mounted over a network by any number of nodes. */
function isNetworked({ variants }: Handler): boolean {
  return (
    variants.length > 0 && variants.every(({ medium }) => medium === "file" || medium === "object")
  );
}

function citeTopology({ variants }: Handler): Remark["citations"] {
  return uniteCitations(...variants.map(({ topology }) => topology.citations));
}

function unknown(text: string, handler: Handler): Territory {
  const because = { text, citations: citeTopology(handler) };
  return { scope: null, where: [], source: "driver", hasOtherNodes: null, because };
}

function describeUnknown({ name, driver, variants }: Handler): string {
  if (name === null)
    return "From where it can be had is not known: nothing that was read names its driver.";
  if (driver === null) return `From where a volume of ${name} can be had is not known here.`;
  return variants.length > 1
    ? `From where it can be had depends on which kind of volume of ${name} it is, which is not known here.`
    : `Not documented: from where a volume of ${name} can be had.`;
}
