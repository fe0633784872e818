// What people do on the page: find, filter, follow, save, come back; and what a hostile package cannot do.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { RECORDS } from "../app/address.js";
import { selection } from "../app/csv.js";
import { lineage, province } from "../app/data.js";
import { entries, FACETS, TABLE } from "../app/entries.js";
import { belonging, contradictions, fieldTitle } from "../app/fields.js";
import { chosen, counts, sorted } from "../app/selection.js";
import { WORDS } from "../app/words.js";
import { known, launch, open, plan, settled } from "./helpers.js";

const data = known("real");
const entriesOf = entries(data);
const [policies, pilots] = ["policies", "pilots"].map(entriesOf);

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const status = (page) => page.locator("[role=status]").first().innerText();
const hash = (page) => decodeURIComponent(new URL(page.url()).hash);
const count = async (page) => Number((await status(page)).match(/^[\d,]+/)[0].replaceAll(",", ""));

test("a first-time reader finds what contradicts Beijing's plan of 2020, both sides of each value with their sources", async () => {
  const { page, context } = await open(browser, "real");
  const record = plan(data);
  const entry = policies.find((one) => one.key === record);
  await page.locator("#query").fill("Beijing 2020 action plan release date");
  const first = page.locator(".listing tbody tr").first();
  assert.equal(await first.locator("[data-record]").first().getAttribute("data-record"), record);
  assert.equal(await first.locator(".contested").count(), Math.min(1, entry.against));
  await first.locator("a").first().click();
  const against = contradictions(data, "policies", entry.row, belonging(data, "policies", record));
  assert.equal(against.length, entry.against);
  for (const { citation, table, row } of against) {
    const field = fieldTitle(data, WORDS.en, "en", table, citation.field);
    const value = page.locator(".contradictions li", { hasText: field }).filter({ hasText: citation.value_as_stated }).first();
    const [here, otherwise] = await value.locator(".sides > div").allInnerTexts();
    assert.ok(otherwise.includes(citation.source_id) && !here.includes(citation.source_id), citation.source_id);
    assert.ok(!row[citation.field] || here.includes(row[citation.field]), citation.field);
    const supporting = data.evidence(table, data.keyOf(table, row)).filter((one) => one.field === citation.field && one.verdict !== "contradicts");
    for (const one of supporting) assert.ok(here.includes(one.source_id), one.source_id);
  }
  await context.close();
});

test("the mark in a list counts what the card shows", () => {
  for (const view of ["policies", "pilots", "targets"])
    for (const { key, row, against } of entriesOf(view)) assert.equal(contradictions(data, TABLE[view], row, belonging(data, TABLE[view], key)).length, against, key);
});

test("both sides of a contradiction stand at the head of a card", async () => {
  const { page, context } = await open(browser, "mini", "#policy/yunhai-2018-blockchain-opinions");
  const text = (await page.locator(".contradictions li").innerText()).replace(/\s+/g, " ");
  assert.match(text, /^Date of effect In this record 2018-10-01 .*States it.*Said otherwise 2018-09-01 Contradicts it – the report counts from the day of publication/);
  await context.close();
});

test("search finds Chinese, traditional characters, English, numbers, agencies, years and cities above a district", async () => {
  const { page, context } = await open(browser, "real");
  const { row } = policies.find((one) => one.key === plan(data));
  const numbered = policies.find((one) => one.row.doc_number);
  const issued = policies.find((one) => one.issuers.length);
  const district = policies.find((one) => lineage(data, one.row.region_id).length > 2);
  const traditional = new Map([...data.simplified].map(([old, plain]) => [plain, old]));
  const asked = [[row.title_zh, row.policy_id], [[...row.title_zh].map((one) => traditional.get(one) ?? one).join(""), row.policy_id], [row.title_en, row.policy_id],
    [numbered.row.doc_number, numbered.key], [issued.issuers[0].zh, issued.key], [`${row.title_en} ${row.issued_date.slice(0, 4)}`, row.policy_id],
    ...(district ? [[`${lineage(data, district.row.region_id)[1].name_zh} ${district.row.title_en}`, district.key]] : [])];
  for (const [question, key] of asked) {
    await page.locator("#query").fill(question);
    await settled(page);
    const more = page.getByRole("button", { name: /^Show all/ });
    if (await more.count()) await more.click();
    assert.equal(await page.locator(".partly").count(), 0, question);
    assert.ok((await page.locator(`.listing [data-record="${key}"]`).count()) > 0, question);
  }
  await page.locator("#query").fill("没有这样的政策");
  await settled(page);
  assert.match(await page.locator(".nothing").innerText(), /Nothing fits/);
  await context.close();
});

