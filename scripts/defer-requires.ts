// A plugin of esbuild: the packages named load their own parts, and what they need themselves, when
// they use them and not when they are loaded. Without it every start pays for all of oclif: globs,
// templates, spinners, semver.
import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/** What the TypeScript compiler writes for an import; all uses are then `name.property`. */
const REQUIRE =
  /^(?:const|var) (\w+_\d+) = ((?:__importDefault|__importStar)\(require\("[^"]+"\)\)|require\("[^"]+"\));$/gm;

/** What it writes for `export * as name`. */
const REEXPORT = /^exports\.(\w+) = (__importStar\(require\("[^"]+"\)\));$/gm;

/** A property and not a function, since `new name.it.Class()` means what `new name().Class()` does not. */
const DEFERRED =
  "const deferred = (load) => { let it; return { get it() { return (it ??= load()); } }; };";

/**
 * @param folders a pattern of the paths whose files were compiled from TypeScript to CommonJS
 * @param unwanted patterns of statements that are left out, each of one file
 * @throws Error, when building, if there is nothing to defer, or nothing to leave out: the packages are
 *   not what they were
 */
export function deferRequires(folders: RegExp, unwanted: readonly RegExp[] = []): Plugin {
  return {
    name: "defer-requires",
    setup({ onLoad, onEnd }) {
      let deferred = 0;
      const left = new Set<RegExp>();
      onLoad({ filter: folders }, async ({ path }) => {
        const whole = await readFile(path, "utf8");
        const found = unwanted.filter((statement) => statement.test(whole));
        const text = found.reduce((rest, statement) => rest.replace(statement, ""), whole);
        for (const statement of found) left.add(statement);
        const contents = deferIn(text);
        if (contents !== text) deferred++;
        return { contents, loader: "js" };
      });
      onEnd(({ errors }) => {
        const missed = unwanted.filter((statement) => !left.has(statement));
        if (errors.length > 0 || (deferred > 0 && missed.length === 0)) return {};
        // Every start would be slow, and nothing would say so.
        const what = deferred === 0 ? "nothing to defer" : `no ${missed.join(", no ")}`;
        return { errors: [{ text: `${what} in ${folders}` }] };
      });
    },
  };
}

/**
 * A module that loads what it requires on first use. One that requires nothing, or in no way that is
 * known, stays as it is.
 */
export function deferIn(text: string): string {
  if (text.search(REQUIRE) < 0 && text.search(REEXPORT) < 0) return text;
  const names = [...text.matchAll(REQUIRE)].map(([, name]) => name);
  const rest = text
    .replace(REQUIRE, "")
    .replace(
      REEXPORT,
      'const all_$1 = deferred(() => $2); Object.defineProperty(exports, "$1", { enumerable: true, get: () => all_$1.it });',
    )
    .replaceAll(/\b\w+_\d+\b/g, (name) => (names.includes(name) ? `${name}.it` : name));
  const loaders = [...text.matchAll(REQUIRE)].map(
    ([, name, load]) => `const ${name} = deferred(() => ${load});`,
  );
  const [strict, ...lines] = rest.split("\n");
  return [strict, DEFERRED, ...loaders, ...lines].join("\n");
}
