// The page of `zodgate check --output html`, looked at by a browser: node page_test.mjs PROGRAM CHROMIUM
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Browser } from "./browser.mjs";

const [program, chromium] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "zodgate-page-"));
const hostile = `</script></style></title><img src=x onerror="window.injected=1"><script>window.injected=1</script>'"&amp;`;

// Nine kinds of faults, in three files of a folder; one file's name and one key would be markup.
function write_payloads() {
  const schema = {
    type: "object",
    required: ["email", "role", "count"],
    additionalProperties: false,
    properties: {
      email: { type: "string", format: "email" },
      role: { enum: ["admin", "member"] },
      count: { type: "integer", minimum: 1, maximum: 9, multipleOf: 3 },
      items: { type: "array", maxItems: 3, items: { type: "object", properties: { sku: { type: "string" } } } },
    },
  };
  const good = { email: "a@example.com", role: "admin", count: 3 };
  const lines = [];
  for (let i = 0; i < 40; ++i) lines.push(JSON.stringify(good));
  for (let i = 0; i < 12; ++i) lines.push(JSON.stringify({ ...good, role: "owner" }));
  for (let i = 0; i < 7; ++i) lines.push(JSON.stringify({ ...good, email: "nobody" }));
  for (let i = 0; i < 5; ++i) lines.push(JSON.stringify({ ...good, items: [{ sku: "a" }, { sku: 1 }, { sku: 2 }] }));
  for (let i = 0; i < 4; ++i) lines.push(JSON.stringify({ ...good, count: 0 }));
  for (let i = 0; i < 3; ++i) lines.push("{\"email\":");
  lines.push(JSON.stringify({ ...good, count: 4 }), JSON.stringify({ ...good, items: [{}, {}, {}, {}] }));
  lines.push(JSON.stringify({ ...good, count: 12 }));
  const inputs = join(folder, "in");
  mkdirSync(inputs);
  writeFileSync(join(folder, "schema.json"), JSON.stringify(schema));
  writeFileSync(join(inputs, "traffic.ndjson"), lines.join("\n"));
  writeFileSync(join(inputs, `<img src=x onerror='window.injected=1'>.json`), JSON.stringify({ ...good, [hostile]: 1 }));
  return inputs;
}

function page_of(name, words, status) {
  const file = join(folder, name);
  const run = spawnSync(program, ["check", "--schema", join(folder, "schema.json"), "--output", "html", file, ...words]);
  assert.equal(run.status, status, run.stderr.toString());
  return pathToFileURL(file).href;
}

const table = `(() => {
  const rows = [...document.querySelectorAll("#faults tbody tr")];
  const cell = (row, name) => row.querySelector("." + name).textContent;
  const shown = rows.filter((row) => row.checkVisibility());
  return {
    rows: rows.length,
    shown: shown.map((row) => [cell(row, "count"), cell(row, "code"), cell(row, "path")].join(" ")),
    status: document.getElementById("shown").textContent,
    hash: location.hash,
  };
})()`;

function is_untouched(page, url) {
  assert.deepEqual(page.complaints, []);
  assert.deepEqual(page.requests.map((request) => request.split("#")[0]), [url]);
}

const type_in = (text) => `(() => {
  const search = document.getElementById("search");
  search.value = ${JSON.stringify(text)};
  search.dispatchEvent(new Event("input", { bubbles: true }));
})()`;
const click = (column) => `document.querySelector('th[data-name="${column}"] button').click()`;

async function shows_faults(browser, url) {
  const page = await browser.open(url);
  const all = await page.evaluate(table);
  assert.equal(all.rows, 9);
  assert.equal(all.status, "All 9 shown");
  assert.deepEqual(all.shown.slice(0, 5), [
    "12 invalid_value role",
    "10 invalid_type items[*].sku",
    "7 invalid_format email",
    "4 too_small count",
    "3 invalid_format (payload)",
  ]);
  assert.deepEqual(
    await page.evaluate(`[...document.querySelectorAll(".tiles .value")].map((value) => value.textContent)`),
    ["75", "40", "32", "3"],
  );
  assert.equal(await page.evaluate("document.querySelector('h1').textContent"), "35 of 75 payloads are not valid");
  assert.equal(await page.evaluate("document.compatMode"), "CSS1Compat");

  // The bars are as long as the counts are large.
  const bars = await page.evaluate(
    `[...document.querySelectorAll(".bar")].map((bar) => bar.getBoundingClientRect().width)`,
  );
  assert.equal(bars.length, 9);
  assert.ok(bars[0] > 300 && Math.abs(bars[1] / bars[0] - 10 / 12) < 0.01 && Math.abs(bars[2] / bars[0] - 7 / 12) < 0.01);
  is_untouched(page, url);
  return page;
}

