// Everybody can use the page: axe in all views, schemes, languages and widths; the keyboard alone; narrow screens; no scripts.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { budgets, launch, open, settled } from "./helpers.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const PLAN = "#policy/beijing-2020-blockchain-action-plan";
const PLACES = ["#policies?stance=restrict&region=CN", "#pilots", "#targets", "#agencies?region=CN-110000", "#sources?tier=official", "#downloads", PLAN,
  "#agency/bj-gov", "#region/CN-110000", "#source/src-97f233bb88", "#policy/nothing"];
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
  const content = JSON.parse(await page.locator("#content").textContent());
  const { fields, columns } = content.tables.policies;
  const titles = columns[fields.findIndex(([name]) => name === "title_en")];
  assert.ok(titles.length > 200);
  assert.deepEqual(titles.filter((title) => !shown.includes(title)), []);
  assert.equal(await page.locator("#reading article").count(), titles.length);
  const plan = page.locator('[id="policy/beijing-2020-blockchain-action-plan"]');
  assert.equal(await plan.isVisible(), true);
  assert.match(await plan.textContent(), /Date of publication 2020-06-30: contradicted by \[\d+\] 2020-06-09/);
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

test("the keyboard alone leads from the start to the evidence and back to the row", async () => {
  const { page, context } = await open(browser, "real");
  const focused = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "Skip to the list");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "query");
  await page.keyboard.type("Beijing 2020 blockchain action plan");
  await settled(page);
  for (let step = 0; step < 80 && !(await page.evaluate(() => document.activeElement.dataset?.record)); step += 1) await page.keyboard.press("Tab");
  assert.equal(await focused(), "Beijing Blockchain Innovation and Development Action Plan (2020-2022)");
  await page.keyboard.press("Enter");
  await settled(page);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
  assert.match(await page.locator(".contradictions").innerText(), /2020-06-09/);
  await page.goBack();
  await page.waitForFunction(() => document.activeElement.dataset?.record === "beijing-2020-blockchain-action-plan");
  await context.close();
});

test("on the map the arrow keys move and Enter chooses", async () => {
  const { page, context } = await open(browser, "real");
  await page.locator(".tile[tabindex='0']").focus();
  const focused = () => page.evaluate(() => document.activeElement.textContent.replace(/\s+/g, " ").trim());
  assert.match(await focused(), /^BJ ?\d+ ?Beijing Municipality/);
  await page.keyboard.press("ArrowRight");
  const [, policies] = (await focused()).match(/^LN ?(\d+) ?Liaoning Province/);
  await page.keyboard.press("Enter");
  await settled(page);
  assert.equal(new URL(page.url()).hash, "#policies?region=CN-210000");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-pressed")), "true");
  assert.match(await page.locator("[role=status]").innerText(), new RegExp(`^${policies} polic`));
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
