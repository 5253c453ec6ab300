// Headless Chromium, spoken to over a pipe by the DevTools protocol: no package is needed for it.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class Browser {
  constructor(program) {
    this.folder = mkdtempSync(join(tmpdir(), "zodgate-browser-"));
    this.process = spawn(
      program,
      [
        "--headless",
        "--no-sandbox",  // there is none for root, and the pages are our own
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-extensions",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        `--user-data-dir=${this.folder}`,
        "--remote-debugging-pipe",
        "about:blank",
      ],
      { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
    );
    this.ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.ended.then((status) => {
      for (const { reject } of this.waiting.values()) reject(new Error(`Chromium ended with ${status}`));
    });
    this.number = 0;
    this.waiting = new Map();
    this.listeners = new Set();
    let buffer = "";
    this.process.stdio[4].setEncoding("utf8").on("data", (text) => {
      buffer += text;
      const messages = buffer.split("\0");
      buffer = messages.pop();
      for (const message of messages) this.#take(JSON.parse(message));
    });
  }

  #take(message) {
    const call = this.waiting.get(message.id);
    if (call === undefined) {
      for (const listener of this.listeners) listener(message);
      return;
    }
    this.waiting.delete(message.id);
    if (message.error) call.reject(new Error(`${call.method}: ${message.error.message}`));
    else call.resolve(message.result);
  }

  send(method, parameters = {}, sessionId = undefined) {
    const id = ++this.number;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { method, resolve, reject });
      this.process.stdio[3].write(`${JSON.stringify({ id, method, params: parameters, sessionId })}\0`);
    });
  }

  async open(url, media = {}) {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId);
    await page.load(url, media);
    return page;
  }

  async close() {
    await this.send("Browser.close").catch(() => {});
    await this.ended;
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

class Page {
  constructor(browser, sessionId) {
    this.browser = browser;
    this.sessionId = sessionId;
    this.requests = [];  // what the page asked for
    this.complaints = [];  // of the console, uncaught errors and what the page's policy forbade
  }

  send(method, parameters) {
    return this.browser.send(method, parameters, this.sessionId);
  }

  async load(url, { scheme = "light", width = 1280, height = 900, scripts = true }) {
    const loaded = new Promise((resolve) => {
      this.browser.listeners.add((message) => {
        if (message.sessionId !== this.sessionId) return;
        if (message.method === "Page.loadEventFired") resolve();
        if (message.method === "Network.requestWillBeSent") this.requests.push(message.params.request.url);
        if (message.method === "Runtime.exceptionThrown") {
          this.complaints.push(message.params.exceptionDetails.exception?.description ?? "an error");
        }
        if (message.method === "Runtime.consoleAPICalled") this.complaints.push(`console.${message.params.type}`);
        if (message.method === "Log.entryAdded") this.complaints.push(message.params.entry.text);
        if (message.method === "Page.javascriptDialogOpening") this.complaints.push("a dialog");
      });
    });
    for (const domain of ["Page", "Network", "Runtime", "Log"]) await this.send(`${domain}.enable`);
    await this.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
    await this.send("Emulation.setDeviceMetricsOverride", {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: width < 600,
    });
    if (!scripts) await this.send("Emulation.setScriptExecutionDisabled", { value: true });
    await this.send("Page.navigate", { url });
    await loaded;
  }

  /// The value of an expression, or of the promise it gives.
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /// A PNG of the whole page.
  async picture() {
    const { data } = await this.send("Page.captureScreenshot", { captureBeyondViewport: true });
    return Buffer.from(data, "base64");
  }
}
