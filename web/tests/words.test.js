import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { RECORDS, VIEWS } from "../app/address.js";
import { FACETS } from "../app/entries.js";
import { WORDS } from "../app/words.js";

const shape = (words) => (typeof words === "object" ? Object.fromEntries(Object.keys(words).sort().map((name) => [name, shape(words[name])])) : typeof words);

test("both languages have the same words", () => assert.deepEqual(shape(WORDS.zh), shape(WORDS.en)));

test("the Chinese words are Chinese", () => {
  const { other, toOther, otherLang, lang, ...rest } = WORDS.zh;
  const texts = (words) => Object.values(words).flatMap((one) => (typeof one === "object" ? texts(one) : [typeof one === "function" ? one("x", "y") : one]));
  const foreign = texts(rest).filter((text) => !/\p{Script=Han}/u.test(text));
  assert.deepEqual(foreign, [WORDS.zh.refers("x", "y")]); // nothing but the two names that it joins
});

test("each view, facet and kind of record has a word", () => {
  for (const view of VIEWS) assert.ok(WORDS.en[view], view);
  for (const facet of Object.values(FACETS).flat()) assert.ok(WORDS.en.facets[facet], facet);
  for (const table of Object.values(RECORDS)) assert.ok(WORDS.en.kinds[table], table);
});

test("each word is used", () => {
  const views = new URL("../app/views/", import.meta.url);
  const text = readdirSync(views).map((name) => readFileSync(new URL(name, views), "utf8")).join("\n");
  const unused = Object.keys(WORDS.en).filter((name) => !VIEWS.includes(name) && !text.includes(`words.${name}`));
  assert.deepEqual(unused, []);
});
