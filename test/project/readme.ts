import { readFileSync } from "node:fs";
import { RULES } from "../../src/core/rules/rules.ts";
import { run, SHOP } from "../commands/run.ts";
import { PROJECT } from "./run-tool.ts";

export const README = `${PROJECT}/README.md`;

const SCREEN = /(<!-- screen -->\n```console\n\$ kubectl shared )(.*)\n[\s\S]*?```/g;

const RULE_TABLE = /(<!-- rules -->\n\|.*\n\|.*\n)(?:\|.*\n)*/;

/**
 * The README as it should be: every screen is what the program prints of the recorded shop, and
 * the table of rules is the rules.
 */
export async function renderReadme(): Promise<string> {
  const text = readFileSync(README, "utf8");
  const screens = await Promise.all(
    [...text.matchAll(SCREEN)].map(async ([, head, args = ""]) => {
      const { stdout } = await run([...args.replaceAll("'", "").split(" "), "-f", SHOP]);
      const screen = stdout.trimEnd();
      return `${head}${args}\n${screen}\n\`\`\``;
    }),
  );
  const rules = RULES.map(
    ({ id, summary, details = false }) => `| \`${id}\`${details ? " \\*" : ""} | ${summary} |\n`,
  ).join("");
  return text
    .replace(SCREEN, () => screens.shift() ?? "")
    .replace(RULE_TABLE, (_, head: string) => `${head}${rules}`);
}