async function filters(page) {
  await page.evaluate(type_in("items SKU"));
  let now = await page.evaluate(table);
  assert.deepEqual(now.shown, ["10 invalid_type items[*].sku"]);
  assert.equal(now.status, "1 of 9 shown");
  assert.equal(now.hash, "#filter=items+SKU");
  await page.evaluate(type_in("nothing of the kind"));
  assert.equal((await page.evaluate(table)).shown.length, 0);
  await page.evaluate(type_in(""));
  await page.evaluate(`(() => {
    const code = document.getElementById("code");
    code.value = "invalid_format";
    code.dispatchEvent(new Event("change", { bubbles: true }));
  })()`);
  now = await page.evaluate(table);
  assert.deepEqual(now.shown, ["7 invalid_format email", "3 invalid_format (payload)"]);
  // A bar leads to its row, whatever was filtered.
  await page.evaluate(`new Promise((resolve) => {
    addEventListener("hashchange", resolve, { once: true });
    document.querySelector(".bars a").click();
  })`);
  now = await page.evaluate(table);
  assert.equal(now.hash, "#fault-1");
  assert.equal(now.shown.length, 9);
}

async function sorts(page) {
  const column = `[...document.querySelectorAll("#faults tbody tr")].map((row) => Number(row.querySelector(".count").dataset.number))`;
  await page.evaluate(click("path"));
  const by_path = (await page.evaluate(table)).shown.map((row) => row.split(" ")[2]);
  assert.deepEqual(by_path, [...by_path].sort(new Intl.Collator("en", { numeric: true }).compare));
  assert.equal(await page.evaluate(`document.querySelector('th[aria-sort]').textContent`), "Path");
  await page.evaluate(click("count"));
  assert.deepEqual(await page.evaluate(column), [12, 10, 7, 4, 3, 1, 1, 1, 1]);
  await page.evaluate(click("count"));
  assert.deepEqual(await page.evaluate(column), [1, 1, 1, 1, 3, 4, 7, 10, 12]);
}

// The address can be handed on.
async function recalls(browser, url) {
  const page = await browser.open(`${url}#filter=count&sort=count`);
  const now = await page.evaluate(table);
  assert.deepEqual(now.shown.map((row) => row.split(" ")[0]), ["1", "1", "4"]);
  assert.equal(await page.evaluate("document.getElementById('search').value"), "count");
}

async function injects_nothing(page) {
  assert.equal(await page.evaluate("typeof window.injected"), "undefined");
  assert.equal(await page.evaluate("document.querySelectorAll('img').length"), 0);
  assert.equal(await page.evaluate("document.scripts.length"), 1);
  const messages = await page.evaluate(
    `[...document.querySelectorAll("td.message")].map((cell) => cell.textContent)`,
  );
  assert.ok(messages.includes(`Unrecognized key: ${JSON.stringify(hostile).replaceAll('\\"', '"')}`), messages.join("\n"));
  const places = await page.evaluate(`[...document.querySelectorAll("td.place")].map((cell) => cell.textContent)`);
  assert.ok(places.some((place) => place.includes("<img src=x onerror='window.injected=1'>.json:1:")));
}

