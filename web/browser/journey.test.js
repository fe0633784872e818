// What people do on the page: find, filter, follow, save, come back; and what a hostile package cannot do.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch, open, settled } from "./helpers.js";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const status = (page) => page.locator("[role=status]").first().innerText();
const hash = (page) => decodeURIComponent(new URL(page.url()).hash);
const count = async (page) => Number((await status(page)).match(/^[\d,]+/)[0].replaceAll(",", ""));

test("a first-time reader finds what contradicts the reported date of Beijing's plan of 2020", async () => {
  const { page, context } = await open(browser, "real");
  await page.locator("#query").fill("Beijing 2020 action plan release date");
  const first = page.locator(".listing tbody tr").first();
  assert.match(await first.innerText(), /2 contradictions/);
  await first.locator("a").first().click();
  const date = page.locator(".contradictions li").first();
  const text = (await date.innerText()).replace(/\s+/g, " ");
  assert.match(text, /^Date of publication In this record 2020-06-30 .*after 2020-06-09.*seeblockchain\.com.*btcfans\.com.*Said otherwise 2020-06-09 .*可思数据/);
  await context.close();
});

test("search finds Chinese and English, numbers and agencies", async () => {
  const { page, context } = await open(browser, "real");
  for (const [asked, expected] of [["北京 行动计划", /Beijing Blockchain/], ["沪府办发〔2022〕11号", /Shanghai/], ["sandbx", /Experimentation/], ["人民银行", /./], ["链", /./], ["區塊鏈 行動計劃", /Beijing Blockchain/]]) {
    await page.locator("#query").fill(asked);
    await settled(page);
    assert.ok((await count(page)) > 0, asked);
    assert.match(await page.locator(".listing tbody").innerText(), expected);
  }
  await page.locator("#query").fill("沙盒");
  await page.waitForFunction(() => /^Policies\d{1,2}$/.test(document.querySelector("nav a").textContent)); // once all indexes are made
  await page.getByRole("link", { name: /^Pilots/ }).click();
  await settled(page);
  assert.ok((await count(page)) > 50, "the question goes along to another table");
  await page.getByRole("link", { name: /^Policies/ }).click();
  await page.locator("#query").fill("没有这样的政策");
  await settled(page);
  assert.match(await page.locator(".nothing").innerText(), /Nothing fits/);
  await context.close();
});

test("filters narrow, counts say by how much, and the way back undoes them one by one", async () => {
  const { page, context } = await open(browser, "real");
  const all = await count(page);
  await page.getByRole("button", { name: /Guangdong Province/ }).click();
  await settled(page);
  const guangdong = await count(page);
  await page.locator("label", { hasText: "Dedicated" }).first().click();
  await settled(page);
  const dedicated = await count(page);
  assert.ok(all > guangdong && guangdong > dedicated && dedicated > 0);
  assert.equal(await page.locator(".listing tbody tr").count(), dedicated);
  assert.equal(hash(page), "#policies?region=CN-440000&scope=dedicated");
  await page.goBack();
  await settled(page);
  assert.equal(await count(page), guangdong);
  await page.goForward();
  await settled(page);
  assert.equal(await count(page), dedicated);
  await page.getByRole("button", { name: "Clear all" }).click();
  await settled(page);
  assert.equal(await count(page), all);
  await context.close();
});

test("each facet of policies filters", async () => {
  const { page, context, go } = await open(browser, "real");
  for (const chosen of ["level=county", "year=2020", "doc_type=action_plan", "scope=section", "stance=restrict", "topic=finance", "instrument=funding_subsidy", "programme=blockchain-service-filing", "evidence=contested"]) {
    await go(`#policies?${chosen}`);
    assert.match(await status(page), /^\d+ polic(y|ies)\s*\/ \d+$/, chosen);
    assert.ok((await count(page)) > 0, chosen);
  }
  await context.close();
});

test("columns sort up and down", async () => {
  const { page, context } = await open(browser, "real", "#policies?sort=date");
  const dates = () => page.locator("td.date").allInnerTexts();
  const up = (await dates()).filter(Boolean);
  assert.deepEqual(up, [...up].sort());
  await page.getByRole("button", { name: "Date" }).click();
  await settled(page);
  const down = (await dates()).filter(Boolean);
  assert.deepEqual(down, [...down].sort().reverse());
  assert.equal(await page.locator("th[aria-sort=descending]").innerText(), "Date↓");
  await context.close();
});

