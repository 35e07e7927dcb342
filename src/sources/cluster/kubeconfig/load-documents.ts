import { loadAll, YAMLException } from "js-yaml";
import { KUBERNETES_YAML } from "../../kubernetes-yaml.ts";

/**
 * The documents of a file by which kubectl is set up, YAML or JSON.
 *
 * @param keepsLast whether of keys that stand twice the last one counts; else they are an error
 * @throws Error, a plain one of one line, that says what is wrong, without the name of the file
 */
export function loadDocuments(content: string, keepsLast = false): unknown[] {
  try {
    const documents = loadAll(content, { schema: KUBERNETES_YAML, json: keepsLast });
    requireEnd(documents);
    return documents;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new Error(`yaml: line ${(error.mark?.line ?? 0) + 1}: ${error.reason}`);
  }
}

/** @throws Error for a value that holds itself */
function requireEnd(documents: unknown): void {
  try {
    JSON.stringify(documents);
  } catch {
    throw new Error("yaml: an anchor's value contains itself");
  }
}
