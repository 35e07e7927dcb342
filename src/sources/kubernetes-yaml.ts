import {
  defineScalarTag,
  FAILSAFE_SCHEMA,
  mergeTag,
  NOT_RESOLVED,
  type ScalarTagDefinition,
} from "js-yaml";

const SIGNS_AND_DIGITS = [..."+-0123456789"];

/** The words and their case as YAML 1.1 has them. */
const nullTag = scalar("null", ["", "~", "n", "N"], (source) =>
  /^(?:~|null|Null|NULL)?$/.test(source) ? null : NOT_RESOLVED,
);

const boolTag = scalar("bool", [..."yYtToOnNfF"], (source) => {
  if (/^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/.test(source)) return true;
  return /^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/.test(source) ? false : NOT_RESOLVED;
});

/** `0644` and `0o644` are octal, `0xff` is hexadecimal, `0b1` binary, `1_000` a thousand. */
const intTag = scalar("int", SIGNS_AND_DIGITS, (source) => {
  const [, sign, digits] =
    /^([-+]?)([0-9][0-9a-fxoA-FXO]*)$/.exec(source.replaceAll("_", "")) ?? [];
  if (digits === undefined) return NOT_RESOLVED;
  const value = Number(digits.replace(/^0(?=[0-7]+$)/, "0o"));
  if (!Number.isInteger(value)) return NOT_RESOLVED;
  return sign === "-" ? -value : value;
});

const floatTag = scalar("float", [...SIGNS_AND_DIGITS, "."], (source) => {
  const plain = source.startsWith(".") ? source : source.replaceAll("_", "");
  const isFloat = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(plain);
  return isFloat && Number.isFinite(Number(plain)) ? Number(plain) : NOT_RESOLVED;
});

/**
 * YAML as kubectl reads and writes it: YAML 1.1 without its sexagesimal numbers (`1:30`), with
 * timestamps as strings; what kubectl leaves unquoted is a string here too. Other schemas differ
 * just there: in YAML 1.2 `yes` is a string and `0644` decimal, in other readings of 1.1 `e5`, a
 * fine name for a claim, is a number.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2.4.3/resolve.go resolve
 */
export const KUBERNETES_YAML = FAILSAFE_SCHEMA.withTags(
  mergeTag,
  nullTag,
  boolTag,
  intTag,
  floatTag,
);

function scalar(
  name: string,
  firstCharacters: string[],
  resolve: (source: string) => unknown,
): ScalarTagDefinition {
  return defineScalarTag(`tag:yaml.org,2002:${name}`, {
    implicit: true,
    implicitFirstChars: firstCharacters,
    resolve,
    identify: () => false,
  });
}
