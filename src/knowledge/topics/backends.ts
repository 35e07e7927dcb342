import {
  ACCESS_MODES,
  abbreviateMode,
  type KnownAccessMode,
} from "../../core/model/access-mode.ts";
import { type Citation, page } from "../citation.ts";
import type { Cloud, Driver, Variant } from "../driver.ts";
import { DRIVERS } from "../drivers.ts";
import { fact } from "../fact.ts";
import { citeModes, MODE_COLUMNS, ModeRows } from "../mode-rows.ts";
import type { ModeSupport, Modes } from "../mode-support.ts";
import { type Block, type Row, type Section, statement, type Topic } from "../topic.ts";
import { uniteCitations } from "../unite-citations.ts";

/** Which rows are asked for; null: all. */
export interface BackendFilter {
  driver: Driver | null;
  mode: KnownAccessMode | null;
  cloud: Cloud | null;
}

/** In the order in which they are listed; clouds of one driver each share a section. */
const PLACES: readonly { title: string; clouds: readonly Cloud[] }[] = [
  { title: "AWS", clouds: ["aws"] },
  { title: "Azure", clouds: ["azure"] },
  { title: "Google Cloud", clouds: ["gcp"] },
  {
    title: "Other clouds",
    clouds: ["digitalocean", "hetzner", "linode", "scaleway", "vultr"],
  },
  { title: "OpenStack", clouds: ["openstack"] },
  { title: "vSphere", clouds: ["vsphere"] },
  { title: "Any cluster", clouds: ["onprem"] },
];

/** Every word that can be asked for. */
export const CLOUDS: readonly Cloud[] = PLACES.flatMap(({ clouds }) => clouds);

const accessModes = page(
  "kubernetes.io: Persistent Volumes, access modes",
  "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
);

/** Drivers and the access modes that they accept, side by side, as far as they are asked for. */
export function describeBackends(filter: BackendFilter): Topic {
  return {
    topic: "backends",
    title: nameSelection(filter),
    summary: "which driver accepts which access mode",
    sections: [
      { title: "How to read this", blocks: legend },
      ...PLACES.flatMap((place) => describePlace(place, filter)),
    ],
    related: [
      ...(filter.driver ? [`driver/${filter.driver.names[0]}`] : []),
      ...(filter.mode ? [abbreviateMode(filter.mode).toLowerCase()] : ["access-modes"]),
      "block-vs-file",
    ],
  };
}

const legend: readonly Block[] = [
  statement(
    fact(
      "yes: the driver accepts the mode. no: it does not. if: only where all the conditions hold that stand below the table. ?: not documented. -: such a volume never has the mode. Accepted means that a volume can be made and mounted so; whether an application may share its files is another question.",
      accessModes,
    ),
  ),
];

interface Entry {
  driver: Driver;
  variant: Variant;
  modes: Modes;
  citations: readonly Citation[];
}

function describePlace(
  { title, clouds }: (typeof PLACES)[number],
  { driver, mode, cloud }: BackendFilter,
): Section[] {
  const drivers = DRIVERS.filter(
    (it) =>
      clouds.includes(it.cloud) &&
      (driver === null || it === driver) &&
      (cloud === null || it.cloud === cloud),
  );
  const blocks = (["filesystem", "block"] as const).flatMap((volumeMode) =>
    describeVolumeMode(
      volumeMode,
      drivers.flatMap((it) =>
        it.variants.map((variant) => ({
          driver: it,
          variant,
          modes: variant[volumeMode].value,
          citations: variant[volumeMode].citations,
        })),
      ),
      mode,
    ),
  );
  return blocks.length > 0 ? [{ title: `${title} (${clouds.join(", ")})`, blocks }] : [];
}

function describeVolumeMode(
  volumeMode: "filesystem" | "block",
  entries: readonly Entry[],
  mode: KnownAccessMode | null,
): Block[] {
  const rowOf = new ModeRows();
  const shown = entries.filter(({ modes }) => accepts(modes, mode));
  const hasVariants = shown.some(({ variant }) => variant.name !== null);
  const rows = shown.map(
    ({ driver, variant, modes, citations }): Row => ({
      cells: [
        driver.names[0],
        ...rowOf.cellsOf(modes, citations),
        ...(hasVariants ? [variant.name ?? ""] : []),
      ],
      citations: citeModes(modes, citations),
    }),
  );
  const columns = [volumeMode, ...MODE_COLUMNS, ...(hasVariants ? ["volumes"] : [])];
  return [
    ...(rows.length > 0 ? [{ kind: "table" as const, columns, rows }] : []),
    ...rowOf.conditions(),
    ...describeRest(volumeMode, entries, mode),
  ];
}

/** Whether there is a volume with the mode, or with any mode where none is asked for. */
function accepts(modes: Modes, asked: KnownAccessMode | null): boolean {
  const answers = (asked === null ? ACCESS_MODES : [asked]).map((mode) => modes[mode].answer);
  return answers.some((answer) => answer === "yes" || answer === "conditional");
}

/**
 * Who has no row, and why: what refuses every volume of that kind, what
 * nobody documents, and what there never is.
 */
function describeRest(
  volumeMode: string,
  entries: readonly Entry[],
  mode: KnownAccessMode | null,
): Block[] {
  const rest = entries.filter(({ modes }) => !accepts(modes, mode));
  const asked = mode === null ? ACCESS_MODES : [mode];
  const hasAnswer = ({ modes }: Entry, answer: ModeSupport["answer"]) =>
    asked.some((it) => modes[it].answer === answer);
  const unknown = rest.filter((entry) => hasAnswer(entry, "unknown"));
  const refusing = rest.filter((entry) => !unknown.includes(entry) && hasAnswer(entry, "no"));
  const never = rest.filter((entry) => !unknown.includes(entry) && !refusing.includes(entry));
  const volumes = `${volumeMode} volumes${mode === null ? "" : ` with ${mode}`}`;
  return [
    ...nameAll(`No ${volumes}`, refusing),
    ...nameAll(`Not documented for ${volumes}`, unknown),
    ...nameAll(`Does not apply: there are no ${volumes} of`, never),
  ];
}

/** A driver by its name alone where all of its variants are meant. */
function nameAll(what: string, entries: readonly Entry[]): Block[] {
  if (entries.length === 0) return [];
  const byDriver = Map.groupBy(entries, ({ driver }) => driver);
  const names = Array.from(byDriver, ([{ names, variants }, some]) => {
    const left = some.map(({ variant }) => variant.name);
    return some.length === variants.length ? names[0] : `${names[0]} (${left.join(", ")})`;
  });
  const citations = uniteCitations(...entries.map((entry) => entry.citations));
  return [statement({ value: `${what}: ${names.join(", ")}.`, citations })];
}

function nameSelection({ driver, mode, cloud }: BackendFilter): string {
  const what =
    driver === null
      ? `Which driver accepts ${mode ?? "which access mode"}`
      : `What ${driver.names[0]} accepts${mode === null ? "" : ` of ${mode}`}`;
  return cloud === null ? what : `${what}, ${cloud}`;
}

/** All of them. */
export const backends: Topic = describeBackends({ driver: null, mode: null, cloud: null });
