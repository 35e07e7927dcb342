import { mkdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const heartbeat = 2_000;
const abandonedAfter = 15_000;

/**
 * Runs `work` while nobody else who shares the file system does the same under the same lock file,
 * so that two test runs do not compile Kubernetes side by side. The holder touches the file while
 * it works; a file that nobody touches any more is taken over. (A process id in it would tell
 * nothing: a cache may outlive the container that it was locked from.) Two that take over in the
 * same instant may both work: `work` must survive that.
 */
export async function withLock<T>(
  file: string,
  onWait: () => void,
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  while (!(await take(file))) {
    if (await isAbandoned(file)) await rm(file, { force: true });
    else {
      onWait();
      await sleep(500);
    }
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {});
  }, heartbeat);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, "", { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function isAbandoned(file: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(file)).mtimeMs > abandonedAfter;
  } catch {
    // Gone in the meantime: to be tried for again.
    return false;
  }
}
