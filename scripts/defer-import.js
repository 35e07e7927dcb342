// A plugin of esbuild: one of our modules loads a package when it first uses it, which in a module of
// TypeScript that may not wait cannot be said. string-width makes patterns of whole properties of
// Unicode, for as long as a request takes, and what is drawn is nearly always ASCII.
import { readFile } from "node:fs/promises";

/**
 * @param {RegExp} module a pattern of its path
 * @param {string} name of the function that the package exports as its default
 * @param {string} from the package
 */
export function deferImport(module, name, from) {
  const statement = `import ${name} from "${from}";`;
  return {
    name: `defer-${from}`,
    setup({ onLoad }) {
      onLoad({ filter: module }, async ({ path }) => {
        const text = await readFile(path, "utf8");
        if (!text.includes(statement)) throw new Error(`${path} does not say ${statement}`);
        const deferred = `const ${name} = (...given) => require("${from}").default(...given);`;
        return { contents: text.replace(statement, deferred), loader: "ts" };
      });
    },
  };
}
