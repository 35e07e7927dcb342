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
  /** RFC 3339: of several default classes the newest counts; null: a manifest. */
  createdAt: string | null;
}

/** The provisioner of classes for volumes that somebody makes by hand: nobody is asked for one. */
export const NO_PROVISIONER = "kubernetes.io/no-provisioner";

/** A CSIDriver object: what the installed driver says of itself. */
export interface InstalledDriver {
  name: string;
  /** The API's default is true. */
  attachRequired: boolean;
  /** The API's default is ReadWriteOnceWithFSType. */
  fsGroupPolicy: string;
}
