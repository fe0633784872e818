// Filters, counts and order. Enters: entries, each with `facets` (values by name) and `sorts`. Leaves: entries, counts.

const matches = (entry, name, wanted) => wanted.some((value) => (entry.facets[name] ?? []).includes(value));

/** The entries that have, for each facet, one of the chosen values; `but` leaves a facet out. */
export function chosen(entries, choice, but = "") {
  const asked = Object.entries(choice).filter(([name, values]) => name !== but && values.length);
  return entries.filter((entry) => asked.every(([name, values]) => matches(entry, name, values)));
}

/** How many entries each value of a facet would leave, the other facets staying as chosen. */
export function counts(entries, choice, name) {
  const found = new Map();
  for (const entry of chosen(entries, choice, name))
    for (const value of entry.facets[name] ?? []) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}

/** A choice with one value more or less. */
export function toggled(choice, name, value) {
  const values = choice[name] ?? [];
  const rest = values.filter((one) => one !== value);
  return { ...choice, [name]: rest.length === values.length ? [...values, value] : rest };
}

/** `column` or `-column` (descending); empty cells come last either way. */
export function sorted(entries, sort, lang) {
  if (!sort) return entries;
  const column = sort.replace(/^-/, "");
  const direction = sort.startsWith("-") ? -1 : 1;
  const compare = new Intl.Collator(lang === "zh" ? "zh-Hans-u-co-pinyin" : "en", { numeric: true }).compare;
  const of = (entry) => {
    const value = entry.sorts[column];
    return value && typeof value === "object" ? value[lang] : (value ?? "");
  };
  return [...entries].sort((a, b) => {
    const [one, other] = [of(a), of(b)];
    if (one === "" || other === "") return (one === "") - (other === "");
    const order = typeof one === "number" && typeof other === "number" ? one - other : compare(one, other);
    return order * direction;
  });
}
