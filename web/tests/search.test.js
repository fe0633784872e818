import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, index, words } from "../app/search.js";

test("Chinese is cut into pairs and a last character, other words stay whole", () => {
  assert.deepEqual(words("区块链 Sandbox 2020年"), ["区块", "块链", "链", "sandbox", "2020", "年"]);
});

test("a question of several Chinese characters asks for pairs only", () => {
  assert.deepEqual(asked("区块链"), ["区块", "块链"]);
  assert.deepEqual(asked("链"), ["链"]);
});

test("full-width forms and capitals are folded", () => {
  assert.deepEqual(words("ＢＳＮ"), ["bsn"]);
});

test("traditional characters are read as simplified ones", () => {
  assert.deepEqual(words("區塊鏈", new Map([["區", "区"], ["塊", "块"], ["鏈", "链"]])), ["区块", "块链", "链"]);
});

const entries = [
  { key: "a", title: "北京市区块链行动计划", text: "京政办发〔2020〕11号 Haidian" },
  { key: "b", title: "Shanghai sandbox", text: "金融科技监管沙盒 区块链" },
  { key: "c", title: "链", text: "other" },
];
const ask = index(entries, new Map([["區", "区"], ["塊", "块"], ["鏈", "链"]]));
const find = (question) => ask(question).keys;

test("a question finds what has all its words, a title before a text", () => {
  assert.deepEqual(ask("区块链"), { keys: ["a", "b"], partly: false });
  assert.deepEqual(find("區塊鏈 沙盒"), ["b"]);
  assert.deepEqual(find("〔2020〕11号"), ["a"]);
});

test("a single character, the beginning of a word and a slip are enough", () => {
  assert.deepEqual(find("盒"), ["b"]);
  assert.deepEqual(find("haid"), ["a"]);
  assert.deepEqual(find("sandbix"), ["b"]);
});

test("where nothing has all the words, half of them are enough, and the answer says so", () => {
  assert.deepEqual(ask("Shanghai sandbox when"), { keys: ["b"], partly: true });
  assert.deepEqual(ask("Shanghai when where"), { keys: [], partly: false });
});

test("nothing asked is not nothing found", () => {
  assert.equal(find("  。"), null);
  assert.deepEqual(find("没有"), []);
});
