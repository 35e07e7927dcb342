import type { VersionReport } from "../../core/reports/version/version-report.ts";
import { escapeForTerminal } from "../escape.ts";
import type { View } from "../view.ts";

/** The lines of `kubectl version`; what is not known has none. */
export const text: View<VersionReport> = function* ({
  clientVersion,
  runtimeVersion,
  serverVersion,
}) {
  yield `Client Version: ${clientVersion.gitVersion}\n`;
  yield `Runtime Version: ${runtimeVersion.name} ${runtimeVersion.version} on ${clientVersion.platform}\n`;
  if (serverVersion !== null) {
    yield `Server Version: ${escapeForTerminal(serverVersion.gitVersion)}\n`;
  }
};
