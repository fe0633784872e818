// Pictures of the page for docs/web: `nox -s browser -- --screenshots`. Their bytes depend on the fonts of the machine.

import { launch, open, settled } from "./helpers.js";

const FOLDER = new URL("../../docs/web/", import.meta.url).pathname;
const PLAN = "#policy/beijing-2020-blockchain-action-plan";
const PICTURES = {
  "list": ["#policies", { width: 1200, height: 700 }],
  "card": [PLAN, { width: 1160, height: 760 }],
  "list-zh-dark": ["#policies?region=CN-440000&lang=zh", { width: 1200, height: 640, colorScheme: "dark" }],
  "narrow": ["#policies?q=沙盒&lang=zh", { width: 390, height: 844 }],
};

const MOST_BYTES = 150 * 1024;

const browser = await launch();
for (const [name, [hash, options]] of Object.entries(PICTURES)) {
  const { page, context } = await open(browser, "real", hash, options);
  await page.waitForTimeout(500);
  await settled(page);
  const { length } = await page.screenshot({ path: `${FOLDER}${name}.png` });
  if (length > MOST_BYTES) throw new Error(`${name}.png has ${length} bytes, more than ${MOST_BYTES}`);
  await context.close();
}
await browser.close();
