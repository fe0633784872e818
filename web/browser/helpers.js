// A browser, and pages in it that note every request, every dialog and every error.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const file = (name) => join(process.env.PAGES, `${name}.html`);

/** The limits of budgets.toml, `section.name` by number; the file has nothing but tables of numbers. */
export function budgets() {
  const limits = {};
  let section = "";
  for (const line of readFileSync(new URL("../budgets.toml", import.meta.url), "utf8").split("\n")) {
    const [, head] = line.match(/^\[(\w+)\]/) ?? [];
    const [, name, number] = line.match(/^(\w+) = (\d+)(?:\s|$)/) ?? [];
    if (head) section = head;
    if (name) limits[`${section}.${name}`] = Number(number);
  }
  return limits;
}

export function launch() {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((one) => existsSync(one));
  if (!executablePath) throw new Error("There is no Chromium. Install it (apt-get install chromium) or name it in CHROMIUM.");
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

/** A page in a context of its own, opened at `hash`; `noted` fills with what should never happen. */
export async function open(browser, name, hash = "", { width = 1280, height = 900, address = "", ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: "en-GB", acceptDownloads: true, ...options });
  const page = await context.newPage();
  const start = address || pathToFileURL(file(name)).href;
  const noted = { requests: [], dialogs: [], errors: [] };
  page.on("request", (request) => {
    if (!request.url().startsWith(start) && !/^(data|blob):/.test(request.url())) noted.requests.push(request.url());
  });
  page.on("dialog", (dialog) => { noted.dialogs.push(dialog.message()); dialog.dismiss(); });
  page.on("pageerror", (error) => noted.errors.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error") noted.errors.push(message.text()); });
  await page.goto(start + hash);
  return { page, noted, context, go: async (to) => { await page.goto(start + to); await settled(page); } };
}

/** When the page has drawn what it was last asked for. */
export const settled = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
