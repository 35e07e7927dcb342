import Completion from "./commands/completion.ts";
import Explain from "./commands/explain.ts";
import Scaffold from "./commands/scaffold.ts";
import Version from "./commands/version.ts";
import WhoMounts from "./commands/who-mounts.ts";

/** Every command by its name; what a command needs beyond its flags it imports when it runs. */
export const COMMANDS = {
  "who-mounts": WhoMounts,
  explain: Explain,
  scaffold: Scaffold,
  completion: Completion,
  version: Version,
};
