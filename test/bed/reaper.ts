import { spawn } from "node:child_process";
import { once } from "node:events";

/** Ends what this process started when this process ends, however it ends. */
export interface Reaper {
  /** From now on the process with this id ends no later than this one. */
  watch(pid: number): void;
  /** Ends the watched processes and removes the folder now; resolves when that is done. */
  reap(): Promise<void>;
}

/**
 * Starts a small shell that waits for its standard input to close, then kills the processes it was
 * told of, by their ids, and removes `folder`. The system closes that pipe when this process ends:
 * normally, by Ctrl-C, by an exception and by SIGKILL too, which no signal handler would see. So
 * there are no signal handlers here, and none of the test runner's is disturbed.
 */
export function startReaper(folder: string): Reaper {
  const script = `
    pids=
    while read -r pid; do pids="$pids $pid"; done
    for pid in $pids; do kill -KILL "$pid"; done
    tries=0
    until rm -rf "$1" || [ $tries -ge 50 ]; do tries=$((tries + 1)); sleep 0.1; done
  `;
  const shell = spawn("/bin/sh", ["-c", script, "test-bed-reaper", folder], {
    // A session of its own: a terminal's Ctrl-C must reach this process, not the shell.
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  shell.unref();
  const ended = once(shell, "exit");
  return {
    watch(pid) {
      shell.stdin.write(`${pid}\n`);
    },
    async reap() {
      shell.ref();
      shell.stdin.end();
      await ended;
    },
  };
}
