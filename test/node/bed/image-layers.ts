import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, copyFile, cp, mkdir, readdir, rename, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Packs the layers of the images that test pods run, `busybox.tar` and `socat.tar`. They are made
 * here because no registry can be asked: a shell with its small programs, and socat with its
 * libraries. The folder appears whole.
 *
 * @param busybox the program
 * @param packages socat, unpacked with all that it depends on
 */
export async function packLayers(busybox: string, packages: string, folder: string): Promise<void> {
  const scratch = `${folder}.new`;
  await rm(scratch, { recursive: true, force: true });
  const shell = join(scratch, "busybox");
  await mkdir(join(shell, "bin"), { recursive: true });
  for (const name of ["tmp", "etc", "proc", "sys", "dev"]) await mkdir(join(shell, name));
  // As in the images that these stand for: everybody may make files there.
  await chmod(join(shell, "tmp"), 0o1777);
  await copyFile(busybox, join(shell, "bin", "busybox"));
  const { stdout } = await run(busybox, ["--list"]);
  for (const applet of stdout
    .trim()
    .split("\n")
    .filter((it) => it !== "busybox")) {
    await symlink("busybox", join(shell, "bin", applet));
  }
  await pack(shell, join(scratch, "busybox.tar"));

  const socat = join(scratch, "socat");
  await cp(packages, socat, { recursive: true, verbatimSymlinks: true });
  await rm(join(socat, "usr", "share"), { recursive: true, force: true });
  for (const parent of ["lib", "usr/lib"]) {
    for (const triplet of await readdir(join(socat, parent)).catch(() => [])) {
      // Character sets, which nothing here asks for.
      await rm(join(socat, parent, triplet, "gconv"), { recursive: true, force: true });
    }
  }
  // Packages of newer releases have nothing but /usr, and rely on these being there.
  for (const name of ["lib", "lib64"]) {
    if (existsSync(join(socat, name)) || !existsSync(join(socat, "usr", name))) continue;
    await symlink(`usr/${name}`, join(socat, name));
  }
  await pack(socat, join(scratch, "socat.tar"));
  await rm(shell, { recursive: true });
  await rm(socat, { recursive: true });
  await rm(folder, { recursive: true, force: true });
  await rename(scratch, folder);
}

function pack(folder: string, archive: string) {
  const owner = ["--owner=0", "--group=0", "--numeric-owner", "--mtime=@0", "--sort=name"];
  return run("tar", [...owner, "-cf", archive, "-C", folder, "."]);
}
