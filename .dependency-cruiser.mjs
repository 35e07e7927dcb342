import { readFileSync } from "node:fs";

const RULES = readFileSync(new URL("src/core/rules/rules.ts", import.meta.url), "utf8");

/** The files of the rules themselves, without what they share. */
const RULE_FILES = [...RULES.matchAll(/^import \{ .* \} from "\.\/(.+)\.ts";$/gm)].map(([, name]) => name);

/** The import law. Each rule has the sentence that would be missed if it were gone. */
export default {
  forbidden: [
    {
      name: "no-circular",
      comment: "A cycle means that two ideas are one, or that a third has no file yet.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphans",
      comment: "What nobody imports is dead.",
      severity: "error",
      from: { orphan: true, pathNot: ["^src/commands\\.ts$", "^src/cli/(main|built-program)\\.ts$", "^bin/"] },
      to: {},
    },
    {
      name: "model-knows-nobody",
      comment: "The model is the vocabulary: everybody speaks it, so it can depend on nobody.",
      severity: "error",
      from: { path: "^src/core/model/" },
      to: { pathNot: "^(src/core/model/|(node:)?path$)" },
    },
    {
      name: "knowledge-is-data",
      comment: "Facts about drivers hold whatever a cluster looks like; they use the model's words only.",
      severity: "error",
      from: { path: "^src/knowledge/" },
      to: { path: "^src/", pathNot: "^src/(knowledge|core/model)/" },
    },
    {
      name: "sharing-below-rules",
      comment: "The join must not depend on what anybody thinks of its result.",
      severity: "error",
      from: { path: "^src/core/sharing/" },
      to: { path: "^src/", pathNot: "^src/(core/(sharing|model)|knowledge)/" },
    },
    {
      name: "rules-below-reports",
      comment: "A rule knows no report and no view, so that each can be used in all of them.",
      severity: "error",
      from: { path: "^src/core/rules/" },
      to: { path: "^src/", pathNot: "^src/(core/(rules|sharing|model)|knowledge)/" },
    },
    {
      name: "rules-apart",
      comment: "Each rule stands alone, to be read and taken out alone: facts that two need are in sharing.",
      severity: "error",
      from: { path: "^src/core/", pathNot: "^src/core/rules/rules\\.ts$" },
      to: { path: `^src/core/rules/(${RULE_FILES.join("|")})\\.ts$` },
    },
    {
      name: "scaffold-from-knowledge",
      comment: "What manifests are made of are options and facts; the cluster has a say before, in cli.",
      severity: "error",
      from: { path: "^src/scaffold/" },
      to: { path: "^src/", pathNot: "^src/(scaffold|knowledge|core/model)/" },
    },
    {
      name: "reports-below-views",
      comment: "A report says what is so; how it is read and drawn is for others.",
      severity: "error",
      from: { path: "^src/core/reports/" },
      to: { path: "^src/", pathNot: "^src/(core|knowledge)/" },
    },
    {
      name: "commands-see-cli",
      comment: "A command is flags in and report out: what it joins is in cli, where others can use it.",
      severity: "error",
      from: { path: "^src/commands/" },
      to: { path: "^src/", pathNot: "^src/(cli|commands)/" },
    },
    {
      name: "core-is-pure",
      comment: "The core does no input or output and asks no clock: the same in, the same out.",
      severity: "error",
      from: { path: "^src/(core|knowledge|scaffold|views)/" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?(path|util)$" },
    },
    {
      name: "core-needs-no-packages",
      comment: "What the project exists for is its own code.",
      severity: "error",
      from: { path: "^src/(core|knowledge)/" },
      to: { dependencyTypes: ["npm", "npm-dev"] },
    },
    {
      name: "views-see-reports-only",
      comment: "JSON is the report: a view that saw more could say what JSON does not.",
      severity: "error",
      from: { path: "^src/views/" },
      to: { path: "^src/", pathNot: "^src/(views/|core/reports/(mount/mount|object/object|topic/topic)-report\\.ts$|scaffold/(manifest|pattern-list|trial)\\.ts$|core/model/(access-mode|text)\\.ts$)" },
    },
    {
      name: "sources-know-the-model",
      comment: "A source reads; what its inventory means is for the core to say.",
      severity: "error",
      from: { path: "^src/sources/" },
      to: { path: "^src/", pathNot: "^src/(sources|core/model)/" },
    },
    {
      name: "cluster-or-snapshot",
      comment: "Two sources of the same inventory: what one needs of the other belongs to neither.",
      severity: "error",
      from: { path: "^src/sources/(cluster|snapshot)/" },
      to: { path: "^src/sources/(cluster|snapshot)/", pathNot: "^src/sources/$1/" },
    },
    {
      name: "client-node-in-sources",
      comment: "It takes 100 ms and 85 MB to load: only authentication that needs it may ask for it.",
      severity: "error",
      from: { pathNot: "^src/sources/cluster/" },
      to: { path: "node_modules/@kubernetes/client-node" },
    },
    {
      name: "oclif-in-cli",
      comment: "The command line is a way in, not the program.",
      severity: "error",
      from: { pathNot: "^(src/(cli|commands)/|src/commands\\.ts$)" },
      to: { path: "node_modules/(@oclif|ora)/" },
    },
    {
      name: "commands-on-top",
      comment: "Nobody depends on a command; what two commands share is in cli.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/commands" },
      to: { path: "^src/commands" },
    },
    {
      name: "cli-under-nobody",
      comment: "Imports point one way: commands, cli, then sources, views and reports.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(cli|commands)" },
      to: { path: "^src/cli/" },
    },
    {
      name: "no-tests-in-src",
      comment: "What is shipped must not need what is not.",
      severity: "error",
      from: { path: "^(src|bin)/" },
      to: { path: "^test/", dependencyTypesNot: [] },
    },
    {
      name: "packages-are-declared",
      comment: "A package that is there by accident is gone after the next install.",
      severity: "error",
      from: { path: "^(src|bin)/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "unknown", "undetermined"] },
    },
    {
      name: "packages-are-bundled",
      comment: "What src imports is shipped to everybody inside of the bundle: each is a decision.",
      severity: "error",
      from: { path: "^src/" },
      to: {
        dependencyTypes: ["npm", "npm-dev"],
        pathNot: "node_modules/(@kubernetes/client-node|@oclif/core|cli-table3|js-yaml|ora|string-width|yaml)/",
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^dist/" },
    tsPreCompilationDeps: true,
    parser: "swc",
    enhancedResolveOptions: { extensions: [".ts", ".js"], exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
