import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIP, isIPv4 } from "node:net";
import {
  bitString,
  boolean,
  explicit,
  implicit,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  time,
  utf8String,
} from "./der.ts";

/** A certificate and its private key, both PEM. */
export interface KeyedCertificate {
  certificate: string;
  key: string;
}

export interface CertificateRequest {
  /** The user name, to Kubernetes. */
  commonName: string;
  /** The groups, to Kubernetes. */
  organizations?: readonly string[];
  /** DNS names and IP addresses: makes it a serving certificate; without, it is a client's. */
  hosts?: readonly string[];
  /** When it ends, a day from now unless given; in the past for a certificate that expired. */
  notAfter?: Date;
}

export interface CertificateAuthority {
  certificate: string;
  issue(request: CertificateRequest): KeyedCertificate;
}

const hour = 3_600_000;

/**
 * Makes a certificate authority that lives in memory. Node can sign but not write certificates,
 * and a machine that has the cluster's programs need have neither Go nor openssl: so it is written
 * here, as little X.509 (RFC 5280) as Kubernetes, curl and Node ask for, with P-256 keys.
 */
export function createCertificateAuthority(commonName: string): CertificateAuthority {
  const keys = newKeys();
  const name = distinguishedName(commonName, []);
  const certificate = writeCertificate({
    issuer: name,
    subject: name,
    publicKey: keys.publicKey,
    signingKey: keys.privateKey,
    notAfter: new Date(Date.now() + 24 * hour),
    // digitalSignature and keyCertSign
    extensions: [basicConstraints(true), keyUsage(0x84, 2)],
  });
  return {
    certificate,
    issue(request) {
      const own = newKeys();
      const hosts = request.hosts ?? [];
      return {
        certificate: writeCertificate({
          issuer: name,
          subject: distinguishedName(request.commonName, request.organizations ?? []),
          publicKey: own.publicKey,
          signingKey: keys.privateKey,
          notAfter: request.notAfter ?? new Date(Date.now() + 24 * hour),
          extensions: [
            basicConstraints(false),
            keyUsage(0x80, 7),
            extendedKeyUsage(hosts.length > 0 ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2"),
            ...(hosts.length > 0 ? [subjectAlternativeNames(hosts)] : []),
          ],
        }),
        key: privatePem(own.privateKey),
      };
    },
  };
}

/** The key pair that service account tokens are signed and checked with, both PEM. */
export function createServiceAccountKeys(): { publicKey: string; privateKey: string } {
  const keys = newKeys();
  return {
    publicKey: keys.publicKey.export({ type: "spki", format: "pem" }).toString(),
    privateKey: privatePem(keys.privateKey),
  };
}

function newKeys() {
  return generateKeyPairSync("ec", { namedCurve: "P-256" });
}

function privatePem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

function writeCertificate(parts: {
  issuer: Buffer;
  subject: Buffer;
  publicKey: KeyObject;
  signingKey: KeyObject;
  notAfter: Date;
  extensions: Buffer[];
}): string {
  // ecdsa-with-SHA256
  const algorithm = sequence(objectIdentifier("1.2.840.10045.4.3.2"));
  const notBefore = new Date(Math.min(Date.now(), parts.notAfter.getTime()) - hour);
  const content = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(randomBytes(16)),
    algorithm,
    parts.issuer,
    sequence(time(notBefore), time(parts.notAfter)),
    parts.subject,
    parts.publicKey.export({ type: "spki", format: "der" }),
    explicit(3, sequence(...parts.extensions)),
  );
  const signature = sign("sha256", content, parts.signingKey);
  const der = sequence(content, algorithm, bitString(signature));
  const lines = der.toString("base64").replace(/.{64}(?=.)/g, "$&\n");
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function distinguishedName(commonName: string, organizations: readonly string[]): Buffer {
  const attribute = (type: string, value: string) =>
    set(sequence(objectIdentifier(type), utf8String(value)));
  return sequence(
    ...organizations.map((organization) => attribute("2.5.4.10", organization)),
    attribute("2.5.4.3", commonName),
  );
}

function extension(type: string, critical: boolean, value: Buffer): Buffer {
  return sequence(objectIdentifier(type), ...(critical ? [boolean(true)] : []), octetString(value));
}

function basicConstraints(authority: boolean): Buffer {
  return extension("2.5.29.19", true, sequence(...(authority ? [boolean(true)] : [])));
}

function keyUsage(bits: number, unusedBits: number): Buffer {
  return extension("2.5.29.15", true, bitString(Buffer.from([bits]), unusedBits));
}

function extendedKeyUsage(purpose: string): Buffer {
  return extension("2.5.29.37", false, sequence(objectIdentifier(purpose)));
}

function subjectAlternativeNames(hosts: readonly string[]): Buffer {
  const names = hosts.map((host) =>
    isIP(host) === 0 ? implicit(2, Buffer.from(host, "latin1")) : implicit(7, addressBytes(host)),
  );
  return extension("2.5.29.17", false, sequence(...names));
}

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split(".").map(Number));
  if (address !== "::1") throw new Error(`only the loopback address is needed of IPv6: ${address}`);
  return Buffer.concat([Buffer.alloc(15), Buffer.from([1])]);
}
