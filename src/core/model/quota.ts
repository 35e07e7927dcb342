/** A ResourceQuota: what the namespace may have at most, and what of it is taken. */
export interface Quota {
  namespace: string;
  name: string;
  /** `status.hard`, else `spec.hard`; quantities. */
  hard: Readonly<Record<string, string>>;
  /** `status.used`; what is not in it was not counted yet. */
  used: Readonly<Record<string, string>>;
}