test("the language is in the address and in the document", async () => {
  const { page, context } = await open(browser, "real");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  await page.getByRole("link", { name: /^中文/ }).click();
  await settled(page);
  assert.equal(hash(page), "#policies?lang=zh");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-Hans");
  assert.match(await status(page), /^\d+ 项政策$/);
  await page.locator(".listing a").first().click();
  await settled(page);
  assert.match(hash(page), /^#policy\/.*lang=zh$/);
  await context.close();
  const chinese = await open(browser, "real", "", { locale: "zh-CN" });
  assert.equal(await chinese.page.evaluate(() => document.documentElement.lang), "zh-Hans");
  await chinese.context.close();
});

test("a permanent link opens its record, an old one the record that replaced it", async () => {
  const { page, context, go } = await open(browser, "mini", "#policy/yunhai-2021-blockchain-action-plan");
  assert.match(await page.locator("h1").innerText(), /Yunhai Blockchain Action Plan/);
  await go("#policy/yunhai-2018-blockchain-policy");
  assert.match(await page.locator("[role=status]").innerText(), /yunhai-2018-blockchain-policy is retired/);
  assert.match(await page.locator("h1").innerText(), /Opinions on the Development/);
  const history = await page.locator("section", { has: page.locator("#history-title") }).innerText();
  assert.match(history, /Replaces yunhai-2018-blockchain-policy/);
  assert.match(history, /云政发〔2018〕3号 云政发〔2018〕30号 .*A digit was missing\./);
  await go("#policy/never-was");
  assert.match(await page.locator("h1").innerText(), /There is no record never-was/);
  await context.close();
});

test("each value shows its sources on demand", async () => {
  const { page, context } = await open(browser, "real", "#policy/beijing-2020-blockchain-action-plan");
  const issued = page.locator(".facts .row", { hasText: "Date of issue" });
  assert.equal(await issued.locator(".citation").first().isVisible(), false);
  await issued.locator("summary").click();
  assert.match(await issued.locator(".citation").innerText(), /States it[\s\S]*src-4455ca2b7a/);
  assert.equal(await page.locator(".facts .row", { hasText: "Date of publication" }).locator("details").getAttribute("open"), "");
  await context.close();
});

test("every kind of record has a card", async () => {
  const { page, noted, context, go } = await open(browser, "real");
  for (const [address, title] of [["#pilot/baise-national-pilot", /Baise/], ["#target/beijing-2020-blockchain-action-plan#1", /20 specific tasks/], ["#agency/bj-gov", /Beijing/],
    ["#organisation/abc", /Agricultural Bank/], ["#programme/bsn", /Blockchain-based Service Network/], ["#region/CN-110000", /Beijing/], ["#source/src-97f233bb88", /各地政府/]]) {
    await go(address);
    assert.match(await page.locator("h1").innerText(), title, address);
  }
  assert.deepEqual(noted.errors, []);
  await context.close();
});

async function saved(page) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".save").click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

test("a selection is saved as CSV with its byte order mark, its citation and its version", async () => {
  const { page, context } = await open(browser, "real", "#policies?region=CN-110000");
  const { name, text } = await saved(page);
  const lines = text.split("\r\n");
  assert.match(name, /^china-blockchain-policy-[\d.]+-policies\.csv$/);
  assert.equal(text.charCodeAt(0), 0xfeff);
  assert.match(lines[0], /^\ufeffpolicy_id,title_zh,.*,region_name_zh,region_name_en,data_version,cite_as$/);
  assert.equal(lines.length - 2, await count(page));
  for (const line of lines.slice(1, -1)) assert.match(line, /,北京市|区,.*,\d+\.\d+\.\d+,"?The contributors/);
  await context.close();
});

test("a hostile package runs nothing, asks for nothing and computes nothing", async () => {
  const { page, noted, context, go } = await open(browser, "hostile");
  for (const view of ["#policies", "#pilots", "#targets", "#agencies", "#sources", "#downloads", "#policy/yunhai-2018-blockchain-opinions", "#pilot/yunhai-sandbox-2020-1-1", "#agency/yh-gov", "#source/src-f6430ff80b",
    "#policy/%3Cimg%20src=x%20onerror=window.pwned=1%3E", "#policies?q=%3Cscript%3E&region=%22%3E%3Cimg%20src=x%3E"]) {
    await go(view);
    assert.equal(await page.locator("img, iframe, object, embed, script:not([id]):not(:last-of-type)").count(), 0, view);
    assert.equal(await page.locator("a[href^='javascript:' i], a[href^='data:' i]").count(), 0, view);
    for (const button of await page.locator(".card .bar button").all()) await button.click();
  }
  await go("#policies");
  const { text } = await saved(page);
  assert.ok(!/(^|,|\n)"?[=+@-]/.test(text.replace(/^\ufeff/, "")), text);
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  assert.ok(!(await page.content()).includes("\u202e"));
  assert.deepEqual(noted, { requests: [], dialogs: [], errors: [] });
  await context.close();
});

test("without scripts a hostile package asks for nothing either", async () => {
  const { page, noted, context } = await open(browser, "hostile", "", { javaScriptEnabled: false });
  assert.equal(await page.locator("img, svg, iframe, a[href^='javascript:' i]").count(), 0);
  assert.deepEqual(noted.requests, []);
  await context.close();
});