// Luminance and contrast are WCAG's.
const colors = `(() => {
  const luminance = (color) => {
    const [r, g, b] = color.match(/[0-9.]+/g).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (; element !== null; element = element.parentElement) {
      const color = getComputedStyle(element).backgroundColor;
      if (!color.endsWith(", 0)")) return color;
    }
  };
  let worst = 99, count = 0;
  for (const element of document.querySelectorAll("h1, h2, p, dt, dd, code, .name, .value, .share, .label span, .count, label, th button, td, td span, input, select, footer")) {
    if (element.textContent === "" || !element.checkVisibility()) continue;
    const pair = [luminance(getComputedStyle(element).color), luminance(ground(element))].sort((a, b) => b - a);
    worst = Math.min(worst, (pair[0] + 0.05) / (pair[1] + 0.05));
    ++count;
  }
  return { worst, count, ground: luminance(ground(document.body)), bar: getComputedStyle(document.querySelector(".bar")).backgroundColor };
})()`;

async function is_light_and_dark(browser, url) {
  const light = await (await browser.open(url, { scheme: "light" })).evaluate(colors);
  const night = await browser.open(url, { scheme: "dark" });
  const dark = await night.evaluate(colors);
  assert.ok(light.count > 100 && dark.count === light.count);
  assert.ok(light.ground > 0.8, `${light.ground}`);
  assert.ok(dark.ground < 0.05, `${dark.ground}`);
  assert.notEqual(light.bar, dark.bar);
  for (const { worst } of [light, dark]) assert.ok(worst >= 4.5, `a contrast of ${worst} is too little to read`);

  // Paper is white, and has no use for a form.
  await night.send("Emulation.setEmulatedMedia", {
    media: "print",
    features: [{ name: "prefers-color-scheme", value: "dark" }],
  });
  const printed = await night.evaluate(colors);
  assert.equal(printed.ground, 1);
  assert.ok(printed.worst >= 4.5, `printed, a contrast of ${printed.worst} is too little to read`);
  assert.equal(await night.evaluate("document.getElementById('filters').checkVisibility()"), false);
}

async function fits_phones(browser, url) {
  const page = await browser.open(url, { width: 360, height: 700 });
  assert.ok((await page.evaluate("document.documentElement.scrollWidth")) <= 360);
  assert.equal(await page.evaluate("getComputedStyle(document.querySelector('td.path'), '::before').content"), `"Path"`);
  assert.equal((await page.evaluate(table)).shown.length, 9);
}

async function needs_no_script(browser, url) {
  const page = await browser.open(url, { scripts: false });
  const now = await page.evaluate(table);
  assert.equal(now.shown.length, 9);
  assert.equal(await page.evaluate("document.getElementById('filters').checkVisibility()"), false);
}

async function tells_of_no_faults(browser) {
  const file = join(folder, "good.json");
  writeFileSync(file, `{"email":"a@example.com","role":"admin","count":3}`);
  const url = page_of("good.html", [file], 0);
  const page = await browser.open(url);
  assert.equal(await page.evaluate("document.querySelector('h1').textContent"), "The payload is valid");
  assert.equal(await page.evaluate("document.querySelector('h2').textContent"), "No faults");
  assert.equal(await page.evaluate("document.querySelector('table')"), null);
  is_untouched(page, url);
}

// The same payloads are the same page, whatever the number of threads.
function is_the_same_each_time(inputs) {
  const pages = ["1", "4"].map((jobs) => readFileSync(new URL(page_of(`${jobs}.html`, ["--jobs", jobs, inputs], 1)), "utf8"));
  assert.equal(pages[0], pages[1]);
}

const started = Date.now();
const inputs = write_payloads();
const browser = new Browser(chromium);
const limit = setTimeout(() => {
  console.error("the browser does not answer");
  browser.process.kill("SIGKILL");
  process.exit(1);
}, 100000);
try {
  const url = page_of("page.html", [inputs], 1);
  const page = await shows_faults(browser, url);
  await injects_nothing(page);
  await filters(page);
  await sorts(page);
  is_untouched(page, url);
  await recalls(browser, url);
  await is_light_and_dark(browser, url);
  await fits_phones(browser, url);
  await needs_no_script(browser, url);
  await tells_of_no_faults(browser);
  is_the_same_each_time(inputs);
  console.log(`the page is as it should be (${Date.now() - started} ms)`);
} finally {
  clearTimeout(limit);
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