test("the question and the filters go along to another list, and the tabs say what they find there", async () => {
  const { page, context } = await open(browser, "real", "#policies?q=区块链&region=CN-110000&year=2020");
  const onTab = async (name) => Number((await page.getByRole("link", { name }).innerText()).match(/[\d,]+$/)[0].replaceAll(",", ""));
  await page.waitForFunction((all) => !document.querySelectorAll("nav a")[1].textContent.endsWith(all), data.table("pilot_applications").rows.length.toLocaleString("en"));
  assert.equal(await onTab(/^Policies/), await count(page));
  const promised = await onTab(/^Pilots/);
  await page.getByRole("link", { name: /^Pilots/ }).click();
  await settled(page);
  assert.equal(hash(page), "#pilots?q=区块链&region=CN-110000");
  assert.equal(await count(page), promised);
  assert.ok(promised > 0 && promised < pilots.length);
  await context.close();
});

test("filters narrow, counts say by how much, and the way back undoes them one by one", async () => {
  const { page, context } = await open(browser, "real");
  const [[region, inRegion]] = [...counts(policies, {}, "region")].filter(([one]) => one !== "CN").sort((a, b) => b[1] - a[1]);
  const dedicated = counts(policies, { region: [region] }, "scope").get("dedicated");
  assert.ok(policies.length > inRegion && inRegion > dedicated && dedicated > 0);
  assert.equal(await count(page), policies.length);
  await page.getByRole("button", { name: data.row("regions", region).name_en }).click();
  await settled(page);
  assert.equal(await count(page), inRegion);
  await page.locator("label", { hasText: "Dedicated" }).first().click();
  await settled(page);
  assert.equal(await count(page), dedicated);
  assert.equal(await page.locator(".listing tbody tr").count(), Math.min(50, dedicated));
  assert.equal(hash(page), `#policies?region=${region}&scope=dedicated`);
  await page.goBack();
  await settled(page);
  assert.equal(await count(page), inRegion);
  await page.goForward();
  await settled(page);
  assert.equal(await count(page), dedicated);
  await page.getByRole("button", { name: "Clear all" }).click();
  await settled(page);
  assert.equal(await count(page), policies.length);
  await context.close();
});

test("each facet of each list filters as its count says", async () => {
  const { page, context, go } = await open(browser, "real");
  let tried = 0;
  for (const [view, facets] of Object.entries(FACETS))
    for (const facet of facets) {
      const [[value, expected] = []] = counts(entriesOf(view), {}, facet);
      if (!value) continue;
      await go(`#${view}?${facet}=${value}`);
      assert.equal(await count(page), expected, `${view} ${facet} ${value}`);
      tried += 1;
    }
  assert.ok(tried > 25);
  await context.close();
});

test("what is not known can be found: records without a date, searches that found nothing", async () => {
  const { page, context, go } = await open(browser, "real", "#coverage");
  const undated = policies.filter((one) => !one.when).length;
  assert.equal(await page.locator(".coverage tbody tr", { has: page.locator("th[scope=row]") }).count(), 35);
  const made = data.table("searches").rows;
  const id = made.map((one) => province(data, one.region_id)).find((region) => region && region !== "CN");
  const there = made.filter((one) => province(data, one.region_id) === id);
  const row = page.locator(".coverage tr", { hasText: data.row("regions", id).name_en });
  const [, , searches, inVain] = (await row.locator("td").allInnerTexts()).map((one) => Number(one.replace("–", "0")));
  assert.deepEqual([searches, inVain], [there.length, there.filter((one) => one.outcome === "not_found").length]);
  await go(`#region/${id}`);
  assert.ok((await page.locator("main").innerText()).includes(WORDS.en.searched(there.length, there.map((one) => one.searched_date).sort().at(-1), inVain)));
  await go("#policies?evidence=undated");
  if (undated) assert.match(await page.locator(".listing tbody tr").first().innerText(), /not known/);
  assert.equal(await count(page), undated);
  await context.close();
});

