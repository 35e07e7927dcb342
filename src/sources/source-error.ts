/**
 * A read that failed as a whole. `message` is what kubectl would say; `next` is what to type next.
 * Only `cli` prints it and picks the exit code.
 */
export class SourceError extends Error {
  readonly reason: SourceErrorReason;
  readonly next: readonly string[];
  /**
   * Whether kubectl prints the message as it is (`Error from server (Forbidden): …`, `Unable to
   * connect to the server: …`) instead of with `error: ` in front.
   *
   * @see https://github.com/kubernetes/kubectl/blob/v0.36.3/pkg/cmd/util/helpers.go StandardErrorMessage
   */
  readonly standsAlone: boolean;
  /** What the server itself said, without what kubectl puts before it; else the message. */
  readonly said: string;

  constructor(
    reason: SourceErrorReason,
    message: string,
    options: {
      next?: readonly string[];
      standsAlone?: boolean;
      said?: string;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "SourceError";
    this.reason = reason;
    this.next = options.next ?? [];
    this.standsAlone = options.standsAlone ?? false;
    this.said = options.said ?? message;
  }
}

/**
 * The API's own reasons where it gave one (`metav1.StatusReason`), then ours for what never
 * reached an API server.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/apis/meta/v1/types.go StatusReason
 */
export type SourceErrorReason =
  | "Unauthorized"
  | "Forbidden"
  | "NotFound"
  | "Expired"
  | "Timeout"
  | "TooManyRequests"
  | "InternalError"
  | "ServiceUnavailable"
  | "Unreachable"
  | "Certificate"
  | "Credentials"
  | "Config"
  | "Input"
  | "Aborted"
  | "NotKubernetes"
  | "InvalidAnswer"
  | (string & {});
