/** The groups of two or more: of tens of thousands of volumes nearly each has its place to itself. */
export function groupSeveral<Key, Value>(
  values: Iterable<Value>,
  keyOf: (value: Value) => Key | null,
): Map<Key, Value[]> {
  const firsts = new Map<Key, Value>();
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key === null) continue;
    const group = groups.get(key);
    const first = firsts.get(key);
    if (group !== undefined) group.push(value);
    else if (first !== undefined) groups.set(key, [first, value]);
    else firsts.set(key, value);
  }
  return groups;
}
