/**
 * An object as the API writes it in JSON, nothing checked yet: what every reader (protobuf, JSON,
 * YAML) hands to the one decoder.
 */
export interface ApiObject {
  apiVersion?: string;
  kind?: string;
  metadata?: ApiMetadata;
  [field: string]: unknown;
}

export interface ApiMetadata {
  name?: string;
  namespace?: string;
  [field: string]: unknown;
}
