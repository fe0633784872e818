// Everybody can use the page: axe in all views, schemes, languages and widths; the keyboard alone; narrow screens; no scripts.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { contradictions } from "../app/fields.js";
import { entries } from "../app/entries.js";
import { counts } from "../app/selection.js";
import { budgets, known, launch, open, plan, settled } from "./helpers.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const data = known("real");
const PLAN = `#policy/${plan(data)}`;
const first = (table) => data.table(table).rows[0];
const contradicting = data.table("citations").rows.find((one) => one.verdict === "contradicts") ?? first("citations");
const PLACES = ["#policies?stance=restrict&region=CN", "#pilots", "#targets", "#agencies?region=CN-110000", "#sources?tier=official", "#coverage", "#downloads", PLAN,
  `#agency/${first("agencies").agency_id}`, "#region/CN-110000", `#source/${contradicting.source_id}`, "#policy/nothing"];
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

for (const [colorScheme, lang, width] of [["light", "en", 1280], ["dark", "zh", 1280], ["light", "zh", 390], ["dark", "en", 390]])
  test(`axe finds nothing: ${colorScheme}, ${lang}, ${width} px`, async (t) => {
    const { page, go, context } = await open(browser, "real", "", { width, colorScheme, reducedMotion: "reduce" });
    await page.evaluate(AXE);
    const found = [];
    for (const place of PLACES) {
      await go(`${place}${place.includes("?") ? "&" : "?"}lang=${lang}`);
      for (const details of await page.locator("details:not([open]).filters").all()) await details.locator("summary").first().click();
      const { violations } = await page.evaluate((values) => window.axe.run({ runOnly: { type: "tag", values } }), TAGS);
      found.push(...violations.map((one) => `${place} ${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`).join(" | ")}`));
    }
    t.diagnostic(`${PLACES.length} places, ${found.length} violations`);
    assert.ok(found.length <= budgets()["count.axe"], found.join("\n"));
    await context.close();
  });

test("without scripts every policy can be read, with its place, sources and contradictions", async () => {
  const { page, context } = await open(browser, "real", "", { javaScriptEnabled: false });
  const shown = await page.locator("#reading").textContent();
  const titles = data.table("policies").rows.map((one) => one.title_en);
  assert.ok(titles.length > 0);
  assert.deepEqual(titles.filter((title) => !shown.includes(title)), []);
  assert.equal(await page.locator("#reading article").count(), titles.length);
  for (const row of data.table("policies").rows) {
    const article = page.locator(`[id="policy/${row.policy_id}"]`);
    const against = contradictions(data, "policies", row, []);
    assert.equal(await article.locator("b").count(), against.length, row.policy_id);
    if (against.length) assert.equal(await article.locator("b").first().isVisible(), true);
  }
  await context.close();
});

for (const width of [320, 390, 768, 900, 1060, 1180])
  test(`nothing overflows at ${width} px`, async () => {
    const { page, go, context } = await open(browser, "real", "", { width, height: 844 });
    for (const lang of ["en", "zh"])
      for (const place of PLACES) {
        await go(`${place}${place.includes("?") ? "&" : "?"}lang=${lang}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${place} ${lang}: ${wide} px`);
      }
    await context.close();
  });

test("a word as long as a page does not widen it", async () => {
  const { page, go, context } = await open(browser, "hostile", "", { width: 390, height: 844 });
  for (const place of ["#policies", "#pilots", "#targets", "#agencies", "#sources", "#policy/yunhai-2018-blockchain-opinions", "#policy/yunhai-2021-blockchain-action-plan", "#pilot/yunhai-sandbox-2020-1-1", "#target/yunhai-2021-blockchain-action-plan#1"]) {
    await go(place);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `${place}: ${wide} px`);
  }
  await context.close();
});

test("the keyboard alone leads from the start to the evidence and back to the row", async () => {
  const { page, context } = await open(browser, "real");
  const focused = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "Skip to the list");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "query");
  const { title_en: title } = data.row("policies", plan(data));
  await page.keyboard.type(title);
  await settled(page);
  for (let step = 0; step < 80 && !(await page.evaluate(() => document.activeElement.dataset?.record)); step += 1) await page.keyboard.press("Tab");
  assert.equal(await focused(), title);
  await page.keyboard.press("Enter");
  await settled(page);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
  for (let step = 0; step < 40 && (await page.evaluate(() => document.activeElement.tagName)) !== "SUMMARY"; step += 1) await page.keyboard.press("Tab");
  const evidence = page.locator(".evidence", { has: page.locator("summary:focus") });
  const before = await evidence.getAttribute("open");
  await page.keyboard.press("Enter");
  assert.notEqual(await evidence.getAttribute("open"), before);
  await page.goBack();
  await page.waitForFunction((key) => document.activeElement.dataset?.record === key, plan(data));
  await context.close();
});

test("on the map the arrow keys move and Enter chooses", async () => {
  const { page, context } = await open(browser, "real");
  await page.locator(".tile[tabindex='0']").focus();
  const focused = (name) => page.getByRole("button", { name }).evaluate((element) => element === document.activeElement);
  const found = counts(entries(data)("policies"), {}, "region");
  const count = (region) => found.get(region) ?? 0;
  assert.ok(await focused(`BJ ${count("CN-110000")} Beijing Municipality`));
  await page.keyboard.press("ArrowRight");
  assert.ok(await focused(`LN ${count("CN-210000")} Liaoning Province`));
  await page.keyboard.press("Enter");
  await settled(page);
  assert.equal(new URL(page.url()).hash, "#policies?region=CN-210000");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-pressed")), "true");
  assert.match(await page.locator("[role=status]").innerText(), new RegExp(`^${count("CN-210000")} polic`));
  await context.close();
});

test("a printed list says which filters it is under and how much of it is there", async () => {
  const { page, context } = await open(browser, "real", "#policies?stance=promote");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".chosen").innerText(), "Stance: Promote");
  assert.match(await page.locator(".more").innerText(), /^50 of \d+$/);
  assert.equal(await page.locator("button.csv").isVisible(), false);
  await context.close();
});

test("in forced colours one can still tell the current table and what is pressed", async () => {
  const { page, context } = await open(browser, "real", "#policies?year=2020", { forcedColors: "active" });
  const border = (selector) => page.locator(selector).first().evaluate((element) => getComputedStyle(element).borderBottomColor);
  assert.notEqual(await border("nav a[aria-current]"), await border("nav a:not([aria-current])"));
  const outline = (pressed) => page.locator(`.years button[aria-pressed=${pressed}]`).first().evaluate((element) => getComputedStyle(element).outlineStyle);
  assert.deepEqual([await outline(true), await outline(false)], ["solid", "none"]);
  await context.close();
});

test("who wants less motion gets none", async () => {
  const { page, context } = await open(browser, "real", "", { reducedMotion: "reduce" });
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".tile rect")).transitionDuration), "0s");
  await context.close();
});

test("on paper, also from a dark screen, the ink is dark, the controls are gone and every source stands beside its value", async () => {
  const { page, context } = await open(browser, "real", PLAN, { colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await settled(page);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("h1")).color), "rgb(29, 27, 24)");
  assert.equal(await page.locator("nav").isVisible(), false);
  assert.equal(await page.locator("details.evidence:not([open])").count(), 0);
  await context.close();
});
