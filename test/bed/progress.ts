/** Something that takes minutes and says so. */
export interface Progress {
  /** What is being done now, without the time, which is added. */
  say(text: string): void;
  /** Ends it; `text`, when given, stays as the last line. */
  end(text?: string): void;
}

/**
 * Shows on stderr that something long is going on: on a terminal one line that is redrawn every
 * second, elsewhere (a CI log) a line at once and then one every 15 seconds, so that neither a
 * person nor a watchdog takes it for hanging.
 */
export function startProgress(): Progress {
  const started = Date.now();
  const terminal = process.stderr.isTTY === true;
  let current = "";
  const write = () => {
    if (current === "") return;
    const line = `test bed: ${current}, ${elapsed(started)}`;
    if (terminal)
      process.stderr.write(`\r\u001b[K${line.slice(0, (process.stderr.columns || 80) - 1)}`);
    else process.stderr.write(`${line}\n`);
  };
  const timer = setInterval(write, terminal ? 1_000 : 15_000);
  return {
    say(text) {
      const step = current.split(":")[0] !== text.split(":")[0];
      current = text;
      if (step) write();
    },
    end(text) {
      clearInterval(timer);
      if (terminal) process.stderr.write("\r\u001b[K");
      if (text !== undefined) process.stderr.write(`test bed: ${text}, ${elapsed(started)}\n`);
    },
  };
}

function elapsed(since: number): string {
  const seconds = Math.round((Date.now() - since) / 1_000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}
