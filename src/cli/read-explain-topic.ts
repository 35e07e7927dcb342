import { ACCESS_MODES, abbreviateMode, type KnownAccessMode } from "../core/model/access-mode.ts";
import {
  type BackendFilter,
  CLOUDS,
  DRIVER,
  findDriver,
  listDrawnTopics,
  listDriverNames,
  listTopics,
  reportBackends,
  reportTopic,
} from "../core/reports/topic/report-topic.ts";
import type { TopicReport } from "../core/reports/topic/topic-report.ts";
import { ASK } from "./explain-command.ts";
import { findNearest } from "./nearest.ts";
import { readWord } from "./read-word.ts";
import { type FilterFlags, refuseFilter } from "./refuse-filter.ts";
import { UsageError } from "./usage-error.ts";

const BACKENDS = `${ASK} backends`;

/**
 * The topic as far as the flags ask for it.
 *
 * @throws UsageError for a topic, a driver, a mode or a cloud that is not known, with the near
 *   ones, and for flags that the topic does not take
 */
export function readExplainTopic(topic: string, flags: FilterFlags): TopicReport {
  if (topic === "backends") return reportBackends(readFilter(flags));
  refuseFilter(flags, `the topic ${JSON.stringify(topic)}`);
  const report = reportTopic(topic);
  if (report !== null) return report;
  if (topic.startsWith(DRIVER)) throw unknownDriver(topic.slice(DRIVER.length));
  throw unknownTopic(topic);
}

/** @returns what to say of a topic that has no drawing */
export function noDrawing(topic: string): UsageError {
  const drawn = listDrawnTopics();
  return new UsageError(
    `the topic ${JSON.stringify(topic)} has no drawing` +
      (drawn.length > 0 ? `, these have one: ${drawn.join(", ")}` : ""),
    drawn.slice(0, 1).map((it) => `${ASK} ${it} -o mermaid`),
  );
}

function readFilter({ driver, mode, cloud }: FilterFlags): BackendFilter {
  return {
    driver: driver === undefined ? null : readDriver(driver),
    mode: mode === undefined ? null : readMode(mode),
    cloud: cloud === undefined ? null : readWord("--cloud", cloud, CLOUDS, { command: BACKENDS }),
  };
}

function readDriver(name: string): NonNullable<BackendFilter["driver"]> {
  const driver = findDriver(name);
  if (driver !== null) return driver;
  if (reportTopic(`${DRIVER}${name}`) === null) throw unknownDriver(name);
  throw new UsageError(`nobody handles the volumes of ${JSON.stringify(name)} any more`, [
    `${ASK} ${DRIVER}${name}`,
  ]);
}

/** `rwx` or `ReadWriteMany`, whatever the case. */
function readMode(typed: string): KnownAccessMode {
  const word = typed.toUpperCase();
  const mode = ACCESS_MODES.find((it) => abbreviateMode(it) === word);
  if (mode !== undefined) return mode;
  const spellings = ACCESS_MODES.map((it) => abbreviateMode(it).toLowerCase());
  return readWord("--mode", typed, ACCESS_MODES, { spellings, command: BACKENDS });
}

function unknownTopic(typed: string): UsageError {
  const topics = listTopics().items.map(({ topic }) => topic);
  const near = findNearest(typed, topics).slice(0, 3);
  return new UsageError(
    `unknown topic ${JSON.stringify(typed)}`,
    near.length > 0
      ? near.map((it) => `${ASK} ${it}`)
      : [ASK, ...(typed === "" ? [] : [`${ASK} pvc/${typed}`])],
  );
}

function unknownDriver(typed: string): UsageError {
  const near = findNearDrivers(typed).slice(0, 3);
  return new UsageError(
    `nothing is known of a driver ${JSON.stringify(typed)}`,
    near.length > 0 ? near.map((it) => `${ASK} ${DRIVER}${it}`) : [`${ASK} backends`],
  );
}

/** By spelling, else those whose name holds the word: `efs` means efs.csi.aws.com. */
function findNearDrivers(typed: string): string[] {
  const names = listDriverNames();
  const near = findNearest(typed, names);
  const word = typed.toLowerCase();
  if (near.length > 0 || word.length < 2) return near;
  return names.filter((it) => it.toLowerCase().includes(word));
}
