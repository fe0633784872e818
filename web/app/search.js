// Search in Chinese and English: an index of words, of pairs of Chinese characters and of single ones.
// Enters: entries with `title` and `text`. Leaves: a function from what is asked to the keys found, best first.

import MiniSearch from "minisearch";

const PARTS = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;
const HAN = /^\p{Script=Han}/u;
const NONE = new Map();

/** Full-width forms, capitals and traditional characters as their plain forms. */
function folded(text, simplified) {
  const plain = text.normalize("NFKC").toLowerCase();
  return simplified.size ? plain.replace(/\p{Script=Han}/gu, (one) => simplified.get(one) ?? one) : plain;
}

function parts(text, simplified) {
  return folded(text, simplified).replace(/(\p{Script=Han}+)/gu, " $1 ").match(PARTS) ?? [];
}

function pairs(run) {
  const characters = [...run];
  return characters.slice(0, -1).map((one, at) => one + characters[at + 1]);
}

/** 区块链 becomes 区块, 块链 and 链: each pair, and the last one alone, so that any single character begins a word. */
export function words(text, simplified = NONE) {
  return parts(text, simplified).flatMap((part) => (HAN.test(part) ? [...pairs(part), [...part].at(-1)] : [part]));
}

/** What is asked: pairs only, since 链 alone is part of every longer question. */
export function asked(text, simplified = NONE) {
  return parts(text, simplified).flatMap((part) => (HAN.test(part) && [...part].length > 1 ? pairs(part) : [part]));
}

const NOTHING_ASKED = { keys: null, partly: false };

/**
 * From a question to `{keys, partly}`: the entries that have all its words or, if none has, `partly`, those that have
 * half of them or more. `keys` is null where nothing is asked. `simplified`: characters by traditional ones.
 */
export function index(entries, simplified = NONE) {
  const made = new MiniSearch({
    idField: "key",
    fields: ["title", "text"],
    tokenize: (text) => words(text, simplified),
    processTerm: (term) => term,
    searchOptions: {
      tokenize: (text) => asked(text, simplified),
      boost: { title: 3 },
      prefix: (term) => !HAN.test(term) || [...term].length === 1,
      fuzzy: (term) => (HAN.test(term) || /\d/.test(term) || term.length < 6 ? false : 1),
    },
  });
  made.addAll(entries);
  return (query) => {
    const all = new Set(asked(query, simplified)).size;
    if (!all) return NOTHING_ASKED;
    const whole = made.search(query, { combineWith: "AND" });
    if (whole.length || all === 1) return { keys: whole.map(({ id }) => id), partly: false };
    const some = made.search(query).filter((one) => new Set(one.queryTerms).size * 2 >= all);
    some.sort((a, b) => new Set(b.queryTerms).size - new Set(a.queryTerms).size || b.score - a.score);
    return { keys: some.map(({ id }) => id), partly: some.length > 0 };
  };
}
