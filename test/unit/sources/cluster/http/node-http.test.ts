import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "chai";

/** Whether a process that runs a statement has loaded Node's fetch in the end. */
async function loadsFetch(statement: string): Promise<boolean> {
  const tell = `${statement}; console.log(process.moduleLoadList.join())`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--input-type=module",
    "--eval",
    tell,
  ]);
  return stdout.includes("undici");
}

describe("the HTTP clients of Node", () => {
  it("are loaded without fetch, which an import of them brings along", async () => {
    const ours = new URL("../../../../../src/sources/cluster/http/node-http.ts", import.meta.url);
    expect(await loadsFetch('import "node:https"; import "node:http"')).to.equal(true);
    expect(await loadsFetch(`await import(${JSON.stringify(ours)})`)).to.equal(false);
  });
});
