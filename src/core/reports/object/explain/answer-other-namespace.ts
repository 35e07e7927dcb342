import { ONE_HANDLE_IN_TWO_VOLUMES } from "../../../../knowledge/volume-handles.ts";
import { driverOf } from "../../../sharing/attach.ts";
import { oneNamespace } from "./kubernetes-citations.ts";
import { type Answer, answerNo } from "./placement-answer.ts";
import type { PlacementContext } from "./placement-context.ts";

/** One more pod in another namespace: never by this claim, but maybe by another one. */
export function answerOtherNamespace(context: PlacementContext): Answer {
  const way = describeWay(context);
  return answerNo({
    text: `A pod can name claims of its own namespace only, and a volume belongs to one claim, here in ${context.claim.namespace}. ${way.text}`,
    citations: [oneNamespace, ...way.citations],
  });
}

/** What is mounted over a network can have a second PersistentVolume; a disk has one place. */
function describeWay({ handler, storage, volumeMode }: PlacementContext) {
  const { driver, variants } = handler;
  const { volume } = storage;
  const isShare =
    volumeMode === "Filesystem" &&
    variants.length > 0 &&
    variants.every(({ medium }) => medium === "file" || medium === "object");
  if (!isShare || driver === null) {
    return {
      text: "Run the pod in that namespace, or let it have the data by a Service or by a copy.",
      citations: [],
    };
  }
  const more = `\`kubectl shared explain driver/${driver.names[0]}\``;
  const isPlugin =
    volume !== null && volume.source.plugin !== "csi" && driverOf(volume) === volume.source.plugin;
  return isPlugin
    ? {
        text: `Make a second PersistentVolume for the same server and path, with a claim there (\`kubectl shared explain patterns\`; ${more}).`,
        citations: [],
      }
    : {
        text: `Where the driver can have the same share in a second PersistentVolume, make one with a volumeHandle of its own and a claim there (\`kubectl shared explain patterns\`; ${more}).`,
        citations: ONE_HANDLE_IN_TWO_VOLUMES.citations,
      };
}