test("who comes back from a card far down a list is at its row, and who loads a card again stays where it was", async () => {
  const { page, go, context } = await open(browser, "real");
  await page.getByRole("button", { name: /^Show all/ }).click();
  const last = page.locator(".listing tbody [data-record]").last();
  const record = await last.getAttribute("data-record");
  await last.click();
  await page.goBack();
  await page.waitForFunction((key) => document.activeElement.dataset?.record === key, record);
  await go(`#policy/${plan(data)}`);
  await page.locator(".card h1").waitFor();
  await page.evaluate(() => scrollTo(0, 700));
  await page.getByRole("link", { name: /^中文/ }).dispatchEvent("click");
  await settled(page);
  const near = () => Math.abs(scrollY - 700) < 100; // words of another length move what stands below them
  assert.ok(await page.evaluate(near));
  await page.reload();
  await page.waitForFunction(near);
  assert.equal(hash(page), `#policy/${plan(data)}?lang=zh`);
  await context.close();
});

test("a list and a citation can be copied", async () => {
  const { page, context, go } = await open(browser, "real", "#pilots?uses_blockchain=no&lang=zh", { permissions: ["clipboard-read", "clipboard-write"] });
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "复制链接" }).click();
  assert.equal(await copied(), page.url());
  await go("#downloads");
  await page.getByRole("button", { name: "Copy citation" }).click();
  assert.equal(await copied(), data.citation);
  await page.getByRole("button", { name: "Copied" }).waitFor();
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
  const { page, context } = await open(browser, "mini", "#policy/yunhai-2021-blockchain-action-plan");
  const issued = page.locator(".facts .row", { hasText: "Date of issue" });
  assert.equal(await issued.locator(".citation").first().isVisible(), false);
  await issued.locator("summary").click();
  assert.match(await issued.locator(".citation").innerText(), /States it[\s\S]*src-f6430ff80b/);
  await page.goto(page.url().replace(/#.*/, "#policy/yunhai-2018-blockchain-opinions"));
  assert.equal(await page.locator(".facts .row", { hasText: "Date of effect" }).locator("details").getAttribute("open"), "");
  await context.close();
});

test("every kind of record has a card with its name", async () => {
  const { page, noted, context, go } = await open(browser, "real");
  for (const [kind, table] of Object.entries(RECORDS)) {
    const [row] = data.table(table).rows;
    const record = data.keyOf(table, row);
    await go(`#${kind}/${record}`);
    const name = row.title_en || row.name_en || row.title || row.description_en || row.name_zh || row.title_zh;
    assert.equal(await page.locator("h1").innerText(), name || record, kind);
  }
  assert.deepEqual(noted.errors, []);
  await context.close();
});

async function saved(page) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("button.csv").click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

test("a selection is saved as CSV with its byte order mark, its citation and its version", async () => {
  const { page, context } = await open(browser, "real", "#policies?region=CN-110000");
  const { name, text } = await saved(page);
  assert.equal(name, `${data.name}-${data.version}-policies.csv`);
  assert.equal(text.charCodeAt(0), 0xfeff);
  assert.match(text, /^\ufeffpolicy_id,title_zh,.*,region_name_zh,region_name_en,data_version,cite_as\r\n/);
  const chosenRows = sorted(chosen(policies, { region: ["CN-110000"] }), "-date", "en").map((one) => one.row);
  assert.equal(text, selection(data, "policies", chosenRows));
  assert.ok(chosenRows.length > 0 && text.includes(`,${data.version},"${data.citation}"\r\n`));
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
