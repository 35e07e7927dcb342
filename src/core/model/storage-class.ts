/** A StorageClass. */
export interface StorageClass {
  name: string;
  provisioner: string;
  parameters: Readonly<Record<string, string>>;
  /** `Immediate` or `WaitForFirstConsumer`. */
  bindingMode: string;
  isDefault: boolean;
  reclaimPolicy: string;
  allowsExpansion: boolean;
  mountOptions: string[];
}

/** A CSIDriver object: what the installed driver says of itself. */
export interface InstalledDriver {
  name: string;
  /** The API's default is true. */
  attachRequired: boolean;
  /** The API's default is ReadWriteOnceWithFSType. */
  fsGroupPolicy: string;
}
