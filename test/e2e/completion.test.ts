import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { type LineEditor, openLineEditor, type Shell } from "../bed/line-editor.ts";
import { runKubectl } from "../bed/run-kubectl.ts";
import { openShells, type Shells } from "../bed/shells.ts";
import { PROJECT } from "../project/run-tool.ts";
import { openShop, type Shop } from "./shop-cluster.ts";

const run = promisify(execFile);

/**
 * Tells the program that it has not started yet. How long names may take is no matter here, and a
 * busy machine is never quick enough.
 */
const PATIENCE = "--import=data:text/javascript,performance.now=()=>-60000";

describe("Completion of kubectl shared", function () {
  this.timeout(180_000);
  let shop: Shop;
  let folder: string;
  let env: NodeJS.ProcessEnv;

  before(async function () {
    shop = await openShop(this);
    folder = await mkdtemp(join(tmpdir(), "kubectl-shared-completion-"));
    const bin = join(folder, "bin");
    await mkdir(bin);
    await symlink(`${PROJECT}/bin/run.js`, join(bin, "kubectl-shared"));
    await symlink(shop.cluster.kubectl, join(bin, "kubectl"));
    env = {
      PATH: [bin, dirname(process.execPath), "/usr/bin", "/bin"].join(":"),
      HOME: folder,
      KUBECONFIG: shop.cluster.kubeconfig,
      NODE_OPTIONS: PATIENCE,
    };
    const { stdout } = await run("kubectl", ["shared", "completion", "install"], { env });
    expect(stdout).to.contain(`Wrote ${join(bin, "kubectl_complete-shared")}.`);
  });
  after(() => folder && rm(folder, { recursive: true }));

  async function namesOf(...words: string[]): Promise<string[]> {
    const args = ["get", ...words, "-o", "jsonpath={.items[*].metadata.name}"];
    return (await runKubectl(shop.cluster, args)).split(" ").toSorted();
  }

  const questions: [string, string[], string[], string][] = [
    ["claims", ["who-mounts", "-n", "shop", "pvc/"], ["pvc", "-n", "shop"], "pvc/"],
    ["pods", ["explain", "-n", "shop", "po/"], ["pods", "-n", "shop"], "po/"],
    ["volumes", ["explain", "pv", ""], ["pv"], ""],
    ["nodes", ["who-mounts", "node", ""], ["nodes"], ""],
    ["classes", ["scaffold", "rwx", "--storage-class="], ["sc"], ""],
    [
      "deployments",
      ["who-mounts", "--namespace=shop", "deploy/"],
      ["deploy", "-n", "shop"],
      "deploy/",
    ],
    ["StatefulSets", ["who-mounts", "-nshop", "sts/"], ["sts", "-n", "shop"], "sts/"],
    ["namespaces", ["who-mounts", "-n", ""], ["namespaces"], ""],
  ];
  for (const [what, words, asked, before] of questions) {
    it(`offers the ${what} that kubectl get lists`, async () => {
      const expected = (await namesOf(...asked)).map((name) => `${before}${name}\n`);
      const { stdout } = await run("kubectl", ["__complete", "shared", ...words], { env });
      expect(stdout).to.equal([...expected, ":4\n"].join(""));
    });
  }

  it("offers no names to who may not list, and says nothing", async () => {
    const KUBECONFIG = await shop.cluster.userKubeconfig("nobody");
    const shim = join(folder, "bin", "kubectl_complete-shared");
    const said = await run(shim, ["who-mounts", "pvc/"], { env: { ...env, KUBECONFIG } });
    expect(said).to.deep.equal({ stdout: ":4\n", stderr: "" });
  });

  /** What is typed before the tabulator, and what stands there then. */
  const LINES: [string, string][] = [
    ["kubectl shared who-m", "kubectl shared who-mounts "],
    ["kubectl shared who-mounts --output=wi", "kubectl shared who-mounts --output=wide "],
    ["kubectl shared who-mounts -o wi", "kubectl shared who-mounts -o wide "],
    ["kubectl shared who-mounts --fail-on e", "kubectl shared who-mounts --fail-on error "],
    ["kubectl shared -A who-mounts dep", "kubectl shared -A who-mounts deployment/"],
    ["kubectl shared explain driver/efs", "kubectl shared explain driver/efs.csi.aws.com "],
    ["kubectl shared scaffold rox --variant cl", "kubectl shared scaffold rox --variant clone "],
    ["kubectl shared who-mounts -n sho", "kubectl shared who-mounts -n shop "],
    ["kubectl shared --context test", "kubectl shared --context test-bed "],
    ["kubectl shared who-mounts -n shop pvc/med", "kubectl shared who-mounts -n shop pvc/media "],
    [
      "kubectl shared who-mounts -n shop media l",
      "kubectl shared who-mounts -n shop media ledger ",
    ],
    ["kubectl shared who-mounts nod", "kubectl shared who-mounts node/"],
  ];

  const SHELLS: Record<string, (shells: Shells) => Shell> = {
    bash: ({ bashCompletion }) => ({
      command: ["bash", "--norc", "--noprofile", "-i"],
      setup: [
        `source ${bashCompletion}`,
        "source <(kubectl completion bash)",
        "bind 'set show-all-if-ambiguous on'",
        "bind 'set completion-query-items -1'",
      ],
      bindDump: `bind -x '"\\C-xp": printf "%s|\\n" "$READLINE_LINE" > "$LINE_FILE"'`,
    }),
    zsh: ({ zsh, zshSetup, env: { LD_LIBRARY_PATH } }) => ({
      command: ["env", `LD_LIBRARY_PATH=${LD_LIBRARY_PATH}`, zsh, "-f", "-i"],
      setup: [
        zshSetup,
        "autoload -Uz compinit; compinit -u -D",
        "source <(kubectl completion zsh)",
        "unsetopt beep",
      ],
      bindDump: `dump() { print -r -- "$BUFFER|" > $LINE_FILE }; zle -N dump; bindkey '^Xp' dump`,
    }),
  };
  for (const [name, describeShell] of Object.entries(SHELLS)) {
    describe(`at a tabulator in ${name}`, () => {
      let editor: LineEditor | undefined;

      before(async function () {
        const shells = await openShells(this);
        editor = await openLineEditor(describeShell(shells), env);
      });
      after(() => editor?.close());

      for (const [typed, completed] of LINES) {
        it(`ends ${typed}`, async () => {
          expect(await editor?.complete(typed)).to.equal(completed);
        });
      }

      it("lists what there is to choose from, with what it is", async () => {
        await editor?.list("kubectl shared explain rw", [
          "rwop",
          "ReadWriteOnce: one node, any number of pods on it",
        ]);
      });

      it("lists claims beside the types", async () => {
        await editor?.list("kubectl shared who-mounts -n shop ", ["ledger", "statefulset/"]);
      });
    });
  }

  describe("in fish", () => {
    let shells: Shells;

    before(async function () {
      shells = await openShells(this);
    });

    for (const [typed, completed] of LINES) {
      it(`ends ${typed}`, async () => {
        const script = 'kubectl completion fish | source; complete --do-complete="$argv[1]"';
        const fish = ["--no-config", "--command", script, typed];
        const { stdout } = await run(shells.fish, fish, { env: { ...env, ...shells.env } });
        const words = stdout
          .trimEnd()
          .split("\n")
          .map((line) => line.split("\t")[0]);
        expect(words).to.deep.equal([completed.trimEnd().split(" ").at(-1)]);
      });
    }
  });
});
