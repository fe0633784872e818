// Search in Chinese and English: an index of words, of pairs of Chinese characters and of single ones.
// Enters: entries with `title` and `text`. Leaves: a function from what is asked to the keys found, best first.

import MiniSearch from "minisearch";

const PARTS = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;
const HAN = /^\p{Script=Han}/u;

const folded = (text) => text.normalize("NFKC").toLowerCase();

function parts(text) {
  return folded(text)
    .replace(/(\p{Script=Han}+)/gu, " $1 ")
    .match(PARTS) ?? [];
}

function pairs(run) {
  const characters = [...run];
  return characters.slice(0, -1).map((one, at) => one + characters[at + 1]);
}

/** 区块链 becomes 区块, 块链 and 链: each pair, and the last one alone, so that any single character begins a word. */
export function words(text) {
  return parts(text).flatMap((part) => (HAN.test(part) ? [...pairs(part), [...part].at(-1)] : [part]));
}

/** What is asked: pairs only, since 链 alone is part of every longer question. */
export function asked(text) {
  return parts(text).flatMap((part) => (HAN.test(part) && [...part].length > 1 ? pairs(part) : [part]));
}

export function index(entries) {
  const found = new MiniSearch({
    idField: "key",
    fields: ["title", "text"],
    tokenize: words,
    processTerm: (term) => term,
    searchOptions: {
      tokenize: asked,
      combineWith: "AND",
      boost: { title: 3 },
      prefix: (term) => !HAN.test(term) || [...term].length === 1,
      fuzzy: (term) => (HAN.test(term) || /\d/.test(term) || term.length < 6 ? false : 1),
    },
  });
  found.addAll(entries);
  return (query) => (asked(query).length ? found.search(query).map(({ id }) => id) : null);
}
