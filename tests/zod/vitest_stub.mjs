// Stands for vitest when Zod's own tests are run for their calls alone (suite.mjs): expectations never fail.
const suite = (globalThis.zodgateSuite ??= { tests: [], hooks: { beforeEach: [], afterEach: [] } });
suite.restore = [];

/** Whatever is asked of it, it is itself; never a promise, iterable once or not at all. */
function anything() {
  return new Proxy(function () {}, {
    get: (_, name) => (name === "then" || typeof name === "symbol" ? undefined : anything()),
    apply: () => anything(),
    construct: () => anything(),
  });
}

async function attempt(work) {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

/** An expectation: one that something throws runs it. */
function expectation(actual) {
  if (actual instanceof Promise) actual.catch(() => {});
  return new Proxy(function () {}, {
    get: (_, name) => {
      if (name === "then" || typeof name === "symbol") return undefined;
      if (typeof actual === "function" && /throw|resolves|rejects/i.test(name)) {
        const pending = (() => {
          try {
            return actual();
          } catch {
            return undefined;
          }
        })();
        if (pending instanceof Promise) pending.catch(() => {});
        return anything();
      }
      return name === "not" ? expectation(actual) : anything();
    },
    apply: () => anything(),
  });
}

export const expect = new Proxy(expectation, { apply: (_, __, [actual]) => expectation(actual), get: () => () => anything() });
export const expectTypeOf = () => anything();
export const assertType = () => undefined;
export const assert = anything();

const scope = [];

function define(name, body) {
  if (typeof body !== "function") return;
  suite.tests.push({ name: [...scope, name].join(" > "), body, hooks: suite.hooks });
}

function table(rows, define) {
  return (name, body) => rows.forEach((row) => define(name, () => (Array.isArray(row) ? body(...row) : body(row))));
}

function definer(define) {
  const test = (name, first, second) => define(String(name), typeof first === "function" ? first : second);
  return Object.assign(test, {
    skip: () => undefined,
    todo: () => undefined,
    skipIf: () => test,
    runIf: () => test,
    only: test,
    concurrent: test,
    sequential: test,
    fails: test,
    each: (rows) => table(rows, test),
    for: (rows) => table(rows.map((row) => [row]), test),
  });
}

export const test = definer(define);
export const it = test;
export const describe = definer((name, body) => {
  scope.push(name);
  const outer = suite.hooks;
  suite.hooks = { beforeEach: [...outer.beforeEach], afterEach: [...outer.afterEach] };
  try {
    body?.();
  } catch {
    // What was defined before stays.
  }
  suite.hooks = outer;
  scope.pop();
});
export const suiteOf = describe;
export const beforeEach = (hook) => void suite.hooks.beforeEach.push(hook);
export const afterEach = (hook) => void suite.hooks.afterEach.push(hook);
export const beforeAll = (hook) => void attempt(hook);
export const afterAll = () => undefined;

function mocked(implementation = () => undefined) {
  const calls = [];
  const mock = function (...args) {
    calls.push(args);
    return implementation.apply(this, args);
  };
  return Object.assign(mock, {
    mock: { calls, results: [] },
    mockImplementation: (other) => ((implementation = other), mock),
    mockReturnValue: (value) => ((implementation = () => value), mock),
    mockResolvedValue: (value) => ((implementation = async () => value), mock),
    mockRestore: () => undefined,
    mockReset: () => undefined,
    mockClear: () => undefined,
  });
}

function spyOn(target, name) {
  const before = Object.getOwnPropertyDescriptor(target, name);
  const restore = () => (before ? Object.defineProperty(target, name, before) : delete target[name]);
  const spy = mocked(target[name]);
  Object.defineProperty(target, name, { value: spy, configurable: true, writable: true });
  suite.restore.push(restore);
  return Object.assign(spy, { mockRestore: restore });
}

export const vi = new Proxy({ fn: mocked, spyOn }, { get: (known, name) => known[name] ?? (() => anything()) });
