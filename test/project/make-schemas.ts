import { createGenerator } from "ts-json-schema-generator";
import { PROJECT } from "./run-tool.ts";

/** The types that are a stable interface, and the files of their schemas. */
const CONTRACTS = [
  {
    file: "schemas/mount-report.json",
    path: "src/core/reports/mount/mount-report.ts",
    type: "MountReport",
  },
  {
    file: "schemas/topic-report.json",
    path: "src/core/reports/topic/topic-report.ts",
    type: "TopicReport",
  },
  {
    file: "schemas/topic-list.json",
    path: "src/core/reports/topic/topic-report.ts",
    type: "TopicList",
  },
  {
    file: "schemas/object-report.json",
    path: "src/core/reports/object/object-report.ts",
    type: "ObjectReport",
  },
  {
    file: "schemas/class-report.json",
    path: "src/core/reports/object/object-report.ts",
    type: "ClassReport",
  },
  {
    file: "schemas/pattern-list.json",
    path: "src/scaffold/pattern-list.ts",
    type: "PatternList",
  },
  {
    file: "schemas/version-report.json",
    path: "src/core/reports/version/version-report.ts",
    type: "VersionReport",
  },
];

/** The schemas as they follow from the types now, by absolute file name. */
export function makeSchemas(): [file: string, text: string][] {
  return CONTRACTS.map(({ file, path, type }) => {
    const schema = createGenerator({
      path: `${PROJECT}/${path}`,
      tsconfig: `${PROJECT}/tsconfig.json`,
      type,
      skipTypeCheck: true,
      // Within a version a report may gain fields.
      additionalProperties: true,
    }).createSchema(type);
    return [`${PROJECT}/${file}`, `${JSON.stringify(schema, null, 2)}\n`];
  });
}
