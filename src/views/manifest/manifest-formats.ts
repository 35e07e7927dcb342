import type { Manifest } from "../../scaffold/manifest.ts";
import type { PatternList } from "../../scaffold/pattern-list.ts";
import { LIST_FORMATS } from "../data-formats.ts";
import { type Formats, listFormats } from "../format.ts";
import type { ViewOptions } from "../view.ts";
import type { ManifestViewOptions } from "./manifest-view-options.ts";

/** The formats of `scaffold PATTERN`; the first is the default. */
export const MANIFEST_FORMATS: Formats<readonly Manifest[], ManifestViewOptions> = listFormats<
  readonly Manifest[],
  ManifestViewOptions
>(
  {
    name: "yaml",
    summary: "a stream of documents, with comments that say why a line is there",
    load: async () => (await import("./manifest-yaml.ts")).manifestYaml,
  },
  {
    name: "json",
    summary: "one object, or a List of several",
    load: async () => (await import("./manifest-json.ts")).manifestJson,
  },
  {
    name: "name",
    summary: "the names of the objects, as kubectl takes them",
    load: async () => (await import("./manifest-name.ts")).manifestName,
  },
);

/** The formats of `scaffold` alone. */
export const PATTERN_LIST_FORMATS: Formats<PatternList> = listFormats<PatternList, ViewOptions>(
  {
    name: "text",
    isDrawn: true,
    summary: "a line for each pattern, and when to use it",
    load: async () => (await import("./pattern-list.ts")).text,
  },
  {
    name: "markdown",
    summary: "the same for a page or a ticket",
    load: async () => (await import("./pattern-list.ts")).markdown,
  },
  {
    name: "name",
    summary: "the names of the patterns",
    load: async () => (await import("./pattern-list.ts")).name,
  },
  ...LIST_FORMATS,
);
